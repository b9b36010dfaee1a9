#pragma once

namespace gig::wording {

/// The plain form of a traditional or variant character; any other is its own.
char32_t plain_of(char32_t character);

/// Whether it is no letter, whatever its plain form: ♂, 🈚.
bool is_sign(char32_t character);

}  // namespace gig::wording
