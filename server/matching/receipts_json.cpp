#include "matching/receipts_json.h"

#include <algorithm>

#include "base/terms.h"
#include "base/time.h"
#include "matching/recommendations_json.h"
#include "places/crs.h"

namespace gig::matching {

namespace {

std::string minute_text(gigfair::Minute minute) {
    return time_text(time_of_minute(minute));
}

json::array busy_json(const std::vector<gigfair::Interval>& busy) {
    json::array array;
    for (const gigfair::Interval& each : busy)
        array.push_back({{"start", minute_text(each.start)}, {"end", minute_text(each.end)}});
    return array;
}

/// By their codes; one that the catalogue has lost is left out.
json::array wishes_json(const std::vector<std::uint16_t>& wishes,
                        const occupations::Occupations& occupations) {
    json::array array;
    for (const std::uint16_t wish : wishes) {
        const auto found =
            std::ranges::find(occupations.all(), wish, &occupations::Occupation::engine_id);
        if (found != occupations.all().end()) array.emplace_back(found->code);
    }
    return array;
}

json::array settlements_json(std::uint8_t mask) {
    json::array array;
    for (int number = 0; number < gigfair::settlement_count; ++number) {
        if ((mask >> number & 1) != 0) array.emplace_back(name_of(static_cast<Settlement>(number)));
    }
    return array;
}

json::value preferred_json(const std::optional<gigfair::Settlement>& settlement) {
    if (!settlement) return nullptr;
    return json::value(name_of(static_cast<Settlement>(*settlement)));
}

json::array certificates_json(std::uint32_t mask, const occupations::Occupations& occupations) {
    json::array array;
    for (const occupations::Certificate& certificate : occupations.certificates()) {
        if ((mask >> certificate.bit & 1U) != 0) array.emplace_back(certificate.key);
    }
    return array;
}

json::object query_json(const gigfair::Query& query, const occupations::Occupations& occupations) {
    const GeoPoint home(Latitude{query.home.lat_e7}, Longitude{query.home.lon_e7});
    return {{"home", places::place_json(home, places::Crs::wgs84)},
            {"radius_m", query.radius_m},
            {"k", query.k},
            {"now", minute_text(query.now)},
            {"from", minute_text(query.from)},
            {"to", minute_text(query.to)},
            {"week_free", week_text(query.week_free)},
            {"busy", busy_json(query.busy)},
            {"wishes", wishes_json(query.wishes, occupations)},
            {"only_wished", query.only_wished},
            {"pay_floor_fen", query.pay_floor},
            {"settlements", settlements_json(query.settlements)},
            {"prefer_settlement", preferred_json(query.prefer_settlement)},
            {"certificates", certificates_json(query.certificates, occupations)},
            {"night_ok", query.night_ok}};
}

json::array rows_json(const std::vector<ReceiptRow>& rows) {
    json::array array;
    for (const ReceiptRow& row : rows) {
        array.push_back({{"rank", array.size() + 1},
                         {"opening_id", row.opening.text()},
                         {"score", row.match.score},
                         {"distance_m", row.match.distance_m},
                         {"terms", terms_json(row.match.products)}});
    }
    return array;
}

json::value optional_flag(const std::optional<bool>& flag) {
    return flag ? json::value(*flag) : json::value(nullptr);
}

/// What the contested term gave each opening.
json::array products_json(const QueuedContest& queued) {
    const auto term = static_cast<std::size_t>(queued.contest.term);
    json::array array;
    for (const ReceiptRow& row : queued.rows) {
        array.push_back({{"rank", array.size() + 1},
                         {"opening_id", row.opening.text()},
                         {"score", row.match.score},
                         {"product", row.match.products.at(term)}});
    }
    return array;
}

}  // namespace

json::object receipt_json(const Receipt& receipt, const occupations::Occupations& occupations) {
    const RankingAnswer& answer = receipt.answer;
    return {{"receipt_id", receipt.id.text()},
            {"made_at", time_text(answer.made_at)},
            {"kept_until", time_text(answer.kept_until)},
            {"rule_version", answer.rule_version},
            {"personalised", answer.query.personalised},
            {"position", answer.position},
            {"query", query_json(answer.query, occupations)},
            {"items", rows_json(answer.rows)}};
}

json::object replayed_json(const Replayed& replayed) {
    json::array items;
    for (const ReceiptRow& row : replayed.rows)
        items.push_back({{"opening_id", row.opening.text()}, {"score", row.match.score}});
    return {{"identical", replayed.identical}, {"items", std::move(items)}};
}

json::object contest_json(const Contest& contest) {
    json::value answer(nullptr);
    if (contest.answer) {
        answer =
            json::object{{"text", contest.answer->text}, {"at", time_text(contest.answer->at)}};
    }
    return {{"contest_id", contest.id.text()},
            {"receipt_id", contest.receipt.text()},
            {"state", contest.answer ? "answered" : "open"},
            {"term", gigfair::name_of(contest.term)},
            {"reason", contest.reason},
            {"rule_version", contest.rule_version},
            {"identical", optional_flag(contest.identical)},
            {"at", time_text(contest.at)},
            {"due_at", time_text(contest.due_at)},
            {"answer", std::move(answer)}};
}

json::object queued_contest_json(const QueuedContest& queued, Time now) {
    json::object object = contest_json(queued.contest);
    object["overdue"] = queued.contest.due_at <= now;
    object["items"] = products_json(queued);
    return object;
}

}  // namespace gig::matching
