#include <array>
#include <functional>
#include <thread>

#include "accounts/totp.h"
#include "app/app_fixture.h"
#include "base/file.h"

namespace gig::app {
namespace {

/// The whole house without sockets: requests go in where the front hall hands them over, and every
/// answer is held against the contract.
class WalkTest : public WholeHouse {
protected:
    struct Answered {
        int status;
        json::value body;
        std::string bytes;
        bool replayed;
        std::string etag = {};
    };

    Answered send(std::string method, std::string target, const json::value& body = nullptr,
                  const std::string& key = {}) {
        http::File file;
        if (!body.is_null()) file = {"application/json", json::serialize(body)};
        return send(std::move(method), std::move(target), std::move(file), key);
    }

    Answered send(std::string method, std::string target, http::File body,
                  const std::string& key = {}) {
        http::Request request{.method = std::move(method), .target = std::move(target)};
        request.peer = "127.0.0.1";
        request.peer_is_local = true;
        request.id = "test";
        if (!body.bytes.empty()) {
            request.fields.emplace_back("content-type", std::move(body.media));
            request.body = std::move(body.bytes);
        }
        if (!token_.empty()) request.fields.emplace_back("authorization", "Bearer " + token_);
        if (!key.empty()) request.fields.emplace_back("idempotency-key", key);
        if (!if_match_.empty()) request.fields.emplace_back("if-match", if_match_);

        const http::Response response = doors_.walk.answer(request);
        Answered answered{response.status, nullptr, response.body ? *response.body : "", false};
        if (!answered.bytes.empty() && answered.bytes.front() == '{') {
            answered.body = *parse_json(answered.bytes);
        }
        for (const auto& [name, value] : response.headers) {
            if (name == "Idempotency-Replayed") answered.replayed = true;
            if (name == "ETag") answered.etag = value;
        }
        return answered;
    }

    void sign_in(const std::string& phone) {
        EXPECT_EQ(send("POST", "/api/v1/sign-in/codes", {{"phone", phone}}).status, 202);
        const Answered sms = send("GET", "/simulators/sms?phone=" + phone);
        const json::value code = sms.body.at("items").as_array().back().at("code");
        const Answered signed_in =
            send("POST", "/api/v1/sign-in", {{"phone", phone}, {"code", code}, {"client", "app"}});
        ASSERT_EQ(signed_in.status, 200) << signed_in.bytes;
        token_ = json::value_to<std::string>(signed_in.body.at("token"));
    }

    struct Window {
        std::string login;
        std::string secret;  // Its bytes, as the authenticator app holds them.
    };
    static constexpr std::string_view window_password = "a-password-of-the-test";

    Window hired(const std::string& login, MarketId market) {
        const Result<accounts::StaffService::Created> created =
            house_.staff.create({login,
                                 *accounts::DisplayName::parse("示例窗口"),
                                 std::string(window_password),
                                 {Role::market_staff, market.value()}});
        invariant(created.has_value());
        return {login, from_base32(created->totp_secret)};
    }

    void sign_in(const Window& window) {
        token_.clear();
        const std::int64_t step =
            clock_.now().time_since_epoch() / std::chrono::milliseconds(accounts::totp_step);
        const Answered signed_in = send("POST", "/api/v1/sign-in/staff",
                                        {{"login", window.login},
                                         {"password", window_password},
                                         {"otp", accounts::totp_code(window.secret, step)},
                                         {"client", "app"}});
        ASSERT_EQ(signed_in.status, 200) << signed_in.bytes;
        token_ = json::value_to<std::string>(signed_in.body.at("token"));
    }

    static std::string from_base32(std::string_view text) {
        static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        unsigned bits = 0;
        int held = 0;
        for (const char character : text) {
            bits = bits << 5U | static_cast<unsigned>(alphabet.find(character));
            held += 5;
            if (held < 8) continue;
            held -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
        }
        return bytes;
    }

    /// Whether the word is one of a field's, as snake_case has them.
    static bool has_word(std::string_view field, std::string_view word) {
        const std::string whole = "_" + std::string(field) + "_";
        return whole.find("_" + std::string(word) + "_") != std::string::npos ||
               whole.find("_" + std::string(word) + "s_") != std::string::npos;
    }

    json::value job_body() const {
        const Time start = midnight(today) + std::chrono::hours(34);
        return {{"title", "晚市洗碗"},
                {"occupation", "dishwasher"},
                {"description", "晚市洗碗，包一顿饭。"},
                {"place", {{"lon", 120.104}, {"lat", 30.868}, {"crs", "WGS84"}}},
                {"address", "月河街道"},
                {"pay", {{"amount_fen", 2600}, {"unit", "hour"}}},
                {"settlement", "day"},
                {"relation", "part_time"},
                {"shifts", json::array{{{"start", time_text(start)},
                                        {"end", time_text(start + std::chrono::hours(4))},
                                        {"places", 6}}}},
                {"injury_cover", {{"kind", "work_injury"}}},
                {"expires_at", time_text(start)}};
    }

