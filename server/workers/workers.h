#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/id.h"
#include "base/result.h"
#include "base/terms.h"
#include "base/time.h"
#include "places/crs.h"

namespace gig::workers {

inline constexpr std::size_t week_slots = 336;  // Half hours.
inline constexpr std::size_t week_free_digits = week_slots / 4;

/// The half hours of a week in which somebody could work; slot 0 is Monday 00:00, local time.
class WeekFree {
public:
    /// Free all week.
    WeekFree() { slots_.set(); }

    static WeekFree never() {
        WeekFree week;
        week.slots_.reset();
        return week;
    }

    /// 84 hex digits, the most significant bit of the first is slot 0: worker.week_free_malformed.
    static Result<WeekFree> parse(std::string_view digits);
    std::string text() const;

    void free(std::size_t slot) { slots_.set(slot); }

    /// Whether every half hour that the time touches is free.
    bool covers(Time start, Time end) const;

    friend bool operator==(const WeekFree&, const WeekFree&) = default;

private:
    std::bitset<week_slots> slots_;
};

enum class TravelMode { walk, bicycle, ebike, bus, car };

std::string_view name_of(TravelMode mode);

struct Travel {
    TravelMode mode = TravelMode::ebike;
    std::int32_t speed_kmh = 15;

    friend bool operator==(const Travel&, const Travel&) = default;
};

/// Not there, whatever the week says.
struct Away {
    Time start;
    Time end;

    friend bool operator==(const Away&, const Away&) = default;
};

inline constexpr std::int32_t radius_m_max = 200'000;  // As the engine reads it.
inline constexpr std::int32_t pay_floor_fen_max = 65'535;
inline constexpr std::int32_t speed_kmh_max = 120;
inline constexpr std::size_t away_max = 100;
inline constexpr std::size_t wishes_max = 10;
inline constexpr std::size_t skills_max = 20;
inline constexpr std::size_t certificates_max = 32;
inline constexpr int age_max = 120;

/// All that a profile says besides where the worker lives. The values that it starts with are
/// those of somebody who never saved one.
struct Preferences {
    std::int32_t radius_m = 5'000;
    Travel travel = {};
    WeekFree week_free = {};
    std::vector<Away> away = {};
    std::vector<std::string> wishes = {};  // Occupations, best first.
    bool only_wished = false;
    std::int32_t pay_floor_fen = 0;  // An hour.
    std::vector<Settlement> settlements = {Settlement::day, Settlement::week, Settlement::fortnight,
                                           Settlement::month, Settlement::completion};
    std::optional<Settlement> prefer_settlement = std::nullopt;
    std::vector<std::string> skills = {};  // Of the city's catalogue.
    std::vector<std::string> certificates = {};
    bool night_ok = true;
    std::optional<Date> birth_date = std::nullopt;
    bool personalised = true;

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// What is known of a certificate that a worker holds. A declared one, which nobody has confirmed,
/// counts for finding work too; a refused one doesn't.
enum class CertificateState { declared, confirmed, refused };

std::string_view name_of(CertificateState state);

/// A certificate whose paper was handed in.
struct CertificateStanding {
    std::string code;
    CertificateState state;
    std::optional<Date> expires_on = std::nullopt;

    bool counts(Date day) const {
        return state != CertificateState::refused && (!expires_on || day <= *expires_on);
    }
};

/// What a worker wants kept of them.
struct ProfileDraft {
    std::optional<places::SourcePlace> home = std::nullopt;
    Preferences preferences = {};
    std::optional<std::int64_t> made_from = std::nullopt;  // The version; nothing: any.
};

struct Profile {
    AccountId worker;
    std::optional<GeoPoint> home = std::nullopt;
    std::optional<std::string> home_region_code = std::nullopt;  // The street; from the home.
    Preferences preferences = {};
    std::vector<CertificateStanding> standings = {};   // Of certificates whose paper is here.
    std::optional<Time> registered_at = std::nullopt;  // Of the first saving; nothing before it.
    std::int64_t version = 0;                          // Rises with every saving; 0 before it.
};

/// Completed years on that day; below zero for the unborn.
int age_on(Date birth, Date day);

}  // namespace gig::workers

namespace gig {

template <>
std::optional<workers::TravelMode> named(std::string_view name);
template <>
std::optional<workers::CertificateState> named(std::string_view name);

}  // namespace gig
