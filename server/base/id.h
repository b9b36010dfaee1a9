#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/rng.h"

namespace gig {

/// 13 characters of Crockford's base 32 (lower case): how an id looks outside of the house.
std::string id_text(std::int64_t value);

/// The id that the text means, or nothing where it is not exactly what id_text writes.
std::optional<std::int64_t> id_value(std::string_view text);

/// The identity of one row, distinct per tag: an EmployerId can't be passed where a JobId is meant.
///
/// 63 random bits, never a counter: nobody can guess one id from another, and any node may draw
/// one.
template <typename Tag>
class Id {
public:
    constexpr explicit Id(std::int64_t value) : value_(value) {}

    static Id random(Rng& rng) { return Id(static_cast<std::int64_t>(rng.next() >> 1)); }

    static std::optional<Id> parse(std::string_view text) {
        const std::optional<std::int64_t> value = id_value(text);
        if (!value) return std::nullopt;
        return Id(*value);
    }

    constexpr std::int64_t value() const { return value_; }
    std::string text() const { return id_text(value_); }

    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::int64_t value_;
};

using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
using EmployerId = Id<struct EmployerTag>;
using MarketId = Id<struct MarketTag>;
using JobId = Id<struct JobTag>;
using OpeningId = Id<struct OpeningTag>;
using ReportId = Id<struct ReportTag>;
using ReceiptId = Id<struct ReceiptTag>;
using ContestId = Id<struct ContestTag>;
using IntentId = Id<struct IntentTag>;
using RegistrationId = Id<struct RegistrationTag>;

}  // namespace gig

template <typename Tag>
struct std::hash<gig::Id<Tag>> {
    std::size_t operator()(gig::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.value()); }
};
