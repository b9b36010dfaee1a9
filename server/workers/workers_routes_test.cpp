#include "workers/workers_routes.h"

#include "storage/answers.h"
#include "workers/workers_door_fixture.h"

namespace gig::workers {
namespace {

using http::Method;

class WorkersRoutesTest : public WorkersDoor {
protected:
    WorkersRoutesTest() { add_routes(router_, workers_); }

    const Request read_ = {Method::get, "/api/v1/me/worker"};
    static Request save_of(json::object body) {
        return {Method::put, "/api/v1/me/worker", std::move(body)};
    }

    /// A body in which nothing is as it was at the start.
    static json::object full() {
        return {{"home", {{"lon", 120.104}, {"lat", 30.868}, {"crs", "WGS84"}}},
                {"home_region_code", "330502001"},
                {"radius_m", 3000},
                {"travel", {{"mode", "walk"}, {"speed_kmh", 5}}},
                {"week_free", std::string(42, 'f') + std::string(42, '0')},
                {"away", json::array{{{"start", "2026-12-01T08:00:00+08:00"},
                                      {"end", "2026-12-01T18:00:00+08:00"}}}},
                {"wishes", {"dishwasher", "room_attendant"}},
                {"only_wished", true},
                {"pay_floor_fen", 2400},
                {"settlements", {"day", "week"}},
                {"prefer_settlement", "day"},
                {"skills", {"wok_cooking"}},
                {"certificates", {"health"}},
                {"night_ok", false},
                {"birth_date", "1988-02-29"},
                {"personalised", false}};
    }
};

TEST_F(WorkersRoutesTest, BeforeTheFirstSavingEverybodyHasTheDefaults) {
    EXPECT_EQ(send(worker(), read_).body,
              R"({"home":null,"home_region_code":null,"radius_m":5000,)"
              R"("travel":{"mode":"ebike","speed_kmh":15},"week_free":")" +
                  std::string(84, 'f') +
                  R"(","away":[],"wishes":[],"only_wished":false,"pay_floor_fen":0,)"
                  R"("settlements":["day","week","fortnight","month","completion"],)"
                  R"("prefer_settlement":null,"skills":[],"certificates":[],"night_ok":true,)"
                  R"("birth_date":null,"personalised":true})");
}

TEST_F(WorkersRoutesTest, WhatIsSavedIsAnsweredAndReadAgain) {
    const Actor actor = worker();
    EXPECT_EQ(answer(actor, save_of(full())), full());
    EXPECT_EQ(answer(actor, read_), full());
}

TEST_F(WorkersRoutesTest, WhatWasReadMayBeSavedAsItIs) {
    const Actor actor = worker();
    const json::object untouched = answer(actor, read_);
    EXPECT_EQ(answer(actor, save_of(untouched)), untouched);
    json::object brief = full();
    brief["away"] =
        json::array{{{"start", "2026-12-01T00:00:00.2Z"}, {"end", "2026-12-01T10:00:01.9Z"}}};
    const json::object saved = answer(actor, save_of(brief));
    EXPECT_EQ(answer(actor, save_of(saved)), saved);
    brief["away"] =
        json::array{{{"start", "2026-12-01T00:00:00.2Z"}, {"end", "2026-12-01T00:00:00.9Z"}}};
    EXPECT_EQ(refusal(actor, save_of(brief)), "worker.away_end_before_start /away/0");
}

TEST_F(WorkersRoutesTest, AMissingFieldMeansItsDefault) {
    const Actor actor = worker();
    const json::object defaults = answer(actor, read_);
    ASSERT_EQ(answer(actor, save_of(full())), full());
    EXPECT_EQ(answer(actor, save_of({})), defaults);
    for (const auto& field : full()) {
        json::object without = full();
        without.erase(field.key());
        if (field.key() == "wishes") without.erase("only_wished");
        const json::object saved = answer(actor, save_of(without));
        if (field.key() == "home_region_code") continue;  // Derived, and tested below.
        EXPECT_EQ(saved.at(field.key()), defaults.at(field.key())) << field.key();
    }
    EXPECT_EQ(answer(actor, save_of({{"travel", {{"mode", "car"}}}})).at("travel"),
              (json::value{{"mode", "car"}, {"speed_kmh", 15}}));
}

TEST_F(WorkersRoutesTest, TheStreetComesFromTheHomeAndFromNothingElse) {
    const Actor actor = worker();
    json::object elsewhere = full();
    elsewhere["home_region_code"] = "330521001";
    EXPECT_EQ(answer(actor, save_of(elsewhere)).at("home_region_code"), "330502001");
    elsewhere.erase("home");
    EXPECT_TRUE(answer(actor, save_of(elsewhere)).at("home_region_code").is_null());
}

