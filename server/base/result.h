#pragma once

#include <utility>
#include <variant>

#include "base/error.h"
#include "base/invariant.h"

namespace gig {

/// A value, or the Error that explains why there is none.
///
/// Has the shape of std::expected<T, Error>, so that an alias can replace it under C++23.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return outcome_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(value()); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const {
        invariant(!has_value());
        return *std::get_if<1>(&outcome_);
    }

private:
    const T& value() const {
        invariant(has_value());
        return *std::get_if<0>(&outcome_);
    }
    T& value() {
        invariant(has_value());
        return *std::get_if<0>(&outcome_);
    }

    std::variant<T, Error> outcome_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : outcome_(std::move(error)) {}

    bool has_value() const { return outcome_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const Error& error() const {
        invariant(!has_value());
        return *std::get_if<1>(&outcome_);
    }

private:
    std::variant<std::monostate, Error> outcome_;
};

}  // namespace gig
