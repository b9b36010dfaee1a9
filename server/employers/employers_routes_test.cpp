#include "employers/employers_routes.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "employers/employer_checks_routes.h"
#include "employers/employers_house_test.h"

namespace gig::employers {
namespace {

class EmployersRoutesTest : public EmployersHouse {
protected:
    EmployersRoutesTest() { add_routes(router_, {employers_, accounts_, regions_}); }

    http::Call call_as(const Actor& actor, json::value body = nullptr) {
        http::Call call;
        call.actor = actor;
        call.received_at = clock_.now();
        call.body = std::move(body);
        return call;
    }
    http::Reply answer(http::Method method, std::string_view path, http::Call call) {
        std::optional<http::Router::Match> match = router_.match(method, path);
        call.path = match->path;
        return match->route->handler(call);
    }
    http::Reply post(std::string_view path, http::Call call) {
        return answer(http::Method::post, path, std::move(call));
    }
    http::Reply get(std::string_view path, http::Call call) {
        return answer(http::Method::get, path, std::move(call));
    }
    static std::string code_of(const http::Reply& reply) {
        return reply.problem ? std::string(reply.problem->code) : "";
    }
    static http::Query query_of(const std::string& name, const std::string& value) {
        return http::Query(std::map<std::string, std::string, std::less<>>{{name, value}});
    }
    json::object body_with(std::string_view name, const json::value& value) {
        json::object body{
            {"kind", "firm"}, {"name", "示例包装厂"}, {"uscc", credit_code(1).text()}};
        body[name] = value;
        return body;
    }

    places::Regions regions_ =
        places::Regions::load(std::filesystem::path(GIG_SOURCE_DIR) / "city/huzhou");
    http::Router router_;
};

TEST_F(EmployersRoutesTest, AFirmIsEnteredAndShown) {
    const http::Reply entered =
        post("/api/v1/employers", call_as(person(1), body_with("contact_name", "示例联系人")));
    EXPECT_EQ(entered.status, 201);
    const json::value body = *parse_json(entered.body);
    EXPECT_EQ(body.at("state").as_string(), "verified");
    EXPECT_TRUE(body.at("reason").is_null());
    const std::string id(body.at("employer_id").as_string());

    const http::Reply card = get("/api/v1/employers/" + id, call_as({}));
    EXPECT_EQ(card.body, R"({"id":")" + id +
                             R"(","name":"示例包装厂","kind":"firm","verified":true,)"
                             R"("pay_reliability":null,"label":null,"agency_label":null,)"
                             R"("verified_until":"2027-05-25","licences":[]})");
    const http::Reply own = get("/api/v1/employers/me", call_as(again(person(1))));
    EXPECT_EQ(own.body, R"({"items":[{"employer_id":")" + id +
                            R"(","name":"示例包装厂","kind":"firm","state":"verified",)"
                            R"("verified":true,"reason":null,"verified_until":"2027-05-25",)"
                            R"("renew_on":"2027-04-25","waits_for":null,"question":null,)"
                            R"("mandate":null,"licences":[]}],"next_cursor":null})");
    EXPECT_EQ(accounts_.read_self(person(1))->display_name, "示例联系人");
    EXPECT_EQ(events_of<events::AccountNamed>().size(), 1u);
}

TEST_F(EmployersRoutesTest, BadValuesAreNamedByTheirField) {
    const auto refused = [&](std::string_view name, const json::value& value) {
        const http::Reply reply =
            post("/api/v1/employers", call_as(person(1), body_with(name, value)));
        return code_of(reply) + " " + (reply.problem ? reply.problem->field : "");
    };
    EXPECT_EQ(refused("uscc", "910000000000000001"), "employer.credit_code_mistyped /uscc");
    EXPECT_EQ(refused("name", " "), "employer.name_malformed /name");
    EXPECT_EQ(refused("contact_name", " "), "account.name_malformed /contact_name");
    EXPECT_EQ(refused("place_region_code", "990000"), "employer.region_unknown /place_region_code");
    EXPECT_TRUE(events_of<events::EmployerApplied>().empty());
    EXPECT_EQ(refused("place_region_code", json::value(regions_.city().code)), " ");
}

TEST_F(EmployersRoutesTest, NotTheirsNotThereAndMalformedAreAlike) {
    registry_says(RegistryAnswer::ceased);
    const Employer employer = *apply(person(1), firm());
    for (const std::string& id : {employer.id.text(), EmployerId(1).text(), std::string("x")}) {
        EXPECT_EQ(code_of(get("/api/v1/employers/" + id, call_as({}))), "http.not_found");
        EXPECT_EQ(code_of(post("/api/v1/employers/" + id + ":verify", call_as(person(2)))),
                  "http.not_found");
    }
    const http::Reply own =
        post("/api/v1/employers/" + employer.id.text() + ":verify", call_as(again(person(1))));
    EXPECT_EQ(own.status, 200);
    EXPECT_EQ(own.body, R"({"employer_id":")" + employer.id.text() +
                            R"(","state":"refused","reason":"employer.ceased"})");
}

