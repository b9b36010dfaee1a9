#include "base/cipher.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/invariant.h"

namespace gig {

namespace {

constexpr std::uint8_t number_of_aes_256_gcm = 1;
constexpr std::uint8_t number_of_sm4_ctr_hmac_sm3 = 2;
constexpr std::size_t plain_bytes_max = 1 << 20;  // A field, not a file.
constexpr std::size_t sm4_key_bytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

void must(int succeeded) {
    if (succeeded != 1) throw std::runtime_error("the cryptographic library can't encrypt");
}

[[noreturn]] void refuse_sealed() {
    throw std::runtime_error("a sealed value doesn't open: changed, moved, or of other keys");
}

Context new_context() {
    Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    must(context != nullptr ? 1 : 0);
    return context;
}

/// Runs the bytes through the cipher; works in both directions.
void update(EVP_CIPHER_CTX* context, std::uint8_t* out, std::span<const std::uint8_t> in) {
    invariant(in.size() <= plain_bytes_max);
    int written = 0;
    must(EVP_CipherUpdate(context, out, &written, in.data(), static_cast<int>(in.size())));
    invariant(out == nullptr || written == static_cast<int>(in.size()));
}

class Aes256Gcm final : public Cipher {
public:
    explicit Aes256Gcm(const SecretKey& key) : key_(key.bytes()) {}

    std::uint8_t number() const override { return number_of_aes_256_gcm; }
    std::size_t nonce_bytes() const override { return 12; }
    std::size_t tag_bytes() const override { return 16; }

    std::vector<std::uint8_t> encrypt(std::span<const std::uint8_t> nonce, std::string_view bound,
                                      std::string_view plain) const override {
        const Context context = start(nonce, bound, 1);
        std::vector<std::uint8_t> sealed(plain.size() + tag_bytes());
        update(context.get(), sealed.data(), bytes_of(plain));
        int rest = 0;
        must(EVP_CipherFinal_ex(context.get(), sealed.data() + plain.size(), &rest));
        must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG,
                                 static_cast<int>(tag_bytes()), sealed.data() + plain.size()));
        return sealed;
    }

    std::string decrypt(std::span<const std::uint8_t> nonce, std::string_view bound,
                        std::span<const std::uint8_t> sealed) const override {
        if (sealed.size() < tag_bytes()) refuse_sealed();
        const Context context = start(nonce, bound, 0);
        const auto ciphertext = sealed.first(sealed.size() - tag_bytes());
        std::vector<std::uint8_t> tag(
            sealed.begin() + static_cast<std::ptrdiff_t>(ciphertext.size()), sealed.end());
        std::string plain(ciphertext.size(), '\0');
        update(context.get(), reinterpret_cast<std::uint8_t*>(plain.data()), ciphertext);
        must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()),
                                 tag.data()));
        int rest = 0;
        std::uint8_t none = 0;
        if (EVP_CipherFinal_ex(context.get(), &none, &rest) != 1) refuse_sealed();
        return plain;
    }

private:
    Context start(std::span<const std::uint8_t> nonce, std::string_view bound, int encrypts) const {
        invariant(nonce.size() == nonce_bytes());
        Context context = new_context();
        must(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.bytes().data(),
                               nonce.data(), encrypts));
        update(context.get(), nullptr, bytes_of(bound));
        return context;
    }

    SecretKey key_;
};

class Sm4CtrHmacSm3 final : public Cipher {
public:
    explicit Sm4CtrHmacSm3(const SecretKey& key)
        : encrypting_key_(hmac_sm3(key.bytes(), "sm4-ctr")),
          authenticating_key_(hmac_sm3(key.bytes(), "hmac-sm3")) {}

    std::uint8_t number() const override { return number_of_sm4_ctr_hmac_sm3; }
    std::size_t nonce_bytes() const override { return 16; }
    std::size_t tag_bytes() const override { return 32; }

    std::vector<std::uint8_t> encrypt(std::span<const std::uint8_t> nonce, std::string_view bound,
                                      std::string_view plain) const override {
        std::vector<std::uint8_t> sealed(plain.size());
        run(nonce, bytes_of(plain), sealed.data());
        const Digest tag = tag_of(nonce, bound, sealed);
        sealed.insert(sealed.end(), tag.begin(), tag.end());
        return sealed;
    }

