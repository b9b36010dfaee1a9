#include "oversight/figures_query.h"

#include <algorithm>

#include "base/time.h"

namespace gig::oversight {

Result<Slice> FiguresQuery::read(const http::Query& query) const {
    Slice slice;
    if (const std::optional<std::string> text = query.text("market")) {
        slice.market = MarketId::parse(*text);
        if (!slice.market || markets_.find(*slice.market) == nullptr) {
            return Error{ErrorKind::malformed, "figures.market_unknown", "market"};
        }
    }
    const Result<std::optional<County>> county = county_in(query);
    if (!county) return county.error();
    slice.county = *county;

    const Result<std::optional<Date>> from = date_in(query, "from");
    if (!from) return from.error();
    slice.from = *from;
    const Result<std::optional<Date>> to = date_in(query, "to");
    if (!to) return to.error();
    slice.to = *to;
    if (slice.from && slice.to && *slice.from > *slice.to) {
        return Error{ErrorKind::malformed, "figures.dates_reversed", "to"};
    }
    return slice;
}

Result<std::optional<Date>> FiguresQuery::date_in(const http::Query& query,
                                                  std::string_view name) const {
    const std::optional<std::string> text = query.text(name);
    if (!text) return std::optional<Date>();
    const std::optional<Date> date = date_value(*text);
    if (!date) {
        return Error{ErrorKind::malformed,
                     "figures.date_malformed",
                     std::string(name),
                     {{"parameter", std::string(name)}}};
    }
    return date;
}

Result<std::optional<County>> FiguresQuery::county_in(const http::Query& query) const {
    const std::optional<std::string> code = query.text("region");
    if (!code || *code == regions_.city().code) return std::optional<County>();
    // A street would be told its whole county's figure.
    const std::optional<County> county =
        code->size() == places::county_digits ? counties_.of_region(*code) : std::nullopt;
    if (!county) return Error{ErrorKind::malformed, "figures.region_unknown", "region"};
    return county;
}

Result<Metric> metric_in(std::string_view name, const Definitions& definitions) {
    const std::optional<Metric> metric = metric_named(name);
    if (metric) return *metric;
    const std::vector<std::string>& uncounted = definitions.not_counted_yet();
    if (std::ranges::find(uncounted, name) != uncounted.end()) {
        return Error{ErrorKind::not_found,
                     "figures.not_counted_yet",
                     "metric",
                     {{"metric", std::string(name)}}};
    }
    return Error{ErrorKind::malformed, "figures.metric_unknown", "metric"};
}

}  // namespace gig::oversight
