#pragma once

#include <array>
#include <chrono>
#include <string>

#include "accounts/accounts.h"
#include "accounts/accounts_store.h"
#include "accounts/rate_limits.h"
#include "accounts/sign_in_store.h"
#include "accounts/sms_sender.h"
#include "base/clock.h"
#include "base/once.h"
#include "base/phone.h"
#include "base/rng.h"
#include "base/vault.h"
#include "http/call.h"
#include "storage/database.h"

namespace gig::accounts {

// The limits of SECURITY T7 (ASVS 6.5.4, 6.5.5, 6.6.3). Together they leave a guesser of one
// phone 25 tries an hour at 10⁶ codes: a chance of 2.5 × 10⁻⁵.
inline constexpr std::uint64_t code_count = 1'000'000;  // 6 digits.
inline constexpr std::size_t code_digits = 6;
inline constexpr std::chrono::minutes code_life{5};
inline constexpr int code_tries_max = 5;
inline constexpr std::array<RateLimit, 3> codes_per_phone{{
    {1, std::chrono::minutes(1)},
    {5, std::chrono::hours(1)},
    {10, std::chrono::hours(24)},
}};
inline constexpr std::array<RateLimit, 1> codes_per_source{{{60, std::chrono::hours(1)}}};

struct CodeSent {};

/// Signing in by a code sent to a phone: how workers and employers come in.
///
/// A phone that has an account and one that hasn't are treated alike, byte for byte and step for
/// step: the account is looked up only once the code is proven. Safe from any thread.
class SignInService {
public:
    SignInService(storage::Database& database, const Clock& clock, Rng& rng, Vault& vault,
                  SmsGateway& gateway);

    struct CodeRequest {
        Phone phone;
        std::string source;  // The caller's address; kept as a keyed digest only.
        http::Locale locale = http::Locale::zh_cn;
    };

    /// Sends a code, which makes the phone's earlier one void. sign_in.code_too_soon,
    /// sign_in.source_too_many, and SmsSender's refusals, after which the code sent still counts.
    Result<CodeSent> send_code(const CodeRequest& request, const Once<CodeSent>& once);

    struct Proof {
        Phone phone;
        std::string code;
        Client client;
    };

    /// Opens a session; the first one makes the account, a worker's. sign_in.code_wrong (also
    /// expired, used, or never sent), sign_in.code_used_up, account.frozen.
    Result<OpenedSession> sign_in(const Proof& proof);

private:
    struct Attempt {
        Result<OpenedSession> outcome;
        bool keep;  // Whether the attempt changed what is stored, be it granted or refused.
    };

    std::string digest_of(const std::string& phone_index, const std::string& code) const;
    Result<CodeSent> keep_code(storage::Transaction& transaction, const CodeRequest& request,
                               const std::string& code, Time now);
    Attempt try_code(storage::Transaction& transaction, const Proof& proof, Time now);
    Attempt admit(storage::Transaction& transaction, const Proof& proof, Time now);
    AccountId register_worker(storage::Transaction& transaction, const Phone& phone, Time now);

    storage::Database& database_;
    const Clock& clock_;
    Rng& rng_;
    Vault& vault_;
    AccountsStore store_;
    SmsSender sms_;
};

}  // namespace gig::accounts