TEST_F(WorkersRoutesTest, AHomeIsReadInItsCrsAndAnsweredInTheOneAskedFor) {
    const Actor actor = worker();
    for (const char* crs : {"GCJ02", "BD09"}) {
        json::object body = full();
        body["home"].as_object()["crs"] = crs;
        const json::value given = body["home"];
        const json::value home = answer(actor, save_of(body)).at("home");
        EXPECT_EQ(home.at("crs"), "WGS84");
        EXPECT_GT(std::abs(home.at("lon").as_double() - 120.104), 0.003) << crs;

        Request read = read_;
        read.query = {{"crs", crs}};
        const json::value again = answer(actor, read).at("home");
        EXPECT_EQ(again.at("crs"), crs);
        EXPECT_NEAR(again.at("lon").as_double(), given.at("lon").as_double(), 2e-7);
        EXPECT_NEAR(again.at("lat").as_double(), given.at("lat").as_double(), 2e-7);
    }
}

TEST_F(WorkersRoutesTest, WhoeverChangesAnOlderProfileIsTold) {
    const Actor actor = worker();
    const std::string unsaved = etag_in(send(actor, read_));
    Request first = save_of(full());
    first.if_match = unsaved;
    const std::string saved = etag_in(send(actor, first));
    EXPECT_NE(saved, unsaved);
    EXPECT_EQ(refusal(actor, first), "worker.profile_changed_meanwhile");
    EXPECT_EQ(etag_in(send(actor, read_)), saved);

    Request second = save_of({});
    second.if_match = saved;
    const std::string newer = etag_in(send(actor, second));  // Within the same millisecond.
    EXPECT_NE(newer, saved);
    EXPECT_EQ(refusal(actor, second), "worker.profile_changed_meanwhile");
    for (const char* strange : {"W/\"0\"", "\"\"", "x", "\"0x\"", "\"-1\""}) {
        second.if_match = strange;
        EXPECT_EQ(refusal(actor, second), "worker.profile_changed_meanwhile") << strange;
    }
    second.if_match = "*";
    EXPECT_EQ(refusal(actor, second), "");
}

TEST_F(WorkersRoutesTest, ARetrysAnswerIsKeptWithTheEffect) {
    const Actor actor = worker();
    Request request = save_of(full());
    request.once_key = OnceKey{*actor.account, "key-1", "fingerprint", clock_.now()};
    const http::Reply reply = send(actor, request);
    const std::optional<storage::KeptAnswer> kept = database_->ask([&](storage::Reader& reader) {
        return storage::find_answer(reader, *actor.account, "key-1", clock_.now());
    });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->answer.status, 200);
    EXPECT_EQ(kept->answer.body, reply.body);
}

TEST_F(WorkersRoutesTest, BadValuesAreNamedByTheirField) {
    const Actor actor = worker();
    const auto refused = [&](std::string_view name, const json::value& value) {
        json::object body = full();
        body[name] = value;
        return refusal(actor, save_of(body));
    };
    EXPECT_EQ(refused("radius_m", 0), "body.invalid /radius_m");
    EXPECT_EQ(refused("week_free", json::value(std::string(84, 'g'))), "body.invalid /week_free");
    EXPECT_EQ(refused("settlements", json::array{"year"}), "body.invalid /settlements/0");
    EXPECT_EQ(refused("home", {{"lon", 120}, {"lat", 91}, {"crs", "WGS84"}}),
              "body.invalid /home/lat");
    EXPECT_EQ(refused("colour", "red"), "body.unknown_field /colour");
    EXPECT_EQ(refused("settlements", json::array()), "worker.settlements_empty /settlements");
    EXPECT_EQ(refused("wishes", json::array{"astronaut"}), "worker.occupation_unknown /wishes/0");
    EXPECT_EQ(refused("skills", json::array{"wok_cooking", "magic"}),
              "worker.skill_unknown /skills/1");
    EXPECT_EQ(refused("certificates", json::array{"magic"}),
              "worker.certificate_unknown /certificates/0");
    EXPECT_EQ(refused("birth_date", "2001-02-29"), "worker.birth_date_impossible /birth_date");
    EXPECT_EQ(refused("birth_date", "2026-11-26"), "worker.birth_date_impossible /birth_date");
    const json::object impossible{{"start", "2026-12-01T08:00:00+08:00"},
                                  {"end", "2026-12-32T08:00:00+08:00"}};
    EXPECT_EQ(refused("away", json::array{impossible}), "worker.time_malformed /away/0/end");
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 0);
}

TEST_F(WorkersRoutesTest, WhoIsNoWorkerHasNoProfile) {
    EXPECT_EQ(refusal({}, read_), "session.required");
    EXPECT_EQ(refusal({}, save_of({})), "session.required");
    Actor staff = worker();
    staff.grants = {{Role::market_staff, 7}};
    EXPECT_EQ(refusal(staff, read_), "http.not_found");
    EXPECT_EQ(refusal(staff, save_of({})), "http.not_found");
    Actor auditor = worker();
    auditor.grants = {{Role::auditor}};
    EXPECT_EQ(refusal(auditor, save_of({})), "role.not_allowed");
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 0);
}

TEST_F(WorkersRoutesTest, EverybodyReadsTheirOwn) {
    const Actor one = worker();
    const Actor other = worker();
    answer(one, save_of(full()));
    EXPECT_EQ(answer(other, read_).at("radius_m"), 5000);
}

}  // namespace
}  // namespace gig::workers
