#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/authorize.h"
#include "base/actor.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/once.h"
#include "base/rng.h"
#include "employers/employers_service.h"
#include "events/event.h"
#include "jobs/fill_history.h"
#include "jobs/job_reviews_store.h"
#include "jobs/job_versions_store.h"
#include "jobs/jobs.h"
#include "jobs/jobs_store.h"
#include "jobs/look_terms.h"
#include "jobs/post_rate.h"
#include "jobs/rule_post.h"
#include "occupations/occupations.h"
#include "places/places.h"
#include "rules/labour_cost.h"
#include "rules/rules.h"
#include "storage/database.h"

namespace gig::jobs {

/// What publishing would do.
struct Verdict {
    JobState state;
    std::vector<Finding> findings;
};

/// What the rules say of a draft, whoever would publish it.
struct Checked {
    std::vector<Finding> findings;              // Blocks first.
    std::int32_t hourly_fen;                    // Of the first shift.
    rules::LabourCost cost;                     // Of all places of all shifts.
    std::optional<ExpectedFill> expected_fill;  // Of the first shift.
};

struct Published {
    JobId job;
    JobState state;
    std::vector<Finding> findings;
    std::int64_t version = 1;
    bool repeated = false;  // A line that this account imported before: nothing was made.
};

/// Members of a POST /jobs body that take the place of the kept ones.
struct Change {
    json::object fields;
    std::optional<std::int64_t> version;  // The one that the caller read.
};

/// All that jobs need of the markets, handed in. Safe from any thread.
struct MarketsAround {
    /// Nothing where there is no such market.
    std::function<std::optional<std::string>(MarketId)> name_of;

    /// The one whose staff look at a job that names none; for remote work, any fixed one.
    std::function<std::optional<MarketId>(const std::optional<GeoPoint>&)> nearest;

    /// How closely its staff look at what opens without them.
    LookTerms looks;
};

/// What a post is held against.
struct PostChecks {
    const rules::Rules& rules;
    const wording::PostReader& reader;
};

inline constexpr std::size_t expire_batch_max = 500;
inline constexpr std::size_t list_max = 101;   // A page of 100, and one to see that more follow.
inline constexpr std::size_t open_page = 500;  // Jobs that each_open holds at a time.
static_assert(open_page * shifts_max <= storage::rows_max);

/// Jobs and their dated shifts, from draft to closed.
///
/// Every act is one transaction with its event; an opening is findable because matching reads
/// that event. Whether an employer is verified is what was so when the act began. Safe from any
/// thread where the Rng is.
class JobsService {
public:
    JobsService(storage::Database& database, const Clock& clock, Rng& rng,
                const accounts::Policy& policy, const employers::EmployersService& employers,
                const occupations::Occupations& occupations, const places::Regions& regions,
                PostChecks checks, MarketsAround markets);

    /// A verified employer's job of which the rules find nothing goes to `open` at once; all others
    /// wait for staff (in_review), and one that a rule blocks is refused: job.breaks_rules, of
    /// which look_over() says more. At most posts_per_minute_max an employer a minute:
    /// job.too_many_posts.
    ///
    /// The employer may be left out by a member of exactly one: job.employer_ambiguous,
    /// job.employer_missing. Other refusals: those of authorize(), job.employer_unknown, those of
    /// may_post(), job.mandate_ended, job.user_enterprise_not_for_kind, job.market_unknown,
    /// job.place_out_of_range, and those of check_draft().
    Result<Published> publish(const Actor& actor, const JobDraft& draft,
                              const Once<Published>& once);

    /// publish() for one line of a file: asks for job.bulk_import, and the same digest by the same
    /// account is one job for ever, however often the file comes.
    Result<Published> publish_line(const Actor& actor, const JobDraft& draft,
                                   std::string_view digest, Pace pace);

    /// All findings about the draft itself, blocking ones too. Nothing is stored and nobody need
    /// be signed in; what only binds an agency is said to its own people. Refusals: those of
    /// check_draft(), job.place_out_of_range, job.user_enterprise_not_for_kind.
    Result<Checked> look_over(const Actor& actor, const JobDraft& draft) const;

    /// What publish_line() would do, without its effect. Lines of one file don't see each other.
    Result<Verdict> check(const Actor& actor, const JobDraft& draft) const;

    /// Whether this account imported a line of that digest before.
    bool imported(const Actor& actor, std::string_view digest) const;

    /// Ends a job that waits or is open; its openings are no longer found. The reason, at most
    /// remark_max long, stays with the job and doesn't go into the log, because it is free text.
    /// job.already_closed where it has ended before.
    Result<JobWithOpenings> close(const Actor& actor, JobId job, std::string_view reason,
                                  const Once<JobWithOpenings>& once);

