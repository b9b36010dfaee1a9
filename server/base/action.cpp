#include "base/action.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gig {

namespace {

constexpr std::array<std::pair<Action, std::string_view>, action_count> names{{
    {Action::account_read_self, "account.read_self"},
    {Action::account_register, "account.register"},
    {Action::account_update_self, "account.update_self"},
    {Action::algorithm_read, "algorithm.read"},
    {Action::certificate_check, "certificate.check"},
    {Action::contest_answer, "contest.answer"},
    {Action::day_plan_read, "day_plan.read"},
    {Action::desk_register_person, "desk.register_person"},
    {Action::figures_read_public, "figures.read_public"},
    {Action::figures_read_scope, "figures.read_scope"},
    {Action::intent_confirm, "intent.confirm"},
    {Action::intent_create, "intent.create"},
    {Action::intent_decline, "intent.decline"},
    {Action::intent_offer, "intent.offer"},
    {Action::intent_withdraw, "intent.withdraw"},
    {Action::job_approve, "job.approve"},
    {Action::job_check, "job.check"},
    {Action::job_close, "job.close"},
    {Action::job_create, "job.create"},
    {Action::job_import, "job.bulk_import"},
    {Action::job_list_own, "job.list_own"},
    {Action::job_report_abuse, "job.report_abuse"},
    {Action::job_report_read_own, "job.report_read_own"},
    {Action::job_search, "job.search"},
    {Action::job_takedown, "job.takedown"},
    {Action::job_update, "job.update"},
    {Action::market_read, "market.read"},
    {Action::org_apply, "org.apply"},
    {Action::org_documents_read, "org.documents_read"},
    {Action::org_read_public, "org.read_public"},
    {Action::org_reinstate, "org.reinstate"},
    {Action::org_suspend, "org.suspend"},
    {Action::org_verify_licence, "org.verify_licence"},
    {Action::phone_read_full, "phone.read_full"},
    {Action::receipt_contest, "receipt.contest"},
    {Action::receipt_read, "receipt.read"},
    {Action::receipt_replay, "receipt.replay"},
    {Action::recommendation_read, "recommendation.read"},
    {Action::service_read, "service.read"},
    {Action::session_open, "session.open"},
    {Action::session_revoke_self, "session.revoke_self"},
    {Action::simulator_read, "simulator.read"},
    {Action::why_not_read, "why_not.read"},
    {Action::worker_profile_read, "worker.profile_read"},
}};

}  // namespace

std::string_view action_name(Action action) {
    return std::ranges::find(names, action, &std::pair<Action, std::string_view>::first)->second;
}

std::optional<Action> action_named(std::string_view name) {
    const auto found = std::ranges::find(names, name, &std::pair<Action, std::string_view>::second);
    if (found == names.end()) return std::nullopt;
    return found->first;
}

}  // namespace gig