    std::string decrypt(std::span<const std::uint8_t> nonce, std::string_view bound,
                        std::span<const std::uint8_t> sealed) const override {
        if (sealed.size() < tag_bytes()) refuse_sealed();
        const auto ciphertext = sealed.first(sealed.size() - tag_bytes());
        const Digest tag = tag_of(nonce, bound, ciphertext);
        if (!equal_in_constant_time(text_of(tag), text_of(sealed.last(tag_bytes())))) {
            refuse_sealed();
        }
        std::string plain(ciphertext.size(), '\0');
        run(nonce, ciphertext, reinterpret_cast<std::uint8_t*>(plain.data()));
        return plain;
    }

private:
    void run(std::span<const std::uint8_t> nonce, std::span<const std::uint8_t> in,
             std::uint8_t* out) const {
        invariant(nonce.size() == nonce_bytes());
        const auto key = encrypting_key_.bytes().first(sm4_key_bytes);
        const Context context = new_context();
        must(EVP_CipherInit_ex(context.get(), EVP_sm4_ctr(), nullptr, key.data(), nonce.data(), 1));
        if (!in.empty()) update(context.get(), out, in);
    }

    Digest tag_of(std::span<const std::uint8_t> nonce, std::string_view bound,
                  std::span<const std::uint8_t> ciphertext) const {
        // The length first, so that no byte can move from one part to the other.
        std::string all = std::to_string(bound.size()) + "|";
        all += bound;
        all += text_of(nonce);
        all += text_of(ciphertext);
        return hmac_sm3(authenticating_key_.bytes(), all);
    }

    SecretKey encrypting_key_;
    SecretKey authenticating_key_;
};

void check(bool correct, const char* what) {
    if (!correct) {
        throw std::runtime_error("self-test of cryptography failed: " + std::string(what));
    }
}

/// One block of zeros in counter mode is the cipher itself, applied to the counter.
void check_sm4() {
    const std::array<std::uint8_t, 16> block = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef,
                                                0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
    const std::vector<std::uint8_t> zeros(block.size());
    std::vector<std::uint8_t> out(block.size());
    const Context context = new_context();
    must(EVP_CipherInit_ex(context.get(), EVP_sm4_ctr(), nullptr, block.data(), block.data(), 1));
    update(context.get(), out.data(), zeros);
    check(to_hex(out) == "681edf34d206965e86b3e94f536e4246", "SM4 (GB/T 32907 A.1)");
}

void check_aes_gcm() {
    const std::vector<std::uint8_t> zeros(32);
    const Aes256Gcm cipher{SecretKey(zeros)};
    const auto sealed = cipher.encrypt(std::span(zeros).first(12), "", std::string(16, '\0'));
    check(to_hex(sealed) == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
          "AES-256-GCM (GCM specification, test case 14)");
}

}  // namespace

SecretKey::SecretKey(std::span<const std::uint8_t> bytes) {
    invariant(bytes.size() == size);
    if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
    bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
    if (bytes_ == nullptr) throw std::bad_alloc();
    std::ranges::copy(bytes, bytes_.get());
}

void SecretKey::Wipe::operator()(std::uint8_t* bytes) const {
    sodium_free(bytes);
}

std::unique_ptr<Cipher> make_aes_256_gcm(const SecretKey& key) {
    return std::make_unique<Aes256Gcm>(key);
}

std::unique_ptr<Cipher> make_sm4_ctr_hmac_sm3(const SecretKey& key) {
    return std::make_unique<Sm4CtrHmacSm3>(key);
}

void check_known_answers() {
    check(to_hex(sm3("abc")) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
          "SM3 (GB/T 32905 A.1)");
    check(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "SHA-256 (FIPS 180-4)");
    check(to_hex(hmac_sha256(bytes_of("Jefe"), "what do ya want for nothing?")) ==
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
          "HMAC-SHA-256 (RFC 4231, test case 2)");
    check_sm4();
    check_aes_gcm();
}

}  // namespace gig
