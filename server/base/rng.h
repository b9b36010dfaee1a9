#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gig {

/// The only source of chance. Handed in, so that a seed replays a whole day.
class Rng {
public:
    virtual ~Rng() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;

    std::uint64_t next();

    /// Uniform in [0, bound), without the bias of a plain remainder. bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

/// The kernel's secure source. Safe from any thread.
class SystemRng final : public Rng {
public:
    void fill(std::span<std::byte> bytes) override;
};

/// SplitMix64: repeats itself for the same seed. For the demo and for tests, never for secrets.
class SeededRng final : public Rng {
public:
    explicit SeededRng(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::byte> bytes) override;

private:
    std::uint64_t state_;
};

}  // namespace gig
