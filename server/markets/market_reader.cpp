#include "markets/market_reader.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/json.h"
#include "base/text.h"

namespace gig::markets {

namespace {

constexpr std::size_t name_characters_max = 60;
constexpr std::size_t address_characters_max = 120;
constexpr std::size_t zone_characters_max = 40;
constexpr std::size_t phone_characters_max = 20;
constexpr std::size_t zones_max = 20;
constexpr std::size_t hours_max = 14;
constexpr std::int64_t area_m2_max = 1'000'000;

/// Reads the fields of one market, and knows how to say which one is wrong.
class MarketReader {
public:
    MarketReader(const json::object& object, std::string label)
        : object_(object), label_(std::move(label)) {}

    Market read() {
        const std::string key = text("key", name_characters_max);
        label_ += " (" + key + ")";
        return {.id = market_id_of(key),
                .key = key,
                .name = text("name", name_characters_max),
                .name_en = text("name_en", name_characters_max),
                .kind = word<MarketKind>("kind", static_cast<int>(MarketKind::station)),
                .state = word<MarketState>("state", static_cast<int>(MarketState::demonstration)),
                .sample = flag("sample"),
                .region_code = region_code(),
                .place = place(),
                .address = text("address", address_characters_max),
                .hours = hours(),
                .zones = zones(),
                .area_m2 = area(),
                .phone = phone()};
    }

private:
    [[noreturn]] void refuse(std::string_view field, std::string_view why) const {
        throw std::runtime_error(label_ + ": " + std::string(field) + ": " + std::string(why));
    }

    const json::value& field(std::string_view name) const {
        const json::value* value = object_.if_contains(name);
        if (value == nullptr) refuse(name, "missing");
        return *value;
    }

    std::string checked_text(std::string_view name, const json::value& value,
                             std::size_t characters_max) const {
        if (!value.is_string()) refuse(name, "not a text");
        std::string text(value.as_string());
        if (text.empty() || code_points(text) > characters_max) refuse(name, "empty or too long");
        return text;
    }

    std::string text(std::string_view name, std::size_t characters_max) const {
        return checked_text(name, field(name), characters_max);
    }

    bool flag(std::string_view name) const {
        if (!field(name).is_bool()) refuse(name, "not true or false");
        return field(name).as_bool();
    }

    double number(std::string_view name) const {
        if (!field(name).is_number()) refuse(name, "not a number");
        return field(name).to_number<double>();
    }

    template <typename Enum>
    Enum word(std::string_view name, int last) const {
        const std::string spelled = text(name, name_characters_max);
        for (int value = 0; value <= last; ++value) {
            if (name_of(static_cast<Enum>(value)) == spelled) return static_cast<Enum>(value);
        }
        refuse(name, "unknown: " + spelled);
    }

    std::string region_code() const {
        const std::string code = text("region_code", 12);
        const bool is_code = (code.size() == 6 || code.size() == 9 || code.size() == 12) &&
                             code.find_first_not_of("0123456789") == std::string::npos;
        if (!is_code) refuse("region_code", "not 6, 9 or 12 digits");
        return code;
    }

    GeoPoint place() const {
        const Result<GeoPoint> place = GeoPoint::from_degrees(number("lat"), number("lon"));
        if (!place) refuse("lat, lon", "not a place on earth");
        return *place;
    }

    const json::array& list(std::string_view name, std::size_t size_max) const {
        if (!field(name).is_array()) refuse(name, "not a list");
        if (field(name).as_array().size() > size_max) refuse(name, "too many");
        return field(name).as_array();
    }

    std::vector<OpeningHours> hours() const {
        std::vector<OpeningHours> all;
        for (const json::value& item : list("hours", hours_max)) {
            if (!item.is_object()) refuse("hours", "not an object");
            const json::object& object = item.as_object();
            const OpeningHours hours{days(object), clock_time(object, "opens"),
                                     clock_time(object, "closes")};
            if (hours.opens >= hours.closes) refuse("hours", "closes before it opens");
            all.push_back(hours);
        }
        return all;
    }

    std::vector<int> days(const json::object& hours) const {
        const json::value* list = hours.if_contains("days");
        if (list == nullptr || !list->is_array() || list->as_array().empty()) {
            refuse("hours", "no days");
        }
        std::set<int> days;
        for (const json::value& day : list->as_array()) {
            const bool is_day = day.is_int64() && day.as_int64() >= 1 && day.as_int64() <= 7;
            if (!is_day) refuse("hours", "a day is not 1 to 7");
            if (!days.insert(static_cast<int>(day.as_int64())).second) {
                refuse("hours", "a day occurs twice");
            }
        }
        return {days.begin(), days.end()};
    }

    /// HH:MM up to 24:00.
    std::chrono::minutes clock_time(const json::object& hours, std::string_view name) const {
        const json::value* value = hours.if_contains(name);
        const std::string text =
            value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
        const auto digit = [&](std::size_t at) { return text[at] - '0'; };
        const bool is_shaped =
            text.size() == 5 && text[2] == ':' &&
            (text.substr(0, 2) + text.substr(3)).find_first_not_of("0123456789") ==
                std::string::npos;
        if (!is_shaped) refuse("hours", std::string(name) + " is not HH:MM");
        const int hour = digit(0) * 10 + digit(1);
        const int minute = digit(3) * 10 + digit(4);
        const bool is_time = minute <= 59 && (hour <= 23 || (hour == 24 && minute == 0));
        if (!is_time) refuse("hours", std::string(name) + " is no time of the day");
        return std::chrono::minutes(hour * 60 + minute);
    }

    std::vector<std::string> zones() const {
        std::vector<std::string> names;
        for (const json::value& zone : list("zones", zones_max)) {
            names.push_back(checked_text("zones", zone, zone_characters_max));
        }
        return names;
    }

    std::optional<std::int32_t> area() const {
        const json::value& area = field("area_m2");
        if (area.is_null()) return std::nullopt;
        const bool is_area =
            area.is_int64() && area.as_int64() >= 1 && area.as_int64() <= area_m2_max;
        if (!is_area) refuse("area_m2", "not a whole number from 1 to 1000000");
        return static_cast<std::int32_t>(area.as_int64());
    }

    std::optional<std::string> phone() const {
        if (field("phone").is_null()) return std::nullopt;
        return text("phone", phone_characters_max);
    }

    const json::object& object_;
    std::string label_;
};

}  // namespace

std::vector<Market> read_markets(std::string_view text, const std::string& file) {
    const Result<json::value> parsed = parse_json(text);
    if (!parsed) throw std::runtime_error(file + ": " + std::string(parsed.error().code));
    if (!parsed->is_array()) throw std::runtime_error(file + ": not a list of markets");
    if (parsed->as_array().size() > markets_max) {
        throw std::runtime_error(file + ": more than " + std::to_string(markets_max) + " markets");
    }
    std::vector<Market> markets;
    std::set<std::string> keys;
    for (const json::value& item : parsed->as_array()) {
        const std::string label = file + ": market " + std::to_string(markets.size() + 1);
        if (!item.is_object()) throw std::runtime_error(label + ": not an object");
        markets.push_back(MarketReader(item.as_object(), label).read());
        if (!keys.insert(markets.back().key).second) {
            throw std::runtime_error(label + ": key: occurs twice: " + markets.back().key);
        }
    }
    return markets;
}

}  // namespace gig::markets
