#include "matching/recommendations_json.h"

#include "base/time.h"
#include "gigfair/geo.h"

namespace gig::matching {

namespace {

std::string minute_text(gigfair::Minute minute) {
    return time_text(time_of_minute(minute));
}

json::array reasons_json(const std::vector<Reason>& reasons) {
    json::array array;
    for (const Reason& reason : reasons) {
        json::object params;
        for (const auto& [name, value] : reason.params)
            params[name] = value;
        array.push_back({{"code", reason.code}, {"params", std::move(params)}});
    }
    return array;
}

json::object item_json(const Recommended& item, const Reading& reading) {
    json::object object = opening_json({item.opening, item.match.distance_m}, reading);
    object["score"] = item.match.score;
    object["terms"] = terms_json(item.match.products);
    object["reasons"] = reasons_json(item.reasons);
    object["leave_home"] = minute_text(item.travel.leave_home);
    object["back_home"] = minute_text(item.travel.back_home);
    object["travel_clash"] = item.travel.clashes;
    return object;
}

json::array stops_json(const DayPlans& days, const gigfair::Plan& plan, const Reading& reading) {
    const gigfair::DistanceFrom home(days.home);
    json::array array;
    for (const gigfair::Stop& stop : plan.stops) {
        const IndexedOpening& opening = *days.openings.at(stop.opening);
        json::object object =
            opening_json({&opening, home.metres_to(opening.engine.place)}, reading);
        object["leave"] = minute_text(stop.leave);
        object["arrive"] = minute_text(stop.arrive);
        array.push_back(std::move(object));
    }
    return array;
}

json::object weights_json(const gigfair::Rules& weights) {
    return {{"personalised", terms_json(weights.personalised)},
            {"unpersonalised", terms_json(weights.unpersonalised)}};
}

json::array terms_in_words(const RankingWords& words, http::Locale locale) {
    json::array array;
    for (std::size_t term = 0; term < words.terms.size(); ++term) {
        const RankingWords::OfTerm& of_term = words.terms[term];
        array.push_back({{"term", gigfair::name_of(static_cast<gigfair::Term>(term))},
                         {"name", of_term.name.in(locale)},
                         {"points", of_term.points.in(locale)}});
    }
    return array;
}

json::array filters_in_words(const RankingWords& words, http::Locale locale) {
    json::array array;
    for (std::size_t filter = 0; filter < words.filters.size(); ++filter) {
        array.push_back({{"code", gigfair::name_of(static_cast<gigfair::WhyNot>(filter))},
                         {"words", words.filters[filter].in(locale)}});
    }
    return array;
}

/// Newest first.
json::array history_json(const RankingRules& rules, http::Locale locale) {
    json::array array;
    for (auto version = rules.versions().rbegin(); version != rules.versions().rend(); ++version) {
        array.push_back({{"version", version->id},
                         {"unpersonalised_version", version->unpersonalised_id},
                         {"valid_from", date_text(version->valid_from)},
                         {"weights", weights_json(version->weights)},
                         {"change", version->change.in(locale)}});
    }
    return array;
}

}  // namespace

json::object terms_json(const gigfair::Terms& terms) {
    json::object object;
    for (std::size_t term = 0; term < terms.size(); ++term)
        object[gigfair::name_of(static_cast<gigfair::Term>(term))] = terms[term];
    return object;
}

json::object recommendations_json(const Recommendations& answer, const Reading& reading) {
    json::array items;
    for (const Recommended& item : answer.items)
        items.push_back(item_json(item, reading));
    return {{"receipt_id", answer.receipt.text()},
            {"rule_version", answer.rule_version},
            {"personalised", answer.personalised},
            {"items", std::move(items)}};
}

json::object why_not_json(const WhyNotListed& answer) {
    json::object object{{"listed", answer.listed}};
    if (answer.rank) object["rank"] = *answer.rank;
    if (!answer.code.empty()) object["code"] = answer.code;
    if (answer.terms) object["terms"] = terms_json(*answer.terms);
    return object;
}

json::object day_plans_json(const DayPlans& days, const Reading& reading) {
    json::array plans;
    for (const gigfair::Plan& plan : days.plans) {
        plans.push_back({{"value_fen", plan.value_fen},
                         {"wage_fen", plan.wage_fen},
                         {"travel_minutes", plan.travel_minutes},
                         {"stops", stops_json(days, plan, reading)},
                         {"home_at", minute_text(plan.home_at)}});
    }
    return {{"plans", std::move(plans)}};
}

json::object algorithm_json(const RankingRules& rules, Date day, http::Locale locale) {
    const RankingVersion& version = rules.on(day);
    const RankingWords& words = rules.words();
    return {{"summary", words.summary.in(locale)},
            {"purpose", words.purpose.in(locale)},
            {"version", version.id},
            {"unpersonalised_version", version.unpersonalised_id},
            {"valid_from", date_text(version.valid_from)},
            {"formula", words.formula.in(locale)},
            {"weights", weights_json(version.weights)},
            {"terms", terms_in_words(words, locale)},
            {"order", words.order.in(locale)},
            {"filters", filters_in_words(words, locale)},
            {"not_used", words.not_used.in(locale)},
            {"switch_off", words.switch_off.in(locale)},
            {"object", words.object.in(locale)},
            {"receipt_days", version.receipt_kept.count()},
            {"answer_days", version.answer_due.count()},
            {"history", history_json(rules, locale)}};
}

}  // namespace gig::matching