    /// Keeps a new version of a job's text and asks the rules again: a block refuses
    /// (job.breaks_rules), a warning makes an open job wait for staff. Refusals: http.not_found,
    /// job.already_closed, job.over, job.changed_meanwhile (another version than the caller read),
    /// job.pay_lowered, job.too_many_posts, and those of check_draft().
    Result<Published> change(const Actor& actor, JobId job, const Change& change,
                             const Once<Published>& once);

    /// All findings about the text that change() would keep, blocking ones too.
    Result<std::vector<Finding>> look_over_change(const Actor& actor, JobId job,
                                                  const Change& change) const;

    /// The texts that a job had, newest first, older than `before`, at most `limit` (1..list_max),
    /// for whoever may change it.
    Result<std::vector<JobVersion>> versions(const Actor& actor, JobId job,
                                             std::optional<std::int64_t> before,
                                             std::size_t limit) const;

    /// What staff said of a job, oldest first, without asking who wants to know.
    std::vector<KeptReview> reviews_of(JobId job) const;

    /// For strangers what is open or was, with its state, but no later text that waits for staff;
    /// who may close it sees it in any state.
    Result<JobWithOpenings> find(const Actor& actor, JobId job) const;

    /// Whether the actor is of the job's employer, or staff who look after it: sees address and
    /// policy number too.
    bool sees_all_of(const Actor& actor, const Job& job) const;

    /// The jobs of the actor's employers, newest first, at most `limit` (1..list_max), after the
    /// given position. query.bad_cursor where that is none of theirs.
    Result<std::vector<JobWithOpenings>> of_employers(const Actor& actor,
                                                      std::optional<JobState> state,
                                                      std::optional<JobId> after,
                                                      std::size_t limit) const;

    /// Every open job with its openings that have not started (full ones too), for matching's
    /// start and the open data. In order of id; holds at most open_page jobs.
    void each_open(storage::Reader& reader,
                   const std::function<void(const JobWithOpenings&)>& visit) const;

    /// In any state, without asking who wants to know: for the rooms above.
    std::optional<JobWithOpenings> find_in(storage::Reader& reader, JobId job) const;

    /// The same by one of its openings.
    std::optional<OpeningOfJob> find_opening_in(storage::Reader& reader, OpeningId opening) const;

    /// One of its places is given away, within the act that gives it; a place must be left.
    void take_place(storage::Transaction& transaction, OpeningId opening) const;

    /// Where the work is, as far as anybody may know it: county and street, never a door. Empty
    /// outside of the city and for remote work.
    std::string public_address(const Job& job) const;

    std::optional<std::string> market_name(MarketId market) const {
        return markets_.name_of(market);
    }

    /// Ends what is over: jobs past expires_at, which is never after the last shift's start.
    /// Called by the scheduler. Returns how many; at most expire_batch_max a call.
    std::size_t expire_due();

    /// Counts anew how openings were filled lately. Called at start and by the scheduler.
    void refresh_fill_history();

private:
    /// A draft that passed every check, as it would be kept.
    struct Prepared {
        JobWithOpenings job;  // Ids are drawn in the transaction.
        std::vector<Finding> findings;
    };
    /// A new text of a kept job, read and looked at.
    struct Rewritten {
        Job before;
        Prepared text;
        std::string body;  // As it would be kept.
    };
    struct Submission {
        const Actor& actor;
        const JobDraft& draft;
        std::optional<std::string> import_digest;
        Time at;
    };

    /// In whose name a draft is looked at; its kind is nothing where that isn't known.
    struct Poster {
        EmployerId employer;
        std::optional<employers::EmployerKind> kind;
    };

    Poster poster_of(EmployerId employer) const;
    Poster poster_of(const Actor& actor, const JobDraft& draft) const;
    std::optional<Published> repeated_line(storage::Reader& reader, const Actor& actor,
                                           std::string_view digest) const;
    Result<EmployerId> employer_of(const Actor& actor, const JobDraft& draft) const;
    Result<employers::Employer> admitted_employer(const Submission& submission,
                                                  Action action) const;
    Result<Prepared> prepare(const Submission& submission, Action action) const;
    Result<Prepared> look_at(const JobDraft& draft, const Poster& poster, Time now) const;
    Result<Rewritten> rewrite(const Actor& actor, JobId job, const Change& change, Time now) const;
    Result<void> locate(const JobDraft& draft, Prepared& prepared) const;
    bool is_sampled(Time now);
    void look_for_duplicates(storage::Reader& reader, const JobDraft& draft,
                             Prepared& prepared) const;
    Published store(storage::Transaction& transaction, const Submission& submission,
                    Prepared prepared);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    const accounts::Policy& policy_;
    const employers::EmployersService& employers_;
    const occupations::Occupations& occupations_;
    const places::Regions& regions_;
    PostChecks checks_;
    MarketsAround markets_;
    JobsStore store_;
    JobVersionsStore versions_;
    JobReviewsStore reviews_;
    PostRate rate_;
    FillHistory fills_;
};

}  // namespace gig::jobs
