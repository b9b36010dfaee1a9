#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/invariant.h"
#include "base/money.h"

namespace gig::storage {

/// A statement. Only a string literal becomes one, so no statement can be glued together from
/// foreign text: what varies is bound as $1, $2, ... (numbered in order, as PostgreSQL reads them).
class Sql {
public:
    consteval Sql(const char* text) : text_(text) {}
    constexpr const char* text() const { return text_; }

private:
    const char* text_;
};

using Blob = std::vector<std::uint8_t>;
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// What is bound to a statement. Converts from the house's own types; nothing binds as a bool
/// or a 32-bit unsigned by accident.
class Parameter {
public:
    Parameter(std::nullopt_t) {}
    Parameter(std::int64_t value) : value_(value) {}
    Parameter(int value) : value_(std::int64_t{value}) {}
    Parameter(std::uint32_t value) : value_(std::int64_t{value}) {}
    Parameter(bool value) : value_(std::int64_t{value ? 1 : 0}) {}
    Parameter(double value) : value_(value) {}
    Parameter(const char* value) : value_(std::string(value)) {}
    Parameter(std::string value) : value_(std::move(value)) {}
    Parameter(std::string_view value) : value_(std::string(value)) {}
    Parameter(Blob value) : value_(std::move(value)) {}
    Parameter(Time value) : value_(std::int64_t{value.time_since_epoch().count()}) {}
    Parameter(Money value) : value_(value.fen) {}

    template <typename Tag>
    Parameter(Id<Tag> value) : value_(value.value()) {}

    template <typename T>
    Parameter(const std::optional<T>& value) {
        if (value) value_ = Parameter(*value).value();
    }

    const Value& value() const { return value_; }

private:
    Value value_;
};

using Parameters = std::vector<Parameter>;

/// One row of an answer. Columns are counted from 0; asking for another type than the column
/// holds is a bug.
class Row {
public:
    explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

    std::int64_t integer(std::size_t column) const { return get<std::int64_t>(column); }
    double real(std::size_t column) const { return get<double>(column); }
    const std::string& text(std::size_t column) const { return get<std::string>(column); }
    const Blob& blob(std::size_t column) const { return get<Blob>(column); }
    bool flag(std::size_t column) const { return integer(column) != 0; }
    Time time(std::size_t column) const { return Time(std::chrono::milliseconds(integer(column))); }
    bool is_null(std::size_t column) const {
        return std::holds_alternative<std::monostate>(values_.at(column));
    }

    template <typename IdType>
    IdType id(std::size_t column) const {
        return IdType(integer(column));
    }

    std::optional<std::int64_t> optional_integer(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }
    std::optional<std::string> optional_text(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(text(column));
    }
    std::optional<Time> optional_time(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(time(column));
    }
    template <typename IdType>
    std::optional<IdType> optional_id(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(id<IdType>(column));
    }

private:
    template <typename T>
    const T& get(std::size_t column) const {
        const T* value = std::get_if<T>(&values_.at(column));
        invariant(value != nullptr);
        return *value;
    }

    std::vector<Value> values_;
};

}  // namespace gig::storage
