#include "workers/certificates_routes.h"

#include "storage/answers.h"
#include "workers/workers_door_fixture.h"
#include "workers/workers_routes.h"

namespace gig::workers {
namespace {

using http::Method;

class CertificatesRoutesTest : public WorkersDoor {
protected:
    CertificatesRoutesTest() {
        add_routes(router_, workers_);
        add_certificate_routes(router_, certificates_, occupations_);
    }

    static json::object paper(const std::string& number = "T33050119900101") {
        return {{"number", number}, {"issuer", "示例疾控中心"}, {"expires_on", "2027-01-10"}};
    }
    static Request hand_in(json::object body = paper(), const std::string& code = "health") {
        return {Method::put, "/api/v1/me/certificates/" + code, std::move(body)};
    }
    static Request drop(const std::string& code = "health") {
        return {Method::del, "/api/v1/me/certificates/" + code};
    }
    static Request say(const Actor& worker, const std::string& verb,
                       const json::value& body = nullptr) {
        return {Method::post,
                "/api/v1/workers/" + worker.account->text() + "/certificates/health:" + verb, body};
    }
    static Request queue_of(MarketId market) {
        return {Method::get, "/api/v1/markets/" + market.text() + "/certificates"};
    }
    std::vector<std::string> codes(const Actor& actor) {
        std::vector<std::string> codes;
        const json::object listed = answer(actor, own_);
        for (const json::value& item : listed.at("items").as_array())
            codes.emplace_back(item.at("code").as_string());
        return codes;
    }

