#include <algorithm>

#include "base/names.h"
#include "wording/pay_candidates.h"

namespace gig::wording {

namespace {

bool is_same(const PayCandidate& one, const PayCandidate& other) {
    return one.unit == other.unit && one.low == other.low && one.high == other.high;
}

Fact<PostedPay> fact_of(const PayCandidate& candidate, Confidence confidence) {
    return {{candidate.low, candidate.high, candidate.unit}, confidence, candidate.words};
}

/// The first; sure where it is, and where no other says something else.
std::optional<Fact<PostedPay>> first_of(const std::vector<PayCandidate>& candidates) {
    if (candidates.empty()) return std::nullopt;
    const PayCandidate& first = candidates.front();
    const bool agree = std::ranges::all_of(
        candidates, [&](const PayCandidate& other) { return is_same(first, other); });
    const bool is_sure = agree && std::ranges::any_of(candidates, &PayCandidate::is_sure);
    return fact_of(first, is_sure ? Confidence::sure : Confidence::likely);
}

std::vector<PayCandidate> of_role(const std::vector<PayCandidate>& all, PayRole role) {
    std::vector<PayCandidate> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const PayCandidate& candidate) { return candidate.role == role; });
    return found;
}

/// "20 on average, 29 at most" is one range, if a loose one.
void take_most(Fact<PostedPay>& pay, const std::vector<PayCandidate>& all) {
    for (const PayCandidate& candidate : all) {
        if (candidate.role != PayRole::most || candidate.unit != pay.value.unit) continue;
        if (candidate.high.fen <= pay.value.high.fen) continue;
        pay.value.high = candidate.high;
        pay.confidence = Confidence::likely;
    }
}

}  // namespace

void read_pay(const PostPage& page, PostFacts& facts) {
    const std::vector<PayCandidate> all = pay_candidates(page);
    const std::optional<Fact<PostedPay>> base = first_of(of_role(all, PayRole::base));
    if (std::optional<Fact<PostedPay>> total = first_of(of_role(all, PayRole::total))) {
        if (base && base->value.unit == total->value.unit) total->value.base = base->value.low;
        facts.pay = std::move(total);
    } else if (base) {
        facts.pay = base;
    } else if (std::optional<Fact<PostedPay>> plain = first_of(of_role(all, PayRole::plain))) {
        take_most(*plain, all);
        facts.pay = std::move(plain);
    } else if (std::optional<Fact<PostedPay>> most = first_of(of_role(all, PayRole::most))) {
        most->confidence = Confidence::likely;
        facts.pay = std::move(most);
    }
}

}  // namespace gig::wording
