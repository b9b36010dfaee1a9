#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "base/id.h"
#include "base/money.h"
#include "base/result.h"
#include "base/terms.h"
#include "places/crs.h"

namespace gig::jobs {

enum class Benefit { meal, lodging, transport };

/// A job's life. Only `open` is shown to strangers.
enum class JobState { draft, in_review, open, filled, closed, expired, suspended, rejected };

std::string_view name_of(Benefit benefit);
std::string_view name_of(JobState state);

struct Pay {
    Money amount;
    PayUnit unit;
    std::optional<std::int32_t> pieces_per_hour = std::nullopt;  // Required for piece.
    std::optional<double> hours_expected = std::nullopt;         // Required for task.
};

/// A month of work: 21.75 days, kept in quarters to stay whole.
inline constexpr std::int64_t workdays_of_four_months = 87;

inline constexpr std::int64_t amount_fen_max = 100'000'000;
inline constexpr std::int32_t pieces_per_hour_max = 100'000;
inline constexpr double hours_expected_min = 0.25;
inline constexpr double hours_expected_max = 1'000;

/// What an hour is worth, in fen, for a shift of that many minutes (> 0), rounded down; a month is
/// 21.75 days of 8 hours. At most amount_fen_max: job.pay_too_high above it.
///
/// Refuses an amount out of 1..amount_fen_max (job.pay_not_positive, job.pay_too_high), piece
/// without pieces_per_hour (job.pay_needs_pieces) and task without hours_expected
/// (job.pay_needs_hours), and either out of its range (job.pay_quantity_out_of_range).
Result<std::int32_t> hourly_fen(const Pay& pay, std::int64_t shift_minutes);

inline constexpr std::int32_t engine_pay_max = 65'535;

/// The engine keeps an hour's pay in 16 bits; what pays more ranks as if it paid this much.
constexpr std::int32_t engine_pay(std::int32_t hourly_fen) {
    return hourly_fen < engine_pay_max ? hourly_fen : engine_pay_max;
}

struct InjuryCover {
    InjuryCoverKind kind;
    std::optional<std::string> policy_number = std::nullopt;
};

/// The firm that an agency posts for, where the work is done (用工单位).
struct UserEnterprise {
    std::string name;
    std::optional<std::string> credit_code = std::nullopt;
};

struct Requirements {
    std::vector<std::string> certificates = {};
    std::vector<std::string> skills = {};
    std::optional<std::int32_t> age_min = std::nullopt;
    std::optional<std::int32_t> age_max = std::nullopt;
    std::optional<std::string> experience = std::nullopt;
    std::optional<std::string> reason = std::nullopt;  // Why the work itself asks for it.
};

/// One dated shift as it was posted: becomes one opening.
struct Shift {
    Time start;
    Time end;
    std::int32_t places;
};

/// How long the shift is, in the engine's minutes.
constexpr std::int64_t minutes_of(Time start, Time end) {
    return (std::chrono::floor<std::chrono::minutes>(end) -
            std::chrono::floor<std::chrono::minutes>(start))
        .count();
}

inline constexpr std::int32_t places_max = 500;
inline constexpr std::size_t shifts_max = 200;
inline constexpr std::chrono::minutes shift_min{1};
inline constexpr std::chrono::hours shift_max{24};
inline constexpr std::chrono::hours horizon_max{24 * 366};  // How far ahead a shift may start.

// In Unicode code points, as the contract counts.
inline constexpr std::size_t title_max = 60;
inline constexpr std::size_t description_max = 4'000;
inline constexpr std::size_t address_max = 120;
inline constexpr std::size_t reposted_from_max = 120;
inline constexpr std::size_t remark_max = 200;  // Experience, reason, reason of closing.
inline constexpr std::size_t policy_number_max = 64;
inline constexpr std::size_t certificates_max = 8;
inline constexpr std::size_t skills_max = 3;
inline constexpr std::int32_t age_limit_max = 120;

/// A job that was read and checked for shape, not yet for the market's rules.
///
/// An expires_at after the last shift's start is allowed, and is kept as that start: from then on
/// there is nothing left to offer.
struct JobDraft {
    std::optional<EmployerId> employer = std::nullopt;  // Needed where the actor has several.
    std::optional<MarketId> market = std::nullopt;
    std::string title;
    std::string occupation;
    std::string description;
    std::optional<places::SourcePlace> place = std::nullopt;  // Nothing: remote work.
    std::string address;
    Pay pay;
    Settlement settlement;
    Relation relation;
    std::vector<Shift> shifts;
    bool weekly = false;  // The shifts came of a weekly pattern: the body has no shift by number.
    Requirements requirements = {};
    std::vector<Benefit> benefits = {};
    InjuryCover injury_cover;
    bool series = false;
    /// Where it was first published, of a post that somebody passes on.
    std::optional<std::string> reposted_from = std::nullopt;
    std::optional<UserEnterprise> user_enterprise = std::nullopt;  // Of agencies alone.
    Time expires_at;
};

/// A job as it is kept.
struct Job {
    JobId id;
    EmployerId employer;
    std::optional<MarketId> market;
    std::string title;
    std::string occupation;
    std::string description;
    std::optional<GeoPoint> place;
    std::optional<places::Crs> place_source;  // The CRS in which the place was given.
    std::optional<std::string> region_code;   // The street; nothing outside of the city.
    std::string address;
    Pay pay;
    std::int32_t hourly_fen;  // Of the first shift.
    Settlement settlement;
    Relation relation;
    Requirements requirements;        // As the employer asked.
    std::uint32_t certificates_mask;  // What employer and law ask for together: the engine's bits.
    std::vector<Benefit> benefits;
    InjuryCover injury_cover;
    bool series;
    JobState state;
    bool was_open;    // Is or once was shown to everybody.
    Time created_at;  // When it was handed in: the order of its employer's list.
    Time posted_at;   // When it first opened; until then, created_at.
    Time expires_at;
    std::optional<MarketId> review_market;  // Whose staff look after it.
    std::int64_t version = 1;               // Of its text: each is kept.
    // When it was drawn to be looked at though it is open; nothing once somebody looked.
    std::optional<Time> sampled_at = std::nullopt;
    std::optional<std::string> reposted_from = std::nullopt;
    std::optional<UserEnterprise> user_enterprise = std::nullopt;
};

/// The six digits of its county; empty outside of the city and for remote work.
std::string county_of(const Job& job);

/// One dated shift of a job that workers can take.
struct Opening {
    OpeningId id;
    JobId job;
    std::uint32_t engine_id;
    Time start;
    Time end;
    std::int32_t places;
    std::int32_t places_left;
    std::int32_t hourly_fen;  // Not cut for the engine: see engine_pay().
};

/// Openings are in order of start, then id.
struct JobWithOpenings {
    Job job;
    std::vector<Opening> openings;
};

/// One opening with the job that it belongs to.
struct OpeningOfJob {
    Job job;
    Opening opening;
};

/// The day, long-day and night shifts of the contract: night touches 22:00–06:00, else a long day
/// lasts 10 h or more.
enum class ShiftClass { day, long_day, night };
ShiftClass shift_class(Time start, Time end);

}  // namespace gig::jobs

namespace gig {

template <>
std::optional<jobs::Benefit> named(std::string_view name);
template <>
std::optional<jobs::JobState> named(std::string_view name);

}  // namespace gig
