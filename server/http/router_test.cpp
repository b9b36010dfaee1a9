#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gig::http {
namespace {

Reply nothing(const Call&) {
    return {};
}

Router with_routes(std::initializer_list<std::pair<Method, const char*>> routes) {
    Router router;
    for (const auto& [method, pattern] : routes) {
        if (method == Method::get) router.get(pattern, Action::job_search, nothing);
        if (method == Method::post) router.post(pattern, Action::job_search, nothing);
        if (method == Method::put) router.put(pattern, Action::job_search, nothing);
        if (method == Method::patch) router.patch(pattern, Action::job_search, nothing);
        if (method == Method::del) router.del(pattern, Action::job_search, nothing);
    }
    return router;
}

Router market() {
    return with_routes({{Method::get, "/jobs/{id}"},
                        {Method::get, "/jobs/mine"},
                        {Method::put, "/jobs/{id}"},
                        {Method::del, "/jobs/{id}"},
                        {Method::post, "/jobs/{id}:close"},
                        {Method::post, "/jobs:check"},
                        {Method::get, "/jobs/{id}/openings/{number}"},
                        {Method::get, "/"}});
}

/// The pattern that answers, with what its parameters stand for.
std::string walked(Method method, std::string_view path) {
    static const Router router = market();
    const auto match = router.match(method, path);
    if (!match) return "-";
    std::string text = match->route->pattern;
    for (const auto& [name, value] : match->path)
        text.append(" ").append(name).append("=").append(value);
    return text;
}

TEST(RouterTest, FixedTextComesBeforeParameters) {
    EXPECT_EQ(walked(Method::get, "/jobs/mine"), "/jobs/mine");
    EXPECT_EQ(walked(Method::get, "/jobs/7"), "/jobs/{id} id=7");
    EXPECT_EQ(walked(Method::get, "/jobs/7/openings/2"),
              "/jobs/{id}/openings/{number} id=7 number=2");
    EXPECT_EQ(walked(Method::get, "/"), "/");
}

TEST(RouterTest, VerbsAreNoPartOfTheId) {
    EXPECT_EQ(walked(Method::post, "/jobs/7:close"), "/jobs/{id}:close id=7");
    EXPECT_EQ(walked(Method::post, "/jobs:check"), "/jobs:check");
    EXPECT_EQ(walked(Method::post, "/jobs/7:open"), "-");
    EXPECT_EQ(walked(Method::get, "/jobs/7:open"), "-");
    EXPECT_EQ(walked(Method::post, "/jobs/:close"), "-");
    EXPECT_EQ(walked(Method::post, "/jobs/a:b:close"), "-");
}

TEST(RouterTest, EncodedSegmentsAreDecodedBeforeTheyAreCompared) {
    EXPECT_EQ(walked(Method::get, "/%6Aobs/mine"), "/jobs/mine");
    EXPECT_EQ(walked(Method::get, "/jobs/a%2Fb"), "/jobs/{id} id=a/b");
    EXPECT_EQ(walked(Method::get, "/jobs/%E9%9B%B6"), "/jobs/{id} id=零");
    EXPECT_EQ(walked(Method::get, "/jobs/%"), "-");
    EXPECT_EQ(walked(Method::get, "/jobs/%00"), "-");
    EXPECT_EQ(walked(Method::get, "/jobs/%FF"), "-");
}

TEST(RouterTest, OtherPathsFitNothing) {
    EXPECT_EQ(walked(Method::get, "/jobs"), "-");
    EXPECT_EQ(walked(Method::get, "/jobs/"), "-");
    EXPECT_EQ(walked(Method::get, "//jobs/mine"), "-");
    EXPECT_EQ(walked(Method::get, "/jobs/../jobs/mine"), "-");
    EXPECT_EQ(walked(Method::get, "jobs/mine"), "-");
    EXPECT_EQ(walked(Method::get, ""), "-");
}

TEST(RouterTest, NamesTheMethodsOfTheBestPattern) {
    static const Router router = market();
    std::vector<Method> allowed;
    EXPECT_FALSE(router.match(Method::put, "/jobs/mine", &allowed));
    EXPECT_EQ(allowed, std::vector<Method>{Method::get});

    allowed.clear();
    EXPECT_FALSE(router.match(Method::post, "/jobs/7", &allowed));
    EXPECT_EQ(allowed, (std::vector<Method>{Method::get, Method::put, Method::del}));
}

TEST(RouterTest, RefusesRoutesThatFitTheSamePaths) {
    Router router = market();
    EXPECT_THROW(router.get("/jobs/{other}", Action::job_search, nothing), std::invalid_argument);
    EXPECT_THROW(router.post("/jobs/{other}:close", Action::job_search, nothing),
                 std::invalid_argument);
    EXPECT_NO_THROW(router.post("/jobs/{other}", Action::job_search, nothing));
}

TEST(RouterTest, RefusesMalformedPatterns) {
    for (const char* pattern : {"", "jobs", "/jobs/", "//", "/{", "/{}", "/{id}x",
                                "/{id}:", "/x{id}", "/{id}/{id}", "/a}b"}) {
        Router router;
        EXPECT_THROW(router.get(pattern, Action::job_search, nothing), std::invalid_argument)
            << pattern;
    }
}

}  // namespace
}  // namespace gig::http
