#include "base/dated_terms.h"

#include <string>

namespace gig {

Date date_in(const json::value& value) {
    const std::optional<Date> date = date_value(value.as_string());
    if (!date) throw std::runtime_error("a date is YYYY-MM-DD");
    return *date;
}

std::optional<Date> optional_date_in(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return date_in(value);
}

std::int64_t number_in(const json::object& object, std::string_view name, Range range) {
    const auto number = object.at(name).to_number<std::int64_t>();
    if (number < range.low || number > range.high) {
        throw std::runtime_error(std::string(name) + " is out of range");
    }
    return number;
}

}  // namespace gig
