#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace gig {

/// 32 secret bytes: locked in memory where the system allows it, and zeroed at the end.
class SecretKey {
public:
    static constexpr std::size_t size = 32;

    explicit SecretKey(std::span<const std::uint8_t> bytes);

    std::span<const std::uint8_t> bytes() const { return {bytes_.get(), size}; }

private:
    struct Wipe {
        void operator()(std::uint8_t* bytes) const;
    };
    std::unique_ptr<std::uint8_t, Wipe> bytes_;
};

/// An authenticated cipher: what was changed doesn't open. Safe from any thread.
class Cipher {
public:
    virtual ~Cipher() = default;

    /// What names the algorithm in an envelope.
    virtual std::uint8_t number() const = 0;
    virtual std::size_t nonce_bytes() const = 0;
    virtual std::size_t tag_bytes() const = 0;

    /// Ciphertext and tag. The nonce must never repeat under one key.
    virtual std::vector<std::uint8_t> encrypt(std::span<const std::uint8_t> nonce,
                                              std::string_view bound,
                                              std::string_view plain) const = 0;

    /// Throws std::runtime_error where ciphertext, tag or what was bound differ.
    virtual std::string decrypt(std::span<const std::uint8_t> nonce, std::string_view bound,
                                std::span<const std::uint8_t> sealed) const = 0;
};

std::unique_ptr<Cipher> make_aes_256_gcm(const SecretKey& key);

/// SM4-CTR, then HMAC-SM3 over all that is bound, the nonce and the ciphertext. OpenSSL 3.0 has no
/// SM4-GCM. Both inner keys are derived from the one given.
std::unique_ptr<Cipher> make_sm4_ctr_hmac_sm3(const SecretKey& key);

/// Computes the examples that the standards print. Throws std::runtime_error naming the one that
/// came out otherwise.
void check_known_answers();

}  // namespace gig
