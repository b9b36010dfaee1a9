#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "base/rng.h"
#include "base/vault.h"

namespace gig::accounts {

inline constexpr std::size_t password_characters_min = 12;  // SECURITY §1.4.
inline constexpr std::size_t password_bytes_max = 512;      // 128 characters of the contract.
inline constexpr std::size_t password_checks_waiting_max = 16;

/// A slow hash that says itself how it was made: argon2id (19 MiB, 2 passes) under the profile
/// intl, PBKDF2-HMAC-SM3 (200,000 rounds) under sm.
///
/// What is hashed is the password's keyed digest (a pepper): without the vault's keys a stolen
/// table can't even be guessed at.
std::string hash_password(std::string_view password, const Vault& vault, Rng& rng);

bool password_fits(std::string_view password, const std::string& hash, const Vault& vault);

/// Checks passwords on one thread of its own. The hash is slow on purpose, so that signing in
/// would be the cheapest way to keep every processor of the house busy (SECURITY T20). Safe from
/// any thread.
class PasswordChecker {
public:
    explicit PasswordChecker(const Vault& vault);
    ~PasswordChecker();

    /// Waits for the answer; sign_in.busy where password_checks_waiting_max wait already.
    Result<bool> fits(const std::string& password, const std::string& hash);

private:
    void work();

    const Vault& vault_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::packaged_task<bool()>> waiting_;
    bool stopping_ = false;
    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace gig::accounts
