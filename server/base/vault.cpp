#include "base/vault.h"

#include <sys/stat.h>

#include <array>
#include <mutex>
#include <stdexcept>

#include "base/cipher.h"
#include "base/file.h"
#include "base/invariant.h"

namespace gig {

namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t envelope_version = 1;
constexpr std::size_t key_id_bytes = 4;
constexpr std::size_t header_bytes = 2 + key_id_bytes;
constexpr std::size_t index_bytes = 16;
constexpr std::size_t key_file_bytes_max = 1'000;
constexpr std::array<const char*, 2> key_names = {"seal", "index"};

std::string_view name_of(CryptoProfile profile) {
    switch (profile) {
        case CryptoProfile::intl:
            return "intl";
        case CryptoProfile::sm:
            return "sm";
    }
    return "";
}

[[noreturn]] void refuse(const fs::path& file, const char* why) {
    throw std::runtime_error("cannot open keys: " + file.string() + " " + why);
}

struct KeyFile {
    CryptoProfile profile;
    std::vector<std::uint8_t> key;
};

/// One line: "gigfair-key 1 intl seal <64 hex digits> <8 hex digits that find damage>".
std::string key_file_text(CryptoProfile profile, std::string_view name,
                          std::span<const std::uint8_t> key) {
    std::string line = "gigfair-key 1 " + std::string(name_of(profile)) + " " + std::string(name) +
                       " " + to_hex(key);
    return line + " " + sha256_hex(line).substr(0, 8) + "\n";
}

KeyFile read_key_file(const fs::path& file, std::string_view name) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) refuse(file, "is missing among the other keys");
    if (!S_ISREG(status.st_mode)) refuse(file, "is not a file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        refuse(file, "may be read by others: chmod 600");
    }
    const std::string text = read_file(file, key_file_bytes_max);
    for (const CryptoProfile profile : {CryptoProfile::intl, CryptoProfile::sm}) {
        const std::size_t start = key_file_text(profile, name, {}).find("  ") + 1;
        if (text.size() < start + 64) continue;
        const auto key = from_hex(std::string_view(text).substr(start, 2 * SecretKey::size));
        if (key && key_file_text(profile, name, *key) == text) return {profile, *key};
    }
    refuse(file, "is damaged");
}

fs::path key_path(const fs::path& folder, const char* name) {
    return folder / (std::string(name) + ".key");
}

std::unique_ptr<Cipher> make_cipher(CryptoProfile profile, const SecretKey& key) {
    switch (profile) {
        case CryptoProfile::intl:
            return make_aes_256_gcm(key);
        case CryptoProfile::sm:
            return make_sm4_ctr_hmac_sm3(key);
    }
    throw Bug("a profile without a cipher");
}

Digest keyed_digest(CryptoProfile profile, const SecretKey& key, std::string_view text) {
    return profile == CryptoProfile::intl ? hmac_sha256(key.bytes(), text)
                                          : hmac_sm3(key.bytes(), text);
}

/// Names may not hold the separator, so that two places never bind the same bytes.
std::string bound_text(const SealPlace& place) {
    invariant(place.table.find('|') == std::string_view::npos);
    invariant(place.column.find('|') == std::string_view::npos);
    return std::string(place.table) + "|" + std::string(place.column) + "|" +
           std::to_string(place.row) + "|" + std::to_string(place.subject);
}

class FileVault final : public Vault {
public:
    FileVault(CryptoProfile profile, const SecretKey& seal_key, SecretKey index_key, Rng& rng)
        : profile_(profile),
          cipher_(make_cipher(profile, seal_key)),
          index_key_(std::move(index_key)),
          rng_(rng) {
        const Digest key_id = keyed_digest(profile, seal_key, "key id");
        header_ = {envelope_version, cipher_->number()};
        header_.insert(header_.end(), key_id.begin(), key_id.begin() + key_id_bytes);
    }

    CryptoProfile profile() const override { return profile_; }

    std::vector<std::uint8_t> seal(std::string_view plain, const SealPlace& place) override {
        std::vector<std::uint8_t> nonce(cipher_->nonce_bytes());
        {
            const std::scoped_lock lock(rng_mutex_);
            rng_.fill(std::as_writable_bytes(std::span(nonce)));
        }
        const auto sealed = cipher_->encrypt(nonce, bound(place), plain);
        std::vector<std::uint8_t> envelope = header_;
        envelope.insert(envelope.end(), nonce.begin(), nonce.end());
        envelope.insert(envelope.end(), sealed.begin(), sealed.end());
        return envelope;
    }

    std::string unseal(const std::vector<std::uint8_t>& envelope,
                       const SealPlace& place) const override {
        const std::span<const std::uint8_t> all(envelope);
        const std::size_t start = header_bytes + cipher_->nonce_bytes();
        if (all.size() < start || text_of(all.first(header_bytes)) != text_of(header_)) {
            throw std::runtime_error(
                "a sealed value doesn't open: changed, moved, or of other keys");
        }
        const auto nonce = all.subspan(header_bytes, cipher_->nonce_bytes());
        return cipher_->decrypt(nonce, bound(place), all.subspan(start));
    }

    std::string index(std::string_view purpose, std::string_view canonical) const override {
        invariant(purpose.find('|') == std::string_view::npos);
        std::string text(purpose);
        text += '|';
        text += canonical;
        const Digest digest = keyed_digest(profile_, index_key_, text);
        return to_hex(std::span(digest).first(index_bytes));
    }

private:
    std::string bound(const SealPlace& place) const {
        return std::string(text_of(header_)) + bound_text(place);
    }

    CryptoProfile profile_;
    std::unique_ptr<Cipher> cipher_;
    SecretKey index_key_;
    std::vector<std::uint8_t> header_;
    std::mutex rng_mutex_;
    Rng& rng_;
};

}  // namespace

bool Vault::exists(const fs::path& folder) {
    return fs::exists(folder) && !fs::is_empty(folder);
}

std::unique_ptr<Vault> Vault::open(const fs::path& folder, Rng& rng) {
    check_known_answers();
    KeyFile seal = read_key_file(key_path(folder, key_names[0]), key_names[0]);
    KeyFile index = read_key_file(key_path(folder, key_names[1]), key_names[1]);
    if (seal.profile != index.profile) refuse(folder, "holds keys of two profiles");
    return std::make_unique<FileVault>(seal.profile, SecretKey(seal.key), SecretKey(index.key),
                                       rng);
}

std::unique_ptr<Vault> Vault::create(const fs::path& folder, CryptoProfile profile, Rng& rng) {
    if (exists(folder)) refuse(folder, "holds keys already: new ones would lose the old data");

    // Made beside and then renamed, so that no power cut leaves half of a set. What an earlier
    // attempt left beside was never used.
    const fs::path parent = fs::absolute(folder).parent_path();
    const fs::path beside = fs::path(fs::absolute(folder)) += ".new";
    fs::create_directories(parent);
    fs::remove_all(beside);
    fs::create_directory(beside);
    fs::permissions(beside, fs::perms::owner_all);
    for (const char* name : key_names) {
        std::array<std::uint8_t, SecretKey::size> key{};
        rng.fill(std::as_writable_bytes(std::span(key)));
        create_private_file(key_path(beside, name), key_file_text(profile, name, key));
    }
    sync_folder(beside);
    fs::rename(beside, folder);
    sync_folder(parent);
    return open(folder, rng);
}

std::unique_ptr<Vault> Vault::open_or_create(const fs::path& folder, CryptoProfile profile_if_new,
                                             Rng& rng) {
    return exists(folder) ? open(folder, rng) : create(folder, profile_if_new, rng);
}

}  // namespace gig
