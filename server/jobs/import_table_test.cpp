#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>
#include <sstream>

#include "http/contract.h"
#include "jobs/job_import.h"
#include "jobs/jobs_fixture.h"
#include "jobs/read_text.h"

namespace gig::jobs {
namespace {

constexpr const char* heading =
    "岗位,工作内容,薪资,日期,工作时间,人数,结算,用工形式,保障,地址,经度,纬度,坐标系\n";
constexpr const char* good_row =
    "洗碗工,洗碗收台,25元/小时,2026-11-26,16:30-21:30,3,日结,part_time,commercial,"
    "月河街道演示路1号,120.104,30.868,WGS84\n";

/// A file of the parts given, packed as an XLSX is.
class Packed {
public:
    explicit Packed(std::filesystem::path file) : file_(std::move(file)) {
        int code = 0;
        archive_ = zip_open(file_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
        invariant(archive_ != nullptr);
    }

    void add(const std::string& name, const std::string& text) {
        parts_.push_back(std::make_unique<std::string>(text));
        zip_source_t* source =
            zip_source_buffer(archive_, parts_.back()->data(), parts_.back()->size(), 0);
        invariant(zip_file_add(archive_, name.c_str(), source, ZIP_FL_OVERWRITE) >= 0);
    }

    void close() { invariant(zip_close(archive_) == 0); }

private:
    std::filesystem::path file_;
    zip_t* archive_;
    std::vector<std::unique_ptr<std::string>> parts_;
};

class ImportTableTest : public JobsHouse {
protected:
    ImportTotals import(const TableReader& rows, ImportMode mode, std::string& report) {
        const RowReading reading{reader_, occupations_, clock_.now()};
        return import_table(
            rows, reading,
            {jobs_, actor_, body_check_, mode, [&](const ImportedLine& line) {
                 constexpr const char* outcomes[] = {"accepted", "repeated", "refused"};
                 report += std::to_string(line.number) + " " +
                           outcomes[static_cast<std::size_t>(line.outcome)];
                 if (line.error) {
                     report += " " + std::string(line.error->code);
                     if (!line.error->field.empty()) report += " " + line.error->field;
                 }
                 report += "\n";
                 if (line.job) made_.push_back(*line.job);
             }});
    }

    std::string csv(const std::string& text, ImportMode mode = ImportMode::commit) {
        std::string report;
        std::istringstream stream(text);
        totals_ = import(csv_rows(stream), mode, report);
        return report;
    }

    std::string xlsx(ImportMode mode = ImportMode::commit) {
        std::string report;
        totals_ = import(xlsx_rows(file()), mode, report);
        return report;
    }

    std::filesystem::path file() const { return database_.folder() / "jobs.xlsx"; }

