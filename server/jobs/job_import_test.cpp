#include "jobs/job_import.h"

#include <gtest/gtest.h>

#include <sstream>

#include "http/contract.h"
#include "jobs/job_body.h"
#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

using Outcome = ImportedLine::Outcome;

class JobImportTest : public JobsHouse {
protected:
    struct Imported {
        ImportTotals totals;
        std::vector<ImportedLine> lines;
    };

    Imported import(std::string text, ImportMode mode = ImportMode::commit) {
        Imported imported;
        std::istringstream stream(std::move(text));
        imported.totals = import_jobs(
            stream, {jobs_, actor_, body_check_, mode,
                     [&](const ImportedLine& line) { imported.lines.push_back(line); }});
        return imported;
    }

    /// The lines as "number outcome code field" each, so that a test reads like the report.
    std::string report(std::string text, ImportMode mode = ImportMode::commit) {
        std::string report;
        for (const ImportedLine& line : import(std::move(text), mode).lines) {
            constexpr const char* outcomes[] = {"accepted", "repeated", "refused"};
            report += std::to_string(line.number) + " " +
                      outcomes[static_cast<std::size_t>(line.outcome)];
            if (line.error) {
                report += " " + std::string(line.error->code);
                if (!line.error->field.empty()) report += " " + line.error->field;
            }
            report += "\n";
        }
        return report;
    }

    std::string line(const std::string& title) { return json::serialize(body_of(draft(title))); }
    std::int64_t jobs_kept() { return count("SELECT count(*) FROM job"); }

    Actor actor_ = employer_member();
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
    BodyCheck body_check_ = [this](const json::value& body) -> Result<void> {
        const http::Operation* operation = contract_.find(http::Method::post, "/api/v1/jobs");
        const Result<json::value> checked =
            http::check_body(*operation, "application/json", json::serialize(body));
        if (!checked) return checked.error();
        return {};
    };
};

TEST_F(JobImportTest, EachLineBecomesAJob) {
    const Imported imported = import(line("一") + "\n" + line("二") + "\n");
    EXPECT_EQ(imported.totals.accepted, 2u);
    ASSERT_EQ(imported.lines.size(), 2u);
    EXPECT_EQ(imported.lines[0].state, JobState::open);
    EXPECT_EQ(kept(imported.lines[1].job.value()).job.title, "二");
    EXPECT_EQ(jobs_kept(), 2);
}

TEST_F(JobImportTest, MarksAndLineEndsOfOtherSystemsAreTolerated) {
    EXPECT_EQ(report("\xEF\xBB\xBF" + line("一") + "\r\n\r\n  \n" + line("二")),
              "1 accepted\n4 accepted\n");
}

TEST_F(JobImportTest, ADryRunSaysTheSameAndDoesNothing) {
    const std::string file = line("一") + "\n" + line("") + "\n" + line("一") + "\n{\n";
    const std::int64_t before = database_->last_event();
    const std::string dry = report(file, ImportMode::dry_run);
    EXPECT_EQ(dry,
              "1 accepted\n2 refused body.invalid /title\n3 repeated\n4 refused json.malformed\n");
    EXPECT_EQ(database_->last_event(), before);
    EXPECT_EQ(report(file), dry);
    EXPECT_EQ(jobs_kept(), 1);
    EXPECT_EQ(report(file, ImportMode::dry_run),
              "1 repeated\n2 refused body.invalid /title\n3 repeated\n4 refused json.malformed\n");
}

TEST_F(JobImportTest, ARepeatedImportMakesNothingTwice) {
    const std::string file = line("一") + "\n" + line("二") + "\n";
    const Imported first = import(file);
    const Imported second = import(file + line("三"));
    EXPECT_EQ(second.totals.repeated, 2u);
    EXPECT_EQ(second.totals.accepted, 1u);
    EXPECT_EQ(second.lines[0].job, first.lines[0].job);
    EXPECT_EQ(jobs_kept(), 3);

    clock_.advance(std::chrono::hours(24 * 30));  // Long after any Idempotency-Key is forgotten.
    EXPECT_EQ(import(file).totals.repeated, 2u);
    EXPECT_EQ(import(file, ImportMode::dry_run).totals.repeated, 2u);
    EXPECT_EQ(jobs_kept(), 3);
}

