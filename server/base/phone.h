#pragma once

#include <boost/json/value_from.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gig {

namespace accounts {
class Reveal;
class AccountsStore;
class SmsSender;
}  // namespace accounts

/// A mainland mobile number. Has no JSON and no stream: what leaves the house is masked(), unless
/// accounts::Reveal, which asks the policy and records the look, hands the digits out.
class Phone {
public:
    /// Accepts +86, 0086, 86, spaces and hyphens; keeps 11 digits. phone.malformed.
    static Result<Phone> parse(std::string_view text);

    std::string masked() const { return digits_.substr(0, 3) + "****" + digits_.substr(7); }

    friend bool operator==(const Phone&, const Phone&) = default;

private:
    friend class accounts::Reveal;
    friend class accounts::AccountsStore;  // Seals it.
    friend class accounts::SmsSender;      // Hands it to the gateway.

    explicit Phone(std::string digits) : digits_(std::move(digits)) {}

    std::string digits_;
};

void tag_invoke(const boost::json::value_from_tag&, boost::json::value&, const Phone&) = delete;

}  // namespace gig
