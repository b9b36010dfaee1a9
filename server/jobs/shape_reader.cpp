#include "jobs/shape_reader.h"

#include <cmath>
#include <limits>

namespace gig::jobs {

namespace {

// What can be written back with four digits, in the city's civil time.
constexpr std::chrono::year year_last{9999};

/// Also a number written as 3.0, which JSON Schema takes for an integer.
std::optional<std::int64_t> integer_value(const json::value& value) {
    if (value.is_int64()) return value.get_int64();
    if (!value.is_double()) return std::nullopt;
    const double number = value.get_double();
    constexpr double exact_max = 9'007'199'254'740'992.0;  // 2^53
    if (!(std::abs(number) <= exact_max) || std::trunc(number) != number) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<double> number_value(const json::value& value) {
    if (value.is_double()) return value.get_double();
    if (value.is_int64()) return static_cast<double>(value.get_int64());
    if (value.is_uint64()) return static_cast<double>(value.get_uint64());
    return std::nullopt;
}

std::optional<std::int32_t> small_value(const json::value& value) {
    const std::optional<std::int64_t> integer = integer_value(value);
    const bool fits = integer && *integer >= std::numeric_limits<std::int32_t>::min() &&
                      *integer <= std::numeric_limits<std::int32_t>::max();
    if (!fits) return std::nullopt;
    return static_cast<std::int32_t>(*integer);
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

std::optional<std::chrono::minutes> clock_time_value(std::string_view text) {
    const bool shaped = text.size() == 5 && text[2] == ':' && is_digit(text[0]) &&
                        is_digit(text[1]) && is_digit(text[3]) && is_digit(text[4]);
    if (!shaped) return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return std::chrono::minutes(hour * 60 + minute);
}

}  // namespace

ShapeReader::ShapeReader(const json::value& given, std::string pointer, std::optional<Error>& error)
    : object_(given.if_object()), pointer_(std::move(pointer)), error_(&error) {
    if (object_ == nullptr) refuse(Error{ErrorKind::invalid, "job.body_malformed", pointer_});
}

std::string ShapeReader::text(std::string_view key) {
    const json::value* value = find(key);
    if (value != nullptr && value->is_string()) return std::string(value->get_string());
    refuse(key, "job.body_malformed");
    return {};
}

std::int64_t ShapeReader::integer(std::string_view key) {
    const json::value* value = find(key);
    const std::optional<std::int64_t> integer =
        value == nullptr ? std::nullopt : integer_value(*value);
    if (!integer) refuse(key, "job.body_malformed");
    return integer.value_or(0);
}

std::int32_t ShapeReader::small(std::string_view key) {
    const std::optional<std::int32_t> value = optional_small(key);
    if (!value) refuse(key, "job.body_malformed");
    return value.value_or(0);
}

double ShapeReader::number(std::string_view key) {
    const std::optional<double> value = optional_number(key);
    if (!value) refuse(key, "job.body_malformed");
    return value.value_or(0);
}

Time ShapeReader::time(std::string_view key) {
    const std::optional<Time> value = time_value(text(key));
    const bool writable = value && date_of(*value).year() <= year_last;
    if (!writable) refuse(key, "job.time_malformed");
    return writable ? *value : Time{};
}

Date ShapeReader::date(std::string_view key) {
    const std::optional<Date> value = date_value(text(key));
    // A shift of that date may end on the next day.
    const bool writable = value && value->year() < year_last;
    if (!writable) refuse(key, "job.time_malformed");
    return writable ? *value : date_of(Time{});
}

std::chrono::minutes ShapeReader::clock_time(std::string_view key) {
    const std::optional<std::chrono::minutes> value = clock_time_value(text(key));
    if (!value) refuse(key, "job.time_malformed");
    return value.value_or(std::chrono::minutes(0));
}

ShapeReader ShapeReader::object(std::string_view key) {
    static const json::value nothing;
    const json::value* value = find(key);
    return ShapeReader(value == nullptr ? nothing : *value, pointer_to(key), *error_);
}

std::optional<std::string> ShapeReader::optional_text(std::string_view key) {
    if (find(key) == nullptr) return std::nullopt;
    return text(key);
}

std::optional<std::int32_t> ShapeReader::optional_small(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    const std::optional<std::int32_t> small = small_value(*value);
    if (!small) refuse(key, "job.body_malformed");
    return small;
}

std::optional<double> ShapeReader::optional_number(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    const std::optional<double> number = number_value(*value);
    if (!number) refuse(key, "job.body_malformed");
    return number;
}

std::optional<bool> ShapeReader::optional_flag(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (value->is_bool()) return value->get_bool();
    refuse(key, "job.body_malformed");
    return std::nullopt;
}

std::vector<std::string> ShapeReader::texts(std::string_view key, std::size_t count_max) {
    std::vector<std::string> result;
    const json::value* value = find(key);
    if (value == nullptr) return result;

    const json::array* array = value->if_array();
    if (array == nullptr || array->size() > count_max) {
        refuse(key, "job.body_malformed");
        return result;
    }
    for (std::size_t position = 0; position < array->size(); ++position) {
        const json::value& item = (*array)[position];
        if (item.is_string()) {
            result.emplace_back(item.get_string());
        } else {
            refuse(std::string(key) + "/" + std::to_string(position), "job.body_malformed");
        }
    }
    return result;
}

void ShapeReader::each(std::string_view key, std::size_t count_max, std::string_view too_many_code,
                       const std::function<void(ShapeReader&)>& visit) {
    const json::value* value = find(key);
    const json::array* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr) return refuse(key, "job.body_malformed");
    if (array->size() > count_max) return refuse(key, too_many_code);

    const std::string pointer = pointer_to(key) + "/";
    for (std::size_t position = 0; position < array->size(); ++position) {
        ShapeReader item((*array)[position], pointer + std::to_string(position), *error_);
        visit(item);
    }
}

const json::value* ShapeReader::find(std::string_view key) const {
    return object_ == nullptr ? nullptr : object_->if_contains(key);
}

void ShapeReader::refuse(std::string_view key, std::string_view code) {
    refuse(Error{ErrorKind::invalid, code, pointer_to(key)});
}

void ShapeReader::refuse(Error error) {
    if (!*error_) *error_ = std::move(error);
}

std::string ShapeReader::pointer_to(std::string_view key) const {
    return pointer_ + "/" + std::string(key);
}

}  // namespace gig::jobs
