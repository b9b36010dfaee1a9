#include "employers/papers.h"

#include <algorithm>

#include "employers/employer_checks_store.h"
#include "employers/employers_store.h"
#include "employers/verdicts.h"

namespace gig::employers {

namespace {

bool is_there(const EmployerFile& file, const Licence& licence) {
    return std::ranges::any_of(file.employer.licences, [&](const Licence& kept) {
        return kept.kind == licence.kind && kept.number == licence.number &&
               kept.issued_by == licence.issued_by && kept.expires_on == licence.expires_on;
    });
}

bool is_there(storage::Reader& reader, EmployerId employer, AccountId account,
              const Mandate& mandate) {
    const std::optional<Mandate> kept = find_mandate(reader, employer, account);
    return kept && kept->until == mandate.until && kept->document_ref == mandate.document_ref &&
           (!mandate.since || kept->since == mandate.since);
}

/// The first person saw other papers: both have to look again.
void start_over(EmployerFile& file, Time now) {
    file.approved_by = std::nullopt;
    const bool stands = file.employer.state == EmployerState::verified ||
                        file.employer.state == EmployerState::lapsed;
    if (file.employer.state == EmployerState::awaiting_second) {
        file.employer.state = EmployerState::pending;
        file.employer.reason = "employer.awaits_staff";
    }
    wait_for(file, stands ? WaitsFor::renewal : WaitsFor::application, now);
}

}  // namespace

Result<Papers> checked_papers(EmployerKind kind, Papers papers, Date today) {
    if (kind != EmployerKind::agency && !papers.licences.empty()) {
        return Error{ErrorKind::invalid, "employer.licences_not_for_kind", "/licences"};
    }
    Result<std::vector<Licence>> licences = checked_licences(std::move(papers.licences), today);
    if (!licences) return licences.error();
    papers.licences = *std::move(licences);

    if (!papers.mandate) return papers;
    Mandate& mandate = *papers.mandate;
    if (mandate.document_ref) {
        mandate.document_ref = one_line(*mandate.document_ref, document_ref_characters_max);
        if (!mandate.document_ref) {
            return Error{ErrorKind::invalid, "employer.mandate_malformed", "/mandate/document_ref"};
        }
    }
    if (mandate.since && *mandate.since > today) {
        return Error{ErrorKind::invalid, "employer.mandate_not_begun", "/mandate/since"};
    }
    if (mandate.until && *mandate.until < today) {
        return Error{ErrorKind::invalid, "employer.mandate_ended", "/mandate/until"};
    }
    return papers;
}

bool hand_in(storage::Transaction& transaction, EmployerFile& file, AccountId account,
             const Papers& papers, Time now) {
    const EmployerId id = file.employer.id;
    bool licence_is_new = false;
    for (const Licence& licence : papers.licences) {
        if (is_there(file, licence)) continue;
        hand_in_licence(transaction, id, licence, now);
        licence_is_new = true;
    }
    const bool mandate_is_new =
        papers.mandate && !is_there(transaction, id, account, *papers.mandate);
    if (mandate_is_new) keep_mandate(transaction, id, account, *papers.mandate, now);
    if (licence_is_new) {
        start_over(file, now);
        update_check(transaction, file, now);
        file = find_employer(transaction, id).value();
    }
    return licence_is_new || mandate_is_new;
}

}  // namespace gig::employers
