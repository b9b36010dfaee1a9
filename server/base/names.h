#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace gig {

/// The names of an enum's values, in their order: one way from value to name and back.
template <std::size_t count, typename Enum>
std::string_view name_in(const std::array<std::string_view, count>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

template <typename Enum, std::size_t count>
std::optional<Enum> value_in(const std::array<std::string_view, count>& names,
                             std::string_view name) {
    for (std::size_t position = 0; position < count; ++position) {
        if (names[position] == name) return static_cast<Enum>(position);
    }
    return std::nullopt;
}

/// The value with that name in the contract and in the store; each enum specialises it.
template <typename Enum>
std::optional<Enum> named(std::string_view name);

}  // namespace gig
