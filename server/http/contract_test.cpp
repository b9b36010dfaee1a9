#include "http/contract.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "http/problem.h"
#include "http/small_house.h"

namespace gig::http {
namespace {

/// The house's own contract, as the build joined it.
const Contract& contract() {
    static const Contract loaded = Contract::load(std::string(GIG_SHARE_DIR) + "/openapi.json");
    return loaded;
}

const Contract& small() {
    static const Contract loaded(testing::small_contract());
    return loaded;
}

std::string query_refusal(std::string_view query) {
    const Operation* operation = small().find(Method::get, "/api/v1/things");
    const Result<QueryValues> values = parse_query(query);
    if (!values) return std::string(values.error().code) + " " + values.error().field;
    const Result<void> checked = check_query(*operation, *values);
    if (checked) return "";
    return std::string(checked.error().code) + " " + checked.error().field;
}

std::string body_refusal(std::string_view body, std::string_view media = "application/json") {
    const Operation* operation = small().find(Method::post, "/api/v1/things");
    const Result<boost::json::value> checked = check_body(*operation, media, body);
    if (checked) return "";
    return std::to_string(status_of(checked.error())) + " " + std::string(checked.error().code) +
           " " + checked.error().field;
}

TEST(ContractTest, TheWholeContractCompiles) {
    EXPECT_GE(contract().operations().size(), 20U);
    const Operation* create = contract().find(Method::post, "/api/v1/jobs");
    ASSERT_NE(create, nullptr);
    EXPECT_EQ(create->policy, "job.create");
    EXPECT_TRUE(create->takes_idempotency_key);
    EXPECT_TRUE(create->is_body_required);
    EXPECT_EQ(contract().find(Method::put, "/api/v1/jobs"), nullptr);
}

TEST(ContractTest, QueryParametersAreTyped) {
    EXPECT_EQ(query_refusal(""), "");
    EXPECT_EQ(query_refusal("limit=1&lat=-30.5&mode=near&open=true&q=%E9%9B%B6%E5%B7%A5"), "");
    for (const char* query :
         {"limit=0", "limit=101", "limit=%2B5", "limit=5.0", "limit=05", "limit=", "limit=0x5",
          "limit=99999999999999999999", "limit=1e1", "limit=-", "limit= 5"}) {
        EXPECT_EQ(query_refusal(query), "query.bad_value limit") << query;
    }
    for (const char* query :
         {"lat=nan", "lat=inf", "lat=1e400", "lat=90.0001", "lat=.5", "lat=1.", "lat=--1"}) {
        EXPECT_EQ(query_refusal(query), "query.bad_value lat") << query;
    }
    EXPECT_EQ(query_refusal("lat=9e1"), "");
    EXPECT_EQ(query_refusal("mode=NEAR"), "query.bad_value mode");
    EXPECT_EQ(query_refusal("open=1"), "query.bad_value open");
    EXPECT_EQ(query_refusal("q=123456"), "query.bad_value q");
    EXPECT_EQ(query_refusal("q="), "query.bad_value q");
    EXPECT_EQ(query_refusal("limit=1&limit=1"), "query.repeated_parameter limit");
    EXPECT_EQ(query_refusal("q=%GG"), "query.malformed ");
    EXPECT_EQ(query_refusal("q=%FF"), "query.malformed ");
    EXPECT_EQ(query_refusal("q=%00"), "query.malformed ");
}

TEST(ContractTest, UnknownParametersComeWithTheNearestName) {
    const Operation* operation = small().find(Method::get, "/api/v1/things");
    const Result<void> checked = check_query(*operation, {{"limits", "5"}});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "query.unknown_parameter");
    EXPECT_EQ(checked.error().field, "limits");
    EXPECT_EQ(checked.error().values.at(1).second, "limit");

    const Result<void> none = check_query(*small().find(Method::get, "/slow"), {{"x", "5"}});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().values.at(1).second, "-");
}

TEST(ContractTest, MissingParameterIsNamed) {
    const Operation* operation = contract().find(Method::get, "/simulators/sms");
    ASSERT_NE(operation, nullptr);
    const Result<void> checked = check_query(*operation, {});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "query.missing_parameter");
    EXPECT_EQ(checked.error().field, "phone");
}

TEST(ContractTest, PathParametersThatCannotBeAreNotFound) {
    const Operation* operation = small().find(Method::get, "/api/v1/things/{id}");
    EXPECT_TRUE(check_path(*operation, {{"id", "0000000000001"}}));
    for (const char* id :
         {"000000000000", "00000000000001", "000000000000A", "' OR 1=1 --", "零"}) {
        const Result<void> checked = check_path(*operation, {{"id", id}});
        ASSERT_FALSE(checked) << id;
        EXPECT_EQ(checked.error().kind, ErrorKind::not_found);
    }
}

