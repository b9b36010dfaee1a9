#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/rng.h"

namespace gig {

/// intl: AES-256-GCM and HMAC-SHA-256. sm: SM4-CTR with HMAC-SM3 (encrypt, then authenticate) and
/// HMAC-SM3. Chosen when the keys are made, and kept with them.
enum class CryptoProfile { intl, sm };

/// Where a sealed value stands. Bound into the seal: moved to another row it no longer opens.
struct SealPlace {
    std::string_view table;
    std::string_view column;
    std::int64_t row;
    std::int64_t subject;  // The account whose data it is.
};

/// Keeps what must not lie in the database as it is: phones, names, one-time secrets.
///
/// The keys live in files beside the database (0600), never in it. Losing them loses the data,
/// and a vault never replaces keys in silence. Safe from any thread.
class Vault {
public:
    /// Whether the folder holds anything, be it a whole set of keys or not.
    static bool exists(const std::filesystem::path& folder);

    /// Opens the keys of a folder. Throws std::runtime_error with one clear line where a key file
    /// is missing, damaged, or readable by others, and where this machine's cryptographic library
    /// doesn't give the answers that the standards print.
    static std::unique_ptr<Vault> open(const std::filesystem::path& folder, Rng& rng);

    /// Makes a new set of keys in a folder that is missing or empty, and opens it: all of the set
    /// or nothing, also across a power cut. Throws std::runtime_error where anything is there. The
    /// caller must know that there is no data yet that older keys would be needed for.
    static std::unique_ptr<Vault> create(const std::filesystem::path& folder, CryptoProfile profile,
                                         Rng& rng);

    /// open() where the folder holds anything, create() where not.
    static std::unique_ptr<Vault> open_or_create(const std::filesystem::path& folder,
                                                 CryptoProfile profile_if_new, Rng& rng);

    virtual ~Vault() = default;
    virtual CryptoProfile profile() const = 0;

    /// Envelope: version, algorithm, key id, nonce, ciphertext, tag. Random nonces: one key is good
    /// for 2³² values.
    virtual std::vector<std::uint8_t> seal(std::string_view plain, const SealPlace& place) = 0;

    /// Throws std::runtime_error where the envelope was changed, moved or made with other keys.
    /// Its text says nothing about which.
    virtual std::string unseal(const std::vector<std::uint8_t>& envelope,
                               const SealPlace& place) const = 0;

    /// A keyed digest to find equal values by, 32 hex digits. `purpose` keeps indexes apart
    /// ("phone/1"). A plain digest of a phone would be as good as the phone.
    virtual std::string index(std::string_view purpose, std::string_view canonical) const = 0;
};

}  // namespace gig
