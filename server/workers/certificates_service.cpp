#include "workers/certificates_service.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "base/invariant.h"
#include "base/turn.h"
#include "events/events.h"

namespace gig::workers {

namespace {

using Seen = CertificatesService::Seen;

Error not_there() {
    return Error{ErrorKind::not_found, "http.not_found"};
}

/// The role that an act of the staff is told under.
std::string role_of(const Actor& actor) {
    const auto grant = std::ranges::find_if(
        actor.grants, [](const Grant& each) { return accounts::is_staff(each.role); });
    invariant(grant != actor.grants.end());  // The matrix lets nobody else decide.
    return std::string(role_name(grant->role));
}

/// What the registry's answer makes of a certificate that is declared.
void hear(HeldCertificate& certificate, CertificateAnswer answer, Time now) {
    HandedIn& handed_in = *certificate.handed_in;
    handed_in.check = CertificateCheck{.by = std::string(by_registry), .at = now};
    switch (answer) {
        case CertificateAnswer::confirmed:
            certificate.state = CertificateState::confirmed;
            handed_in.remark = std::nullopt;
            return;
        case CertificateAnswer::refused:
            certificate.state = CertificateState::refused;
            handed_in.remark = CertificateRemark::registry_refused;
            return;
        case CertificateAnswer::unknown:
            handed_in.remark = CertificateRemark::registry_unknown;
            return;
        case CertificateAnswer::unreachable:
            handed_in.remark = CertificateRemark::registry_unreachable;
            return;
    }
}

}  // namespace

CertificatesService::CertificatesService(storage::Database& database, const Clock& clock,
                                         Vault& vault, const accounts::Policy& policy,
                                         const accounts::AccountsService& accounts,
                                         const occupations::Occupations& occupations,
                                         const WorkersService& workers,
                                         CertificateRegistry& registry, MarketsAround markets)
    : database_(database),
      clock_(clock),
      policy_(policy),
      accounts_(accounts),
      occupations_(occupations),
      workers_(workers),
      registry_(registry),
      markets_(std::move(markets)),
      profiles_(accounts::home_city, vault),
      store_(accounts::home_city, vault) {}

Result<std::vector<HeldCertificate>> CertificatesService::own(const Actor& actor) const {
    const Result<Profile> profile = workers_.read_self(actor);
    if (!profile) return profile.error();

    const std::vector<HeldCertificate> papers = database_.ask(
        [&](storage::Reader& reader) { return store_.of_worker(reader, profile->worker); });
    std::vector<HeldCertificate> own;
    for (const std::string& code : profile->preferences.certificates) {
        const auto paper = std::ranges::find(papers, code, &HeldCertificate::code);
        own.push_back(paper == papers.end() ? HeldCertificate{profile->worker, code} : *paper);
    }
    return own;
}

Result<HeldCertificate> CertificatesService::hand_in(const Actor& actor, const std::string& code,
                                                     const Paper& paper,
                                                     const Once<HeldCertificate>& once) {
    const Time now = clock_.now();
    const Result<void> allowed = workers_.may_change_self(actor, now);
    if (!allowed) return allowed.error();
    if (occupations_.find_certificate(code) == nullptr) return not_there();
    const Result<Paper> proper = checked_paper(paper, date_of(now));
    if (!proper) return proper.error();
    const Result<void> seldom = rate_.take(*actor.account, now);
    if (!seldom) return seldom.error();

    const HeldCertificate wanted{*actor.account, code, CertificateState::declared,
                                 HandedIn{.paper = *proper, .market = std::nullopt, .at = now}};
    // The key goes with the second act, whose answer the caller gets. A retry after a power cut
    // between the two finds the paper here and has the registry asked again.
    const Result<HeldCertificate> kept =
        database_.act(Once<HeldCertificate>{},
                      [&](storage::Transaction& transaction) { return keep(transaction, wanted); });
    if (!kept) return kept.error();
    std::optional<CertificateAnswer> answer;
    if (kept->state == CertificateState::declared) answer = ask_registry(*kept);

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<HeldCertificate> {
        std::optional<HeldCertificate> present = store_.find(transaction, kept->worker, code);
        if (!present || present->handed_in->paper != kept->handed_in->paper) {
            return Error{ErrorKind::conflict, "certificate.changed_meanwhile"};
        }
        // Somebody of the staff may have been faster.
        if (!answer || present->state != CertificateState::declared) return *std::move(present);
        hear(*present, *answer, clock_.now());
        settle(transaction, *present);
        return *std::move(present);
    });
}

Result<HeldCertificate> CertificatesService::keep(storage::Transaction& transaction,
                                                  const HeldCertificate& wanted) {
    const auto& [worker, code, state, handed_in] = wanted;
    std::optional<HeldCertificate> before = store_.find(transaction, worker, code);
    if (before && before->handed_in->paper == handed_in->paper) return *std::move(before);

    Profile profile = profiles_.find(transaction, worker).value_or(Profile{.worker = worker});
    std::vector<std::string>& list = profile.preferences.certificates;
    if (std::ranges::find(list, code) == list.end()) {
        if (list.size() >= certificates_max) {
            return Error{ErrorKind::conflict, "worker.too_many_entries"};
        }
        list.push_back(code);
        profiles_.save(transaction, profile, handed_in->at);
        events::record(transaction, handed_in->at, worker,
                       events::WorkerProfileSaved{worker, profile.home_region_code});
    }
    HeldCertificate kept = wanted;
    kept.handed_in->market = markets_.market_of(profile.home_region_code);
    store_.hand_in(transaction, kept);
    events::record(transaction, handed_in->at, worker, events::CertificateDeclared{worker, code});
    return kept;
}

