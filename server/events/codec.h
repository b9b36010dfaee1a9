#pragma once

#include <tuple>

#include "base/json.h"
#include "events/event.h"

namespace gig::events {

// How each kind of event is written down: its stable name and its fields in the struct's order,
// which is the order of the keys. Once written, names and meanings never change; a new need is a
// new kind of event. A kind without these lines doesn't compile.

template <typename Struct, typename Member>
struct Field {
    std::string_view name;
    Member Struct::*member;
};

template <typename Struct, typename Member>
Field(std::string_view, Member Struct::*) -> Field<Struct, Member>;

template <typename Struct>
struct Codec;  // `name` of events, and `fields` of all.

template <>
struct Codec<AccountRegistered> {
    static constexpr std::string_view name = "account_registered";
    static constexpr auto fields = std::tuple(Field("account", &AccountRegistered::account),
                                              Field("role", &AccountRegistered::role));
};

template <>
struct Codec<CodeSent> {
    static constexpr std::string_view name = "code_sent";
    static constexpr auto fields = std::tuple(Field("phone_index", &CodeSent::phone_index));
};

template <>
struct Codec<SignInRefused> {
    static constexpr std::string_view name = "sign_in_refused";
    static constexpr auto fields =
        std::tuple(Field("index", &SignInRefused::index), Field("code", &SignInRefused::code));
};

template <>
struct Codec<SessionOpened> {
    static constexpr std::string_view name = "session_opened";
    static constexpr auto fields = std::tuple(Field("account", &SessionOpened::account),
                                              Field("client", &SessionOpened::client));
};

template <>
struct Codec<SessionClosed> {
    static constexpr std::string_view name = "session_closed";
    static constexpr auto fields = std::tuple(Field("account", &SessionClosed::account));
};

template <>
struct Codec<PhoneRevealed> {
    static constexpr std::string_view name = "phone_revealed";
    static constexpr auto fields = std::tuple(Field("subject", &PhoneRevealed::subject));
};

template <>
struct Codec<AccountNamed> {
    static constexpr std::string_view name = "account_named";
    static constexpr auto fields = std::tuple(Field("account", &AccountNamed::account));
};

template <>
struct Codec<StaffCreated> {
    static constexpr std::string_view name = "staff_created";
    static constexpr auto fields =
        std::tuple(Field("account", &StaffCreated::account), Field("role", &StaffCreated::role),
                   Field("scope", &StaffCreated::scope));
};

template <>
struct Codec<EmployerApplied> {
    static constexpr std::string_view name = "employer_applied";
    static constexpr auto fields = std::tuple(Field("employer", &EmployerApplied::employer),
                                              Field("kind", &EmployerApplied::kind));
};

template <>
struct Codec<EmployerChecked> {
    static constexpr std::string_view name = "employer_checked";
    static constexpr auto fields = std::tuple(Field("employer", &EmployerChecked::employer),
                                              Field("state", &EmployerChecked::state),
                                              Field("reason", &EmployerChecked::reason));
};

template <>
struct Codec<EmployerPapersHandedIn> {
    static constexpr std::string_view name = "employer_papers_handed_in";
    static constexpr auto fields = std::tuple(Field("employer", &EmployerPapersHandedIn::employer));
};

template <>
struct Codec<EmployerReviewed> {
    static constexpr std::string_view name = "employer_reviewed";
    static constexpr auto fields = std::tuple(Field("employer", &EmployerReviewed::employer),
                                              Field("verdict", &EmployerReviewed::verdict));
};

template <>
struct Codec<EmployerRenewalAsked> {
    static constexpr std::string_view name = "employer_renewal_asked";
    static constexpr auto fields = std::tuple(Field("employer", &EmployerRenewalAsked::employer),
                                              Field("what", &EmployerRenewalAsked::what));
};

template <>
struct Codec<OpeningFacts> {
    static constexpr auto fields = std::tuple(
        Field("id", &OpeningFacts::id), Field("engine_id", &OpeningFacts::engine_id),
        Field("start", &OpeningFacts::start), Field("end", &OpeningFacts::end),
        Field("places", &OpeningFacts::places), Field("pay_fen_hour", &OpeningFacts::pay_fen_hour));
};

template <>
struct Codec<JobOpened> {
    static constexpr std::string_view name = "job_opened";
    static constexpr auto fields = std::tuple(
        Field("job", &JobOpened::job), Field("employer", &JobOpened::employer),
        Field("market", &JobOpened::market), Field("place", &JobOpened::place),
        Field("occupation", &JobOpened::occupation), Field("settlement", &JobOpened::settlement),
        Field("certificates", &JobOpened::certificates),
        Field("people_wanted", &JobOpened::people_wanted),
        Field("posted_at", &JobOpened::posted_at), Field("expires_at", &JobOpened::expires_at),
        Field("openings", &JobOpened::openings));
};

template <>
struct Codec<JobSubmitted> {
    static constexpr std::string_view name = "job_submitted";
    static constexpr auto fields =
        std::tuple(Field("job", &JobSubmitted::job), Field("employer", &JobSubmitted::employer));
};

template <>
struct Codec<JobReviewed> {
    static constexpr std::string_view name = "job_reviewed";
    static constexpr auto fields =
        std::tuple(Field("job", &JobReviewed::job), Field("verdict", &JobReviewed::verdict));
};

template <>
struct Codec<JobChanged> {
    static constexpr std::string_view name = "job_changed";
    static constexpr auto fields = std::tuple(
        Field("job", &JobChanged::job), Field("version", &JobChanged::version),
        Field("state", &JobChanged::state), Field("people_wanted", &JobChanged::people_wanted),
        Field("expires_at", &JobChanged::expires_at), Field("openings", &JobChanged::openings));
};

template <>
struct Codec<JobTermsChanged> {
    static constexpr std::string_view name = "job_terms_changed";
    static constexpr auto fields =
        std::tuple(Field("job", &JobTermsChanged::job), Field("version", &JobTermsChanged::version),
                   Field("settlement", &JobTermsChanged::settlement),
                   Field("certificates", &JobTermsChanged::certificates));
};

template <>
struct Codec<JobSampled> {
    static constexpr std::string_view name = "job_sampled";
    static constexpr auto fields = std::tuple(Field("job", &JobSampled::job));
};

template <>
struct Codec<JobSuspended> {
    static constexpr std::string_view name = "job_suspended";
    static constexpr auto fields =
        std::tuple(Field("job", &JobSuspended::job), Field("by", &JobSuspended::by));
};

template <>
struct Codec<JobRestored> {
    static constexpr std::string_view name = "job_restored";
    static constexpr auto fields = std::tuple(Field("job", &JobRestored::job));
};

template <>
struct Codec<JobReported> {
    static constexpr std::string_view name = "job_reported";
    static constexpr auto fields =
        std::tuple(Field("report", &JobReported::report), Field("job", &JobReported::job),
                   Field("reason", &JobReported::reason));
};

template <>
struct Codec<JobReportResolved> {
    static constexpr std::string_view name = "job_report_resolved";
    static constexpr auto fields = std::tuple(Field("report", &JobReportResolved::report),
                                              Field("outcome", &JobReportResolved::outcome));
};

template <>
struct Codec<JobReportOverdue> {
    static constexpr std::string_view name = "job_report_overdue";
    static constexpr auto fields = std::tuple(Field("report", &JobReportOverdue::report));
};

template <>
struct Codec<JobClosed> {
    static constexpr std::string_view name = "job_closed";
    static constexpr auto fields =
        std::tuple(Field("job", &JobClosed::job), Field("reason", &JobClosed::reason));
};

template <>
struct Codec<JobExpired> {
    static constexpr std::string_view name = "job_expired";
    static constexpr auto fields = std::tuple(Field("job", &JobExpired::job));
};

template <>
struct Codec<WorkerProfileSaved> {
    static constexpr std::string_view name = "worker_profile_saved";
    static constexpr auto fields =
        std::tuple(Field("worker", &WorkerProfileSaved::worker),
                   Field("region_code", &WorkerProfileSaved::region_code));
};

template <>
struct Codec<CertificateDeclared> {
    static constexpr std::string_view name = "certificate_declared";
    static constexpr auto fields = std::tuple(Field("worker", &CertificateDeclared::worker),
                                              Field("code", &CertificateDeclared::code));
};

template <>
struct Codec<CertificateChecked> {
    static constexpr std::string_view name = "certificate_checked";
    static constexpr auto fields = std::tuple(Field("worker", &CertificateChecked::worker),
                                              Field("code", &CertificateChecked::code),
                                              Field("state", &CertificateChecked::state));
};

template <>
struct Codec<SeekerRegistered> {
    static constexpr std::string_view name = "seeker_registered";
    static constexpr auto fields = std::tuple(
        Field("registration", &SeekerRegistered::registration),
        Field("worker", &SeekerRegistered::worker), Field("market", &SeekerRegistered::market),
        Field("via", &SeekerRegistered::via));
};

template <>
struct Codec<VisitCounted> {
    static constexpr std::string_view name = "visit_counted";
    static constexpr auto fields = std::tuple(Field("market", &VisitCounted::market),
                                              Field("channel", &VisitCounted::channel));
};

template <>
struct Codec<IntentExpressed> {
    static constexpr std::string_view name = "intent_expressed";
    static constexpr auto fields = std::tuple(
        Field("intent", &IntentExpressed::intent), Field("opening", &IntentExpressed::opening),
        Field("job", &IntentExpressed::job), Field("employer", &IntentExpressed::employer),
        Field("worker", &IntentExpressed::worker), Field("market", &IntentExpressed::market));
};

template <>
struct Codec<IntentOffered> {
    static constexpr std::string_view name = "intent_offered";
    static constexpr auto fields = std::tuple(Field("intent", &IntentOffered::intent));
};

template <>
struct Codec<IntentConfirmed> {
    static constexpr std::string_view name = "intent_confirmed";
    static constexpr auto fields = std::tuple(Field("intent", &IntentConfirmed::intent),
                                              Field("opening", &IntentConfirmed::opening),
                                              Field("worker", &IntentConfirmed::worker));
};

template <>
struct Codec<IntentDeclined> {
    static constexpr std::string_view name = "intent_declined";
    static constexpr auto fields = std::tuple(Field("intent", &IntentDeclined::intent),
                                              Field("reason", &IntentDeclined::reason));
};

template <>
struct Codec<IntentWithdrawn> {
    static constexpr std::string_view name = "intent_withdrawn";
    static constexpr auto fields = std::tuple(Field("intent", &IntentWithdrawn::intent));
};

template <>
struct Codec<IntentExpired> {
    static constexpr std::string_view name = "intent_expired";
    static constexpr auto fields = std::tuple(Field("intent", &IntentExpired::intent));
};

template <>
struct Codec<RankingContested> {
    static constexpr std::string_view name = "ranking_contested";
    static constexpr auto fields =
        std::tuple(Field("contest", &RankingContested::contest),
                   Field("rule_version", &RankingContested::rule_version),
                   Field("term", &RankingContested::term));
};

template <>
struct Codec<RankingContestAnswered> {
    static constexpr std::string_view name = "ranking_contest_answered";
    static constexpr auto fields = std::tuple(Field("contest", &RankingContestAnswered::contest));
};

}  // namespace gig::events
