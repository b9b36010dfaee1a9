#include "matching/ranking_rules.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "storage/temporary_database.h"

namespace gig::matching {
namespace {

const std::filesystem::path published = GIG_SOURCE_DIR "/server/matching/ranking_rules.json";

class RankingRulesTest : public testing::Test {
protected:
    /// The published file with its first version changed.
    json::value rules_with(const std::function<void(json::object&)>& change) const {
        json::value rules = json::parse(read_file(published));
        change(rules.at("versions").at(0).as_object());
        return rules;
    }

    RankingRules load(const json::value& rules) const {
        const std::filesystem::path file = folder_.path() / "rules.json";
        std::ofstream(file) << json::serialize(rules);
        return RankingRules::load(file);
    }

    std::string fault(const json::value& rules) const {
        try {
            load(rules);
        } catch (const std::runtime_error& refused) {
            return refused.what();
        }
        return "";
    }
    std::string fault_with(const std::function<void(json::object&)>& change) const {
        return fault(rules_with(change));
    }

    storage::TemporaryFolder folder_;
};

TEST_F(RankingRulesTest, ThePublishedOnesAreThoseOfTheEngine) {
    const RankingRules rules = RankingRules::load(published);
    const RankingVersion& first = rules.versions().front();
    EXPECT_EQ(first.weights.personalised, gigfair::first_rules.personalised);
    EXPECT_EQ(first.weights.unpersonalised, gigfair::first_rules.unpersonalised);
    EXPECT_EQ(first.receipt_kept, std::chrono::days(90));
    EXPECT_EQ(first.answer_due, std::chrono::days(15));
    EXPECT_LE(code_points(rules.words().summary.zh), 200U);
    EXPECT_LE(code_points(rules.words().summary.en), 200U);
}

TEST_F(RankingRulesTest, AVersionHoldsFromItsDayOnAndIsFoundByEitherId) {
    json::value rules = rules_with([](json::object&) {});
    json::object second = rules.at("versions").at(0).as_object();
    second["id"] = "2027.1";
    second["unpersonalised_id"] = "2027.1-plain";
    second["valid_from"] = "2027-01-01";
    second.at("personalised").at("near") = 340;
    second.at("personalised").at("pay") = 210;
    rules.at("versions").as_array().push_back(second);

    const RankingRules loaded = load(rules);
    const auto on = [&](const char* day) { return loaded.on(*date_value(day)).id; };
    EXPECT_EQ(on("2020-01-01"), "2026.1");
    EXPECT_EQ(on("2026-12-31"), "2026.1");
    EXPECT_EQ(on("2027-01-01"), "2027.1");
    EXPECT_EQ(loaded.find("2027.1-plain")->weights.personalised[0], 340U);
    EXPECT_EQ(loaded.find("2026.1")->weights.personalised[0], 350U);
    EXPECT_EQ(loaded.find("2026"), nullptr);
    EXPECT_EQ(loaded.versions()[1].id_for(true), "2027.1");
    EXPECT_EQ(loaded.versions()[1].id_for(false), "2027.1-plain");

    rules.at("versions").at(1).as_object()["valid_from"] = "2026-01-01";
    EXPECT_NE(fault(rules).find("2027.1: is not later"), std::string::npos);
}

TEST_F(RankingRulesTest, WhatCannotBeUsedIsNamed) {
    const auto names = [](const std::string& fault, std::string_view words) {
        return fault.find(words) != std::string::npos;
    };
    EXPECT_TRUE(names(
        fault_with([](json::object& version) { version.at("personalised").at("near") = 351; }),
        "rules.json: personalised: weights sum to 1000"));
    EXPECT_TRUE(names(fault_with([](json::object& version) {
                          version.at("unpersonalised").at("fresh") = 79;
                          version.at("unpersonalised").at("settle") = 1;
                      }),
                      "unpersonalised: settle is a personal feature"));
    EXPECT_TRUE(names(fault_with([](json::object& version) {
                          version.at("personalised").as_object()["luck"] = 0;
                      }),
                      "a weight of no term"));
    EXPECT_TRUE(names(fault_with([](json::object& version) {
                          version.at("personalised").as_object().erase("trust");
                      }),
                      "rules.json: "));
    EXPECT_TRUE(
        names(fault_with([](json::object& version) { version["unpersonalised_id"] = "2026.1"; }),
              "2026.1: stands twice"));
    EXPECT_TRUE(names(fault_with([](json::object& version) { version["id"] = "A b"; }),
                      "id: has other characters"));
    EXPECT_TRUE(names(fault_with([](json::object& version) { version["answer_days"] = 0; }),
                      "answer_days is out of range"));
    EXPECT_TRUE(names(fault_with([](json::object& version) { version["source"] = ""; }), "source"));

    json::value wordy = rules_with([](json::object&) {});
    wordy.at("words").at("summary").as_object()["zh"] = std::string(201, 'a');
    EXPECT_TRUE(names(fault(wordy), "zh: empty or too long"));
    json::value silent = rules_with([](json::object&) {});
    silent.at("words").at("filters").as_object().erase("closed");
    EXPECT_FALSE(fault(silent).empty());
}

}  // namespace
}  // namespace gig::matching