TEST_F(JobImportTest, AnotherAccountsImportIsItsOwn) {
    const std::string file = line("一");
    EXPECT_EQ(import(file).totals.accepted, 1u);
    actor_ = employer_member();
    EXPECT_EQ(import(file).totals.accepted, 1u);
}

TEST_F(JobImportTest, ARepeatedLineIsNoNewJobEvenAfterItsClose) {
    const Imported first = import(line("一"));
    ASSERT_TRUE(jobs_.close(actor_, first.lines[0].job.value(), "", {}));
    const Imported second = import(line("一"));
    EXPECT_EQ(second.lines[0].outcome, Outcome::repeated);
    EXPECT_EQ(second.lines[0].state, JobState::closed);
}

TEST_F(JobImportTest, OneBadLineStopsNoOther) {
    EXPECT_EQ(report("[]\n" + line("一") + "\n\xFF\n{\"a\":1,\"a\":2}\n" + line("二")),
              "1 refused body.invalid\n2 accepted\n3 refused import.bad_utf8\n"
              "4 refused json.duplicate_key\n5 accepted\n");
}

TEST_F(JobImportTest, FindingsAreReported) {
    JobDraft far = draft();
    far.place = places::SourcePlace{23.1291, 113.2644, places::Crs::gcj02};
    const std::string text = json::serialize(body_of(far));
    for (const ImportMode mode : {ImportMode::dry_run, ImportMode::commit}) {
        const Imported imported = import(text, mode);
        ASSERT_EQ(imported.lines.size(), 1u);
        ASSERT_EQ(imported.lines[0].findings.size(), 1u);
        EXPECT_EQ(imported.lines[0].findings[0].rule, "job.place_outside_city");
    }
    far.description += "。";
    const Imported again = import(json::serialize(body_of(far)), ImportMode::dry_run);
    ASSERT_EQ(again.lines[0].findings.size(), 2u);
    EXPECT_EQ(again.lines[0].findings[1].rule, "job.looks_like_duplicate");
    EXPECT_EQ(again.lines[0].state, JobState::in_review);
}

TEST_F(JobImportTest, LinesHaveALimitInBytes) {
    const std::string body = line("一");
    const std::string padded = body + std::string(import_line_bytes_max - body.size(), ' ');
    EXPECT_EQ(report(padded + "\r\n" + padded + " \n" + padded + "  \n" + line("二")),
              "1 accepted\n2 refused import.line_too_long\n3 refused import.line_too_long\n"
              "4 accepted\n");
}

TEST_F(JobImportTest, LinesHaveALimitInNumber) {
    std::string file;
    for (std::size_t number = 1; number < import_lines_max; ++number)
        file += '\n';
    EXPECT_EQ(report(file + line("一")), "100000 accepted\n");
    EXPECT_EQ(report(file + line("二") + "\n{}\n{}"),
              "100000 accepted\n100001 refused import.too_many_lines\n");
}

TEST_F(JobImportTest, ImportingCountsTowardNoRate) {
    std::string file;
    for (std::size_t number = 0; number <= posts_per_minute_max; ++number) {
        file += line(std::to_string(number)) + "\n";
    }
    EXPECT_EQ(import(file).totals.accepted, posts_per_minute_max + 1);
    EXPECT_TRUE(jobs_.publish(actor_, draft(), {}));
}

TEST_F(JobImportTest, OnlyThoseWhoMayImportDo) {
    actor_ = worker();
    EXPECT_EQ(report(line("一")), "1 refused role.not_allowed\n");
    EXPECT_EQ(report(line("一"), ImportMode::dry_run), "1 refused role.not_allowed\n");

    const EmployerId employer = employer_of(employer_member());
    actor_ = {.account = AccountId(11), .grants = {{Role::city_admin}}};
    JobDraft named = draft();
    EXPECT_EQ(report(json::serialize(body_of(named))),
              "1 refused job.employer_missing /employer_id\n");
    named.employer = employer;
    EXPECT_EQ(report(json::serialize(body_of(named))), "1 accepted\n");
}

}  // namespace
}  // namespace gig::jobs
