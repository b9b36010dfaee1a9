#include "http/schema.h"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace gig::http {
namespace {

namespace json = boost::json;

/// "" where the value fits; else the kind's first letter and the pointer.
std::string misfit(const std::string& schema, const std::string& value,
                   Direction direction = Direction::request) {
    const json::value document = json::parse(schema);
    SchemaSet set(document);
    const auto found = set.compile(document, "test")->misfit(json::parse(value), direction);
    if (!found) return "";
    const std::map<Misfit::Kind, std::string> letters = {{Misfit::Kind::invalid, "i "},
                                                         {Misfit::Kind::missing, "m "},
                                                         {Misfit::Kind::unknown, "u "},
                                                         {Misfit::Kind::read_only, "r "}};
    return letters.at(found->kind) + found->pointer;
}

TEST(SchemaTest, Types) {
    EXPECT_EQ(misfit(R"({"type":"integer"})", "1"), "");
    EXPECT_EQ(misfit(R"({"type":"integer"})", "1.0"), "i ");
    EXPECT_EQ(misfit(R"({"type":"integer"})", "9223372036854775807"), "");
    EXPECT_EQ(misfit(R"({"type":"integer"})", "9223372036854775808"), "i ");
    EXPECT_EQ(misfit(R"({"type":"number"})", "1"), "");
    EXPECT_EQ(misfit(R"({"type":"string"})", "null"), "i ");
    EXPECT_EQ(misfit(R"({"type":["string","null"]})", "null"), "");
    EXPECT_EQ(misfit(R"({"type":"boolean"})", "1"), "i ");
    EXPECT_EQ(misfit(R"({})", "[1,{}]"), "");
}

TEST(SchemaTest, LimitsAreInclusive) {
    const std::string number = R"({"type":"integer","minimum":2,"maximum":4})";
    EXPECT_EQ(misfit(number, "1"), "i ");
    EXPECT_EQ(misfit(number, "2"), "");
    EXPECT_EQ(misfit(number, "4"), "");
    EXPECT_EQ(misfit(number, "5"), "i ");
    const std::string text = R"({"type":"string","minLength":1,"maxLength":2})";
    EXPECT_EQ(misfit(text, R"("")"), "i ");
    EXPECT_EQ(misfit(text, R"("𠮷㛃")"), "");
    EXPECT_EQ(misfit(text, R"("𠮷㛃a")"), "i ");
    const std::string list = R"({"type":"array","minItems":1,"maxItems":2,"uniqueItems":true})";
    EXPECT_EQ(misfit(list, "[]"), "i ");
    EXPECT_EQ(misfit(list, "[1,2]"), "");
    EXPECT_EQ(misfit(list, "[1,1]"), "i ");
    EXPECT_EQ(misfit(list, "[1,2,3]"), "i ");
}

TEST(SchemaTest, EnumAndConst) {
    EXPECT_EQ(misfit(R"({"enum":["a",1,null]})", "null"), "");
    EXPECT_EQ(misfit(R"({"enum":["a",1,null]})", R"("A")"), "i ");
    EXPECT_EQ(misfit(R"({"const":true})", "true"), "");
    EXPECT_EQ(misfit(R"({"const":true})", "false"), "i ");
}

const std::string post =
    R"({"type":"object","additionalProperties":false,"required":["title","pay"],
  "properties":{"title":{"type":"string","maxLength":5},"id":{"type":"string","readOnly":true},
    "pay":{"type":"object","additionalProperties":false,"required":["fen"],"properties":{"fen":{"type":"integer"}}},
    "a/b~c":{"type":"integer"},
    "shifts":{"oneOf":[{"type":"array","items":{"type":"object","required":["end"],"properties":{"end":{"type":"string"}}}},
      {"type":"object","additionalProperties":false,"required":["from"],"properties":{"from":{"type":"string"}}}]}}})";

TEST(SchemaTest, NamesTheDeepestValueAtFault) {
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{"fen":1}})"), "");
    EXPECT_EQ(misfit(post, R"({"title":"x"})"), "m /pay");
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{}})"), "m /pay/fen");
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{"fen":1.5}})"), "i /pay/fen");
    EXPECT_EQ(misfit(post, R"({"title":"xxxxxx","pay":{"fen":1.5}})"), "i /pay/fen");
    EXPECT_EQ(misfit(post, R"({"title":"xxxxxx","pay":{"fen":1},"no":1})"), "i /title");
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{"fen":1},"no":1})"), "u /no");
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{"fen":1,"":1}})"), "u /pay/");
    EXPECT_EQ(misfit(post, R"({"title":"x","pay":{"fen":1},"a/b~c":""})"), "i /a~1b~0c");
    EXPECT_EQ(misfit(post, "[]"), "i ");
}

