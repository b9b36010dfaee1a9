#include "oversight/figures_service.h"

#include <algorithm>

namespace gig::oversight {

namespace {

using std::chrono::sys_days;

std::optional<County> county_in(const places::Regions& regions, std::string_view code) {
    const places::Region* region = regions.find(code.substr(0, places::county_digits));
    if (region == nullptr || region->level != places::RegionLevel::county) return std::nullopt;
    const std::optional<std::int64_t> county = places::county_of(region->code);
    if (!county) return std::nullopt;
    return static_cast<County>(*county);
}

/// Why the metric can't be asked for so; empty where it can.
std::string_view obstacle(Metric metric, const Slice& slice) {
    const MetricTraits& traits = traits_of(metric);
    if (!traits.has_history && (slice.from || slice.to)) return "figures.no_history";
    if (!traits.by_market && slice.market) return "figures.not_by_market";
    if (!traits.by_county && slice.county) return "figures.not_by_region";
    return {};
}

Error cannot_be_asked(Metric metric, std::string_view code) {
    const std::string_view parameter = code == "figures.not_by_market"   ? "market"
                                       : code == "figures.not_by_region" ? "region"
                                                                         : "from";
    return {ErrorKind::malformed,
            code,
            std::string(parameter),
            {{"metric", std::string(name_of(metric))}}};
}

Error not_covered() {
    return Error{ErrorKind::malformed, "figures.not_covered", "from"};
}

std::size_t least_points(Days days, Step step) {
    constexpr int week = 7;
    constexpr int shortest_month = 28;
    const auto count = static_cast<std::size_t>((days.last - days.first).count()) + 1;
    switch (step) {
        case Step::day:
            return count;
        case Step::week:
            return count / week;
        case Step::month:
            return count / shortest_month;
    }
    return count;
}

/// What the event speaks of, without the people in it.
std::vector<std::pair<std::string_view, std::string>> things_in(const events::Event& event) {
    using Things = std::vector<std::pair<std::string_view, std::string>>;
    if (const auto* opened = std::get_if<events::JobOpened>(&event)) {
        return {{"job_id", opened->job.text()}, {"employer_id", opened->employer.text()}};
    }
    if (const auto* registered = std::get_if<events::SeekerRegistered>(&event)) {
        return {{"registration_id", registered->registration.text()}};
    }
    if (const auto* checked = std::get_if<events::EmployerChecked>(&event)) {
        return {{"employer_id", checked->employer.text()}};
    }
    if (const auto* expressed = std::get_if<events::IntentExpressed>(&event)) {
        return {{"intent_id", expressed->intent.text()},
                {"opening_id", expressed->opening.text()},
                {"job_id", expressed->job.text()},
                {"employer_id", expressed->employer.text()}};
    }
    if (const auto* confirmed = std::get_if<events::IntentConfirmed>(&event)) {
        return {{"intent_id", confirmed->intent.text()}, {"opening_id", confirmed->opening.text()}};
    }
    return Things();
}

bool matches(const Spot& spot, sys_days day, const Slice& slice) {
    return (!slice.market || spot.market == slice.market) &&
           (!slice.county || spot.county == slice.county) &&
           (!slice.from || day >= sys_days(*slice.from)) &&
           (!slice.to || day <= sys_days(*slice.to));
}

/// What the event adds to the metric; nothing where it adds nothing, or is not in the slice.
std::optional<FigureRow> row_of(const FigureFold& fold, const events::Recorded& recorded,
                                Metric metric, const Slice& slice) {
    for (const Counted& counted : fold.counted_by(recorded)) {
        if (counted.metric != metric) continue;
        if (!matches(counted.spot, day_of(recorded.at), slice)) return std::nullopt;
        return FigureRow{recorded.sequence, recorded.at,  events::type_name(recorded.event),
                         counted.amount,    counted.spot, things_in(recorded.event)};
    }
    return std::nullopt;
}

}  // namespace

CountyLookup county_lookup(const places::Regions& regions,
                           const markets::MarketDirectory& markets) {
    return {.of_place = [&regions](GeoPoint place) -> std::optional<County> {
                const places::Region* street = regions.street_at(place);
                if (street == nullptr) return std::nullopt;
                return county_in(regions, street->code);
            },
            .of_market = [&regions, &markets](MarketId id) -> std::optional<County> {
                const markets::Market* market = markets.find(id);
                if (market == nullptr) return std::nullopt;
                return county_in(regions, market->region_code);
            },
            .of_region = [&regions](std::string_view code) { return county_in(regions, code); }};
}

FiguresService::FiguresService(storage::Database& database, const Clock& clock,
                               const accounts::Policy& policy, const places::Regions& regions,
                               const markets::MarketDirectory& markets)
    : database_(database),
      clock_(clock),
      policy_(policy),
      regions_(regions),
      markets_(markets),
      counties_(county_lookup(regions, markets)),
      fold_(counties_) {}

void FiguresService::rebuild() {
    FigureFold fold(counties_);
    while (true) {
        const std::vector<events::Recorded> page = database_.ask([&](storage::Reader& reader) {
            return events::read_after(reader, fold.as_of().position);
        });
        for (const events::Recorded& recorded : page)
            fold.apply(recorded);
        if (page.size() < static_cast<std::size_t>(events::page_events_max)) break;
    }
    fold_.with([&](FigureFold& kept) { kept = std::move(fold); });
}

void FiguresService::apply(const std::vector<events::Recorded>& events) {
    fold_.with([&](FigureFold& fold) {
        for (const events::Recorded& recorded : events)
            fold.apply(recorded);
    });
}

AsOf FiguresService::as_of() const {
    return fold_.with([](const FigureFold& fold) { return fold.as_of(); });
}

FigureFold FiguresService::fold() const {
    return fold_.with([](const FigureFold& fold) { return fold; });
}

Result<FigureAnswer> FiguresService::figure(Metric metric, const Slice& slice, Step step) const {
    const std::string_view code = obstacle(metric, slice);
    if (!code.empty()) return cannot_be_asked(metric, code);

    return fold_.with([&](const FigureFold& fold) -> Result<FigureAnswer> {
        Figure figure = figure_in(fold, metric, slice);
        if (!figure.covers && (slice.from || slice.to)) return not_covered();
        if (figure.covers) {
            if (least_points(*figure.covers, step) > series_points_max) {
                return Error{ErrorKind::malformed, "figures.series_too_long", "by"};
            }
            figure.series = fold.series(metric, slice, *figure.covers, step);
        }
        return FigureAnswer{std::move(figure), fold.as_of()};
    });
}

Result<FigureList> FiguresService::figures(const Slice& slice) const {
    return fold_.with([&](const FigureFold& fold) -> Result<FigureList> {
        if ((slice.from || slice.to) && !covered(fold, slice)) return not_covered();
        FigureList list{{}, {}, fold.as_of()};
        for (int number = 0; number < metric_count; ++number) {
            const auto metric = static_cast<Metric>(number);
            const std::string_view code = obstacle(metric, slice);
            if (code.empty()) {
                list.figures.push_back(figure_in(fold, metric, slice));
            } else {
                list.left_out.push_back({metric, code});
            }
        }
        return list;
    });
}

/// The log knows every day from its first event to today, also those on which nothing happened.
std::optional<Days> FiguresService::covered(const FigureFold& fold, const Slice& slice) const {
    if (!fold.days()) return std::nullopt;
    Days days{fold.days()->first, std::max(fold.days()->last, day_of(clock_.now()))};
    if (slice.from) days.first = std::max(days.first, sys_days(*slice.from));
    if (slice.to) days.last = std::min(days.last, sys_days(*slice.to));
    if (days.first > days.last) return std::nullopt;
    return days;
}

Figure FiguresService::figure_in(const FigureFold& fold, Metric metric, const Slice& slice) const {
    if (!traits_of(metric).has_history) return {metric, markets_in(slice), {}, std::nullopt};
    return {metric, fold.total(metric, slice), {}, covered(fold, slice)};
}

std::int64_t FiguresService::markets_in(const Slice& slice) const {
    return std::ranges::count_if(markets_.all(), [&](const markets::Market& market) {
        return market.serves_people() && (!slice.market || market.id == *slice.market) &&
               (!slice.county || county_in(regions_, market.region_code) == slice.county);
    });
}

std::pair<std::vector<FigureSplit>, AsOf> FiguresService::splits() const {
    return fold_.with([&](const FigureFold& fold) {
        std::vector<FigureSplit> splits;
        splits.reserve(metric_count);
        for (int number = 0; number < metric_count; ++number) {
            splits.push_back(split_in(fold, static_cast<Metric>(number)));
        }
        return std::pair(std::move(splits), fold.as_of());
    });
}

FigureSplit FiguresService::split_in(const FigureFold& fold, Metric metric) const {
    FigureSplit split{figure_in(fold, metric, {}), {}, {}};
    if (split.whole.covers) {
        split.whole.series = fold.series(metric, {}, *split.whole.covers, Step::month);
    }
    if (traits_of(metric).by_county) {
        for (const places::Region* region : regions_.children(regions_.city().code)) {
            const std::optional<County> county = county_in(regions_, region->code);
            if (!county) continue;
            split.counties.emplace_back(*county, figure_in(fold, metric, {.county = county}).total);
        }
    }
    if (traits_of(metric).by_market && traits_of(metric).has_history) {
        for (const markets::Market& market : markets_.all()) {
            split.markets.emplace_back(market.id,
                                       figure_in(fold, metric, {.market = market.id}).total);
        }
    }
    return split;
}

// The rows behind a figure.

Result<RowPage> FiguresService::rows(const Actor& actor, Metric metric, const Slice& slice,
                                     std::int64_t after, std::size_t limit) const {
    const Result<void> allowed = may_read_rows(actor, slice);
    if (!allowed) return allowed.error();
    const std::string_view code = obstacle(metric, slice);
    if (!code.empty()) return cannot_be_asked(metric, code);
    if (traits_of(metric).event_type.empty()) {
        return Error{ErrorKind::not_found,
                     "figures.no_rows",
                     {},
                     {{"metric", std::string(name_of(metric))}}};
    }
    if (traits_of(metric).of_people) return rows_of_people(metric, slice, after, limit);
    return rows_of_events(metric, slice, after, limit);
}

/// A market's staff see its rows, a county's those of the county and of its markets.
Result<void> FiguresService::may_read_rows(const Actor& actor, const Slice& slice) const {
    accounts::Object object;
    object.market = slice.market;
    object.county = slice.county;
    if (slice.market && !slice.county) object.county = counties_.of_market(*slice.market);
    return policy_.authorize(actor, Action::figures_read_scope, object, clock_.now());
}

RowPage FiguresService::rows_of_events(Metric metric, const Slice& slice, std::int64_t after,
                                       std::size_t limit) const {
    RowPage page{{}, std::nullopt, as_of()};
    for (std::int64_t window = 0; window < row_windows_max; ++window) {
        const std::int64_t until = std::min(after + row_window, page.as_of.position);
        const std::vector<events::Recorded> found = database_.ask([&](storage::Reader& reader) {
            return events::read_types(reader, {traits_of(metric).event_type},
                                      {.after = after, .until = until});
        });
        const bool has_more_in_window =
            found.size() == static_cast<std::size_t>(events::page_events_max);
        const bool is_full = fold_.with([&](const FigureFold& fold) {
            for (const events::Recorded& recorded : found) {
                std::optional<FigureRow> row = row_of(fold, recorded, metric, slice);
                if (!row) continue;
                page.rows.push_back(*std::move(row));
                if (page.rows.size() == limit) return true;
            }
            return false;
        });
        after = is_full              ? page.rows.back().position
                : has_more_in_window ? found.back().sequence
                                     : until;
        if (is_full || after >= page.as_of.position) break;
    }
    if (after < page.as_of.position) page.next = after;
    return page;
}

RowPage FiguresService::rows_of_people(Metric metric, const Slice& slice, std::int64_t after,
                                       std::size_t limit) const {
    RowPage page{{}, std::nullopt, as_of()};
    const std::vector<std::int64_t> sequences =
        fold_.with([&](const FigureFold& fold) { return fold.first_intents(slice); });
    auto next = std::ranges::upper_bound(sequences, after);
    database_.read([&](storage::Reader& reader) {
        for (; next != sequences.end() && page.rows.size() < limit; ++next) {
            const std::vector<events::Recorded> found = events::read_types(
                reader, {traits_of(metric).event_type}, {.after = *next - 1, .until = *next});
            fold_.with([&](const FigureFold& fold) {
                page.rows.push_back(row_of(fold, found.at(0), metric, slice).value());
            });
        }
    });
    if (next != sequences.end()) page.next = page.rows.back().position;
    return page;
}

}  // namespace gig::oversight
