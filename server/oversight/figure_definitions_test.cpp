#include "oversight/figure_definitions.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "base/json.h"
#include "storage/temporary_database.h"

namespace gig::oversight {
namespace {

const std::filesystem::path sheet = GIG_SOURCE_DIR "/server/oversight/definitions.json";

class DefinitionsTest : public testing::Test {
protected:
    /// Why the sheet is refused after the change; empty where it isn't.
    std::string refusal_after(const std::function<void(json::object&)>& change) const {
        json::value changed = *parse_json(read_file(sheet));
        change(changed.as_object());
        const std::filesystem::path file = folder_.path() / "sheet.json";
        std::ofstream(file) << json::serialize(changed);
        try {
            Definitions::load(file);
            return "";
        } catch (const std::runtime_error& refusal) {
            const std::string why = refusal.what();
            EXPECT_TRUE(why.starts_with(file.string() + ": ")) << why;
            return why.substr(file.string().size() + 2);
        }
    }

    static json::object& figure(json::object& changed, std::size_t number) {
        return changed.at("figures").as_array().at(number).as_object();
    }

    storage::TemporaryFolder folder_;
};

TEST_F(DefinitionsTest, EveryMetricIsDefinedInBothLanguages) {
    const Definitions definitions = Definitions::load(sheet);
    for (int number = 0; number < metric_count; ++number) {
        const auto metric = static_cast<Metric>(number);
        const Definition& definition = definitions.of(metric);
        EXPECT_EQ(metric_named(name_of(metric)), metric);
        EXPECT_EQ(definition.counts == Counts::people, definition.unit.zh == "人");
        EXPECT_NE(definition.is_not.zh, definition.is_not.en);
    }
    EXPECT_EQ(definitions.of(Metric::registrations).unit.zh, "人次");
    EXPECT_EQ(definitions.of(Metric::posts).unit.zh, "个");
    EXPECT_EQ(definitions.of(Metric::notices).unit.zh, "条");
    EXPECT_EQ(definitions.not_counted_yet(),
              (std::vector<std::string>{"served", "arrived", "worked", "paid", "disputed"}));
}

TEST_F(DefinitionsTest, ASheetThatDoesNotFitTheFoldIsRefused) {
    EXPECT_EQ(refusal_after([](json::object&) {}), "");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 2)["version"] = 2; }),
              "posts: version: is not that of the fold, 1");
    EXPECT_EQ(refusal_after([](json::object& all) { all.at("figures").as_array().pop_back(); }),
              "confirmed: must be defined once");
    EXPECT_EQ(refusal_after([](json::object& all) {
                  all.at("figures").as_array().push_back(figure(all, 0));
              }),
              "markets: must be defined once");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 0)["metric"] = "arrived"; }),
              "arrived: metric: nothing counts it");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 2).erase("is_not"); }),
              "posts: is_not: missing");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 2)["unit"] = json::object(); }),
              "posts: unit: a text is missing");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 2)["counts"] = "heads"; }),
              "posts: counts: unknown");
    EXPECT_EQ(refusal_after([](json::object& all) { figure(all, 2)["valid_from"] = "today"; }),
              "posts: valid_from: not a date");
    EXPECT_EQ(refusal_after([](json::object& all) {
                  all.at("not_counted_yet").as_array().at(0).as_object()["metric"] = "posts";
              }),
              "posts: metric: is counted");
    EXPECT_EQ(refusal_after([](json::object& all) { all.erase("figures"); }), "figures is no list");
}

}  // namespace
}  // namespace gig::oversight
