#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "base/id.h"

namespace gig::events {

// Everything that can happen, one struct each, in the past tense. Personal data never stands in
// an event as plain text: accounts are named by id, phones and names not at all.

struct AccountRegistered {
    AccountId account;
    std::string role;
};

struct CodeSent {
    std::string phone_index;  // Keyed digest: says "the same phone", never which.
};

struct SignInRefused {
    std::string index;  // Keyed digest of the phone or the login name.
    std::string code;   // The refusal's code.
};

struct SessionOpened {
    AccountId account;
    std::string client;
};

struct SessionClosed {
    AccountId account;
};

struct PhoneRevealed {
    AccountId subject;
};

/// Somebody said what they are called. The name itself is sealed with the account.
struct AccountNamed {
    AccountId account;
};

struct StaffCreated {
    AccountId account;
    std::string role;
    std::int64_t scope;
};

struct EmployerApplied {
    EmployerId employer;
    std::string kind;
};

/// The registry's or the staff's answer: verified or refused, with the reason's code.
struct EmployerChecked {
    EmployerId employer;
    std::string state;
    std::string reason;
};

/// Licences or a mandate were handed in for staff to look at. The papers stay with the employer.
struct EmployerPapersHandedIn {
    EmployerId employer;
};

/// What a person of the market's staff said of an employer: approved, refused, asked,
/// suspension_asked, suspended, reinstatement_asked, reinstated, reinstatement_refused. The remark
/// itself is free text and stays with the employer.
struct EmployerReviewed {
    EmployerId employer;
    std::string verdict;
};

/// An employer was asked to renew what ends soon: renewal_due or licence_ending.
struct EmployerRenewalAsked {
    EmployerId employer;
    std::string what;
};

/// One dated shift that workers can take, with all that the engine needs to list it.
struct OpeningFacts {
    OpeningId id;
    std::uint32_t engine_id;
    Time start;
    Time end;
    std::int32_t places;
    std::int32_t pay_fen_hour;
};

/// A post became open. Carries the public facts as they were at this moment, so that the log
/// alone can rebuild the index as of any position.
struct JobOpened {
    JobId job;
    EmployerId employer;
    std::optional<MarketId> market;
    std::optional<GeoPoint> place;  // Nothing for remote work.
    std::uint32_t occupation;       // Engine id.
    std::uint32_t settlement;       // 0 day, 1 week, 2 fortnight, 3 month, 4 completion.
    std::uint32_t certificates;     // Bit mask.
    std::int32_t people_wanted;
    Time posted_at;
    Time expires_at;
    std::vector<OpeningFacts> openings;
};

/// A post was accepted but waits for a person to look at it.
struct JobSubmitted {
    JobId job;
    EmployerId employer;
};

/// What a person said of a post that waited. The remark itself is free text and stays with the job.
struct JobReviewed {
    JobId job;
    std::string verdict;
};

/// The text of a job changed. Carries the public facts as they are now where it is open; JobOpened
/// stays its first opening, so that people wanted are counted once.
struct JobChanged {
    JobId job;
    std::int64_t version;
    std::string state;  // "open" or "in_review".
    std::int32_t people_wanted;
    Time expires_at;
    std::vector<OpeningFacts> openings;
};

/// A change gave a job that was open once another settlement or other certificates, of which
/// JobChanged says nothing. Comes right before that JobChanged, only where one of the two differs.
struct JobTermsChanged {
    JobId job;
    std::int64_t version;
    std::uint32_t settlement;    // As in JobOpened.
    std::uint32_t certificates;  // Bit mask.
};

/// A job that opened unseen was drawn to be looked at by a person.
struct JobSampled {
    JobId job;
};

/// An open job was taken down: by the staff, or by the house because many reported it.
struct JobSuspended {
    JobId job;
    std::string by;  // "staff" or "reports".
};

/// What was taken down was put back.
struct JobRestored {
    JobId job;
};

/// Somebody said something of a job. Who and in which words is in no event.
struct JobReported {
    ReportId report;
    JobId job;
    std::string reason;
};

struct JobReportResolved {
    ReportId report;
    std::string outcome;
};

/// Nobody looked at a report within its time.
struct JobReportOverdue {
    ReportId report;
};

struct JobClosed {
    JobId job;
    std::string reason;
};

struct JobExpired {
    JobId job;
};

/// A worker saved what they look for. The first one of a worker makes a registered worker
/// (注册零工). The home itself stays sealed with the profile: only its street is told.
struct WorkerProfileSaved {
    AccountId worker;
    std::optional<std::string> region_code;
};

/// A worker handed in the paper of a certificate. Its number stays sealed with the worker.
struct CertificateDeclared {
    AccountId worker;
    std::string code;
};

/// The registry or the market's staff looked at it: confirmed, refused, or still declared where
/// nobody could say.
struct CertificateChecked {
    AccountId worker;
    std::string code;
    std::string state;
};

/// Somebody was registered as looking for work (求职登记): a 人次, so one person may come again.
struct SeekerRegistered {
    RegistrationId registration;
    AccountId worker;
    std::optional<MarketId> market;
    std::string via;  // "desk" or "online".
};

/// One visit (访问) to the online service or to a market's hall. Nobody is named.
struct VisitCounted {
    std::optional<MarketId> market;
    std::string channel;  // "online" or "hall".
};

/// A worker wants that opening (达成意向). Market and employer are those of the job, so that a
/// figure needs nothing but the log.
struct IntentExpressed {
    IntentId intent;
    OpeningId opening;
    JobId job;
    EmployerId employer;
    AccountId worker;
    std::optional<MarketId> market;
};

struct IntentOffered {
    IntentId intent;
};

/// Both sides agreed: one place of the opening is the worker's.
struct IntentConfirmed {
    IntentId intent;
    OpeningId opening;
    AccountId worker;
};

struct IntentDeclined {
    IntentId intent;
    std::string reason;  // A code, never free text.
};

struct IntentWithdrawn {
    IntentId intent;
};

struct IntentExpired {
    IntentId intent;
};

/// A worker objects to a term of a ranking (申诉). The reason is free text and stays sealed with
/// it.
struct RankingContested {
    ContestId contest;
    std::string rule_version;
    std::string term;
};

/// A person of the staff answered; in which words is in no event.
struct RankingContestAnswered {
    ContestId contest;
};

/// All that can happen.
using AnyEvent =
    std::variant<AccountRegistered, CodeSent, SignInRefused, SessionOpened, SessionClosed,
                 PhoneRevealed, AccountNamed, StaffCreated, EmployerApplied, EmployerChecked,
                 EmployerPapersHandedIn, EmployerReviewed, EmployerRenewalAsked, JobOpened,
                 JobSubmitted, JobReviewed, JobChanged, JobTermsChanged, JobSampled, JobSuspended,
                 JobRestored, JobReported, JobReportResolved, JobReportOverdue, JobClosed,
                 JobExpired, WorkerProfileSaved, CertificateDeclared, CertificateChecked,
                 SeekerRegistered, VisitCounted, IntentExpressed, IntentOffered, IntentConfirmed,
                 IntentDeclined, IntentWithdrawn, IntentExpired, RankingContested,
                 RankingContestAnswered>;

/// One of them. A type of its own, so that what a variant of so many costs to compile (copying and
/// destroying it) is compiled once and not by everybody who holds events.
struct Event : AnyEvent {
    using AnyEvent::AnyEvent;

    Event(const Event& other);
    Event(Event&& other) noexcept;
    Event& operator=(const Event& other);
    Event& operator=(Event&& other) noexcept;
    ~Event();
};

}  // namespace gig::events
