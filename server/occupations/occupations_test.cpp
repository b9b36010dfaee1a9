#include "occupations/occupations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "base/json.h"
#include "occupations/occupations_routes.h"

namespace gig::occupations {
namespace {

namespace fs = std::filesystem;

const fs::path huzhou = fs::path(GIG_SOURCE_DIR) / "city" / "huzhou";

TEST(OccupationsTest, HuzhousCatalogueIsSound) {
    const Occupations occupations = Occupations::load(huzhou);
    EXPECT_GE(occupations.all().size(), 60U);
    for (const Occupation& occupation : occupations.all()) {
        const Family& family = occupations.family_of(occupation);
        EXPECT_EQ(occupation.engine_id / occupations_per_family, family.number);
        EXPECT_LE(occupation.pay_fen_hour_low, occupation.pay_fen_hour_high) << occupation.code;
        EXPECT_EQ(occupations.find(occupation.code), &occupation);
    }
    EXPECT_TRUE(std::ranges::is_sorted(occupations.all(), {}, &Occupation::engine_id));
    EXPECT_EQ(occupations.find("astronaut"), nullptr);
}

TEST(OccupationsTest, LawAsksADishwasherForAHealthCertificate) {
    const Occupations occupations = Occupations::load(huzhou);
    const Occupation* dishwasher = occupations.find("dishwasher");
    ASSERT_NE(dishwasher, nullptr);
    EXPECT_EQ(dishwasher->name, "洗碗工");
    EXPECT_EQ(dishwasher->legal_certificates, std::vector<std::string>{"health"});
    EXPECT_EQ(occupations.mask_of(dishwasher->legal_certificates), 1U);
}

TEST(OccupationsTest, OccupationsHaveTheWordsThatPeopleUse) {
    const Occupations occupations = Occupations::load(huzhou);
    const auto code_of = [&](std::string_view words) {
        const auto found = std::ranges::find(occupations.common_names(), words, &CommonName::words);
        return found == occupations.common_names().end() ? "" : found->code;
    };
    EXPECT_EQ(code_of("洗碗工"), "dishwasher");
    EXPECT_EQ(code_of("洗碗"), "dishwasher");
    EXPECT_EQ(code_of("宇航员"), "");
}

TEST(OccupationsTest, MaskOfSeveralAndOfUnknownCertificates) {
    const Occupations occupations = Occupations::load(huzhou);
    EXPECT_EQ(occupations.mask_of({}), 0U);
    EXPECT_EQ(occupations.mask_of({"health", "welder"}), 0b1001U);
    EXPECT_FALSE(occupations.mask_of({"health", "magic"}));
}

TEST(OccupationsTest, AFamilysMembers) {
    const Occupations occupations = Occupations::load(huzhou);
    const auto catering = occupations.in_family("catering");
    EXPECT_GT(catering.size(), 3U);
    for (const Occupation* occupation : catering)
        EXPECT_EQ(occupation->family, "catering");
    EXPECT_TRUE(occupations.in_family("dishwasher").empty());
}

TEST(OccupationsTest, HuzhousSkillsAreNumberedForTheEngine) {
    const Occupations occupations = Occupations::load(huzhou);
    EXPECT_GE(occupations.skills().size(), 40U);
    EXPECT_TRUE(std::ranges::is_sorted(occupations.skills(), {}, &Skill::number));
    EXPECT_LT(occupations.skills().back().number, skills_max);
    EXPECT_EQ(occupations.find_skill("wok_cooking")->name, "炒菜");
    EXPECT_FALSE(occupations.find_skill("wok_cooking")->is_taught);
    EXPECT_TRUE(occupations.find_skill("elder_care")->is_taught);
    EXPECT_EQ(occupations.find_skill("炒菜"), nullptr);
    for (const Skill& skill : occupations.skills()) {
        EXPECT_EQ(occupations.find_certificate(skill.code), nullptr) << skill.code;
        EXPECT_EQ(occupations.skills_mask({skill.code}), std::uint64_t{1} << skill.number);
    }
}

TEST(OccupationsTest, ASkillIsMeantByItsCodeOrEitherName) {
    const Occupations occupations = Occupations::load(huzhou);
    EXPECT_EQ(occupations.skills_mask({}), 0U);
    EXPECT_EQ(occupations.skills_mask({"wok_cooking", "切配", "Barbecue"}), 0b1011U);
    EXPECT_EQ(occupations.skills_mask({"炒菜", "wok_cooking"}), 0b1U);
    EXPECT_EQ(occupations.skills_mask({"会炒菜", "magic", ""}), 0U);
}

constexpr const char* header =
    "code,engine_id,family,name,name_en,gb_code,legal_certificates,pay_fen_hour_typical_low,"
    "pay_fen_hour_typical_high\n";

constexpr const char* certificates_header =
    "key,bit,name,name_en,issuer_kind,basis,valid_from,valid_to\n";

/// Loads a small catalogue in which one file was replaced; the message of the refusal.
std::string refusal_of(const std::string& file, const std::string& text) {
    const fs::path folder = fs::path(testing::TempDir()) / "occupations_refusal";
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(folder / "families.csv") << "key,number,name,name_en\ncatering,1,餐饮,Catering\n";
    std::ofstream(folder / "certificates.csv")
        << certificates_header
        << "health,0,健康证,Health,medical_institution,某法第一条,2020-01-01,\n";
    std::ofstream(folder / "occupations.csv")
        << header << "cook,67,catering,厨师,Cook,,health,3000,4000\n";
    std::ofstream(folder / file) << text;
    try {
        static_cast<void>(Occupations::load(folder));
        return "accepted";
    } catch (const std::runtime_error& error) {
        const std::string words = error.what();
        return words.substr(words.find(file));
    }
}

std::string occupation_refusal(const std::string& row) {
    const std::string refusal = refusal_of("occupations.csv", header + row + "\n");
    const std::string start = "occupations.csv:2: ";
    return refusal.starts_with(start) ? refusal.substr(start.size()) : refusal;
}

TEST(OccupationsTest, RefusesBadDataWithFileAndLine) {
    EXPECT_EQ(occupation_refusal("cook,67,catering,厨师,Cook,,health,3000,4000"), "accepted");
    EXPECT_EQ(occupation_refusal("Cook,67,catering,厨师,Cook,,,3000,4000"),
              "code: not a key: Cook");
    EXPECT_EQ(occupation_refusal("cook,67,catering,,Cook,,,3000,4000"), "name: empty");
    EXPECT_EQ(occupation_refusal("cook,4096,catering,厨师,Cook,,,3000,4000"),
              "engine_id: out of range");
    EXPECT_EQ(occupation_refusal("cook,128,catering,厨师,Cook,,,3000,4000"),
              "engine_id: not of its family");
    EXPECT_EQ(occupation_refusal("cook,67,retail,厨师,Cook,,,3000,4000"),
              "family: unknown: retail");
    EXPECT_EQ(occupation_refusal("cook,67,catering,厨师,Cook,,health;magic,3000,4000"),
              "legal_certificates: unknown");
    EXPECT_EQ(occupation_refusal("catering,67,catering,厨师,Cook,,,3000,4000"),
              "code: is a family's key");
    EXPECT_EQ(occupation_refusal("cook,67,catering,厨师,Cook,,,-1,4000"),
              "pay_fen_hour_typical_low: out of range");
    EXPECT_EQ(
        refusal_of("occupations.csv", std::string(header) + "cook,67,catering,厨师,Cook,,,1,2\n"
                                                            "chef,67,catering,厨师长,Chef,,,1,2\n"),
        "occupations.csv:3: code or engine_id occurs twice");
    EXPECT_EQ(refusal_of("families.csv", "key,number,name,name_en\na,1,甲,A\nb,1,乙,B\n"),
              "families.csv:3: key or number occurs twice");
    EXPECT_EQ(refusal_of("families.csv", "key,number,name,name_en\na,64,甲,A\n"),
              "families.csv:2: number: out of range");
    const auto certificates_refusal = [](const std::string& rows) {
        return refusal_of("certificates.csv", certificates_header + rows);
    };
    EXPECT_EQ(certificates_refusal("a,32,甲,A,police,,2020-01-01,\n"),
              "certificates.csv:2: bit: out of range");
    EXPECT_EQ(certificates_refusal("a,3,甲,A,police,,2020-01-01,\na,4,甲,A,police,,2020-01-01,\n"),
              "certificates.csv:3: key or bit occurs twice");
    EXPECT_EQ(certificates_refusal("a,3,甲,A,police,,2020-13-01,\n"),
              "certificates.csv:2: valid_from: not a date");
    EXPECT_EQ(certificates_refusal("a,3,甲,A,police,,2020-01-01,never\n"),
              "certificates.csv:2: valid_to: not a date");
}

TEST(OccupationsTest, RefusesSkillsThatCouldBeTakenForOneAnother) {
    const auto refusal = [](const std::string& rows) {
        return refusal_of("skills.csv", "code,number,name,name_en,market_course\n" + rows);
    };
    EXPECT_EQ(refusal("a,0,甲,A,0\nb,63,乙,B,1\n"), "accepted");
    EXPECT_EQ(refusal("a,64,甲,A,0\n"), "skills.csv:2: number: out of range");
    EXPECT_EQ(refusal("a,0,甲,A,2\n"), "skills.csv:2: market_course: out of range");
    EXPECT_EQ(refusal("A,0,甲,A,0\n"), "skills.csv:2: code: not a key: A");
    for (const char* second : {"b,0,乙,B,0\n", "a,1,乙,B,0\n", "b,1,甲,B,0\n", "b,1,乙,A,0\n"}) {
        EXPECT_EQ(refusal(std::string("a,0,甲,A,0\n") + second),
                  "skills.csv:3: code, number or name occurs twice");
    }
}

TEST(OccupationsTest, EveryCertificateSaysWhichArticleAsksForItAndSinceWhen) {
    const Occupations occupations = Occupations::load(huzhou);
    for (const Certificate& certificate : occupations.certificates()) {
        EXPECT_FALSE(certificate.basis.empty()) << certificate.key;
        EXPECT_LT(std::chrono::sys_days(certificate.asked_from),
                  std::chrono::sys_days(*date_value("2026-01-01")))
            << certificate.key;
        EXPECT_FALSE(certificate.asked_to) << certificate.key;
    }
    EXPECT_TRUE(occupations.find_certificate("health")->is_of_health);
    EXPECT_TRUE(occupations.find_certificate("health_public")->is_of_health);
    EXPECT_FALSE(occupations.find_certificate("forklift")->is_of_health);
    EXPECT_EQ(occupations.find_certificate("magic"), nullptr);
}

class OccupationsRoutesTest : public testing::Test {
protected:
    OccupationsRoutesTest() { add_routes(router_, occupations_); }