    const Request own_ = {Method::get, "/api/v1/me/certificates"};
};

TEST_F(CertificatesRoutesTest, AWorkerReadsAllButTheNumber) {
    const Actor actor = worker();
    registry_.answer = CertificateAnswer::unknown;
    const std::string held =
        R"({"code":"health","name":"健康证明（食品从业）","state":"declared","over":false,)"
        R"("paper":{"number_masked":"****0101","issuer":"示例疾控中心","issued_on":null,)"
        R"("expires_on":"2027-01-10","handed_in_at":"2026-11-25T00:00:00+08:00"},)"
        R"("check":{"by":"registry","at":"2026-11-25T00:00:00+08:00"},)"
        R"("remark":"registry_unknown"})";
    EXPECT_EQ(send(actor, hand_in()).body, held);
    EXPECT_EQ(send(actor, own_).body, R"({"items":[)" + held + R"(],"next_cursor":null})");

    clock_.advance(std::chrono::hours(24 * 60));
    EXPECT_EQ(answer(actor, own_).at("items").at(0).at("over"), true);
}

TEST_F(CertificatesRoutesTest, TheListOfTheProfileAndTheCertificatesAreOne) {
    const Actor actor = worker();
    const Request profile{Method::get, "/api/v1/me/worker"};
    answer(actor, {Method::put,
                   "/api/v1/me/worker",
                   {{"certificates", json::array{"forklift", "security_guard"}}}});
    const json::object declared = answer(actor, own_).at("items").at(1).as_object();
    EXPECT_EQ(declared.at("state"), "declared");
    EXPECT_TRUE(declared.at("paper").is_null());
    EXPECT_TRUE(declared.at("check").is_null());

    const std::string before = etag_in(send(actor, profile));
    answer(actor, hand_in());
    EXPECT_NE(etag_in(send(actor, profile)), before);
    EXPECT_EQ(answer(actor, profile).at("certificates"),
              (json::array{"forklift", "security_guard", "health"}));
    EXPECT_EQ(send(actor, drop("forklift")).status, 204);
    EXPECT_EQ(codes(actor), (std::vector<std::string>{"security_guard", "health"}));
    EXPECT_EQ(refusal(actor, drop("forklift")), "http.not_found");
    EXPECT_EQ(refusal(worker(), drop()), "http.not_found");
}

TEST_F(CertificatesRoutesTest, OwnCertificatesComeInPages) {
    const Actor actor = worker();
    answer(actor, {Method::put,
                   "/api/v1/me/worker",
                   {{"certificates", json::array{"forklift", "health", "welder"}}}});
    Request page = own_;
    page.query = {{"limit", "2"}};
    const json::object first = answer(actor, page);
    EXPECT_EQ(first.at("items").as_array().size(), 2U);
    page.query = {{"cursor", std::string(first.at("next_cursor").as_string())}};
    const json::object rest = answer(actor, page);
    EXPECT_EQ(rest.at("items").at(0).at("code"), "welder");
    EXPECT_TRUE(rest.at("next_cursor").is_null());
    for (const char* strange : {"certificates-own-electrician", "skills-welder"}) {
        page.query = {{"cursor", strange}};
        EXPECT_EQ(refusal(actor, page), "query.bad_cursor cursor");
    }
}

TEST_F(CertificatesRoutesTest, BadPapersAreNamedByTheirField) {
    const Actor actor = worker();
    const auto refused = [&](std::string_view name, const json::value& value) {
        json::object body = paper();
        body[name] = value;
        return refusal(actor, hand_in(body));
    };
    EXPECT_EQ(refused("number", "123"), "body.invalid /number");
    EXPECT_EQ(refused("number", "123    "), "certificate.number_malformed /number");
    EXPECT_EQ(refused("issuer", " "), "certificate.issuer_malformed /issuer");
    EXPECT_EQ(refused("issued_on", "2026-11-26"), "certificate.issued_in_future /issued_on");
    EXPECT_EQ(refused("issued_on", "2026-02-30"), "certificate.date_malformed /issued_on");
    EXPECT_EQ(refused("expires_on", "2026-11-24"), "certificate.over /expires_on");
    EXPECT_EQ(refused("fee_fen", 1), "body.unknown_field /fee_fen");
    EXPECT_EQ(refusal(actor, hand_in(paper(), "magic")), "http.not_found");
    EXPECT_EQ(refusal({}, hand_in()), "session.required");
    EXPECT_EQ(refusal({}, own_), "session.required");
}

TEST_F(CertificatesRoutesTest, TheStaffSeeWhoByTheBeginningOfTheirName) {
    registry_.answer = CertificateAnswer::unreachable;
    const Actor actor = worker();
    answer(actor, hand_in());
    const Actor staff = staff_of(far_market);
    const http::Reply listed = send(staff, queue_of(far_market));
    EXPECT_EQ(listed.body.find("演示"), std::string::npos);
    EXPECT_EQ(listed.body.find("T3305"), std::string::npos);
    const json::value item = json::parse(listed.body).at("items").at(0);
    EXPECT_EQ(item.at("worker").at("id").as_string(), actor.account->text());
    EXPECT_EQ(item.at("worker").at("name_masked"), "演*");
    EXPECT_EQ(item.at("certificate").at("paper").at("number_masked"), "****0101");
    EXPECT_EQ(item.at("certificate").at("remark"), "registry_unreachable");

    EXPECT_EQ(answer(staff, say(actor, "confirm")).at("certificate").at("state"), "confirmed");
    EXPECT_TRUE(answer(staff, queue_of(far_market)).at("items").as_array().empty());
    EXPECT_EQ(refusal(staff, say(actor, "confirm")), "certificate.decided_already");
    const json::object refused = answer(staff, say(actor, "refuse", {{"reason", "name_differs"}}));
    EXPECT_EQ(refused.at("certificate").at("state"), "refused");
    EXPECT_EQ(refused.at("certificate").at("remark"), "name_differs");
    EXPECT_EQ(refused.at("certificate").at("check").at("by"), "market_staff");
}

TEST_F(CertificatesRoutesTest, ARefusalHasAReasonOfTheStaff) {
    const Actor actor = worker();
    answer(actor, hand_in());
    const Actor staff = staff_of(far_market);
    EXPECT_EQ(refusal(staff, say(actor, "refuse", json::object())), "body.missing_field /reason");
    EXPECT_EQ(refusal(staff, say(actor, "refuse", {{"reason", "registry_refused"}})),
              "body.invalid /reason");
}

TEST_F(CertificatesRoutesTest, TheQueueComesInPagesOfItsOwn) {
    registry_.answer = CertificateAnswer::unknown;
    for (int person = 0; person < 3; ++person) {
        answer(worker(), hand_in());
        clock_.advance(std::chrono::seconds(1));
    }
    const Actor staff = staff_of(far_market);
    Request page = queue_of(far_market);
    page.query = {{"limit", "2"}};
    const json::object first = answer(staff, page);
    EXPECT_EQ(first.at("items").as_array().size(), 2U);
    const std::string cursor(first.at("next_cursor").as_string());
    page.query = {{"cursor", cursor}};
    EXPECT_EQ(answer(staff, page).at("items").as_array().size(), 1U);
    Request other = queue_of(near_market);
    for (const std::string& strange :
         {cursor, cursor.substr(0, cursor.size() - 7), std::string("certificates-waiting-x")}) {
        other.query = {{"cursor", strange}};
        EXPECT_EQ(refusal(staff_of(near_market), other), "query.bad_cursor cursor") << strange;
    }
}

TEST_F(CertificatesRoutesTest, NotTheirsNotThereAndMalformedAreAlike) {
    const Actor actor = worker();
    answer(actor, hand_in());
    const Actor stranger = staff_of(near_market);
    EXPECT_EQ(refusal(stranger, say(actor, "confirm")), "http.not_found");
    EXPECT_EQ(refusal(stranger, queue_of(far_market)), "http.not_found");
    EXPECT_EQ(refusal(stranger, {Method::get, "/api/v1/markets/x/certificates"}), "http.not_found");
    EXPECT_EQ(refusal(stranger, {Method::post, "/api/v1/workers/x/certificates/health:confirm"}),
              "http.not_found");
    EXPECT_EQ(refusal(actor, say(actor, "confirm")), "role.not_allowed");
}

TEST_F(CertificatesRoutesTest, ARetrysAnswerIsKeptWithTheEffect) {
    const Actor actor = worker();
    Request request = hand_in();
    request.once_key = OnceKey{*actor.account, "key-1", "fingerprint", clock_.now()};
    const http::Reply reply = send(actor, request);
    const std::optional<storage::KeptAnswer> kept = database_->ask([&](storage::Reader& reader) {
        return storage::find_answer(reader, *actor.account, "key-1", clock_.now());
    });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->answer.body, reply.body);
}

TEST_F(CertificatesRoutesTest, NamesFollowTheLanguage) {
    Request request = hand_in();
    request.locale = http::Locale::en;
    EXPECT_EQ(answer(worker(), request).at("name"), "Health certificate for food work");
}

}  // namespace
}  // namespace gig::workers