    std::string register_employer() {
        const std::string code = employers::CreditCode::complete("91330500100000000")->text();
        const Answered employer =
            send("POST", "/api/v1/employers",
                 {{"kind", "firm"}, {"name", "月河示例饭店"}, {"uscc", code}});
        EXPECT_EQ(employer.status, 201) << employer.bytes;
        EXPECT_EQ(employer.body.at("state"), "verified");
        return json::value_to<std::string>(employer.body.at("employer_id"));
    }

    /// Once the index has seen everything that was committed.
    json::array openings() {
        EXPECT_TRUE(
            doors_.follower->wait_until(house_.database.last_event(), std::chrono::seconds(10)));
        const Answered answered = send("GET", "/api/v1/openings?lat=30.868&lon=120.104");
        EXPECT_EQ(answered.status, 200);
        return answered.body.at("items").as_array();
    }

    House house_{settings_in(folder_.path()), {clock_, rng_, log_}};
    Doors doors_{house_, [](const std::string& fault) { ADD_FAILURE() << fault; }};
    std::string token_;
    std::string if_match_;
};

TEST_F(WalkTest, AnEmployerPostsAndAStrangerFindsItUntilItIsClosed) {
    sign_in("12012345678");
    register_employer();
    const Answered posted = send("POST", "/api/v1/jobs", job_body(), "key-1");
    ASSERT_EQ(posted.status, 201) << posted.bytes;
    EXPECT_EQ(posted.body.at("state"), "open");

    const std::string employers_token = std::exchange(token_, "");
    const json::array found = openings();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("places_left"), 6);
    const std::string job = json::value_to<std::string>(posted.body.at("job_id"));
    EXPECT_EQ(send("GET", "/api/v1/jobs/" + job).status, 200);
    EXPECT_EQ(send("GET", "/open/jobs").status, 200);

