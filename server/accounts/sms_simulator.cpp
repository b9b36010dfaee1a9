#include "accounts/sms_simulator.h"

#include <algorithm>

namespace gig::accounts {

SmsOutcome SmsSimulator::send(const SmsMessage& message) {
    if (happens(faults_.refused)) return SmsOutcome::refused;
    if (happens(faults_.unavailable)) return SmsOutcome::unavailable;
    if (happens(faults_.dropped)) return SmsOutcome::accepted;

    const Time at = happens(faults_.delayed) ? clock_.now() + faults_.delay : clock_.now();
    deliver(message, at);
    if (happens(faults_.duplicated)) deliver(message, at);
    return SmsOutcome::accepted;
}

bool SmsSimulator::happens(int per_mille) {
    return per_mille > 0 && rng_.below(1'000) < static_cast<std::uint64_t>(per_mille);
}

void SmsSimulator::deliver(const SmsMessage& message, Time at) {
    shelf_.with([&](Shelf& shelf) {
        std::vector<Delivered>& messages = shelf.by_phone[message.to];
        if (messages.empty()) shelf.phones.push_back(message.to);
        messages.push_back({at, message.text, message.code});
        if (messages.size() > messages_per_phone_max) messages.erase(messages.begin());

        if (shelf.phones.size() <= phones_max) return;
        shelf.by_phone.erase(shelf.phones.front());
        shelf.phones.pop_front();
    });
}

std::vector<SmsSimulator::Delivered> SmsSimulator::messages(const std::string& digits) {
    std::vector<Delivered> arrived = shelf_.with([&](Shelf& shelf) {
        const auto found = shelf.by_phone.find(digits);
        return found == shelf.by_phone.end() ? std::vector<Delivered>{} : found->second;
    });
    const Time now = clock_.now();
    std::erase_if(arrived, [&](const Delivered& message) { return message.at > now; });
    std::ranges::stable_sort(arrived, {}, &Delivered::at);
    return arrived;
}

}  // namespace gig::accounts
