#include "jobs/user_enterprise.h"

#include <array>

#include "base/names.h"
#include "base/text.h"
#include "jobs/draft_checks.h"

namespace gig::jobs {

namespace {

using employers::EmployerKind;

constexpr std::array<std::string_view, 3> payers = {"employer", "user_enterprise", "household"};

Error refusal(std::string_view code, std::string field) {
    return Error{ErrorKind::invalid, code, std::move(field)};
}

}  // namespace

std::string_view name_of(WagePayer payer) {
    return name_in(payers, payer);
}

WagePayer wage_payer(EmployerKind kind, Relation relation) {
    if (kind != EmployerKind::agency) return WagePayer::employer;
    switch (relation) {
        case Relation::dispatch:
        case Relation::outsourcing:
            return WagePayer::employer;
        case Relation::household:
            return WagePayer::household;
        case Relation::part_time:
        case Relation::full_time:
        case Relation::task_term:
        case Relation::service:
        case Relation::retired:
        case Relation::platform:
        case Relation::internship:
            break;
    }
    return WagePayer::user_enterprise;
}

Result<void> check_user_enterprise(const JobDraft& draft) {
    if (!draft.user_enterprise) return {};
    // Its name would be a person's.
    if (draft.relation == Relation::household) {
        return refusal("job.user_enterprise_not_for_household", "/user_enterprise");
    }
    const UserEnterprise& enterprise = *draft.user_enterprise;
    const char* const name_field = "/user_enterprise/name";
    if (trimmed(enterprise.name).empty()) return refusal("job.user_enterprise_blank", name_field);
    if (enterprise.name.find_first_of("\n\t") != std::string::npos) {
        return refusal("job.text_hidden_characters", name_field);
    }
    const Result<void> fine =
        check_text(enterprise.name, employers::name_characters_max, name_field);
    if (!fine) return fine.error();

    if (!enterprise.credit_code) return {};
    const auto code = employers::CreditCode::parse(*enterprise.credit_code);
    if (!code) return refusal(code.error().code, "/user_enterprise/uscc");
    return {};
}

Result<void> check_poster(const JobDraft& draft, EmployerKind kind) {
    if (!draft.user_enterprise || kind == EmployerKind::agency) return {};
    return refusal("job.user_enterprise_not_for_kind", "/user_enterprise");
}

json::value user_enterprise_json(const Job& job) {
    if (!job.user_enterprise) return nullptr;
    json::object shown{{"name", job.user_enterprise->name}, {"uscc", nullptr}};
    if (job.user_enterprise->credit_code) shown["uscc"] = *job.user_enterprise->credit_code;
    return shown;
}

}  // namespace gig::jobs
