#pragma once

#include <optional>
#include <string_view>

namespace gig {

/// Everything that a route or a service of this house asks permission for: the rows of the
/// authorisation matrix (accounts/authz_matrix.csv) that exist so far. A room that opens a new
/// door adds its action here.
enum class Action {
    account_read_self,
    account_register,
    account_update_self,
    algorithm_read,
    certificate_check,
    contest_answer,
    day_plan_read,
    desk_register_person,
    figures_read_public,
    figures_read_scope,
    intent_confirm,
    intent_create,
    intent_decline,
    intent_offer,
    intent_withdraw,
    job_approve,
    job_check,
    job_close,
    job_create,
    job_import,
    job_list_own,
    job_report_abuse,
    job_report_read_own,
    job_search,
    job_takedown,
    job_update,
    market_read,
    org_apply,
    org_documents_read,
    org_read_public,
    org_reinstate,
    org_suspend,
    org_verify_licence,
    phone_read_full,
    receipt_contest,
    receipt_read,
    receipt_replay,
    recommendation_read,
    service_read,
    session_open,
    session_revoke_self,
    simulator_read,
    why_not_read,
    worker_profile_read,
};
inline constexpr int action_count = static_cast<int>(Action::worker_profile_read) + 1;

/// The action's name in the matrix and in the contract's x-policy, such as "job.create".
std::string_view action_name(Action action);
std::optional<Action> action_named(std::string_view name);

}  // namespace gig
