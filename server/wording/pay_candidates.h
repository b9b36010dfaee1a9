#pragma once

#include <vector>

#include "wording/post_page.h"

namespace gig::wording {

/// What an amount is in a post's pay.
enum class PayRole { plain, base, total, most };

/// An amount that can be the pay: its words say what it is counted by.
struct PayCandidate {
    PayRole role;
    Money low;
    Money high;
    PayUnit unit;
    bool is_sure;
    Span words;
};

/// In the order of the text. Bonuses, deposits and fees are none; neither is a number whose words
/// say nothing of money.
std::vector<PayCandidate> pay_candidates(const PostPage& page);

}  // namespace gig::wording
