#include "jobs/employer_bars.h"

namespace gig::jobs {

namespace {

using employers::Employer;
using employers::EmployerKind;
using employers::PostingBar;

std::string_view refusal_of(PostingBar bar) {
    switch (bar) {
        case PostingBar::not_licensed:
            return "job.agency_not_verified";
        case PostingBar::licence_expired:
            return "job.licence_expired";
        case PostingBar::verification_ended:
            return "job.employer_lapsed";
        case PostingBar::suspended:
            return "job.employer_suspended";
        case PostingBar::refused:
            return "job.employer_refused";
    }
    return {};
}

std::string_view reason_of(PostingBar bar) {
    switch (bar) {
        case PostingBar::not_licensed:
        case PostingBar::licence_expired:
            return "licence_expired";
        case PostingBar::verification_ended:
            return "verification_ended";
        case PostingBar::suspended:
            return "employer_suspended";
        case PostingBar::refused:
            return "employer_refused";
    }
    return {};
}

}  // namespace

Result<void> may_post(const Employer& employer, Relation relation, Date today) {
    const std::optional<PostingBar> bar = employers::posting_bar(employer, today);
    if (bar) return Error{ErrorKind::conflict, refusal_of(*bar), "/employer_id"};
    if (relation == Relation::dispatch && !employers::may_dispatch(employer, today)) {
        return Error{ErrorKind::conflict, "job.dispatch_needs_licence", "/relation"};
    }
    return {};
}

std::optional<std::string_view> closing_reason(const Employer& employer, Relation relation,
                                               Date today) {
    const std::optional<PostingBar> bar = employers::posting_bar(employer, today);
    if (bar) return reason_of(*bar);
    // Only an agency has a licence that could end; what others posted before stays.
    const bool dispatches = relation == Relation::dispatch && employer.kind == EmployerKind::agency;
    if (dispatches && !employers::may_dispatch(employer, today)) return "licence_expired";
    return std::nullopt;
}

}  // namespace gig::jobs