    token_ = employers_token;
    EXPECT_EQ(send("GET", "/api/v1/employers/me/jobs").body.at("items").as_array().size(), 1U);
    EXPECT_EQ(send("POST", "/api/v1/jobs/" + job + ":close").status, 200);
    EXPECT_TRUE(openings().empty());
}

/// An agency by the same doors that people use: two of the staff approve it, it posts, its licence
/// ends, and from 00:00 of the next day nobody finds its posts.
TEST_F(WalkTest, AFileOfPostsIsReadDryFirstAndThenFound) {
    sign_in("12012345678");
    register_employer();
    const std::string file = json::serialize(job_body()) + "\n{}\n";
    const auto import = [&](const std::string& query) {
        return send("POST", "/api/v1/jobs:import" + query,
                    http::File{"application/x-ndjson", file});
    };
    const Answered dry = import("");
    ASSERT_EQ(dry.status, 200) << dry.bytes;
    EXPECT_EQ(dry.body.at("accepted"), 1);
    EXPECT_EQ(dry.body.at("lines").at(1).at("problem").at("code"), "body.missing_field");
    EXPECT_TRUE(openings().empty());

    EXPECT_EQ(import("?mode=commit").body.at("accepted"), 1);
    EXPECT_EQ(openings().size(), 1U);
    EXPECT_EQ(import("?mode=commit").body.at("repeated"), 1);
    EXPECT_EQ(openings().size(), 1U);

    token_.clear();
    EXPECT_EQ(import("?mode=commit").status, 401);
}

TEST_F(WalkTest, AnAgencyWhoseLicenceEndsLosesItsPostsTheSameDay) {
    const markets::Market* market = house_.markets.nearest(*house_.regions.city().centre);
    ASSERT_NE(market, nullptr);
    const std::array<Window, 2> windows{hired("window.one", market->id),
                                        hired("window.two", market->id)};
    sign_in("12012345678");
    const json::object licence{{"kind", "human_resources_service"},
                               {"number", "示例330500001"},
                               {"issued_by", "示例区人力社保局"},
                               {"expires_on", date_text(today)}};
    const Answered applied =
        send("POST", "/api/v1/employers",
             {{"kind", "agency"},
              {"name", "示例人力资源有限公司"},
              {"uscc", employers::CreditCode::complete("91330500300000000")->text()},
              {"licences", json::array{licence}},
              {"mandate", {{"document_ref", "示例委托书"}}}});
    ASSERT_EQ(applied.status, 201) << applied.bytes;
    EXPECT_EQ(applied.body.at("state"), "pending");
    const std::string agency = json::value_to<std::string>(applied.body.at("employer_id"));
    const std::string members_token = token_;
    EXPECT_EQ(send("POST", "/api/v1/jobs", job_body()).body.at("code"), "job.agency_not_verified");

    const std::string queue = "/api/v1/markets/" + market->id.text() + "/employer-checks";
    const auto approve = [&] {
        for (const Window& window : windows) {
            sign_in(window);
            EXPECT_EQ(send("GET", queue).body.at("items").as_array().size(), 1U);
            EXPECT_EQ(send("POST", "/api/v1/employers/" + agency + ":approve").status, 200);
        }
        EXPECT_EQ(send("GET", queue).body.at("items").as_array().size(), 0U);
        token_ = members_token;
    };
    approve();
    EXPECT_EQ(send("POST", "/api/v1/jobs", job_body()).body.at("findings").at(0).at("rule"),
              "relation.user_enterprise_missing");
    json::object for_others = job_body().as_object();
    for_others["user_enterprise"] = json::object{{"name", "示例餐饮有限公司"}};
    EXPECT_EQ(send("POST", "/api/v1/jobs", for_others).status, 201);
    EXPECT_EQ(openings().at(0).at("employer").at("kind"), "agency");

    clock_.advance(std::chrono::hours(16));  // 00:00 of the day after.
    house_.employer_checks.lapse_due();
    house_.closings.close_barred();
    EXPECT_TRUE(openings().empty());
    EXPECT_EQ(send("GET", "/api/v1/employers/" + agency).body.at("verified"), false);
    EXPECT_EQ(send("POST", "/api/v1/jobs", job_body()).body.at("code"), "job.licence_expired");

    json::object renewed = licence;
    renewed["expires_on"] = "2029-11-25";
    const Answered handed_in = send("POST", "/api/v1/employers/" + agency + ":renew",
                                    {{"licences", json::array{renewed}}});
    EXPECT_EQ(handed_in.body.at("state"), "lapsed") << handed_in.bytes;
    approve();
    EXPECT_EQ(send("POST", "/api/v1/jobs", for_others).status, 201);
    EXPECT_EQ(openings().size(), 1U);
    const Answered checks = send("GET", "/api/v1/employers/" + agency + "/checks?limit=2");
    EXPECT_EQ(checks.body.at("items").at(0).at("by"), "market_staff");
    EXPECT_FALSE(checks.body.at("next_cursor").is_null());
}

/// Law forbids taking money from who looks for work (就业促进法 35, 41; 劳动合同法 60). So no field
/// of the contract could hold it, whoever reads or writes it.
TEST_F(WalkTest, NoFieldOfTheContractChargesAWorker) {
    static constexpr std::array<std::string_view, 7> words{
        "fee", "deposit", "charge", "bond", "commission", "surcharge", "guarantee"};
    int fields = 0;
    const std::function<void(const json::value&, const std::string&)> walk =
        [&](const json::value& value, const std::string& path) {
            if (const json::array* items = value.if_array()) {
                for (const json::value& item : *items)
                    walk(item, path);
                return;
            }
            const json::object* object = value.if_object();
            if (object == nullptr) return;
            for (const auto& [name, member] : *object) {
                if (path.ends_with("/properties")) {
                    ++fields;
                    for (const std::string_view word : words)
                        EXPECT_FALSE(has_word(name, word)) << path << "/" << name;
                }
                walk(member, path + "/" + std::string(name));
            }
        };
    const json::value contract =
        json::parse(read_file(std::filesystem::path(GIG_SHARE_DIR) / "openapi.json"));
    walk(contract.at("components").at("schemas"), "");
    walk(contract.at("paths"), "");
    EXPECT_GT(fields, 150);
    EXPECT_TRUE(has_word("placement_fee_fen", "fee"));
    EXPECT_TRUE(has_word("deposit", "deposit"));
    EXPECT_FALSE(has_word("feedback", "fee"));
}

TEST_F(WalkTest, ARetryGetsTheSameBytesAndActsOnce) {
    sign_in("12012345678");
    register_employer();
    const Answered first = send("POST", "/api/v1/jobs", job_body(), "key-1");
    const Answered again = send("POST", "/api/v1/jobs", job_body(), "key-1");
    EXPECT_EQ(again.bytes, first.bytes);
    EXPECT_TRUE(again.replayed);
    EXPECT_EQ(openings().size(), 1U);

    json::value other = job_body();
    other.at("title") = "早市洗碗";
    const Answered mismatch = send("POST", "/api/v1/jobs", other, "key-1");
    EXPECT_EQ(mismatch.status, 422);
    EXPECT_EQ(mismatch.body.at("code"), "idempotency.mismatch");
}

TEST_F(WalkTest, AProfileIsThereFromTheFirstSignInAndLosesNoChange) {
    EXPECT_EQ(send("GET", "/api/v1/me/worker").status, 401);
    sign_in("12012345678");
    const Answered read = send("GET", "/api/v1/me/worker");
    ASSERT_EQ(read.status, 200) << read.bytes;
    EXPECT_EQ(read.body.at("radius_m"), 5000);

    json::value mine = read.body;
    mine.at("wishes") = json::array{"dishwasher"};
    if_match_ = read.etag;
    const Answered saved = send("PUT", "/api/v1/me/worker", mine, "key-1");
    ASSERT_EQ(saved.status, 200) << saved.bytes;
    EXPECT_EQ(saved.body, mine);
    EXPECT_TRUE(send("PUT", "/api/v1/me/worker", mine, "key-1").replayed);
    const Answered late = send("PUT", "/api/v1/me/worker", read.body);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.body.at("code"), "worker.profile_changed_meanwhile");
    EXPECT_EQ(send("GET", "/api/v1/me/worker").bytes, saved.bytes);
}

