#include "matching/matching_json.h"

#include "base/time.h"

namespace gig::matching {

namespace {

json::object employer_json(const EmployerCard& employer) {
    return {{"id", employer.id.text()},
            {"name", employer.name},
            {"kind", employers::name_of(employer.kind)},
            {"verified", employer.verified},
            {"pay_reliability", nullptr}};
}

json::value place_json(const JobCard& card, const Reading& reading) {
    if (!card.place) return nullptr;
    return public_place_json(*card.place, card.region_code, card.address_public, reading);
}

}  // namespace

json::object opening_json(const Found& found, const Reading& reading) {
    const IndexedOpening& opening = *found.opening;
    const JobCard& card = *opening.card;
    return {{"opening_id", opening.id.text()},
            {"job_id", card.job.text()},
            {"title", card.title},
            {"occupation", occupation_json(card.occupation, reading)},
            {"employer", employer_json(card.employer)},
            {"market", market_json(card.market, reading)},
            {"place", place_json(card, reading)},
            {"distance_m", json::value_from(found.distance_m)},
            {"pay",
             {{"amount_fen", card.pay_amount.fen},
              {"unit", name_of(card.pay_unit)},
              {"hourly_fen", opening.hourly_fen}}},
            {"settlement", name_of(card.settlement)},
            {"start", time_text(opening.start)},
            {"end", time_text(opening.end)},
            {"places_left", opening.places_left},
            {"posted_at", time_text(card.posted_at)},
            {"expires_at", time_text(card.expires_at)},
            {"injury_cover", {{"kind", name_of(card.injury_cover)}}},
            {"wage_funding", nullptr},
            {"badges", json::array()}};
}

json::object occupation_json(const std::string& code, const Reading& reading) {
    // A catalogue may lose an occupation that old jobs still name.
    const occupations::Occupation* occupation = reading.occupations.find(code);
    if (occupation == nullptr) return {{"code", code}, {"name", code}};
    const bool is_english = reading.locale == http::Locale::en;
    return {{"code", code}, {"name", is_english ? occupation->name_en : occupation->name}};
}

json::value market_json(std::optional<MarketId> id, const Reading& reading) {
    const markets::Market* market = id ? reading.markets.find(*id) : nullptr;
    if (market == nullptr) return nullptr;
    const bool is_english = reading.locale == http::Locale::en;
    return json::object{{"id", id->text()}, {"name", is_english ? market->name_en : market->name}};
}

json::object public_place_json(GeoPoint place, const std::optional<std::string>& region_code,
                               const std::string& address_public, const Reading& reading) {
    json::object result = places::place_json(place, reading.crs);
    result["region_code"] = json::value_from(region_code);
    result["address_public"] = address_public;
    return result;
}

}  // namespace gig::matching
