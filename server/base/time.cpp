#include "base/time.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

#include "base/invariant.h"

namespace gig {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr std::size_t date_characters = 10;

// What time_text can write: the city's year has four digits.
constexpr Time time_min{milliseconds{0}};
constexpr Time time_max =
    Time(sys_days(std::chrono::year{9999} / 12 / 31) + days{1} - city_offset) - milliseconds{1};

/// Takes exactly `count` digits off the front of the text.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, count)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

/// HH:MM
std::optional<minutes> take_hour_minute(std::string_view& text) {
    const std::optional<int> hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
    const std::optional<int> minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    return hours{*hour} + minutes{*minute};
}

/// Digits after a point, cut to milliseconds; zero where there is no point.
std::optional<milliseconds> take_fraction(std::string_view& text) {
    if (!take(text, ".")) return milliseconds{0};
    milliseconds fraction{0};
    int weight = 100;
    std::size_t digits = 0;
    while (const std::optional<int> digit = take_digits(text, 1)) {
        fraction += milliseconds{*digit * weight};
        weight /= 10;
        ++digits;
    }
    if (digits == 0) return std::nullopt;
    return fraction;
}

/// Z, or what is to be taken off the local time.
std::optional<minutes> take_offset(std::string_view& text) {
    if (take(text, "Zz")) return minutes{0};
    const bool is_east = text.starts_with('+');
    if (!take(text, "+-")) return std::nullopt;
    const std::optional<minutes> offset = take_hour_minute(text);
    if (!offset) return std::nullopt;
    return is_east ? *offset : -*offset;
}

}  // namespace

Date date_of(Time time) {
    return Date(std::chrono::floor<days>(time + city_offset));
}

Time midnight(Date date) {
    invariant(date.ok());
    return Time(sys_days(date)) - city_offset;
}

std::string time_text(Time time) {
    const Date date = date_of(time);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<seconds>(time - midnight(date)));
    std::array<char, sizeof("T00:00:00+08:00")> rest{};
    const int written = std::snprintf(rest.data(), rest.size(), "T%02d:%02d:%02d+08:00",
                                      static_cast<int>(clock.hours().count() % 24),
                                      static_cast<int>(clock.minutes().count() % 60),
                                      static_cast<int>(clock.seconds().count() % 60));
    invariant(written == static_cast<int>(rest.size()) - 1);
    return date_text(date) + rest.data();
}

std::optional<Time> time_value(std::string_view text) {
    const std::optional<Date> date = date_value(text.substr(0, date_characters));
    if (!date) return std::nullopt;
    text.remove_prefix(date_characters);

    if (!take(text, "Tt")) return std::nullopt;
    const std::optional<minutes> hour_minute = take_hour_minute(text);
    if (!hour_minute || !take(text, ":")) return std::nullopt;
    const std::optional<int> second = take_digits(text, 2);
    if (!second || *second > 59) return std::nullopt;
    const std::optional<milliseconds> fraction = take_fraction(text);
    if (!fraction) return std::nullopt;
    const std::optional<minutes> offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;

    const Time time = Time(sys_days(*date)) + *hour_minute + seconds{*second} + *fraction - *offset;
    if (time < time_min || time > time_max) return std::nullopt;
    return time;
}

std::string date_text(Date date) {
    const int year = static_cast<int>(date.year());
    invariant(date.ok() && year >= 0 && year <= 9999);
    std::array<char, sizeof("0000-00-00")> text{};
    const int written = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", year % 10'000,
                                      static_cast<unsigned>(date.month()) % 100,
                                      static_cast<unsigned>(date.day()) % 100);
    invariant(written == static_cast<int>(date_characters));
    return text.data();
}

std::optional<Date> date_value(std::string_view text) {
    const std::optional<int> year = take_digits(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const std::optional<int> month = take_digits(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const std::optional<int> day = take_digits(text, 2);
    if (!day || !text.empty()) return std::nullopt;

    const Date date = std::chrono::year{*year} / *month / *day;
    if (!date.ok() || *year == 0) return std::nullopt;
    return date;
}

std::int32_t minute_of(Time time) {
    const std::int64_t minute = std::chrono::floor<minutes>(time).time_since_epoch().count();
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(minute, std::numeric_limits<std::int32_t>::min(),
                                 std::numeric_limits<std::int32_t>::max()));
}

std::int32_t minute_not_before(Time time) {
    const std::int32_t minute = minute_of(time);
    return time_of_minute(minute) < time ? minute + 1 : minute;
}

Time time_of_minute(std::int32_t minute) {
    return Time(minutes{minute});
}

}  // namespace gig