CertificateAnswer CertificatesService::ask_registry(const HeldCertificate& certificate) {
    // A registry that hangs must not take every handler thread with it.
    const Turn turn(registry_questions_);
    if (!turn.taken()) return CertificateAnswer::unreachable;
    const std::optional<std::string> name = database_.ask(
        [&](storage::Reader& reader) { return accounts_.name_in(reader, certificate.worker); });
    return registry_.ask(
        {certificate.code, certificate.handed_in->paper.number, name.value_or("")});
}

Result<CertificatesService::Dropped> CertificatesService::drop(const Actor& actor,
                                                               const std::string& code,
                                                               const Once<Dropped>& once) {
    const Time now = clock_.now();
    const Result<void> allowed = workers_.may_change_self(actor, now);
    if (!allowed) return allowed.error();

    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Dropped> {
        std::optional<Profile> profile = profiles_.find(transaction, *actor.account);
        if (!profile || std::erase(profile->preferences.certificates, code) == 0) {
            return not_there();
        }
        store_.remove(transaction, profile->worker, code);
        profiles_.save(transaction, *profile, now);
        events::record(transaction, now, actor.account,
                       events::WorkerProfileSaved{profile->worker, profile->home_region_code});
        return Dropped{};
    });
}

Result<void> CertificatesService::may_look(const Actor& actor, MarketId market) const {
    const std::optional<std::int64_t> county = markets_.county_of(market);
    const Result<void> allowed = policy_.authorize(
        actor, Action::certificate_check, {.market = market, .county = county}, clock_.now());
    if (!allowed) return allowed.error();
    if (!county) return not_there();
    return {};
}

Result<std::vector<Seen>> CertificatesService::waiting(const Actor& actor, MarketId market,
                                                       const std::optional<Key>& after,
                                                       std::size_t limit) const {
    invariant(limit >= 1 && limit <= certificates_listed_max);
    const Result<void> allowed = may_look(actor, market);
    if (!allowed) return allowed.error();

    return database_.ask([&](storage::Reader& reader) -> Result<std::vector<Seen>> {
        CertificatesStore::Position position{Time::min(), AccountId(-1), ""};
        if (after) {
            const std::optional<HeldCertificate> last =
                store_.find(reader, after->worker, after->code);
            const bool waits_here = last && last->state == CertificateState::declared &&
                                    last->handed_in->market == market;
            if (!waits_here) return Error{ErrorKind::malformed, "query.bad_cursor", "cursor"};
            position = {last->handed_in->at, last->worker, last->code};
        }
        std::vector<Seen> listed;
        for (HeldCertificate& certificate : store_.waiting_after(reader, market, position, limit))
            listed.push_back(seen(reader, std::move(certificate)));
        return listed;
    });
}

Result<Seen> CertificatesService::confirm(const Actor& actor, const Key& key,
                                          const Once<Seen>& once) {
    return decide(actor, key, std::nullopt, once);
}

Result<Seen> CertificatesService::refuse(const Actor& actor, const Key& key,
                                         CertificateRemark reason, const Once<Seen>& once) {
    invariant(is_of_staff(reason));
    return decide(actor, key, reason, once);
}

Result<Seen> CertificatesService::decide(const Actor& actor, const Key& key,
                                         const std::optional<CertificateRemark>& reason,
                                         const Once<Seen>& once) {
    const Time now = clock_.now();
    return database_.act(once, [&](storage::Transaction& transaction) -> Result<Seen> {
        std::optional<HeldCertificate> held = store_.find(transaction, key.worker, key.code);
        const std::optional<MarketId> market = held ? held->handed_in->market : std::nullopt;
        const Result<void> allowed =
            market ? may_look(actor, *market)
                   : policy_.authorize(actor, Action::certificate_check, {}, now);
        if (!allowed) return allowed.error();
        if (!held) return not_there();
        if (actor.account == held->worker) {
            return Error{ErrorKind::forbidden, "certificate.own_case"};
        }
        const CertificateState state =
            reason ? CertificateState::refused : CertificateState::confirmed;
        if (held->state == state) {
            return Error{ErrorKind::conflict, "certificate.decided_already"};
        }
        if (!reason && held->is_over(date_of(now))) {
            return Error{ErrorKind::conflict, "certificate.over"};
        }
        held->state = state;
        held->handed_in->remark = reason;
        held->handed_in->check = CertificateCheck{role_of(actor), actor.account, now};
        settle(transaction, *held);
        return seen(transaction, *std::move(held));
    });
}

void CertificatesService::settle(storage::Transaction& transaction,
                                 const HeldCertificate& certificate) {
    const CertificateCheck& check = *certificate.handed_in->check;
    store_.settle(transaction, certificate);
    events::record(transaction, check.at, check.checker,
                   events::CertificateChecked{certificate.worker, certificate.code,
                                              std::string(name_of(certificate.state))});
}

Seen CertificatesService::seen(storage::Reader& reader, HeldCertificate certificate) const {
    const std::optional<std::string> name = accounts_.name_in(reader, certificate.worker);
    return {std::move(certificate), accounts::masked_name(name.value_or(""))};
}

}  // namespace gig::workers
