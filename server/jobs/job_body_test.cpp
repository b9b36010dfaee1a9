#include "jobs/job_body.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace gig::jobs {
namespace {

json::object plain_body() {
    return json::parse(R"({
        "title": " 晚餐洗碗工 ",
        "occupation": "dishwasher",
        "description": "洗碗、收台。\r\n包一餐。",
        "place": {"lon": 120.104, "lat": 30.868, "crs": "GCJ02"},
        "address": "月河街道1号",
        "pay": {"amount_fen": 2500, "unit": "hour"},
        "settlement": "day",
        "relation": "part_time",
        "shifts": [{"start": "2026-11-26T17:00:00+08:00", "end": "2026-11-26T21:00:00+08:00",
                    "places": 2}],
        "requirements": {"certificates": ["health"], "skills": ["wok"], "min_age": 18,
                         "max_age": 60, "experience": "半年", "reason": "夜间作业"},
        "benefits": ["meal", "transport"],
        "injury_cover": {"kind": "commercial", "policy_no": "P-1"},
        "series": true,
        "reposted_from": "社区公告栏",
        "expires_at": "2026-11-26T12:00:00Z"
    })")
        .as_object();
}

/// The refusal of the plain body after one change, as "code field".
template <typename Change>
std::string refusal_after(Change change) {
    json::object body = plain_body();
    change(body);
    const Result<JobDraft> draft = draft_of(body);
    if (draft) return "";
    return std::string(draft.error().code) + " " + draft.error().field;
}

TEST(JobBody, BecomesADraft) {
    json::object body = plain_body();
    body["employer_id"] = EmployerId(5).text();
    body["market_id"] = MarketId(6).text();
    const Result<JobDraft> draft = draft_of(body);
    ASSERT_TRUE(draft);

    EXPECT_EQ(draft->employer, EmployerId(5));
    EXPECT_EQ(draft->market, MarketId(6));
    EXPECT_EQ(draft->title, "晚餐洗碗工");
    EXPECT_EQ(draft->description, "洗碗、收台。\n包一餐。");
    EXPECT_EQ(draft->place.value().crs, places::Crs::gcj02);
    EXPECT_DOUBLE_EQ(draft->place->latitude, 30.868);
    EXPECT_DOUBLE_EQ(draft->place->longitude, 120.104);
    EXPECT_EQ(draft->pay.amount, Money{2'500});
    EXPECT_EQ(draft->pay.unit, PayUnit::hour);
    EXPECT_EQ(draft->settlement, Settlement::day);
    EXPECT_EQ(draft->relation, Relation::part_time);
    ASSERT_EQ(draft->shifts.size(), 1u);
    EXPECT_EQ(draft->shifts[0].start, time_value("2026-11-26T09:00:00Z").value());
    EXPECT_EQ(draft->shifts[0].places, 2);
    EXPECT_FALSE(draft->weekly);
    EXPECT_EQ(draft->requirements.certificates, std::vector<std::string>{"health"});
    EXPECT_EQ(draft->requirements.age_min, 18);
    EXPECT_EQ(draft->requirements.age_max, 60);
    EXPECT_EQ(draft->requirements.reason, "夜间作业");
    EXPECT_EQ(draft->benefits, (std::vector{Benefit::meal, Benefit::transport}));
    EXPECT_EQ(draft->injury_cover.kind, InjuryCoverKind::commercial);
    EXPECT_EQ(draft->injury_cover.policy_number, "P-1");
    EXPECT_TRUE(draft->series);
    EXPECT_EQ(draft->reposted_from, "社区公告栏");
}

TEST(JobBody, WrittenOutAgainMeansTheSame) {
    const Result<JobDraft> draft = draft_of(plain_body());
    ASSERT_TRUE(draft);
    const Result<JobDraft> again = draft_of(body_of(*draft));
    ASSERT_TRUE(again);
    EXPECT_EQ(body_of(*again), body_of(*draft));
    EXPECT_EQ(again->shifts[0].end, draft->shifts[0].end);
}

TEST(JobBody, RemoteWorkHasNoPlace) {
    json::object body = plain_body();
    body["place"] = "remote";
    const Result<JobDraft> draft = draft_of(body);
    ASSERT_TRUE(draft);
    EXPECT_FALSE(draft->place);
    EXPECT_EQ(body_of(*draft).at("place"), "remote");
}

TEST(JobBody, AWeeklyPatternBecomesDatedShifts) {
    json::object body = plain_body();
    body["shifts"] = json::parse(R"({"weekly": [
        {"weekday": 7, "start": "22:00", "end": "06:00", "places": 4}],
        "from": "2026-11-25", "to": "2026-12-06"})");
    const Result<JobDraft> draft = draft_of(body);
    ASSERT_TRUE(draft);
    EXPECT_TRUE(draft->weekly);
    ASSERT_EQ(draft->shifts.size(), 2u);  // The Sundays 29 November and 6 December.
    EXPECT_EQ(time_text(draft->shifts[0].start), "2026-11-29T22:00:00+08:00");
    EXPECT_EQ(time_text(draft->shifts[1].end), "2026-12-07T06:00:00+08:00");
}

