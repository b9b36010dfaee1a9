#include "base/rng.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/invariant.h"

namespace gig {

std::uint64_t Rng::next() {
    std::uint64_t value = 0;
    fill(std::as_writable_bytes(std::span(&value, 1)));
    return value;
}

std::uint64_t Rng::below(std::uint64_t bound) {
    invariant(bound > 0);
    const std::uint64_t unbiased_min = (0 - bound) % bound;
    std::uint64_t value = next();
    while (value < unbiased_min) {
        value = next();
    }
    return value % bound;
}

void SystemRng::fill(std::span<std::byte> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

void SeededRng::fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;

        const std::size_t count = std::min(bytes.size(), sizeof(mixed));
        std::memcpy(bytes.data(), &mixed, count);
        bytes = bytes.subspan(count);
    }
}

}  // namespace gig