    http::Reply get(std::map<std::string, std::string, std::less<>> query, http::Locale locale,
                    std::string_view path = "/api/v1/occupations") {
        const auto match = router_.match(http::Method::get, path);
        http::Call call;
        call.query = http::Query(std::move(query));
        call.locale = locale;
        return match.value().route->handler(call);
    }

    Occupations occupations_ = Occupations::load(huzhou);
    http::Router router_;
};

TEST_F(OccupationsRoutesTest, SpellsAnOccupationInTheLanguageAskedFor) {
    const auto first = [&](http::Locale locale) {
        return json::serialize(json::parse(get({{"limit", "1"}}, locale).body).at("items").at(0));
    };
    EXPECT_EQ(first(http::Locale::zh_cn),
              R"({"code":"dishwasher","name":"洗碗工","name_en":"Dishwasher","family":"catering",)"
              R"("family_name":"餐饮","gb_code":null,"legal_certificates":["health"]})");
    EXPECT_EQ(first(http::Locale::en),
              R"({"code":"dishwasher","name":"Dishwasher","name_en":"Dishwasher",)"
              R"("family":"catering","family_name":"Catering","gb_code":null,)"
              R"("legal_certificates":["health"]})");
}

TEST_F(OccupationsRoutesTest, PagesThroughAll) {
    std::vector<std::string> codes;
    std::map<std::string, std::string, std::less<>> query{{"limit", "25"}};
    for (int pages = 0; pages < 10; ++pages) {
        const json::value answer = json::parse(get(query, http::Locale::en).body);
        for (const json::value& item : answer.at("items").as_array()) {
            codes.emplace_back(item.at("code").as_string());
        }
        if (answer.at("next_cursor").is_null()) break;
        query["cursor"] = std::string(answer.at("next_cursor").as_string());
    }
    std::vector<std::string> expected;
    for (const Occupation& occupation : occupations_.all())
        expected.push_back(occupation.code);
    EXPECT_EQ(codes, expected);
}

TEST_F(OccupationsRoutesTest, SkillsComeInPagesOfTheirOwn) {
    constexpr const char* path = "/api/v1/skills";
    const json::value first = json::parse(get({{"limit", "47"}}, http::Locale::zh_cn, path).body);
    EXPECT_EQ(json::serialize(first.at("items").at(2)),
              R"({"code":"pastry_making","name":"面点制作",)"
              R"("name_en":"Noodles, buns and dumplings","market_course":true})");
    const std::string cursor(first.at("next_cursor").as_string());
    const json::value last = json::parse(get({{"cursor", cursor}}, http::Locale::en, path).body);
    EXPECT_EQ(last.at("items").at(0).at("name"), "Huzhou dialect");
    EXPECT_TRUE(last.at("next_cursor").is_null());
    for (const char* strange : {"wok_cooking", "skills-magic", "dishwasher"}) {
        EXPECT_EQ(get({{"cursor", strange}}, http::Locale::en, path).status, 400) << strange;
    }
    EXPECT_EQ(get({{"cursor", cursor}}, http::Locale::en).status, 400);
}

TEST_F(OccupationsRoutesTest, RefusesACursorThatIsNoCode) {
    const http::Reply refused = get({{"cursor", "zzz"}}, http::Locale::en);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.problem.value().code, "query.bad_cursor");
}

}  // namespace
}  // namespace gig::occupations
