#include "oversight/figures_routes.h"

#include <charconv>
#include <memory>

#include "base/digest.h"
#include "oversight/figures_json.h"
#include "oversight/figures_query.h"

namespace gig::oversight {

namespace {

constexpr std::int64_t page_default = 20;
constexpr std::size_t list_name_characters = 16;

/// The room's services, as its handlers use them.
struct Door {
    FiguresDoor rooms;
    CountyLookup counties;

    http::Reply show(const http::Call& call) const;
    http::Reply list(const Slice& slice, const http::Call& call) const;
    http::Reply define(const http::Call& call) const;
    http::Reply list_rows(const http::Call& call) const;

    FiguresQuery query() const { return {rooms.regions, rooms.markets, counties}; }
};

http::Reply Door::show(const http::Call& call) const {
    const std::optional<std::string> name = call.query.text("metric");
    const Result<Slice> slice = query().read(call.query);
    if (!slice) return http::refused(slice.error(), call);
    if (!name) return list(*slice, call);
    const Result<Metric> metric = metric_in(*name, rooms.definitions);
    if (!metric) return http::refused(metric.error(), call);

    const Step step = step_named(call.query.text("by").value_or("")).value_or(Step::day);
    const Result<FigureAnswer> answer = rooms.figures.figure(*metric, *slice, step);
    if (!answer) return http::refused(answer.error(), call);
    json::object shown = figure_json(answer->figure, rooms.definitions.of(*metric), call.locale);
    shown["series"] = series_json(answer->figure.series);
    shown["as_of"] = as_of_json(answer->as_of);
    return http::ok(shown);
}

http::Reply Door::list(const Slice& slice, const http::Call& call) const {
    if (call.query.text("by")) {
        return http::refused({ErrorKind::malformed, "figures.by_needs_metric", "by"}, call);
    }
    const Result<FigureList> answer = rooms.figures.figures(slice);
    if (!answer) return http::refused(answer.error(), call);
    json::array items;
    for (const Figure& figure : answer->figures) {
        items.push_back(figure_json(figure, rooms.definitions.of(figure.metric), call.locale));
    }
    json::array left_out;
    for (const LeftOut& out : answer->left_out) {
        left_out.push_back({{"metric", name_of(out.metric)}, {"code", out.code}});
    }
    for (const std::string& name : rooms.definitions.not_counted_yet()) {
        left_out.push_back({{"metric", name}, {"code", "figures.not_counted_yet"}});
    }
    return http::ok(json::object{{"items", std::move(items)},
                                 {"left_out", std::move(left_out)},
                                 {"as_of", as_of_json(answer->as_of)}});
}

/// A name in the path that nothing knows is a thing that isn't there.
Result<Metric> metric_in_path(const http::Call& call, const Definitions& definitions) {
    Result<Metric> metric = metric_in(call.path.find("metric")->second, definitions);
    if (metric || metric.error().kind == ErrorKind::not_found) return metric;
    return Error{ErrorKind::not_found, "http.not_found"};
}

http::Reply Door::define(const http::Call& call) const {
    const Result<Metric> metric = metric_in_path(call, rooms.definitions);
    if (!metric) return http::refused(metric.error(), call);
    json::object shown = definition_json(rooms.definitions.of(*metric), call.locale);
    shown["as_of"] = as_of_json(rooms.figures.as_of());
    return http::ok(shown);
}

/// Names the list that a cursor belongs to: another filter makes another list.
std::string rows_list(Metric metric, const http::Query& query) {
    std::string filter(name_of(metric));
    for (const char* parameter : {"market", "region", "from", "to"}) {
        filter += "&" + query.text(parameter).value_or("");
    }
    return "rows-" + sha256_hex(filter).substr(0, list_name_characters) + "-";
}

Result<std::int64_t> position_in(const http::Query& query, const std::string& list) {
    const std::optional<std::string> cursor = query.text("cursor");
    if (!cursor) return 0;
    const Error bad{ErrorKind::malformed, "query.bad_cursor", "cursor"};
    if (!cursor->starts_with(list)) return bad;
    const std::string_view digits = std::string_view(*cursor).substr(list.size());
    std::int64_t position = 0;
    const auto [rest, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), position);
    if (failure != std::errc() || rest != digits.data() + digits.size() || position < 0) return bad;
    return position;
}

http::Reply Door::list_rows(const http::Call& call) const {
    const Result<Metric> metric = metric_in_path(call, rooms.definitions);
    if (!metric) return http::refused(metric.error(), call);
    const Result<Slice> slice = query().read(call.query);
    if (!slice) return http::refused(slice.error(), call);
    const std::string list = rows_list(*metric, call.query);
    const Result<std::int64_t> after = position_in(call.query, list);
    if (!after) return http::refused(after.error(), call);

    const auto limit = static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
    const Result<RowPage> page = rooms.figures.rows(call.actor, *metric, *slice, *after, limit);
    if (!page) return http::refused(page.error(), call);
    json::array items;
    for (const FigureRow& row : page->rows)
        items.push_back(row_json(row));
    json::value next = nullptr;
    if (page->next) next = list + std::to_string(*page->next);
    return http::ok(json::object{{"items", std::move(items)},
                                 {"next_cursor", std::move(next)},
                                 {"definition_version", rooms.definitions.of(*metric).version},
                                 {"as_of", as_of_json(page->as_of)}});
}

http::Reply show_open(OpenFigures& open_figures, const http::Call& call) {
    http::Reply reply;
    reply.shared_body = open_figures.sheet(call.locale);
    reply.headers = {{"Cache-Control", "public, max-age=60"}, {"Vary", "Accept-Language"}};
    return http::with_etag(std::move(reply));
}

}  // namespace

void add_routes(http::Router& router, const FiguresDoor& rooms) {
    const auto door =
        std::make_shared<const Door>(Door{rooms, county_lookup(rooms.regions, rooms.markets)});
    router.get("/api/v1/figures", Action::figures_read_public,
               [door](const http::Call& call) { return door->show(call); });
    router.get("/api/v1/figures/{metric}/definition", Action::figures_read_public,
               [door](const http::Call& call) { return door->define(call); });
    router.get("/api/v1/figures/{metric}/rows", Action::figures_read_scope,
               [door](const http::Call& call) { return door->list_rows(call); });
    router.get(
        "/open/figures", Action::figures_read_public,
        [&open = rooms.open_figures](const http::Call& call) { return show_open(open, call); });
}

}  // namespace gig::oversight
