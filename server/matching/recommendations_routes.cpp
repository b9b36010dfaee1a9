#include "matching/recommendations_routes.h"

#include "base/time.h"
#include "matching/recommendations_json.h"
#include "places/crs.h"

namespace gig::matching {

namespace {

http::Reply recommend(const RecommendationsDoor& door, const http::Call& call);
http::Reply why_not(const RecommendationsDoor& door, const http::Call& call);
http::Reply plan_day(const RecommendationsDoor& door, const http::Call& call);
http::Reply show_algorithm(const RecommendationsDoor& door, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const RecommendationsDoor& door) {
    router.get("/api/v1/me/recommendations", Action::recommendation_read,
               [door](const http::Call& call) { return recommend(door, call); });
    router.get("/api/v1/me/why-not", Action::why_not_read,
               [door](const http::Call& call) { return why_not(door, call); });
    router.get("/api/v1/me/day-plan", Action::day_plan_read,
               [door](const http::Call& call) { return plan_day(door, call); });
    router.get("/api/v1/algorithm", Action::algorithm_read,
               [door](const http::Call& call) { return show_algorithm(door, call); });
}

namespace {

Reading reading_of(const RecommendationsDoor& door, const http::Call& call) {
    const auto crs = places::crs_named(call.query.text("crs").value_or(""));
    return {call.locale, crs.value_or(places::Crs::wgs84), door.occupations, door.markets};
}

http::Reply recommend(const RecommendationsDoor& door, const http::Call& call) {
    const std::int64_t k = call.query.integer("k").value_or(recommended_default);
    const Result<Recommendations> answer =
        door.recommendations.recommend(call.actor, static_cast<std::uint32_t>(k));
    if (!answer) return http::refused(answer.error(), call);

    return http::ok(recommendations_json(*answer, reading_of(door, call)));
}

http::Reply why_not(const RecommendationsDoor& door, const http::Call& call) {
    // A malformed id looks like one that is not there.
    const std::optional<OpeningId> opening =
        OpeningId::parse(call.query.text("opening_id").value_or(""));
    if (!opening) return http::refused({ErrorKind::not_found, "opening.not_found"}, call);
    const Result<WhyNotListed> answer = door.recommendations.why_not(call.actor, *opening);
    if (!answer) return http::refused(answer.error(), call);
    return http::ok(why_not_json(*answer));
}

http::Reply plan_day(const RecommendationsDoor& door, const http::Call& call) {
    const std::optional<Date> date = date_value(call.query.text("date").value_or(""));
    if (!date)
        return http::refused({ErrorKind::malformed, "day_plan.date_malformed", "date"}, call);
    const Result<DayPlans> days = door.day_plans.plan(call.actor, *date);
    if (!days) return http::refused(days.error(), call);
    return http::ok(day_plans_json(*days, reading_of(door, call)));
}

http::Reply show_algorithm(const RecommendationsDoor& door, const http::Call& call) {
    return http::with_etag(
        http::ok(algorithm_json(door.rules, date_of(door.clock.now()), call.locale)));
}

}  // namespace

}  // namespace gig::matching