TEST_F(WalkTest, VisitorsAndWorkersMayNotPost) {
    EXPECT_EQ(send("POST", "/api/v1/jobs", job_body()).status, 401);
    sign_in("12087654321");
    EXPECT_EQ(send("POST", "/api/v1/jobs", job_body()).status, 403);
}

TEST_F(WalkTest, AnOldSessionShutsNoDoorThatStandsOpen) {
    token_ = "long-gone";
    EXPECT_EQ(send("GET", "/api/v1/openings").status, 200);
    const Answered me = send("GET", "/api/v1/me");
    EXPECT_EQ(me.status, 401);
    EXPECT_EQ(me.body.at("code"), "session.unknown");
}

TEST_F(WalkTest, SomebodyElsesJobLooksLikeNone) {
    sign_in("12012345678");
    register_employer();
    const Answered posted = send("POST", "/api/v1/jobs", job_body());
    const std::string job = json::value_to<std::string>(posted.body.at("job_id"));

    sign_in("12087654321");
    const std::string code = employers::CreditCode::complete("91330500200000000")->text();
    send("POST", "/api/v1/employers", {{"kind", "shop"}, {"name", "示例小吃店"}, {"uscc", code}});
    const Answered theirs = send("POST", "/api/v1/jobs/" + job + ":close");
    const Answered nobodys = send("POST", "/api/v1/jobs/0000000000000:close");
    EXPECT_EQ(theirs.status, 404);
    EXPECT_EQ(theirs.bytes, nobodys.bytes);
}

/// One visit to each GET of the contract: the answer is as the contract says (see doors_).
TEST_F(WalkTest, EveryReadingDoorAnswersAsTheContractSays) {
    int visited = 0;
    for (const auto& operation : doors_.contract.operations()) {
        if (operation->method != http::Method::get) continue;
        std::string target = operation->path;
        const std::size_t gap = target.find("{id}");
        if (gap != std::string::npos) target.replace(gap, 4, "0000000000000");
        if (operation->id.find("simul") != std::string::npos) target += "?phone=12000000001";
        EXPECT_LT(send("GET", target).status, 500) << target;
        ++visited;
    }
    EXPECT_GE(visited, 15);
}

TEST_F(WalkTest, ARouteThatTheContractDoesNotKnowIsAFault) {
    http::Router router;
    router.get("/api/v1/secrets", Action::job_search,
               [](const http::Call&) { return http::no_content(); });
    router.get("/api/v1/openings", Action::market_read,
               [](const http::Call&) { return http::no_content(); });
    std::string faults;
    for (const std::string& fault : plan_faults(router, doors_.contract, house_.policy)) {
        faults += fault + "\n";
    }
    EXPECT_NE(faults.find("without an operation in the contract: "), std::string::npos);
    EXPECT_NE(faults.find("/api/v1/secrets"), std::string::npos);
    EXPECT_NE(faults.find("without a route"), std::string::npos);
    EXPECT_NE(faults.find("different policies"), std::string::npos);
}

TEST_F(WalkTest, NotReadyOnceItStops) {
    EXPECT_EQ(send("GET", "/readyz").status, 200);
    doors_.announce_stop();
    const Answered stopping = send("GET", "/readyz");
    EXPECT_EQ(stopping.status, 503);
    EXPECT_EQ(stopping.body.at("reasons").at(0), "stopping");
}

TEST_F(WalkTest, NewKeysAreNeverMadeBesideADatabase) {
    const HouseSettings settings = settings_in(folder_.path());
    std::filesystem::rename(settings.keys_folder(), folder_.path() / "kept");
    EXPECT_THROW(House(settings, Ground{clock_, rng_, log_}), std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(settings.keys_folder()));
}

}  // namespace
}  // namespace gig::app
