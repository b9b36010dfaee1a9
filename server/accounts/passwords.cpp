#include "accounts/passwords.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "base/digest.h"

namespace gig::accounts {

namespace {

constexpr unsigned long long argon_passes = 2;
constexpr std::size_t argon_bytes = 19U << 20;

constexpr std::string_view sm3_prefix = "$pbkdf2-sm3$200000$";
constexpr int sm3_rounds = 200'000;
constexpr std::size_t sm3_salt_bytes = 16;
constexpr std::size_t sm3_salt_characters = 22;  // Of base64url without padding.

std::string peppered(std::string_view password, const Vault& vault) {
    return vault.index("staff_password/1", password);
}

std::string argon_hash(const std::string& secret) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), secret.data(), secret.size(), argon_passes, argon_bytes) !=
        0) {
        throw std::runtime_error("no memory for argon2id");
    }
    return hash.data();
}

/// The prefix, the salt, and what the rounds make of both.
std::string sm3_hash(const std::string& secret, const std::string& salt) {
    Digest digest{};
    const int made =
        PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()), bytes_of(salt).data(),
                          static_cast<int>(salt.size()), sm3_rounds, EVP_sm3(),
                          static_cast<int>(digest.size()), digest.data());
    if (made != 1) throw std::runtime_error("PBKDF2-HMAC-SM3 failed");
    return std::string(sm3_prefix) + salt + "$" + to_base64url(digest);
}

}  // namespace

std::string hash_password(std::string_view password, const Vault& vault, Rng& rng) {
    const std::string secret = peppered(password, vault);
    switch (vault.profile()) {
        case CryptoProfile::intl:
            return argon_hash(secret);
        case CryptoProfile::sm:
            break;
    }
    std::array<std::uint8_t, sm3_salt_bytes> salt{};
    rng.fill(std::as_writable_bytes(std::span(salt)));
    return sm3_hash(secret, to_base64url(salt));
}

bool password_fits(std::string_view password, const std::string& hash, const Vault& vault) {
    const std::string secret = peppered(password, vault);
    if (!hash.starts_with(sm3_prefix)) {
        return crypto_pwhash_str_verify(hash.c_str(), secret.data(), secret.size()) == 0;
    }
    const std::string salt = hash.substr(sm3_prefix.size(), sm3_salt_characters);
    return equal_in_constant_time(sm3_hash(secret, salt), hash);
}

PasswordChecker::PasswordChecker(const Vault& vault) : vault_(vault), thread_([this] { work(); }) {}

PasswordChecker::~PasswordChecker() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

Result<bool> PasswordChecker::fits(const std::string& password, const std::string& hash) {
    std::packaged_task<bool()> check([&] { return password_fits(password, hash, vault_); });
    std::future<bool> answer = check.get_future();
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= password_checks_waiting_max) {
            return Error{ErrorKind::busy, "sign_in.busy", "", {}, 1};
        }
        waiting_.push_back(std::move(check));
    }
    changed_.notify_one();
    return answer.get();
}

void PasswordChecker::work() {
    for (;;) {
        std::packaged_task<bool()> check;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            check = std::move(waiting_.front());
            waiting_.pop_front();
        }
        check();
    }
}

}  // namespace gig::accounts
