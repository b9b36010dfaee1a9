#include "accounts/accounts_routes.h"

#include "accounts/sessions.h"
#include "base/json.h"
#include "base/phone.h"
#include "base/time.h"

namespace gig::accounts {

void add_routes(http::Router& router, AccountsService& accounts, SignInService& sign_ins,
                StaffService& staff) {
    router.post("/api/v1/sign-in/codes", Action::session_open,
                [&](const http::Call& call) { return send_code(sign_ins, call); });
    router.post("/api/v1/sign-in", Action::session_open,
                [&](const http::Call& call) { return sign_in(sign_ins, call); });
    router.post("/api/v1/sign-in/staff", Action::session_open,
                [&](const http::Call& call) { return sign_in_staff(staff, call); });
    router.post("/api/v1/sign-out", Action::session_revoke_self,
                [&](const http::Call& call) { return sign_out(accounts, call); });
    router.get("/api/v1/me", Action::account_read_self,
               [&](const http::Call& call) { return read_self(accounts, call); });
}

void add_simulator_routes(http::Router& router, SmsSimulator& simulator) {
    router.get("/simulators/sms", Action::simulator_read,
               [&](const http::Call& call) { return list_simulated_sms(simulator, call); });
}

namespace {

constexpr std::string_view session_cookie = "gigfair_session";

std::string text_at(const json::value& body, std::string_view name) {
    return std::string(body.at(name).as_string());
}

Result<Phone> phone_in(const json::value& body) {
    Result<Phone> phone = Phone::parse(text_at(body, "phone"));
    if (phone) return phone;
    Error error = phone.error();
    error.field = "/phone";
    return error;
}

Client client_in(const json::value& body) {
    const json::value* const client = body.as_object().if_contains("client");
    if (client == nullptr) return Client::browser;
    return client_named(client->as_string()).value_or(Client::browser);
}

json::array to_json(const std::vector<Grant>& grants) {
    json::array roles;
    for (const Grant& grant : grants) {
        const std::optional<std::string> scope = scope_text(grant);
        roles.push_back({{"role", role_name(grant.role)},
                         {"scope", scope ? json::value(*scope) : json::value(nullptr)}});
    }
    return roles;
}

json::object to_json(const OpenedSession& opened) {
    json::object body{{"account_id", opened.account.id.text()},
                      {"display_name", opened.account.display_name},
                      {"roles", to_json(opened.account.grants)}};
    switch (opened.client) {
        case Client::browser:
            body["csrf_token"] = opened.csrf_token;
            break;
        case Client::app:
            body["token"] = opened.token;
            break;
    }
    return body;
}

json::object to_json(const Account& account) {
    return {{"account_id", account.id.text()},
            {"display_name", account.display_name},
            {"phone_masked",
             account.phone_masked ? json::value(*account.phone_masked) : json::value(nullptr)},
            {"roles", to_json(account.grants)}};
}

std::string cookie_text(std::string_view token, std::chrono::seconds life, bool secure) {
    return std::string(session_cookie) + "=" + std::string(token) +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(life.count()) +
           (secure ? "; Secure" : "");
}

http::Reply opened_reply(const OpenedSession& opened, std::chrono::seconds life,
                         const http::Call& call) {
    http::Reply reply = http::ok(to_json(opened));
    // What opens a session must not stay behind in any cache on the way.
    reply.headers.emplace_back("Cache-Control", "no-store");
    if (opened.client == Client::browser) {
        reply.headers.emplace_back("Set-Cookie",
                                   cookie_text(opened.token, life, call.secure_cookie));
    }
    return reply;
}

http::Reply code_sent_reply(const CodeSent&) {
    return http::accepted();
}

http::Reply signed_out_reply(const SignedOut&) {
    return http::no_content();
}

}  // namespace

http::Reply send_code(SignInService& sign_ins, const http::Call& call) {
    const Result<Phone> phone = phone_in(call.body);
    if (!phone) return http::refused(phone.error(), call);

    const Result<CodeSent> sent =
        sign_ins.send_code({*phone, call.peer, call.locale}, call.once(code_sent_reply));
    if (!sent) return http::refused(sent.error(), call);

    return code_sent_reply(*sent);
}

http::Reply sign_in(SignInService& sign_ins, const http::Call& call) {
    const Result<Phone> phone = phone_in(call.body);
    if (!phone) return http::refused(phone.error(), call);

    const Result<OpenedSession> opened =
        sign_ins.sign_in({*phone, text_at(call.body, "code"), client_in(call.body)});
    if (!opened) return http::refused(opened.error(), call);

    return opened_reply(*opened, worker_session_max, call);
}

http::Reply sign_in_staff(StaffService& staff, const http::Call& call) {
    const Result<OpenedSession> opened =
        staff.sign_in({text_at(call.body, "login"), text_at(call.body, "password"),
                       text_at(call.body, "otp"), client_in(call.body), call.peer});
    if (!opened) return http::refused(opened.error(), call);

    return opened_reply(*opened, staff_session_max, call);
}

http::Reply sign_out(AccountsService& accounts, const http::Call& call) {
    const Result<SignedOut> ended = accounts.sign_out(call.actor, call.once(signed_out_reply));
    if (!ended) return http::refused(ended.error(), call);

    http::Reply reply = signed_out_reply(*ended);
    reply.headers.emplace_back("Set-Cookie",
                               cookie_text("", std::chrono::seconds(0), call.secure_cookie));
    return reply;
}

http::Reply read_self(const AccountsService& accounts, const http::Call& call) {
    const Result<Account> account = accounts.read_self(call.actor);
    if (!account) return http::refused(account.error(), call);

    return http::ok(to_json(*account));
}

http::Reply list_simulated_sms(SmsSimulator& simulator, const http::Call& call) {
    json::array items;
    for (const SmsSimulator::Delivered& message :
         simulator.messages(call.query.text("phone").value_or(""))) {
        items.push_back(
            {{"sent_at", time_text(message.at)}, {"text", message.text}, {"code", message.code}});
    }
    return http::ok(json::object{{"items", std::move(items)}});
}

}  // namespace gig::accounts
