#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/once.h"
#include "employers/employer_checks.h"
#include "employers/employers_service.h"
#include "storage/database.h"

namespace gig::employers {

struct WaitingPosition;

/// A page of 100, and one to see that more follow.
inline constexpr std::size_t checks_list_max = 101;

/// Employers that a run of the daily tasks takes at once.
inline constexpr std::size_t dates_batch_max = 500;

/// What people say of employers, and what the calendar does to them.
///
/// The staff of an employer's market see and decide what waits there (org.verify_licence); another
/// market's employers are not there. Every look leaves a row that is never changed. Nobody decides
/// on an employer that they are a member of. Safe from any thread.
class EmployerChecksService {
public:
    /// `employers` says what city is around.
    EmployerChecksService(storage::Database& database, const Clock& clock,
                          const accounts::Policy& policy, const EmployersService& employers);

    struct Seen {
        EmployerFile file;
        std::vector<Mandate> mandates;
    };

    struct WaitingEmployer {
        Seen seen;
        std::vector<Check> checks;  // The newest checks_shown, newest first.
    };

    /// What waits at a market, longest first, at most `limit` (1..checks_list_max), after the given
    /// employer. query.bad_cursor where that one doesn't wait there.
    Result<std::vector<WaitingEmployer>> waiting(const Actor& actor, MarketId market,
                                                 std::optional<EmployerId> after,
                                                 std::size_t limit) const;

    struct Word {
        CheckVerdict verdict;  // approved, refused or asked.
        std::string remark;
    };

    /// Approving verifies; for an agency, and where the matrix asks two people of the actor, only
    /// after a second person's word. Refusing an application ends it; a refused renewal leaves the
    /// employer what it is until its dates run out. Asking leaves it waiting.
    ///
    /// Refusals: http.not_found; employer.nothing_waits; employer.own_case;
    /// policy.second_person_required for the one who has approved already;
    /// employer.remark_missing without words for a refusal, a question or an approval against the
    /// registry; employer.remark_malformed; employer.licence_ended for an agency without a licence
    /// in force; employer.already_registered; employer.asked_too_often.
    Result<Seen> decide(const Actor& actor, EmployerId employer, const Word& word,
                        const Once<Seen>& once);

    /// The first person's word asks for it, a second one's within second_word_within does it.
    /// employer.is_suspended where it is done; else as above.
    Result<Seen> suspend(const Actor& actor, EmployerId employer, const std::string& remark,
                         const Once<Seen>& once);

    /// Lifts a suspension, in the same way: the employer becomes what its papers and dates say that
    /// day. employer.not_suspended; else as above.
    Result<Seen> reinstate(const Actor& actor, EmployerId employer, const std::string& remark,
                           const Once<Seen>& once);

    /// Answers what the first person asked with no; asking begins anew.
    /// employer.no_reinstatement_asked; else as above.
    Result<Seen> refuse_reinstatement(const Actor& actor, EmployerId employer,
                                      const std::string& remark, const Once<Seen>& once);

    /// Who is suspended at a market, or of whom somebody wants it, longest first; else as
    /// waiting().
    Result<std::vector<WaitingEmployer>> suspensions(const Actor& actor, MarketId market,
                                                     std::optional<EmployerId> after,
                                                     std::size_t limit) const;

    /// Newest first, below `before`, at most `limit` (1..checks_list_max). For the employer's own
    /// people and those who look after it (org.documents_read).
    Result<std::vector<NumberedCheck>> history(const Actor& actor, EmployerId employer,
                                               std::optional<std::int64_t> before,
                                               std::size_t limit) const;

    /// Lapses whose last day is over. Called by the scheduler; at most dates_batch_max a call.
    /// Returns how many.
    std::size_t lapse_due();

    /// Asks for the renewals whose day has come. Called by the scheduler, as above.
    std::size_t ask_renewals();

private:
    /// Whether one person's word does, or it is the first of two.
    enum class Consent { enough, first_of_two };
    struct Approval {
        AccountId by;
        Consent consent;
        Moment at;
    };

    /// What takes a first person's word and a second one's.
    struct TwoWords {
        Action action;
        CheckVerdict asked;
        CheckVerdict done;
        Result<void> (*possible)(EmployerState);
    };

    /// A list of a market's employers, longest there first.
    struct Queue {
        /// Since when; nothing for one that isn't on it.
        std::optional<Time> (*since)(const EmployerFile& file, Time now);
        std::vector<EmployerId> (*after)(storage::Reader& reader, MarketId market, Time now,
                                         const WaitingPosition& position, std::size_t limit);
    };

    Result<std::vector<WaitingEmployer>> listed(const Actor& actor, MarketId market,
                                                const Queue& queue, std::optional<EmployerId> after,
                                                std::size_t limit) const;
    static Seen seen(storage::Reader& reader, EmployerFile file, Time now);
    static std::vector<WaitingEmployer> with_checks(storage::Reader& reader,
                                                    const std::vector<EmployerId>& employers,
                                                    Time now);

    accounts::Object object_of(const Employer& employer) const;
    Result<void> may_look(const Actor& actor, MarketId market) const;
    Result<Seen> by_two(const Actor& actor, EmployerId employer, const TwoWords& words,
                        const std::string& remark, const Once<Seen>& once);
    Moment moment() const;
    Result<Consent> consent_of(const Actor& actor, const EmployerFile& file, CheckVerdict verdict,
                               Time now) const;
    Result<void> approve(storage::Transaction& transaction, EmployerFile& file,
                         const Approval& approval) const;
    Result<void> refuse_or_ask(storage::Transaction& transaction, EmployerFile& file,
                               CheckVerdict verdict) const;
    void keep(storage::Transaction& transaction, const Actor& actor, const EmployerFile& file,
              const Word& word, Time now) const;
    std::size_t change_due(std::vector<EmployerId> (*due)(storage::Reader&, Date, std::size_t),
                           const Moment& at,
                           const std::function<void(storage::Transaction&, EmployerFile&)>& change);

    storage::Database& database_;
    const Clock& clock_;
    const accounts::Policy& policy_;
    const EmployersService& employers_;
};

}  // namespace gig::employers
