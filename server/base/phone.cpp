#include "base/phone.h"

#include "base/text.h"

namespace gig {

namespace {

constexpr std::size_t phone_digits = 11;
constexpr std::size_t phone_text_bytes_max = 40;

/// 13… to 19… are given out by the carriers; 120… never is, and is kept for demo and tests.
bool is_mobile(std::string_view digits) {
    if (digits.size() != phone_digits || digits[0] != '1') return false;
    return digits[1] >= '3' || digits.starts_with("120");
}

}  // namespace

Result<Phone> Phone::parse(std::string_view text) {
    const Error malformed{ErrorKind::invalid, "phone.malformed"};
    if (text.size() > phone_text_bytes_max) return malformed;

    text = trimmed(text);
    const bool is_international = text.starts_with('+');
    if (is_international) text.remove_prefix(1);
    std::string digits;
    for (const char character : text) {
        if (character == ' ' || character == '-') continue;
        if (character < '0' || character > '9') return malformed;
        digits += character;
    }
    const std::string_view country =
        digits.starts_with("0086") && !is_international ? "0086" : "86";
    if (digits.size() == country.size() + phone_digits && digits.starts_with(country)) {
        digits.erase(0, country.size());
    } else if (is_international) {
        return malformed;
    }
    if (!is_mobile(digits)) return malformed;
    return Phone(std::move(digits));
}

}  // namespace gig
