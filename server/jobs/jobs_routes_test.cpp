#include "jobs/jobs_routes.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "http/contract.h"
#include "http/router.h"
#include "jobs/job_body.h"
#include "jobs/job_reports_routes.h"
#include "jobs/job_reviews_routes.h"
#include "jobs/jobs_fixture.h"
#include "storage/answers.h"

namespace gig::jobs {
namespace {

using http::Method;

class JobsRoutesTest : public JobsHouse {
protected:
    JobsRoutesTest() {
        add_routes(router_, jobs_, employers_, occupations_, rules_);
        add_review_routes(router_, reviews_, jobs_, employers_, occupations_);
        add_report_routes(router_, reports_, jobs_, employers_, occupations_);
    }

    struct Request {
        Method method;
        std::string path;
        json::value body = json::object();
        std::map<std::string, std::string, std::less<>> query = {};
        http::Locale locale = http::Locale::zh_cn;
        std::optional<std::string> if_match = std::nullopt;
    };

    /// Walks the route as the front hall would, and holds the answer against the contract.
    http::Reply send(const Actor& actor, const Request& request) {
        const std::optional<http::Router::Match> match =
            router_.match(request.method, request.path);
        invariant(match.has_value());
        const http::Call call{.actor = actor,
                              .locale = request.locale,
                              .received_at = clock_.now(),
                              .path = match->path,
                              .query = http::Query(request.query),
                              .body = request.body,
                              .if_match = request.if_match};
        http::Reply reply = match->route->handler(call);

        const http::Operation* operation = contract_.find(request.method, match->route->pattern);
        EXPECT_NE(operation, nullptr) << match->route->pattern;
        if (operation != nullptr && !reply.problem) {
            const std::optional<std::string> fault =
                http::reply_fault(*operation, reply.status, reply.content_type, reply.body);
            EXPECT_FALSE(fault) << *fault << "\n" << reply.body;
        }
        return reply;
    }

    json::object answer(const Actor& actor, const Request& request) {
        const http::Reply reply = send(actor, request);
        EXPECT_LT(reply.status, 300) << reply.status;
        return json::parse(reply.body).as_object();
    }

    json::object post(const Actor& actor, const JobDraft& draft) {
        return answer(actor, {Method::post, "/api/v1/jobs", body_of(draft)});
    }

