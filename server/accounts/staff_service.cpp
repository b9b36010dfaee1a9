#include "accounts/staff_service.h"

#include <algorithm>

#include "accounts/accounts_service.h"
#include "accounts/sessions.h"
#include "accounts/totp.h"
#include "base/text.h"
#include "events/events.h"

namespace gig::accounts {

namespace {

using Application = StaffService::Application;

constexpr std::size_t login_characters_min = 3;
constexpr std::size_t login_characters_max = 64;

SealPlace totp_place(AccountId account) {
    return {"staff_login", "totp_secret_enc", account.value(), account.value()};
}

bool is_login(std::string_view text) {
    const auto allowed = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
               character == '.' || character == '-' || character == '_';
    };
    return text.size() >= login_characters_min && text.size() <= login_characters_max &&
           std::ranges::all_of(text, allowed);
}

/// How logins are compared: people type them with capitals.
std::string canonical_login(std::string_view text) {
    std::string login(trimmed(text));
    for (char& character : login) {
        if (character >= 'A' && character <= 'Z') {
            character = static_cast<char>(character - 'A' + 'a');
        }
    }
    return login;
}

Error invalid(std::string_view code, std::string_view field) {
    return {ErrorKind::invalid, code, std::string(field)};
}

Result<void> check_password(const std::string& password, const std::string& login) {
    const std::string_view field = "/password";
    if (!is_utf8(password) || code_points(password) < password_characters_min) {
        return invalid("staff.password_too_short", field);
    }
    if (password.size() > password_bytes_max) return invalid("staff.password_too_long", field);
    if (canonical_login(password).find(login) != std::string::npos) {
        return invalid("staff.password_has_login", field);
    }
    return {};
}

Result<void> check_grant(const Grant& grant) {
    if (!is_staff(grant.role)) return invalid("staff.role_not_staff", "/role");

    const bool needs_scope = scope_kind_of(grant.role) != ScopeKind::none;
    if (needs_scope && grant.scope == 0) return invalid("staff.scope_missing", "/scope");
    if (!needs_scope && grant.scope != 0) return invalid("staff.scope_not_needed", "/scope");
    return {};
}

Result<void> check(const Application& application) {
    if (!is_login(application.login)) return invalid("staff.login_malformed", "/login");
    const Result<void> password = check_password(application.password, application.login);
    if (!password) return password.error();
    return check_grant(application.grant);
}

Error locked(std::chrono::seconds wait) {
    const int seconds = static_cast<int>(wait.count());
    return {
        ErrorKind::too_many, "sign_in.locked", "", {{"seconds", std::to_string(seconds)}}, seconds};
}

const Error staff_refused{ErrorKind::unauthenticated, "sign_in.staff_refused"};

}  // namespace

StaffService::StaffService(storage::Database& database, const Clock& clock, Rng& rng, Vault& vault)
    : database_(database),
      clock_(clock),
      rng_(rng),
      vault_(vault),
      store_(vault),
      passwords_(vault),
      nobodys_hash_(hash_password("", vault, rng)) {}

Result<StaffService::Created> StaffService::create(const Application& application) {
    const Result<void> proper = accounts::check(application);
    if (!proper) return proper.error();

    const Time now = clock_.now();
    const AccountId account = AccountId::random(rng_);
    const std::string secret = new_totp_secret(rng_);
    const StaffLogin staff{application.login,
                           account,
                           hash_password(application.password, vault_, rng_),
                           vault_.seal(secret, totp_place(account)),
                           0,
                           now};
    const Created created{account, to_base32(secret), totp_uri(application.login, secret)};

    return database_.act(
        Once<Created>{}, [&](storage::Transaction& transaction) -> Result<Created> {
            store_.insert(transaction, {account, application.display_name, std::nullopt, now});
            if (!insert_staff_login(transaction, staff)) {
                return Error{ErrorKind::conflict, "staff.login_taken", "/login"};
            }
            const Result<void> granted = grant_role(transaction, {account, application.grant, now});
            if (!granted) return granted.error();

            events::record(
                transaction, now, std::nullopt,
                events::StaffCreated{account, std::string(role_name(application.grant.role)),
                                     application.grant.scope});
            return created;
        });
}

Result<OpenedSession> StaffService::sign_in(const Proof& proof) {
    const std::string login = canonical_login(proof.login);
    const LockSubjects subjects = lock_subjects(vault_, login, proof.source);
    const std::chrono::seconds wait = database_.ask(
        [&](storage::Reader& reader) { return wait_for_lock(reader, subjects, clock_.now()); });
    if (wait.count() > 0) return locked(wait);

    const Result<Checked> checked = check(proof, login, clock_.now());
    if (!checked) return checked.error();

    Result<OpenedSession> outcome = staff_refused;
    database_.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        Attempt attempt = settle(transaction, proof, *checked, subjects);
        outcome = std::move(attempt.outcome);
        return attempt.keep;
    });
    return outcome;
}

Result<StaffService::Checked> StaffService::check(const Proof& proof, const std::string& login,
                                                  Time now) {
    std::optional<StaffLogin> staff =
        database_.ask([&](storage::Reader& reader) { return find_staff_login(reader, login); });

    // All of the work is done for an unknown login too, so that time tells nothing.
    const Result<bool> password_fits =
        passwords_.fits(proof.password.substr(0, password_bytes_max + 1),
                        staff ? staff->password_hash : nobodys_hash_);
    if (!password_fits) return password_fits.error();

    const std::string secret =
        staff ? vault_.unseal(staff->totp_secret_sealed, totp_place(staff->account))
              : std::string(totp_secret_bytes, '\0');
    std::optional<std::int64_t> step = totp_step_of(secret, proof.one_time_password, now);
    if (!staff || !*password_fits) step = std::nullopt;
    return Checked{std::move(staff), step};
}

StaffService::Attempt StaffService::settle(storage::Transaction& transaction, const Proof& proof,
                                           const Checked& checked, const LockSubjects& subjects) {
    const Time now = clock_.now();
    // Asked again where nothing runs beside it: guesses sent all at once get no more tries than
    // guesses sent one by one.
    const std::chrono::seconds wait = wait_for_lock(transaction, subjects, now);
    if (wait.count() > 0) return {locked(wait), false};

    std::optional<OpenedSession> opened = admit(transaction, checked, proof.client, now);
    if (!opened) {
        count_failure(transaction, subjects, now);
        events::record(transaction, now, std::nullopt,
                       events::SignInRefused{subjects.back(), std::string(staff_refused.code)});
        return {staff_refused, true};
    }
    count_success(transaction, subjects);
    return {*std::move(opened), true};
}

std::optional<OpenedSession> StaffService::admit(storage::Transaction& transaction,
                                                 const Checked& checked, Client client, Time now) {
    if (!checked.staff || !checked.step) return std::nullopt;
    const StaffLogin& staff = *checked.staff;
    if (!use_totp_step(transaction, staff.login, *checked.step)) return std::nullopt;
    if (!store_.is_active(transaction, staff.account)) return std::nullopt;

    const std::optional<Account> account = store_.find(transaction, staff.account);
    invariant(account.has_value());
    return open_session(transaction, {*account, client, true, now}, rng_);
}

}  // namespace gig::accounts