    /// A workbook whose sheet has these rows of XML.
    void write_workbook(const std::string& rows, const std::string& strings = "") {
        Packed packed(file());
        packed.add(
            "xl/workbook.xml",
            R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>)");
        packed.add(
            "xl/_rels/workbook.xml.rels",
            R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)");
        packed.add("xl/worksheets/sheet1.xml",
                   "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        if (!strings.empty()) packed.add("xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
        packed.close();
    }

    static std::string inline_cell(const std::string& reference, const std::string& text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    /// A line of CSV as a row of XML, numbers as numbers.
    static std::string xml_row(int number, const std::string& line) {
        std::string row = "<row r=\"" + std::to_string(number) + "\">";
        std::istringstream cells(line.substr(0, line.find('\n')));
        char column = 'A';
        for (std::string cell; std::getline(cells, cell, ','); ++column) {
            row += inline_cell(std::string(1, column) + std::to_string(number), cell);
        }
        return row + "</row>";
    }

    Actor actor_ = employer_member();
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
    BodyCheck body_check_ = [this](const json::value& body) -> Result<void> {
        const http::Operation* operation = contract_.find(http::Method::post, "/api/v1/jobs");
        const Result<json::value> checked =
            http::check_body(*operation, "application/json", json::serialize(body));
        if (!checked) return checked.error();
        return {};
    };
    ImportTotals totals_;
    std::vector<JobId> made_;
};

/// The good row with one of its cells changed.
std::string row_with(const std::string& from, const std::string& to) {
    std::string row = good_row;
    row.replace(row.find(from), from.size(), to);
    return row;
}

TEST_F(ImportTableTest, ARowOfWordsBecomesAJob) {
    EXPECT_EQ(csv(std::string(heading) + good_row), "2 accepted\n");
    const JobWithOpenings job = kept(made_.at(0));
    EXPECT_EQ(job.job.title, "洗碗工");
    EXPECT_EQ(job.job.occupation, "dishwasher");
    EXPECT_EQ(job.job.pay.amount, Money{2'500});
    EXPECT_EQ(job.job.state, JobState::open);
    ASSERT_EQ(job.openings.size(), 1u);
    EXPECT_EQ(time_text(job.openings[0].start), "2026-11-26T16:30:00+08:00");
    EXPECT_EQ(job.openings[0].places, 3);
}

TEST_F(ImportTableTest, ADryRunSaysTheSameAndMakesNothing) {
    const std::string file = std::string(heading) + good_row + row_with("25元/小时", "面议");
    const std::string dry = csv(file, ImportMode::dry_run);
    EXPECT_EQ(dry, "2 accepted\n3 refused import.cell_missing /pay\n");
    EXPECT_EQ(count("SELECT count(*) FROM job"), 0);
    EXPECT_EQ(csv(file), dry);
    EXPECT_EQ(csv(file), "2 repeated\n3 refused import.cell_missing /pay\n");
    EXPECT_EQ(count("SELECT count(*) FROM job"), 1);
}

TEST_F(ImportTableTest, EveryRowIsInOrSaysWhyNot) {
    const auto said = [&](const std::string& row) {
        const std::string report = csv(std::string(heading) + row, ImportMode::dry_run);
        return report.substr(2, report.size() - 3);
    };
    EXPECT_EQ(said(row_with("25元/小时", "约25元/小时")),
              "refused import.cell_unsure /pay/amount_fen");
    EXPECT_EQ(said(row_with("16:30-21:30", "4:30-9:30")), "refused import.cell_unsure /shifts");
    EXPECT_EQ(said(row_with("16:30-21:30", "下午")), "refused import.cell_missing /shifts");
    EXPECT_EQ(said(row_with(",3,", ",,")), "refused import.cell_missing /shifts/0/places");
    EXPECT_EQ(said(row_with("part_time", "兼职")), "refused import.cell_unsure /relation");
    EXPECT_EQ(said(row_with("120.104", "东经")), "refused import.cell_malformed /place/lon");
    EXPECT_EQ(said(row_with("30.868", "")), "refused import.cell_malformed /place/lat");
    EXPECT_EQ(said(row_with("WGS84", "")), "refused import.cell_missing /place/crs");
    EXPECT_EQ(said(row_with("WGS84", "CGCS")), "refused import.cell_malformed /place/crs");
    EXPECT_EQ(said(row_with("WGS84", "BD09")), "accepted");
    EXPECT_EQ(said(row_with("洗碗工,", "帮忙,")), "refused import.cell_missing /occupation");
    EXPECT_EQ(said(row_with("2026-11-26", "46352")), "accepted");
    EXPECT_EQ(said("洗碗\"工,a\n"), "refused import.csv_malformed");
    EXPECT_EQ(said("\xFF,a\n"), "refused import.bad_utf8");
    EXPECT_EQ(said(std::string(table_columns_max, ',') + "a\n"), "refused import.too_many_columns");
    EXPECT_EQ(said(std::string(table_row_bytes_max + 1, 'a') + "\n"),
              "refused import.line_too_long");
    std::string long_text;
    for (std::size_t at = 0; at <= wording::post_text_max; ++at)
        long_text += "a";
    EXPECT_EQ(said(row_with("洗碗收台", long_text)), "refused wording.text_too_long /description");
}

TEST_F(ImportTableTest, PlacesAreTakenInTheirOwnSystem) {
    EXPECT_EQ(csv(std::string(heading) + row_with("WGS84", "GCJ02") +
                  row_with("洗碗工,洗碗收台", "洗碗工,洗碗")),
              "2 accepted\n3 accepted\n");
    const std::optional<GeoPoint> shifted = kept(made_.at(0)).job.place;
    const std::optional<GeoPoint> plain = kept(made_.at(1)).job.place;
    EXPECT_GT(places::metres_between(*shifted, *plain), 300u);
}

TEST_F(ImportTableTest, WhereARowComesFromIsKept) {
    std::string named = std::string(heading);
    named.insert(named.size() - 1, ",来源");
    std::string row = good_row;
    row.insert(row.size() - 1, ",南太湖人社");
    EXPECT_EQ(csv(named + row), "2 accepted\n");
    EXPECT_EQ(kept(made_.at(0)).job.reposted_from, "南太湖人社");
}

TEST_F(ImportTableTest, AnAgencysRowsNameWhomTheyAreFor) {
    actor_ = agency_member();
    std::string named = std::string(heading);
    named.insert(named.size() - 1, ",用工单位,用工单位信用代码");
    const auto row = [](const std::string& cells) {
        std::string text = good_row;
        text.insert(text.size() - 1, "," + cells);
        return text;
    };
    const std::string code = credit_code(5).text();
    EXPECT_EQ(csv(named + row("示例餐饮有限公司," + code) + row("," + code) + row("示例,12") +
                  row("示例宴会有限公司,")),
              "2 accepted\n3 refused import.cell_missing /user_enterprise/name\n"
              "4 refused body.invalid /user_enterprise/uscc\n5 accepted\n");
    EXPECT_EQ(kept(made_.at(0)).job.user_enterprise->name, "示例餐饮有限公司");
    EXPECT_EQ(kept(made_.at(0)).job.user_enterprise->credit_code, code);
    EXPECT_EQ(csv(std::string(heading) + good_row),
              "2 refused job.breaks_rules /user_enterprise\n");
    EXPECT_EQ(csv("user_enterprise,user_enterprise_uscc," + std::string(heading) +
                  "示例酒店有限公司,," + good_row),
              "2 accepted\n");
}

TEST_F(ImportTableTest, PhonesAreNotKept) {
    csv(std::string(heading) + row_with("洗碗收台", "洗碗收台，电话12000000001"));
    EXPECT_EQ(kept(made_.at(0)).job.description, "洗碗收台，");
}

TEST_F(ImportTableTest, AnOldTextInOneCellWillDo) {
    EXPECT_EQ(csv("原文,用工形式,保障,经度,纬度,坐标系\n"
                  "\"急招洗碗工3名，明天16:30-21:30\n25元/小时，日结，地址：演示路1号\",part_time,"
                  "commercial,120.104,30.868,WGS84\n"),
              "2 accepted\n");
}

TEST_F(ImportTableTest, HeadingsSayWhatIsRead) {
    EXPECT_EQ(csv("甲,乙\n1,2\n"), "1 refused import.header_missing\n");
    EXPECT_EQ(csv("薪资,工资\n1,2\n"), "1 refused import.column_repeated\n");
    EXPECT_EQ(csv(""), "");
    csv("联系人," + std::string(heading) + "某," + good_row);
    EXPECT_EQ(totals_.ignored_columns, std::vector<std::string>{"联系人"});
    EXPECT_EQ(totals_.accepted, 1u);
}

TEST_F(ImportTableTest, RowsAreCountedAsAnEditorDoes) {
    EXPECT_EQ(csv("\xEF\xBB\xBF" + std::string(heading) + "\r\n,,\n" +
                  row_with("洗碗收台", "\"洗碗\n收台\"") + "甲\n"),
              "4 accepted\n6 refused import.cell_missing /occupation\n");
    EXPECT_EQ(csv(std::string(heading) + "\"甲"), "2 refused import.csv_malformed\n");
}

TEST_F(ImportTableTest, AWorkbookIsReadLikeItsCsv) {
    write_workbook(xml_row(1, heading) + xml_row(3, good_row) +
                   xml_row(4, row_with("25元/小时", "面议")));
    EXPECT_EQ(xlsx(ImportMode::dry_run), "3 accepted\n4 refused import.cell_missing /pay\n");
    EXPECT_EQ(xlsx(), "3 accepted\n4 refused import.cell_missing /pay\n");
    EXPECT_EQ(csv(std::string(heading) + good_row), "2 repeated\n");
}

TEST_F(ImportTableTest, CellsMayPointToSharedStrings) {
    write_workbook(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"C2\"><v>3</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>9</v></c></row>"
        "<row r=\"4\"><c r=\"A4\" t=\"e\"><v>#REF!</v></c></row>",
        "<si><t>标题</t></si><si><r><t>人</t></r><r><t>数</t></r></si>"
        "<si><t>洗碗工</t></si>");
    EXPECT_EQ(xlsx(),
              "2 refused import.cell_missing /place\n3 refused import.xlsx_malformed\n"
              "4 refused import.xlsx_malformed\n");
}

TEST_F(ImportTableTest, WhatIsNoWorkbookIsRefusedAsAWhole) {
    const std::string refused = "0 refused import.xlsx_malformed\n";
    EXPECT_EQ(xlsx(), refused);  // It isn't there.
    std::ofstream(file()) << "岗位,薪资\n";
    EXPECT_EQ(xlsx(), refused);
    Packed(file()).close();
    EXPECT_EQ(xlsx(), refused);
    write_workbook("<row><c>");
    EXPECT_EQ(xlsx(), refused);

    write_workbook(xml_row(1, heading));
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
    EXPECT_EQ(xlsx(), refused);
}

TEST_F(ImportTableTest, APartThatUnpacksTooLargeIsRefused) {
    // 65 MB of blanks pack to a few kB.
    write_workbook(xml_row(1, heading) + std::string(file_limits.part_bytes_max, ' '));
    EXPECT_LT(std::filesystem::file_size(file()), std::uintmax_t{1} << 20);
    EXPECT_EQ(xlsx(), "0 refused import.xlsx_too_large\n");
}

}  // namespace
}  // namespace gig::jobs
