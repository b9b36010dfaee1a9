#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gig::rules {

/// A number that stands in folded text, in figures or in Chinese words.
struct NumberAt {
    std::size_t begin;
    std::size_t end;
    std::int64_t value;
};

inline constexpr std::int64_t number_max = 1'000'000'000;  // What is larger counts as this.

/// All of them, in order. 200, 2.5, 2万, 一百二 (120), 三佰, 十四 and 上千's 千 (1000) are each
/// one; where people name two at once (三五百, 十四五) it is the smaller. A fraction is dropped.
std::vector<NumberAt> numbers_in(std::u32string_view folded);

}  // namespace gig::rules