TEST(SchemaTest, OfSeveralBranchesTheDeepestSaysWhy) {
    const std::string start = R"({"title":"x","pay":{"fen":1},"shifts":)";
    EXPECT_EQ(misfit(post, start + R"([{"end":""}]})"), "");
    EXPECT_EQ(misfit(post, start + R"({"from":""}})"), "");
    EXPECT_EQ(misfit(post, start + R"([{"end":""},{"end":1}]})"), "i /shifts/1/end");
    EXPECT_EQ(misfit(post, start + R"([{}]})"), "m /shifts/0/end");
    EXPECT_EQ(misfit(post, start + R"({"from":"","to":""}})"), "u /shifts/to");
    EXPECT_EQ(misfit(post, start + "7}"), "i /shifts");
    EXPECT_EQ(misfit(R"({"oneOf":[{"type":"integer"},{"type":"number"}]})", "1"), "i ");
    EXPECT_EQ(misfit(R"({"anyOf":[{"type":"integer"},{"type":"number"}]})", "1"), "");
    EXPECT_EQ(misfit(R"({"allOf":[{"type":"integer"},{"minimum":3}]})", "2"), "i ");
}

TEST(SchemaTest, ReadOnlyIsRefusedInRequestsAlone) {
    const std::string value = R"({"title":"x","pay":{"fen":1},"id":"7"})";
    EXPECT_EQ(misfit(post, value), "r /id");
    EXPECT_EQ(misfit(post, value, Direction::reply), "");
}

TEST(SchemaTest, PatternsAreNotTriedOnLongTexts) {
    const std::string schema = R"({"type":"string","maxLength":1000,"pattern":"^[A-Za-z0-9_-]+$"})";
    EXPECT_EQ(misfit(schema, '"' + std::string(1'000, 'a') + '"'), "");
    EXPECT_EQ(misfit(schema, '"' + std::string(999, 'a') + "!\""), "i ");
    EXPECT_EQ(misfit(schema, '"' + std::string(1'000'000, 'a') + '"'), "i ");
}

TEST(SchemaTest, RefusesWhatItDoesNotKnow) {
    for (const char* schema :
         {R"({"minimun":1})", R"({"type":"text"})", R"({"pattern":"^a$"})",
          R"({"pattern":"(","maxLength":5})", R"({"maxLength":"5"})", R"({"properties":[]})",
          R"({"$ref":"#/nowhere"})", R"({"items":[{"type":"string"}]})", R"({"not":{}})"}) {
        EXPECT_THROW(misfit(schema, "1"), std::runtime_error) << schema;
    }
}

TEST(SchemaTest, SchemasMayReferToThemselves) {
    const json::value document =
        json::parse(R"({"tree":{"type":"object","additionalProperties":false,
                        "properties":{"left":{"$ref":"#/tree"},"right":{"$ref":"#/tree"}}}})");
    SchemaSet set(document);
    const Schema* tree = set.compile(document.at("tree").at("properties").at("left"), "test");
    EXPECT_FALSE(tree->misfit(json::parse(R"({"left":{"right":{}}})"), Direction::request));
    const auto found =
        tree->misfit(json::parse(R"({"left":{"right":{"up":1}}})"), Direction::request);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->pointer, "/left/right/up");
}

/// Random values near to what the schema wants, so that both verdicts occur.
json::value random_value(std::mt19937_64& random, int depth) {
    const auto pick = [&](std::uint64_t count) { return random() % count; };
    const std::vector<const char*> keys = {"title", "pay", "fen", "shifts", "end", "from", "no"};
    switch (pick(depth > 3 ? 4 : 9)) {
        case 0:
            return pick(3);
        case 1:
            return json::string(pick(8), 'x');
        case 2:
            return nullptr;
        case 3:
            return 0.5;
        case 4: {
            json::array items;
            for (std::uint64_t count = pick(3); count > 0; --count) {
                items.push_back(random_value(random, depth + 1));
            }
            return items;
        }
        default: {
            json::object object;
            if (pick(3) > 0) object["title"] = "x";
            if (pick(3) > 0) object["pay"] = json::object{{"fen", 1}};
            if (pick(2) > 0) object["shifts"] = json::object{{"from", ""}};
            for (std::uint64_t count = pick(3); count > 0; --count) {
                object[keys[pick(keys.size())]] = random_value(random, depth + 1);
            }
            return object;
        }
    }
}

/// A validator that others use, as the oracle for the verdict. It takes 1.0 for an integer and
/// knows no readOnly, so values with those are left out.
TEST(SchemaTest, AgreesWithAnotherValidatorOnRandomValues) {
    const json::value document = json::parse(post);
    SchemaSet set(document);
    const Schema* ours = set.compile(document, "test");
    valijson::Schema theirs;
    valijson::SchemaParser().populateSchema(valijson::adapters::BoostJsonAdapter(document), theirs);

    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    int fitting = 0;
    for (int round = 0; round < 20'000; ++round) {
        const json::value value = random_value(random, 0);
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        const bool fits =
            validator.validate(theirs, valijson::adapters::BoostJsonAdapter(value), nullptr);
        ASSERT_EQ(!ours->misfit(value, Direction::request), fits) << json::serialize(value);
        fitting += fits ? 1 : 0;
    }
    EXPECT_GT(fitting, 500);
    EXPECT_LT(fitting, 19'500);
}

}  // namespace
}  // namespace gig::http