TEST_F(EmployersRoutesTest, OwnEmployersComeInPages) {
    for (int number = 1; number <= 3; ++number) {
        ASSERT_TRUE(apply(person(1), firm(number)));
        clock_.advance(std::chrono::seconds(1));
    }
    const Actor owner = again(person(1));
    const auto page = [&](std::map<std::string, std::string, std::less<>> query) {
        http::Call call = call_as(owner);
        call.query = http::Query(std::move(query));
        return get("/api/v1/employers/me", call);
    };
    const json::value first = *parse_json(page({{"limit", "2"}}).body);
    ASSERT_EQ(first.at("items").as_array().size(), 2u);
    const std::string cursor(first.at("next_cursor").as_string());
    const json::value second = *parse_json(page({{"limit", "2"}, {"cursor", cursor}}).body);
    ASSERT_EQ(second.at("items").as_array().size(), 1u);
    EXPECT_TRUE(second.at("next_cursor").is_null());
    EXPECT_EQ(code_of(page({{"cursor", "own-all-" + EmployerId(1).text()}})),
              "employer.cursor_unknown");
    EXPECT_EQ(code_of(page({{"cursor", "employers-" + EmployerId(1).text()}})),
              "employer.cursor_unknown");
}

TEST_F(EmployersRoutesTest, LicencesAndMandatesAreReadFromTheBody) {
    const auto refused = [&](std::string_view name, const json::value& value) {
        json::object body = body_with(name, value);
        body["kind"] = "agency";
        const http::Reply reply = post("/api/v1/employers", call_as(person(1), body));
        return code_of(reply) + " " + (reply.problem ? reply.problem->field : "");
    };
    const auto licence = [](const char* expires_on) {
        return json::array{{{"kind", "human_resources_service"},
                            {"number", "示例330500001"},
                            {"issued_by", "示例区人力社保局"},
                            {"expires_on", expires_on}}};
    };
    EXPECT_EQ(refused("licences", licence("2027-02-30")),
              "employer.date_malformed /licences/0/expires_on");
    EXPECT_EQ(refused("licences", licence("2026-11-24")),
              "employer.licence_expired /licences/0/expires_on");
    EXPECT_EQ(refused("mandate", json::object{{"until", "2027-13-01"}}),
              "employer.date_malformed /mandate/until");
    EXPECT_EQ(refused("mandate", json::object{{"until", "2027-12-01"}}),
              "employer.licence_required /licences");
    EXPECT_EQ(refused("licences", licence("2027-02-28")), " ");
}

TEST_F(EmployersRoutesTest, StaffSeeTheQueueDecideAndTheEmployerReadsWhatWasSaid) {
    add_check_routes(router_, checks_);
    ASSERT_TRUE(apply(person(1), agency()));
    const Employer other = *apply(person(2), agency(2));
    const std::string queue = "/api/v1/markets/" + known_market.text() + "/employer-checks";
    http::Call first = call_as(staff(1));
    first.query = query_of("limit", "1");
    const json::value page = *parse_json(get(queue, first).body);
    ASSERT_EQ(page.at("items").as_array().size(), 1u);
    http::Call second = call_as(staff(1));
    second.query = query_of("cursor", std::string(page.at("next_cursor").as_string()));
    const json::value rest = *parse_json(get(queue, second).body);
    ASSERT_EQ(rest.at("items").as_array().size(), 1u);
    EXPECT_TRUE(rest.at("next_cursor").is_null());
    EXPECT_EQ(rest.at("items").at(0).at("checks").at(0).at("by"), "registry");
    second.query = query_of("cursor", "waiting-x");
    EXPECT_EQ(code_of(get(queue, second)), "query.bad_cursor");

    const std::string path = "/api/v1/employers/" + other.id.text();
    const http::Reply asked = post(path + ":ask", call_as(staff(1), {{"remark", "请补充委托书"}}));
    EXPECT_EQ(asked.status, 200);
    const json::value approved = *parse_json(post(path + ":approve", call_as(staff(1))).body);
    EXPECT_EQ(approved.at("state"), "awaiting_second");
    EXPECT_EQ(approved.at("second_person_needed"), true);
    EXPECT_EQ(std::string(approved.at("uscc").as_string()), credit_code(2).text());
    EXPECT_EQ(code_of(post(path + ":refuse", call_as(staff(2)))), "employer.remark_missing");

    const http::Reply read = get(path + "/checks", call_as(again(person(2))));
    const json::value checks = *parse_json(read.body);
    EXPECT_EQ(checks.at("items").at(1).at("remark"), "请补充委托书");
    EXPECT_EQ(read.body.find(staff(1).account->text()), std::string::npos);
    http::Call bad = call_as(again(person(2)));
    bad.query = query_of("cursor", "checks-0");
    EXPECT_EQ(code_of(get(path + "/checks", bad)), "query.bad_cursor");
    EXPECT_EQ(code_of(get("/api/v1/employers/x/checks", call_as(staff(1)))), "http.not_found");
    EXPECT_EQ(code_of(post(path + ":suspend", call_as(staff(1), {{"remark", "冒用"}}))),
              "role.not_allowed");
}

