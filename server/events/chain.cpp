#include "events/chain.h"

namespace gig::events {

namespace {

constexpr std::string_view chain_name = "gigfair event log, version 1, origin 0";

Digest digest_of(CryptoProfile profile, std::string_view bytes) {
    switch (profile) {
        case CryptoProfile::intl:
            return sha256(bytes);
        case CryptoProfile::sm:
            return sm3(bytes);
    }
    throw Bug("a profile without a digest");
}

void append_number(std::string& bytes, std::int64_t number) {
    bytes += std::to_string(number);
    bytes += '|';
}

/// With its length before it, so that two events never have the same bytes.
void append_text(std::string& bytes, std::string_view text) {
    append_number(bytes, static_cast<std::int64_t>(text.size()));
    bytes += text;
    bytes += '|';
}

/// Part of the log's format: changing it breaks every chain that exists.
void append_canonical(std::string& bytes, const storage::EventRow& event) {
    append_number(bytes, event.sequence);
    append_number(bytes, event.at.time_since_epoch().count());
    append_text(bytes, event.type);
    append_text(bytes, event.actor ? event.actor->text() : std::string());
    append_text(bytes, event.body);
}

}  // namespace

Digest chain_start(CryptoProfile profile) {
    return digest_of(profile, chain_name);
}

Digest next_link(CryptoProfile profile, const Digest& before, const storage::EventRow& event) {
    std::string bytes(text_of(before));
    append_canonical(bytes, event);
    return digest_of(profile, bytes);
}

}  // namespace gig::events