TEST(JobBody, ANumberWrittenAsThreePointZeroIsAnInteger) {
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["shifts"].as_array()[0].as_object()["places"] = 3.0;
              }),
              "");
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["shifts"].as_array()[0].as_object()["places"] = 3.5;
              }),
              "job.body_malformed /shifts/0/places");
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["shifts"].as_array()[0].as_object()["places"] = 3'000'000'000;
              }),
              "job.body_malformed /shifts/0/places");
}

TEST(JobBody, WhatIsMissingOrOfAnotherKindIsNamed) {
    for (const char* key : {"title", "occupation", "description", "place", "address", "pay",
                            "settlement", "relation", "shifts", "injury_cover", "expires_at"}) {
        EXPECT_EQ(refusal_after([&](json::object& body) { body.erase(key); }),
                  std::string("job.body_malformed /") + key);
        EXPECT_EQ(refusal_after([&](json::object& body) { body[key] = nullptr; }),
                  std::string("job.body_malformed /") + key);
    }
    for (const char* key : {"series", "benefits", "requirements", "reposted_from"}) {
        EXPECT_EQ(refusal_after([&](json::object& body) { body[key] = 7; }),
                  std::string("job.body_malformed /") + key);
    }
    const Result<JobDraft> list = draft_of(json::array());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, "job.body_malformed");
}

TEST(JobBody, WordsAndTimesAreChecked) {
    EXPECT_EQ(refusal_after([](json::object& body) { body["settlement"] = "yearly"; }),
              "job.body_malformed /settlement");
    EXPECT_EQ(refusal_after([](json::object& body) { body["benefits"] = json::array{"car"}; }),
              "job.body_malformed /benefits");
    EXPECT_EQ(refusal_after([](json::object& body) { body["place"].as_object()["crs"] = "X"; }),
              "job.body_malformed /place/crs");
    EXPECT_EQ(refusal_after([](json::object& body) { body["place"].as_object()["lat"] = "30"; }),
              "job.body_malformed /place/lat");
    EXPECT_EQ(refusal_after([](json::object& body) { body["expires_at"] = "tomorrow"; }),
              "job.time_malformed /expires_at");
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["expires_at"] = "9999-12-31T20:00:00Z";  // Year 10000 in the city.
              }),
              "job.time_malformed /expires_at");
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["requirements"].as_object()["skills"] = {"a", 7};
              }),
              "job.body_malformed /requirements/skills/1");
    EXPECT_EQ(refusal_after([](json::object& body) {
                  body["requirements"].as_object()["skills"] = {"a", "b", "c", "d"};
              }),
              "job.body_malformed /requirements/skills");
}

TEST(JobBody, PatternsAreChecked) {
    const auto refusal_of = [](const char* row, const char* from, const char* to) {
        return refusal_after([&](json::object& body) {
            body["shifts"] =
                json::object{{"weekly", json::array{json::parse(row)}}, {"from", from}, {"to", to}};
        });
    };
    const char* plain = R"({"weekday": 1, "start": "08:00", "end": "12:00", "places": 1})";
    EXPECT_EQ(refusal_of(plain, "2026-11-25", "2026-12-25"), "");
    EXPECT_EQ(refusal_of(plain, "2026-02-30", "2026-12-25"), "job.time_malformed /shifts/from");
    EXPECT_EQ(refusal_of(plain, "2026-11-25", "2026-11-20"), "job.pattern_reversed /shifts/to");
    EXPECT_EQ(refusal_of(R"({"weekday": 8, "start": "08:00", "end": "12:00", "places": 1})",
                         "2026-11-25", "2026-12-25"),
              "job.body_malformed /shifts/weekly/0/weekday");
    EXPECT_EQ(refusal_of(R"({"weekday": 1, "start": "24:00", "end": "12:00", "places": 1})",
                         "2026-11-25", "2026-12-25"),
              "job.time_malformed /shifts/weekly/0/start");
    EXPECT_EQ(refusal_of(R"({"weekday": 1, "start": "8:00", "end": "12:00", "places": 1})",
                         "2026-11-25", "2026-12-25"),
              "job.time_malformed /shifts/weekly/0/start");
}

TEST(JobBody, ManyShiftsAreRefusedAndIdsThatCannotBeNameNothing) {
    EXPECT_EQ(refusal_after([](json::object& body) {
                  json::array& shifts = body["shifts"].as_array();
                  const json::value first = shifts[0];
                  while (shifts.size() <= shifts_max)
                      shifts.push_back(first);
              }),
              "job.too_many_shifts /shifts");
    EXPECT_EQ(refusal_after([](json::object& body) { body["employer_id"] = "1"; }),
              "http.not_found /employer_id");
    EXPECT_EQ(refusal_after([](json::object& body) { body["market_id"] = "1"; }),
              "job.market_unknown /market_id");
}

}  // namespace
}  // namespace gig::jobs