TEST(ContractTest, BodiesAreChecked) {
    EXPECT_EQ(body_refusal(R"({"name":"x"})"), "");
    EXPECT_EQ(body_refusal(R"({"name":"x"})", "Application/JSON; charset=UTF-8"), "");
    EXPECT_EQ(body_refusal(""), "400 body.missing ");
    EXPECT_EQ(body_refusal(R"({"name":"x"})", ""), "415 http.unsupported_media_type ");
    EXPECT_EQ(body_refusal(R"({"name":"x"})", "text/plain"), "415 http.unsupported_media_type ");
    EXPECT_EQ(body_refusal(R"({"name":"x"})", "application/json; charset=gbk"),
              "415 http.unsupported_media_type ");
    EXPECT_EQ(body_refusal(R"({"name":"x")"), "400 json.malformed ");
    EXPECT_EQ(body_refusal(R"({"name":"x","name":"y"})").substr(0, 22), "400 json.duplicate_key");
    EXPECT_EQ(body_refusal(R"({"name":"x","part":{"name":"","sizes":[]}})"),
              "422 body.invalid /part/name");
    EXPECT_EQ(body_refusal(R"({"name":"x","sizes":[1,10]})"), "422 body.invalid /sizes/1");
    EXPECT_EQ(body_refusal(R"({})"), "422 body.missing_field /name");
    EXPECT_EQ(body_refusal(R"({"name":"x","no":1})"), "422 body.unknown_field /no");
    EXPECT_EQ(body_refusal(R"({"name":"x","id":"1"})"), "422 body.read_only_field /id");
    EXPECT_EQ(body_refusal("null"), "422 body.invalid ");
}

TEST(ContractTest, BodiesWhereNoneIsTaken) {
    const Operation* operation = small().find(Method::post, "/api/v1/sign-in");
    EXPECT_TRUE(check_body(*operation, "", ""));
    EXPECT_TRUE(check_body(*operation, "application/json", "{}"));
    const Result<boost::json::value> checked = check_body(*operation, "application/json", "[]");
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "body.unexpected");
}

TEST(ContractTest, AnswersAreChecked) {
    const Operation* operation = small().find(Method::get, "/api/v1/things/{id}");
    EXPECT_FALSE(reply_fault(*operation, 200, "application/json", R"({"id":"1"})"));
    EXPECT_TRUE(reply_fault(*operation, 200, "application/json", R"({"id":1})"));
    EXPECT_TRUE(reply_fault(*operation, 200, "application/json", R"({"id":"1","secret":1})"));
    EXPECT_TRUE(reply_fault(*operation, 200, "text/html", R"({"id":"1"})"));
    EXPECT_TRUE(reply_fault(*operation, 404, "application/problem+json", "{}"));

    const Operation* lines = contract().find(Method::get, "/open/jobs");
    ASSERT_NE(lines, nullptr);
    EXPECT_FALSE(reply_fault(*lines, 200, "application/x-ndjson", ""));
    EXPECT_TRUE(reply_fault(*lines, 200, "application/x-ndjson", "{}\n"));
    EXPECT_TRUE(reply_fault(*lines, 200, "application/x-ndjson", "{}"));
}

TEST(ContractTest, SaysWhereRoutesAndContractDiffer) {
    Router router;
    const auto handler = [](const Call&) { return Reply{}; };
    router.get("/slow", Action::job_create, handler);
    router.get("/extra", Action::job_search, handler);
    router.get("/fails", Action::job_search, handler);
    const ContractGaps gaps = small().gaps(router);
    EXPECT_EQ(gaps.routes_without_operation, std::vector<std::string>{"GET /extra"});
    EXPECT_EQ(gaps.policies_that_differ.size(), 1U);
    EXPECT_EQ(gaps.operations_without_route.size(), small().operations().size() - 2);
}

TEST(ContractTest, RefusesADocumentThatItCannotRead) {
    for (
        const char* document :
        {"", "{}", "[]", R"({"paths":{"/a":{"get":{}}}})", R"({"paths":{"/a":{"brew":{}}}})",
         R"({"paths":{"/a":{"get":{"operationId":"a","x-policy":"p"}}}})",
         R"({"paths":{"/a":{"get":{"operationId":"a","x-policy":"p","responses":{},"parameters":[{"name":"x","in":"query","schema":{"type":"array"}}]}}}})",
         R"({"paths":{"/a":{"get":{"operationId":"a","x-policy":"p","responses":{},"requestBody":{"content":{"text/plain":{"schema":{"type":"string"}}}}}}}})"}) {
        EXPECT_THROW(Contract{document}, std::runtime_error) << document;
    }
}

}  // namespace
}  // namespace gig::http
