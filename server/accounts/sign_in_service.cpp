#include "accounts/sign_in_service.h"

#include "accounts/accounts_service.h"
#include "accounts/sessions.h"
#include "base/digest.h"
#include "events/events.h"

namespace gig::accounts {

namespace {

constexpr std::string_view codes_to_phone = "code_to_phone";
constexpr std::string_view codes_from_source = "code_from_source";

const Error code_wrong{ErrorKind::unauthenticated, "sign_in.code_wrong", "/code"};
const Error code_used_up{ErrorKind::unauthenticated, "sign_in.code_used_up", "/code"};

std::string new_code(Rng& rng) {
    const std::string digits = std::to_string(rng.below(code_count));
    return std::string(code_digits - digits.size(), '0') + digits;
}

std::string letter_text(const std::string& code, http::Locale locale) {
    const std::string minutes = std::to_string(code_life.count());
    switch (locale) {
        case http::Locale::zh_cn:
            break;
        case http::Locale::en:
            return "[gigfair] " + code + " is your sign-in code, valid for " + minutes +
                   " minutes. Tell it to nobody; our staff never ask for it.";
    }
    return "【零工集】登录验证码 " + code + "，" + minutes +
           " 分钟内有效。请勿告诉任何人，工作人员也不会索要。";
}

/// What a new account is called until its owner says otherwise. Nothing of the phone is in it.
DisplayName default_name(AccountId account) {
    constexpr std::size_t tail = 4;
    const std::string id = account.text();
    return *DisplayName::parse("零工-" + id.substr(id.size() - tail));
}

Error too_many(std::string_view code, std::chrono::seconds wait) {
    return {ErrorKind::too_many,
            code,
            "",
            {{"seconds", std::to_string(wait.count())}},
            static_cast<int>(wait.count())};
}

}  // namespace

SignInService::SignInService(storage::Database& database, const Clock& clock, Rng& rng,
                             Vault& vault, SmsGateway& gateway)
    : database_(database), clock_(clock), rng_(rng), vault_(vault), store_(vault), sms_(gateway) {}

Result<CodeSent> SignInService::send_code(const CodeRequest& request, const Once<CodeSent>& once) {
    const std::string code = new_code(rng_);
    const Time now = clock_.now();
    const Result<CodeSent> kept = database_.act(once, [&](storage::Transaction& transaction) {
        return keep_code(transaction, request, code, now);
    });
    if (!kept) return kept.error();

    const Result<void> sent = sms_.send(request.phone, {letter_text(code, request.locale), code});
    if (!sent) return sent.error();
    return CodeSent{};
}

Result<CodeSent> SignInService::keep_code(storage::Transaction& transaction,
                                          const CodeRequest& request, const std::string& code,
                                          Time now) {
    const std::string phone_index = store_.index_of(request.phone);
    const RateSubject phone{codes_to_phone, phone_index};
    const RateSubject source{codes_from_source, vault_.index("source/1", request.source)};

    const std::chrono::seconds source_wait =
        wait_for_rate(transaction, source, codes_per_source, now);
    if (source_wait.count() > 0) return too_many("sign_in.source_too_many", source_wait);
    const std::chrono::seconds phone_wait = wait_for_rate(transaction, phone, codes_per_phone, now);
    if (phone_wait.count() > 0) return too_many("sign_in.code_too_soon", phone_wait);

    mark_rate(transaction, source, now, rng_);
    mark_rate(transaction, phone, now, rng_);
    put_code(transaction, {phone_index, digest_of(phone_index, code), 0, now + code_life});
    events::record(transaction, now, std::nullopt, events::CodeSent{phone_index});
    return CodeSent{};
}

std::string SignInService::digest_of(const std::string& phone_index,
                                     const std::string& code) const {
    return vault_.index("sign_in_code/1", phone_index + ":" + code);
}

Result<OpenedSession> SignInService::sign_in(const Proof& proof) {
    const Time now = clock_.now();
    Result<OpenedSession> outcome = code_wrong;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        Attempt attempt = try_code(transaction, proof, now);
        outcome = std::move(attempt.outcome);
        return attempt.keep;
    });
    return outcome;
}

SignInService::Attempt SignInService::try_code(storage::Transaction& transaction,
                                               const Proof& proof, Time now) {
    const std::string phone_index = store_.index_of(proof.phone);
    const std::optional<KeptCode> kept = find_code(transaction, phone_index);
    if (!kept || kept->expires_at <= now) return {code_wrong, false};
    if (kept->tries >= code_tries_max) return {code_used_up, false};

    if (!equal_in_constant_time(kept->code_digest, digest_of(phone_index, proof.code))) {
        add_try(transaction, phone_index);
        const Error& error = kept->tries + 1 < code_tries_max ? code_wrong : code_used_up;
        events::record(transaction, now, std::nullopt,
                       events::SignInRefused{phone_index, std::string(error.code)});
        return {error, true};
    }
    delete_code(transaction, phone_index);
    return admit(transaction, proof, now);
}

SignInService::Attempt SignInService::admit(storage::Transaction& transaction, const Proof& proof,
                                            Time now) {
    const std::string phone_index = store_.index_of(proof.phone);
    const std::optional<AccountId> known = store_.find_by_phone(transaction, phone_index);
    if (known && !store_.is_active(transaction, *known)) {
        const Error frozen{ErrorKind::forbidden, "account.frozen"};
        events::record(transaction, now, known,
                       events::SignInRefused{phone_index, std::string(frozen.code)});
        return {frozen, true};
    }
    const AccountId account = known ? *known : register_worker(transaction, proof.phone, now);
    const std::optional<Account> found = store_.find(transaction, account);
    invariant(found.has_value());
    return {open_session(transaction, {*found, proof.client, false, now}, rng_), true};
}

AccountId SignInService::register_worker(storage::Transaction& transaction, const Phone& phone,
                                         Time now) {
    const AccountId account = AccountId::random(rng_);
    store_.insert(transaction, {account, default_name(account), phone, now});
    const Result<void> granted = grant_role(transaction, {account, {Role::worker}, now});
    invariant(granted.has_value());
    events::record(transaction, now, account,
                   events::AccountRegistered{account, std::string(role_name(Role::worker))});
    return account;
}

}  // namespace gig::accounts
