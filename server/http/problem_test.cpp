#include "http/problem.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>

#include "base/file.h"

namespace gig::http {
namespace {

const std::filesystem::path problems_folder = std::string(GIG_SOURCE_DIR) + "/api/problems";

const Problems& problems() {
    static const Problems loaded(problems_folder);
    return loaded;
}

boost::json::object said(const Error& error, Locale locale) {
    return boost::json::parse(problems().body(error, locale, "r1", {})).as_object();
}

TEST(LocaleTest, ChineseUnlessEnglishIsPreferred) {
    for (const char* header : {"", "zh", "zh-CN", "fr", "*", "en;q=0.5, zh;q=0.9", "en;q=x", "\xFF",
                               "en, zh", "english", "zh-CN,zh;q=0.9,en;q=0.8", "en;q=0", ",,,"}) {
        EXPECT_EQ(locale_of(header), Locale::zh_cn) << header;
    }
    for (const char* header : {"en", "EN-us", "en;q=0.1", "zh;q=0.5,en", "fr, en;q=0.8, *;q=0.1"}) {
        EXPECT_EQ(locale_of(header), Locale::en) << header;
    }
}

TEST(ProblemTest, HasAllThatTheContractAsksFor) {
    const auto problem = said(
        {.kind = ErrorKind::invalid, .code = "body.invalid", .field = "/pay/unit"}, Locale::en);
    EXPECT_EQ(problem.at("status").as_int64(), 422);
    EXPECT_EQ(problem.at("code").as_string(), "body.invalid");
    EXPECT_EQ(problem.at("type").as_string(), "urn:gigfair:problem:body.invalid");
    EXPECT_EQ(problem.at("field").as_string(), "/pay/unit");
    EXPECT_EQ(problem.at("request_id").as_string(), "r1");
    EXPECT_FALSE(problem.at("title").as_string().empty());
    EXPECT_FALSE(problem.at("detail").as_string().empty());
    EXPECT_FALSE(problem.contains("findings"));
}

TEST(ProblemTest, FillsValuesAndCutsThemShort) {
    const Error error{ErrorKind::malformed, "query.bad_value", "", {{"parameter", "limit"}}};
    EXPECT_EQ(said(error, Locale::zh_cn).at("detail").as_string(),
              "查询参数 limit 的值不符合要求，请对照接口文档修改。");

    std::string name;
    for (int index = 0; index < 500; ++index)
        name += "零";
    const Error large{ErrorKind::malformed, "query.bad_value", name, {{"parameter", name}}};
    const auto problem = said(large, Locale::en);
    EXPECT_LE(problem.at("detail").as_string().size(), 300U);
    EXPECT_LE(problem.at("field").as_string().size(), 200U);
}

TEST(ProblemTest, ValuesAreNotFilledIntoOneAnother) {
    const Error error{ErrorKind::malformed,
                      "query.unknown_parameter",
                      "",
                      {{"parameter", "{parameter}{nearest}"}, {"nearest", "limit"}}};
    // Ends: what a client sent can't make the words grow without bound.
    EXPECT_LE(said(error, Locale::en).at("detail").as_string().size(), 200U);
}

TEST(ProblemTest, EveryKindHasItsStatus) {
    const std::vector<std::pair<ErrorKind, int>> statuses = {{ErrorKind::malformed, 400},
                                                             {ErrorKind::invalid, 422},
                                                             {ErrorKind::unauthenticated, 401},
                                                             {ErrorKind::forbidden, 403},
                                                             {ErrorKind::not_found, 404},
                                                             {ErrorKind::conflict, 409},
                                                             {ErrorKind::outdated, 412},
                                                             {ErrorKind::too_many, 429},
                                                             {ErrorKind::busy, 503},
                                                             {ErrorKind::storage_full, 507}};
    for (const auto& [kind, status] : statuses) {
        EXPECT_EQ(status_of({kind, "http.not_found"}), status);
        EXPECT_TRUE(problems().knows("http.title_" + std::to_string(status))) << status;
    }
    EXPECT_EQ(status_of({ErrorKind::busy, "internal.error"}), 500);
    EXPECT_EQ(status_of({ErrorKind::malformed, "http.body_too_large"}), 413);
}

TEST(ProblemDeathTest, CodeWithoutWordsIsABug) {
    EXPECT_DEATH(said({ErrorKind::invalid, "nobody.wrote_this"}, Locale::en), "");
}

/// Codes in the text of this room's sources: each has words, and each line of words is used.
TEST(ProblemTest, EveryCodeOfThisRoomHasWords) {
    const std::regex code("\"((http|query|body|idempotency|internal)\\.[a-z_0-9]+)\"");
    std::set<std::string> used;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(GIG_SOURCE_DIR) + "/server/http")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
        const std::string text = read_file(entry.path());
        for (auto match = std::sregex_iterator(text.begin(), text.end(), code);
             match != std::sregex_iterator(); ++match) {
            used.insert((*match)[1]);
        }
    }
    // Log events, and a code that storage's words explain.
    for (const char* other : {"http.request", "http.failed", "http.title_"})
        used.erase(other);
    EXPECT_GT(used.size(), 25U);
    for (const std::string& name : used)
        EXPECT_TRUE(problems().knows(name)) << name;

    const std::string table = read_file(problems_folder / "http.csv");
    const std::regex line("\n([a-z_.0-9]+),");
    for (auto match = std::sregex_iterator(table.begin(), table.end(), line);
         match != std::sregex_iterator(); ++match) {
        const std::string name = (*match)[1];
        EXPECT_TRUE(name.starts_with("http.title_") || used.contains(name)) << name;
    }
}

TEST(ProblemTest, RefusesWordsThatAreMissingOrTwice) {
    const auto folder = std::filesystem::temp_directory_path() / "gigfair_problem_test";
    for (const char* text :
         {"code,zh,en\na.b,x,\n", "code,zh,en\na.b,x,y\na.b,x,y\n", "code,zh\na.b,x\n"}) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "x.csv") << text;
        EXPECT_THROW(Problems{folder}, std::runtime_error) << text;
    }
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gig::http
