#include "jobs/job_import_routes.h"

#include <gtest/gtest.h>

#include "http/contract.h"
#include "http/problem.h"
#include "jobs/job_body.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

constexpr const char* ndjson = "application/x-ndjson";
constexpr const char* csv = "text/csv";
constexpr const char* workbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* heading =
    "岗位,工作内容,薪资,日期,工作时间,人数,结算,用工形式,保障,地址,经度,纬度,坐标系,店长\n";

std::string row_of(const std::string& text, const std::string& pay = "25元/小时") {
    return "洗碗工," + text + "," + pay +
           ",2026-11-26,16:30-21:30,3,日结,part_time,commercial,月河街道演示路1号,"
           "120.104,30.868,WGS84,\n";
}

class JobImportRoutesTest : public JobsHouse {
protected:
    JobImportRoutesTest() { door_.add_routes(router_); }

    http::Reply send(http::File file, const std::string& mode = {}) {
        http::Call call{.actor = boss_, .received_at = clock_.now(), .file = std::move(file)};
        if (!mode.empty()) call.query = http::Query({{"mode", mode}});
        const http::Reply reply =
            router_.match(http::Method::post, "/api/v1/jobs:import")->route->handler(call);
        const http::Operation* operation =
            contract_.find(http::Method::post, "/api/v1/jobs:import");
        if (reply.problem) return reply;
        EXPECT_EQ(http::reply_fault(*operation, reply.status, reply.content_type, reply.body),
                  std::nullopt)
            << reply.body;
        return reply;
    }

    json::object report(http::File file, const std::string& mode = {}) {
        const http::Reply reply = send(std::move(file), mode);
        EXPECT_EQ(reply.status, 200);
        return json::parse(reply.body).as_object();
    }

    /// Each line in short: "2 accepted open", "3 refused import.cell_missing /pay".
    static std::vector<std::string> lines_of(const json::object& report) {
        std::vector<std::string> lines;
        for (const json::value& line : report.at("lines").as_array()) {
            std::string said = std::to_string(line.at("number").to_number<int>()) + " " +
                               std::string(line.at("outcome").as_string());
            if (line.at("state").is_string())
                said += " " + std::string(line.at("state").as_string());
            if (const json::object* problem = line.at("problem").if_object()) {
                said += " " + std::string(problem->at("code").as_string());
                if (problem->contains("field"))
                    said += " " + std::string(problem->at("field").as_string());
            }
            lines.push_back(std::move(said));
        }
        return lines;
    }

    using Lines = std::vector<std::string>;

    Actor boss_ = employer_member();
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
    http::Problems problems_{GIG_SHARE_DIR "/problems"};
    ImportDoor door_{jobs_, reader_, occupations_,
                     [this](const json::value& body) -> Result<void> {
                         const Result<json::value> checked =
                             http::check_body(*contract_.find(http::Method::post, "/api/v1/jobs"),
                                              "application/json", json::serialize(body));
                         if (!checked) return checked.error();
                         return {};
                     },
                     [this](const Error& error, http::Locale locale) {
                         return problems_.summary(error, locale);
                     }};
    http::Router router_;
};

TEST_F(JobImportRoutesTest, ADryRunSaysWhatCommitDoesAndMakesNothing) {
    const http::File file{csv, heading + row_of("洗碗收台") + row_of("洗菜", "面议")};
    const json::object dry = report(file);
    EXPECT_EQ(dry.at("mode"), "dry_run");
    EXPECT_EQ(lines_of(dry), (Lines{"2 accepted open", "3 refused import.cell_missing /pay"}));
    EXPECT_EQ(dry.at("ignored_columns"), json::array({"店长"}));
    EXPECT_TRUE(dry.at("lines").at(0).at("job_id").is_null());
    EXPECT_FALSE(dry.at("lines").at(1).at("problem").at("detail").as_string().empty());
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);

    const json::object made = report(file, "commit");
    EXPECT_EQ(lines_of(made), lines_of(dry));
    EXPECT_EQ(made.at("accepted"), 1);
    EXPECT_EQ(made.at("refused"), 1);
    const JobId job = JobId::parse(made.at("lines").at(0).at("job_id").as_string().c_str()).value();
    EXPECT_EQ(kept(job).job.title, "洗碗工");
    EXPECT_EQ(lines_of(report(file, "commit")).at(0), "2 repeated open");
    EXPECT_EQ(count("SELECT count(*) FROM job"), 1);
}

TEST_F(JobImportRoutesTest, ALineThatBreaksRulesIsToldWhichAndWhere) {
    const json::object made =
        report({csv, heading + row_of("洗碗，押金200") + row_of("洗碗收台")}, "commit");
    EXPECT_EQ(lines_of(made),
              (Lines{"2 refused job.breaks_rules /description", "3 accepted open"}));
    const json::value& finding = made.at("lines").at(0).at("findings").at(0);
    EXPECT_EQ(finding.at("rule"), "fee.deposit");
    EXPECT_EQ(finding.at("start"), 3);
}

TEST_F(JobImportRoutesTest, JsonLinesAreBodiesOfPosts) {
    const std::string line = json::serialize(body_of(draft()));
    EXPECT_EQ(lines_of(report({ndjson, line + "\n\n{\"title\":\"" + "\n"}, "commit")),
              (Lines{"1 accepted open", "3 refused json.malformed"}));
    EXPECT_EQ(lines_of(report({ndjson, line}, "commit")), Lines{"1 repeated open"});
}

TEST_F(JobImportRoutesTest, WhatIsNoWorkbookIsSaidOfTheWholeFile) {
    EXPECT_EQ(lines_of(report({workbook, "no workbook"})),
              Lines{"0 refused import.xlsx_malformed"});
    EXPECT_EQ(lines_of(report({csv, "店长\n"})), Lines{"1 refused import.header_missing"});
}

TEST_F(JobImportRoutesTest, LinesOverTheLimitAreNotRead) {
    std::string rows = heading;
    for (std::size_t line = 0; line < import_request_lines_max + 3; ++line)
        rows += row_of("洗碗" + std::to_string(line), "面议");
    const json::object dry = report({csv, rows});
    EXPECT_EQ(dry.at("lines").as_array().size(), import_request_lines_max + 1);
    EXPECT_EQ(lines_of(dry).back(), "502 refused import.too_many_lines");
}

TEST_F(JobImportRoutesTest, FilesCountTowardTheRateOfPosts) {
    for (std::size_t post = 0; post < posts_per_minute_max - 1; ++post)
        published(boss_, draft("洗碗" + std::to_string(post)));
    const json::object made =
        report({csv, heading + row_of("洗碗收台") + row_of("洗菜切配")}, "commit");
    EXPECT_EQ(lines_of(made).at(1), "3 refused job.too_many_posts");
    clock_.advance(post_rate_window);
    EXPECT_EQ(report({csv, heading + row_of("洗菜切配")}, "commit").at("accepted"), 1);
}

TEST_F(JobImportRoutesTest, StrangersImportNothing) {
    boss_ = worker();
    EXPECT_EQ(lines_of(report({csv, heading + row_of("洗碗收台")}, "commit")),
              Lines{"2 refused role.not_allowed"});
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);
}

}  // namespace
}  // namespace gig::jobs
