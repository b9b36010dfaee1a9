#include "workers/workers.h"

#include <array>

#include "base/names.h"

namespace gig::workers {

namespace {

constexpr std::array<std::string_view, 5> travel_modes = {"walk", "bicycle", "ebike", "bus", "car"};

constexpr std::array<std::string_view, 3> certificate_states = {"declared", "confirmed", "refused"};

constexpr std::chrono::minutes slot_length{30};
constexpr int bits_per_digit = 4;
constexpr std::string_view hex_digits = "0123456789abcdef";

/// Half hours of local time since a Monday 00:00 long ago: 1970 began on a Thursday.
std::int64_t slots_since_monday(std::chrono::minutes local) {
    constexpr std::chrono::hours thursday{3 * 24};
    return (local + thursday) / slot_length;
}

}  // namespace

std::string_view name_of(TravelMode mode) {
    return name_in(travel_modes, mode);
}

std::string_view name_of(CertificateState state) {
    return name_in(certificate_states, state);
}

Result<WeekFree> WeekFree::parse(std::string_view digits) {
    const Error malformed{ErrorKind::invalid, "worker.week_free_malformed", "/week_free"};
    if (digits.size() != week_free_digits) return malformed;

    WeekFree week = never();
    for (std::size_t position = 0; position < digits.size(); ++position) {
        const char digit = digits[position];
        const bool capital = digit >= 'A' && digit <= 'F';
        const std::size_t value =
            hex_digits.find(capital ? static_cast<char>(digit - 'A' + 'a') : digit);
        if (value == std::string_view::npos) return malformed;
        for (int bit = 0; bit < bits_per_digit; ++bit) {
            if ((value >> (bits_per_digit - 1 - bit) & 1U) == 0) continue;
            week.free(position * bits_per_digit + static_cast<std::size_t>(bit));
        }
    }
    return week;
}

std::string WeekFree::text() const {
    std::string digits;
    for (std::size_t slot = 0; slot < week_slots; slot += bits_per_digit) {
        std::size_t value = 0;
        for (std::size_t bit = 0; bit < bits_per_digit; ++bit) {
            value = value << 1U | (slots_[slot + bit] ? 1U : 0U);
        }
        digits += hex_digits[value];
    }
    return digits;
}

bool WeekFree::covers(Time start, Time end) const {
    const auto local = [](Time time) { return time.time_since_epoch() + city_offset; };
    const std::int64_t first =
        slots_since_monday(std::chrono::floor<std::chrono::minutes>(local(start)));
    const std::int64_t last = slots_since_monday(
        std::chrono::floor<std::chrono::minutes>(local(end - std::chrono::milliseconds(1))));
    for (std::int64_t slot = first; slot <= last; ++slot) {
        if (!slots_[static_cast<std::size_t>(slot) % week_slots]) return false;
    }
    return true;
}

int age_on(Date birth, Date day) {
    const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
    // Whoever was born on 29 February is a year older on 1 March of a common year.
    const bool had_birthday =
        std::pair(day.month(), day.day()) >= std::pair(birth.month(), birth.day());
    return had_birthday ? years : years - 1;
}

}  // namespace gig::workers

namespace gig {

template <>
std::optional<workers::TravelMode> named(std::string_view name) {
    return value_in<workers::TravelMode>(workers::travel_modes, name);
}

template <>
std::optional<workers::CertificateState> named(std::string_view name) {
    return value_in<workers::CertificateState>(workers::certificate_states, name);
}

}  // namespace gig
