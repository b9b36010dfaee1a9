#include "matching/receipts.h"

#include <stdexcept>

#include "base/json.h"

namespace gig::matching {

namespace {

template <typename Number>
json::array numbers_json(const std::vector<Number>& numbers) {
    json::array array;
    for (const Number number : numbers)
        array.push_back(std::int64_t{number});
    return array;
}

template <typename Number>
std::vector<Number> numbers_in(const json::value& value) {
    std::vector<Number> numbers;
    for (const json::value& number : value.as_array())
        numbers.push_back(number.to_number<Number>());
    return numbers;
}

json::array busy_json(const std::vector<gigfair::Interval>& busy) {
    json::array array;
    for (const gigfair::Interval& each : busy)
        array.push_back(json::array{each.start, each.end});
    return array;
}

std::vector<gigfair::Interval> busy_in(const json::value& value) {
    std::vector<gigfair::Interval> busy;
    for (const json::value& each : value.as_array()) {
        busy.push_back(
            {each.at(0).to_number<gigfair::Minute>(), each.at(1).to_number<gigfair::Minute>()});
    }
    return busy;
}

json::value settlement_json(const std::optional<gigfair::Settlement>& settlement) {
    if (!settlement) return nullptr;
    return static_cast<std::int64_t>(*settlement);
}

std::optional<gigfair::Settlement> settlement_in(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return static_cast<gigfair::Settlement>(value.to_number<std::uint8_t>());
}

gigfair::WeekPattern week_in(const json::value& value) {
    const std::optional<gigfair::WeekPattern> week = gigfair::WeekPattern::parse(value.as_string());
    if (!week) throw std::runtime_error("a week is 84 hex digits");
    return *week;
}

ReceiptRow row_in(const json::value& value) {
    const std::optional<OpeningId> opening = OpeningId::parse(value.at(0).as_string());
    if (!opening) throw std::runtime_error("a malformed id");
    ReceiptRow row{*opening,
                   {.opening = value.at(1).to_number<std::uint32_t>(),
                    .score = value.at(2).to_number<std::uint32_t>(),
                    .distance_m = value.at(3).to_number<std::uint32_t>(),
                    .products = {}}};
    const json::array& products = value.at(4).as_array();
    for (std::size_t term = 0; term < row.match.products.size(); ++term)
        row.match.products[term] = products.at(term).to_number<std::uint32_t>();
    return row;
}

}  // namespace

std::string bytes_of_query(const gigfair::Query& query) {
    return json::serialize(
        json::object{{"home", json::array{query.home.lat_e7, query.home.lon_e7}},
                     {"radius_m", query.radius_m},
                     {"mode", static_cast<std::int64_t>(query.mode)},
                     {"k", query.k},
                     {"now", query.now},
                     {"from", query.from},
                     {"to", query.to},
                     {"week_free", week_text(query.week_free)},
                     {"busy", busy_json(query.busy)},
                     {"wishes", numbers_json(query.wishes)},
                     {"only_wished", query.only_wished},
                     {"pay_floor", query.pay_floor},
                     {"settlements", query.settlements},
                     {"prefer_settlement", settlement_json(query.prefer_settlement)},
                     {"certificates", query.certificates},
                     {"skills", query.skills},
                     {"night_ok", query.night_ok},
                     {"blocked", numbers_json(query.blocked)},
                     {"personalised", query.personalised}});
}

gigfair::Query query_in(const std::string& bytes) {
    const json::value value = json::parse(bytes);
    gigfair::Query query{};
    query.home = {value.at("home").at(0).to_number<std::int32_t>(),
                  value.at("home").at(1).to_number<std::int32_t>()};
    query.radius_m = value.at("radius_m").to_number<std::uint32_t>();
    query.mode = static_cast<gigfair::Mode>(value.at("mode").to_number<std::uint8_t>());
    query.k = value.at("k").to_number<std::uint32_t>();
    query.now = value.at("now").to_number<gigfair::Minute>();
    query.from = value.at("from").to_number<gigfair::Minute>();
    query.to = value.at("to").to_number<gigfair::Minute>();
    query.week_free = week_in(value.at("week_free"));
    query.busy = busy_in(value.at("busy"));
    query.wishes = numbers_in<std::uint16_t>(value.at("wishes"));
    query.only_wished = value.at("only_wished").as_bool();
    query.pay_floor = value.at("pay_floor").to_number<std::uint16_t>();
    query.settlements = value.at("settlements").to_number<std::uint8_t>();
    query.prefer_settlement = settlement_in(value.at("prefer_settlement"));
    query.certificates = value.at("certificates").to_number<std::uint32_t>();
    query.skills = value.at("skills").to_number<std::uint64_t>();
    query.night_ok = value.at("night_ok").as_bool();
    query.blocked = numbers_in<std::uint32_t>(value.at("blocked"));
    query.personalised = value.at("personalised").as_bool();
    return query;
}

std::string bytes_of_rows(const std::vector<ReceiptRow>& rows) {
    json::array array;
    for (const ReceiptRow& row : rows) {
        json::array products;
        for (const std::uint32_t product : row.match.products)
            products.push_back(product);
        array.push_back(json::array{row.opening.text(), row.match.opening, row.match.score,
                                    row.match.distance_m, std::move(products)});
    }
    return json::serialize(array);
}

std::vector<ReceiptRow> rows_in(const std::string& bytes) {
    const json::value value = json::parse(bytes);
    std::vector<ReceiptRow> rows;
    for (const json::value& row : value.as_array())
        rows.push_back(row_in(row));
    return rows;
}

std::string week_text(const gigfair::WeekPattern& week) {
    constexpr std::string_view hex_digits = "0123456789abcdef";
    constexpr std::int32_t bits_per_digit = 4;
    std::string digits;
    for (std::int32_t slot = 0; slot < gigfair::slots_per_week; slot += bits_per_digit) {
        std::size_t value = 0;
        for (std::int32_t bit = 0; bit < bits_per_digit; ++bit)
            value = value << 1U | (week.is_free(slot + bit) ? 1U : 0U);
        digits += hex_digits[value];
    }
    return digits;
}

}  // namespace gig::matching