    JobReviewsService reviews_{*database_, clock_, policy_, employers_, occupations_};
    JobReportsService reports_{*database_, clock_, rng_, policy_, *vault_, known_markets()};
    http::Router router_;
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
};

std::string text_of(const json::value& value) {
    return std::string(value.as_string());
}

TEST_F(JobsRoutesTest, WhoReportedReadsWhatBecameOfIt) {
    const JobId job = published(employer_member(), draft());
    const std::string path = "/api/v1/jobs/" + job.text() + ":report";
    const std::string id = text_of(
        answer(worker(), {Method::post, path, {{"reason", "asks_for_money"}}}).at("report_id"));
    answer(visitor(), {Method::post, path, {{"reason", "unsafe"}}});
    answer(staff_of(known_market), {Method::post,
                                    "/api/v1/reports/" + id + ":resolve",
                                    {{"outcome", "removed"},
                                     {"remark_for_reporter", "已下架"},
                                     {"remark_for_employer", "请停止收费"}}});

    const Request own{Method::get, "/api/v1/me/reports"};
    const json::object listed = answer(worker(), own);
    ASSERT_EQ(listed.at("items").as_array().size(), 1U);
    EXPECT_EQ(listed.at("items").at(0).at("report").at("remark"), "已下架");
    EXPECT_EQ(listed.at("items").at(0).at("job_title"), "晚餐洗碗工");
    EXPECT_EQ(listed.at("items").at(0).at("job_state"), "suspended");
    EXPECT_TRUE(listed.at("next_cursor").is_null());
    EXPECT_EQ(send(visitor(), own).problem->code, "session.required");
    Request foreign = own;
    foreign.query = {{"cursor", "reports-77-" + id}};
    EXPECT_EQ(send(worker(), foreign).problem->code, "query.bad_cursor");
}

TEST_F(JobsRoutesTest, APostThatBreaksRulesIsRefusedWithTheWordsMarked) {
    JobDraft bad = draft();
    bad.description = "限女性，押金200，试工无工资";
    const Actor boss = employer_member();
    const http::Reply refused = send(boss, {Method::post, "/api/v1/jobs", body_of(bad)});
    ASSERT_TRUE(refused.problem);
    EXPECT_EQ(refused.problem->code, "job.breaks_rules");
    EXPECT_EQ(refused.problem->field, "/description");
    std::vector<std::string> marked;
    for (const json::value& finding : refused.findings) {
        EXPECT_EQ(finding.at("severity"), "block");
        EXPECT_EQ(finding.at("field"), "/description");
        marked.push_back(text_of(finding.at("rule")) + " " +
                         std::to_string(finding.at("start").to_number<int>()) + "-" +
                         std::to_string(finding.at("end").to_number<int>()));
    }
    EXPECT_EQ(marked, (std::vector<std::string>{"discrimination.sex 0-3", "fee.deposit 4-9",
                                                "trial.unpaid 10-15"}));
    EXPECT_TRUE(
        answer(boss, {Method::get, "/api/v1/employers/me/jobs"}).at("items").as_array().empty());

    bad.description = "洗碗，试工有工资，包一餐";
    EXPECT_EQ(post(boss, bad).at("state"), "open");
}

TEST_F(JobsRoutesTest, ATextThatContradictsItsFieldsWaitsForStaffWithTheWordsMarked) {
    JobDraft bait = draft();
    bait.description = "洗碗、收台，35元/小时，月结。";
    const json::object made = post(employer_member(), bait);
    EXPECT_EQ(made.at("state"), "in_review");
    std::vector<std::string> found;
    for (const json::value& finding : made.at("findings").as_array()) {
        found.push_back(text_of(finding.at("rule")) + " " +
                        std::to_string(finding.at("start").to_number<int>()) + "-" +
                        std::to_string(finding.at("end").to_number<int>()));
    }
    EXPECT_EQ(found, (std::vector<std::string>{"pay.said_otherwise 6-12",
                                               "settlement.said_otherwise 13-15"}));
}

TEST_F(JobsRoutesTest, WhereAPostWasFirstPublishedIsShown) {
    JobDraft passed_on = draft();
    passed_on.description = "帮朋友转发：洗碗、收台，包一餐。";
    EXPECT_EQ(post(employer_member(), passed_on).at("state"), "in_review");
    passed_on.reposted_from = "社区公告栏";
    const json::object made = post(employer_member(), passed_on);
    EXPECT_EQ(made.at("state"), "open");
    const json::object shown =
        answer(visitor(), {Method::get, "/api/v1/jobs/" + text_of(made.at("job_id"))});
    EXPECT_EQ(shown.at("reposted_from"), "社区公告栏");
}

TEST_F(JobsRoutesTest, APostWithAWarningWaitsForStaff) {
    JobDraft uncovered = draft();
    uncovered.injury_cover = {InjuryCoverKind::none};
    const json::object made = post(employer_member(), uncovered);
    EXPECT_EQ(made.at("state"), "in_review");
    EXPECT_EQ(made.at("findings").at(0).at("rule"), "injury.none");
}

TEST_F(JobsRoutesTest, AChangeNamesTheVersionThatItMadeAndTheOneThatItRead) {
    const Actor boss = employer_member();
    const std::string path = "/api/v1/jobs/" + text_of(post(boss, draft()).at("job_id"));
    const auto change = [&](const std::string& title, const std::optional<std::string>& if_match) {
        return send(boss,
                    {Method::patch, path, {{"title", title}}, {}, http::Locale::en, if_match});
    };
    const http::Reply first = change("午餐洗碗工", "\"1\"");
    EXPECT_EQ(json::parse(first.body).at("version"), 2);
    EXPECT_EQ(first.headers, (decltype(first.headers){{"ETag", "\"2\""}}));
    for (const std::string stale : {"\"1\"", "", "2", "\"2", "\"x\"", "W/\"2\""}) {
        const http::Reply refused = change("夜宵洗碗工", stale);
        ASSERT_TRUE(refused.problem) << stale;
        EXPECT_EQ(refused.problem->code, "job.changed_meanwhile") << stale;
    }
    EXPECT_EQ(json::parse(change("夜宵洗碗工", "*").body).at("version"), 3);
}

TEST_F(JobsRoutesTest, CheckingStoresNothingAndOffersTheLawfulForm) {
    JobDraft dispatched = draft();
    dispatched.relation = Relation::dispatch;
    const json::object checked =
        answer(visitor(), {Method::post, "/api/v1/jobs:check", body_of(dispatched)});
    EXPECT_EQ(checked.at("hourly_fen"), 2'500);
    EXPECT_EQ(checked.at("labour_cost").at("wage_fen"), 2 * 2 * 4 * 2'500);
    EXPECT_TRUE(checked.at("expected_fill").is_null());
    const json::object& finding = checked.at("findings").at(0).as_object();
    EXPECT_EQ(finding.at("rule"), "relation.dispatch_day_pay");
    EXPECT_EQ(finding.at("offer").at("field"), "/relation");
    EXPECT_EQ(finding.at("offer").at("value"), "task_term");
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);
}

TEST_F(JobsRoutesTest, AnybodyMayHaveAnAdvertisementLookedAt) {
    const json::object seen = answer(visitor(), {Method::post,
                                                 "/api/v1/jobs:look",
                                                 {{"text", "劳务公司直招，报名费50元，加薇信"}},
                                                 {},
                                                 http::Locale::en});
    std::vector<std::string> rules;
    for (const json::value& finding : seen.at("findings").as_array())
        rules.push_back(text_of(finding.at("rule")));
    EXPECT_EQ(rules, (std::vector<std::string>{"fee.charge", "scam.contact"}));
    EXPECT_EQ(seen.at("licences").as_array().size(), 2u);
    EXPECT_TRUE(answer(visitor(), {Method::post, "/api/v1/jobs:look", {{"text", "招洗碗工"}}})
                    .at("findings")
                    .as_array()
                    .empty());
}

TEST_F(JobsRoutesTest, StaffSeeWhatWaitsAskAndApprove) {
    const json::object made = post(employer_member(false), draft());
    EXPECT_EQ(made.at("state"), "in_review");
    const std::string job = "/api/v1/jobs/" + text_of(made.at("job_id"));
    const Actor staff = staff_of(known_market);
    const std::string desk = "/api/v1/markets/" + known_market.text() + "/reviews";

    EXPECT_EQ(send(staff, {Method::post, job + ":refuse"}).problem->code,
              "job.review_remark_missing");
    const json::object asked =
        answer(staff, {Method::post, job + ":ask", {{"remark", "包几餐？"}}});
    EXPECT_EQ(asked.at("state"), "in_review");

    const json::object page = answer(staff, {Method::get, desk});
    ASSERT_EQ(page.at("items").as_array().size(), 1u);
    const json::object& waiting = page.at("items").at(0).as_object();
    EXPECT_EQ(waiting.at("job").at("address"), "月河街道1号");
    EXPECT_EQ(waiting.at("reviews").at(0).at("remark"), "包几餐？");
    EXPECT_EQ(send(worker(), {Method::get, desk}).problem->code, "role.not_allowed");

    EXPECT_EQ(answer(staff, {Method::post, job + ":approve"}).at("state"), "open");
    EXPECT_EQ(answer(visitor(), {Method::get, job}).at("state"), "open");
    EXPECT_TRUE(answer(staff, {Method::get, desk}).at("items").as_array().empty());
}

TEST_F(JobsRoutesTest, AJobIsPublishedAndSeenByAStranger) {
    const Actor actor = employer_member();
    JobDraft posted = draft();
    posted.market = known_market;
    posted.requirements = {{"health"}, {}, 18, 60, "半年", "夜间作业"};
    posted.benefits = {Benefit::meal};
    posted.injury_cover.policy_number = "P-1";
    const json::object created = post(actor, posted);
    EXPECT_EQ(created.at("state"), "open");
    EXPECT_EQ(created.at("findings"), json::array());

    const std::string path = "/api/v1/jobs/" + text_of(created.at("job_id"));
    const json::object seen = answer(visitor(), {Method::get, path});
    EXPECT_EQ(seen.at("title"), "晚餐洗碗工");
    EXPECT_EQ(seen.at("address"), nullptr);
    EXPECT_EQ(seen.at("injury_cover").at("policy_no"), nullptr);
    EXPECT_EQ(seen.at("market").at("name"), "演示零工市场");
    EXPECT_EQ(seen.at("employer").at("verified"), true);
    EXPECT_EQ(seen.at("occupation").at("name"), "洗碗工");
    EXPECT_EQ(seen.at("place").at("lat"), 30.868);
    EXPECT_EQ(seen.at("place").at("crs"), "WGS84");
    EXPECT_EQ(seen.at("pay").at("hourly_fen"), 2'500);
    EXPECT_EQ(seen.at("openings_count"), 2);
    EXPECT_EQ(seen.at("places_left"), 4);
    EXPECT_EQ(seen.at("requirements").at("min_age"), 18);

    const json::object own = answer(actor, {Method::get, path});
    EXPECT_EQ(own.at("address"), "月河街道1号");
    EXPECT_EQ(own.at("injury_cover").at("policy_no"), "P-1");
}

TEST_F(JobsRoutesTest, AnswersFollowLanguageAndCoordinateSystem) {
    const json::object created = post(employer_member(), draft());
    const std::string path = "/api/v1/jobs/" + text_of(created.at("job_id"));
    const json::object seen = answer(
        visitor(), {Method::get, path, json::object(), {{"crs", "GCJ02"}}, http::Locale::en});
    EXPECT_EQ(seen.at("occupation").at("name"), "Dishwasher");
    EXPECT_EQ(seen.at("place").at("crs"), "GCJ02");
    EXPECT_GT(std::abs(seen.at("place").at("lon").to_number<double>() - 120.104), 0.001);
}

TEST_F(JobsRoutesTest, FindingsSpeakTheReadersLanguage) {
    JobDraft far = draft();
    far.place = places::SourcePlace{23.1291, 113.2644, places::Crs::wgs84};
    const Actor actor = employer_member();
    const json::object created =
        answer(actor, {Method::post, "/api/v1/jobs", body_of(far), {}, http::Locale::en});
    const json::object finding = created.at("findings").as_array().at(0).as_object();
    EXPECT_EQ(finding.at("rule"), "job.place_outside_city");
    EXPECT_EQ(finding.at("severity"), "warn");
    EXPECT_TRUE(finding.at("message").as_string().starts_with("The place lies outside"));

    const json::object again = post(actor, far);
    EXPECT_EQ(again.at("state"), "in_review");
    EXPECT_EQ(again.at("findings").as_array().size(), 2u);
}

TEST_F(JobsRoutesTest, RemoteWorkHasNullForAPlace) {
    JobDraft remote = draft();
    remote.place.reset();
    remote.address = "";
    remote.pay = {Money{30'000}, PayUnit::task, std::nullopt, 8.5};
    const json::object created = post(employer_member(false), remote);
    EXPECT_EQ(created.at("state"), "in_review");
}

TEST_F(JobsRoutesTest, WhatCannotBePostedIsAProblemWithAField) {
    json::object body = body_of(draft());
    body["title"] = "　";
    const http::Reply refused =
        send(employer_member(), {Method::post, "/api/v1/jobs", std::move(body)});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.problem.value().code, "job.title_blank");
    EXPECT_EQ(refused.problem->field, "/title");
}

TEST_F(JobsRoutesTest, NotThereNotTheirsAndMalformedLookAlike) {
    const json::object waiting = post(employer_member(false), draft());
    const std::string theirs = text_of(waiting.at("job_id"));
    const Actor other = employer_member();
    for (const std::string& id : {theirs, JobId(1).text(), std::string("llllllllllllu")}) {
        for (const Request& request : {Request{Method::get, "/api/v1/jobs/" + id},
                                       Request{Method::get, "/api/v1/jobs/" + id + "/openings"},
                                       Request{Method::post, "/api/v1/jobs/" + id + ":close"}}) {
            const http::Reply reply = send(other, request);
            EXPECT_EQ(reply.status, 404);
            EXPECT_EQ(reply.problem.value().code, "http.not_found");
            EXPECT_EQ(reply.problem->field, "");
        }
    }
}

TEST_F(JobsRoutesTest, OpeningsComePageByPageEarliestFirst) {
    const Actor actor = employer_member();
    const std::string job = text_of(post(actor, draft()).at("job_id"));
    const std::string path = "/api/v1/jobs/" + job + "/openings";
    const json::object first =
        answer(visitor(), {Method::get, path, json::object(), {{"limit", "1"}}});
    ASSERT_EQ(first.at("items").as_array().size(), 1u);
    EXPECT_EQ(first.at("items").at(0).at("state"), "open");
    EXPECT_EQ(first.at("items").at(0).at("start"), "2026-11-26T17:00:00+08:00");

    const std::string cursor = text_of(first.at("next_cursor"));
    const json::object second = answer(
        visitor(), {Method::get, path, json::object(), {{"limit", "1"}, {"cursor", cursor}}});
    EXPECT_EQ(second.at("items").at(0).at("start"), "2026-11-27T17:00:00+08:00");
    EXPECT_EQ(second.at("next_cursor"), nullptr);

    for (const std::string& foreign : {std::string("x"), cursor + "0", "own-all-" + job,
                                       "openings-" + job + "-" + OpeningId(1).text()}) {
        const http::Reply refused =
            send(visitor(), {Method::get, path, json::object(), {{"cursor", foreign}}});
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(refused.problem.value().code, "query.bad_cursor");
    }

    clock_.advance(std::chrono::hours(24 + 17));
    const json::object later = answer(visitor(), {Method::get, path});
    EXPECT_EQ(later.at("items").at(0).at("state"), "started");
    EXPECT_EQ(later.at("items").at(1).at("state"), "open");
}

TEST_F(JobsRoutesTest, OwnJobsComePageByPageNewestFirst) {
    const Actor actor = employer_member();
    std::vector<std::string> posted;
    for (int number = 0; number < 3; ++number) {
        posted.push_back(text_of(post(actor, draft(std::to_string(number))).at("job_id")));
        clock_.advance(std::chrono::seconds(1));
    }
    const std::string path = "/api/v1/employers/me/jobs";
    const json::object first = answer(actor, {Method::get, path, json::object(), {{"limit", "2"}}});
    ASSERT_EQ(first.at("items").as_array().size(), 2u);
    EXPECT_EQ(text_of(first.at("items").at(0).at("job_id")), posted[2]);

    const std::string cursor = text_of(first.at("next_cursor"));
    const json::object second =
        answer(actor, {Method::get, path, json::object(), {{"limit", "2"}, {"cursor", cursor}}});
    ASSERT_EQ(second.at("items").as_array().size(), 1u);
    EXPECT_EQ(text_of(second.at("items").at(0).at("job_id")), posted[0]);
    EXPECT_EQ(second.at("next_cursor"), nullptr);

    const http::Reply other_filter =
        send(actor, {Method::get, path, json::object(), {{"state", "open"}, {"cursor", cursor}}});
    EXPECT_EQ(other_filter.problem.value().code, "query.bad_cursor");
    const http::Reply other_people =
        send(employer_member(), {Method::get, path, json::object(), {{"cursor", cursor}}});
    EXPECT_EQ(other_people.problem.value().code, "query.bad_cursor");
}

TEST_F(JobsRoutesTest, AClosedJobIsAnsweredAsItIsNow) {
    const Actor actor = employer_member();
    const std::string job = text_of(post(actor, draft()).at("job_id"));
    const Request request{Method::post, "/api/v1/jobs/" + job + ":close",
                          json::object{{"reason", "招满了"}}};
    const json::object closed = answer(actor, request);
    EXPECT_EQ(closed.at("state"), "closed");
    EXPECT_EQ(closed.at("address"), "月河街道1号");

    const http::Reply again = send(actor, request);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.problem.value().code, "job.already_closed");
    const json::object openings =
        answer(visitor(), {Method::get, "/api/v1/jobs/" + job + "/openings"});
    EXPECT_EQ(openings.at("items").at(0).at("state"), "closed");
}

TEST_F(JobsRoutesTest, ARetryFindsTheFirstAnswer) {
    const Actor actor = employer_member();
    const Once<Published> once{OnceKey{*actor.account, "key", "fingerprint", clock_.now()},
                               [](const Published& made) {
                                   return Answer{201, made.job.text()};
                               }};
    const Result<Published> first = jobs_.publish(actor, draft(), once);
    ASSERT_TRUE(first);
    EXPECT_EQ(code_of(jobs_.publish(actor, draft(), once)), "idempotency.concurrent");
    EXPECT_EQ(count("SELECT count(*) FROM job"), 1);
    const std::optional<storage::KeptAnswer> kept = database_->ask([&](storage::Reader& reader) {
        return storage::find_answer(reader, *actor.account, "key", clock_.now());
    });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->answer.body, first->job.text());
}

}  // namespace
}  // namespace gig::jobs