TEST_F(EmployersRoutesTest, AnOwnEmployerTellsItsQuestionAndItsMandate) {
    add_check_routes(router_, checks_);
    Application application = agency();
    application.mandate = Mandate{std::chrono::year(2027) / 3 / 1, "示例委托书"};
    const Employer employer = *apply(person(1), application);
    const http::Reply asked = post("/api/v1/employers/" + employer.id.text() + ":ask",
                                   call_as(staff(1), {{"remark", "请补充许可证副本"}}));
    ASSERT_EQ(asked.status, 200);
    const json::value own =
        parse_json(get("/api/v1/employers/me", call_as(again(person(1)))).body)->at("items").at(0);
    EXPECT_EQ(own.at("question").at("remark"), "请补充许可证副本");
    EXPECT_EQ(own.at("question").at("at"), json::value(time_text(clock_.now())));
    EXPECT_EQ(json::serialize(own.at("mandate")),
              R"({"since":"2026-11-25","until":"2027-03-01","document_ref":"示例委托书"})");
    EXPECT_TRUE(own.at("renew_on").is_null());
    const json::object begins_later{{"since", "2026-11-26"}};
    const http::Reply refused = post("/api/v1/employers/" + employer.id.text() + ":renew",
                                     call_as(again(person(1)), {{"mandate", begins_later}}));
    EXPECT_EQ(code_of(refused), "employer.mandate_not_begun");
}

TEST_F(EmployersRoutesTest, StaffSeeASuspensionAndLiftIt) {
    add_check_routes(router_, checks_);
    const std::string path = "/api/v1/employers/" + apply(person(1), firm())->id.text();
    const auto say = [&](const char* act, int number) {
        return post(path + act,
                    call_as(staff(number, Role::market_manager), {{"remark", "已核实"}}));
    };
    ASSERT_EQ(say(":suspend", 1).status, 200);
    const json::value asked = *parse_json(say(":suspend", 2).body);
    EXPECT_EQ(json::serialize(asked.at("suspension")),
              R"({"since":")" + time_text(clock_.now()) + R"(","asked":null,"asked_until":null})");
    const json::value first = *parse_json(say(":reinstate", 3).body);
    EXPECT_EQ(first.at("suspension").at("asked"), "reinstatement");
    EXPECT_EQ(first.at("suspension").at("asked_until"),
              json::value(time_text(clock_.now() + second_word_within)));

    const std::string list = "/api/v1/markets/" + known_market.text() + "/suspensions";
    const json::value listed = *parse_json(get(list, call_as(staff(5))).body);
    EXPECT_EQ(listed.at("items").at(0).at("employer"), first);
    http::Call elsewhere = call_as(staff(5));
    elsewhere.query = query_of("cursor", "employers-waiting-x");
    EXPECT_EQ(code_of(get(list, elsewhere)), "query.bad_cursor");

    EXPECT_EQ(parse_json(say(":refuse-reinstatement", 4).body)->at("suspension").at("asked"),
              json::value(nullptr));
    ASSERT_EQ(say(":reinstate", 3).status, 200);
    const json::value lifted = *parse_json(say(":reinstate", 4).body);
    EXPECT_EQ(lifted.at("state"), "verified");
    EXPECT_TRUE(lifted.at("suspension").is_null());
    EXPECT_EQ(code_of(say(":reinstate", 4)), "employer.not_suspended");
}

TEST_F(EmployersRoutesTest, TheCardOfAnAgencyBearsItsMarkAndItsLicence) {
    const Employer employer = verified_agency(agency());
    const json::value card =
        *parse_json(get("/api/v1/employers/" + employer.id.text(), call_as({})).body);
    EXPECT_EQ(card.at("agency_label"), "招聘服务");
    EXPECT_EQ(card.at("licences").at(0).at("expires_on"), "2029-06-30");
    EXPECT_EQ(card.at("verified_until"), "2027-05-25");
    EXPECT_FALSE(card.as_object().contains("mandates"));
    http::Call call =
        call_as(again(person(1)), json::object{{"mandate", {{"until", "2027-01-01"}}}});
    const http::Reply renewed = post("/api/v1/employers/" + employer.id.text() + ":renew", call);
    EXPECT_EQ(renewed.status, 200);
}

TEST_F(EmployersRoutesTest, MadeUpEmployersSaySo) {
    Application made_up = firm();
    made_up.made_up = true;
    const Employer employer = *apply(person(1), made_up);
    http::Call call = call_as({});
    call.locale = http::Locale::en;
    const json::value card = *parse_json(get("/api/v1/employers/" + employer.id.text(), call).body);
    EXPECT_EQ(card.at("label").as_string(), "Demo data");
}

}  // namespace
}  // namespace gig::employers
