#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "events/events.h"
#include "oversight/figure_definitions.h"
#include "oversight/figure_fold.h"

namespace gig::oversight {

inline constexpr MarketId donghu_market{101};  // In Wuxing.
inline constexpr MarketId nanxun_market{102};  // In Nanxun.
inline constexpr County wuxing = 330502;
inline constexpr County nanxun = 330503;

/// Markets and places of two counties: east of 120.3° is Nanxun, east of 121° nobody's.
inline CountyLookup two_counties() {
    return {.of_place = [](GeoPoint place) -> std::optional<County> {
                if (place.longitude_degrees() > 121) return std::nullopt;
                return place.longitude_degrees() > 120.3 ? nanxun : wuxing;
            },
            .of_market = [](MarketId market) -> std::optional<County> {
                if (market == donghu_market) return wuxing;
                if (market == nanxun_market) return nanxun;
                return std::nullopt;
            },
            .of_region = [](std::string_view code) -> std::optional<County> {
                if (code.starts_with("330502")) return wuxing;
                if (code.starts_with("330503")) return nanxun;
                return std::nullopt;
            }};
}

inline Time at(const std::string& local) {
    return time_value(local + "+08:00").value();
}

/// A log that a test writes by hand: a fold sees each event as it comes.
class WrittenLog {
public:
    void happens(const std::string& local, events::Event event) {
        const auto next = static_cast<std::int64_t>(events.size()) + 1;
        events.push_back({next, at(local), std::nullopt, std::move(event)});
        fold.apply(events.back());
    }

    std::int64_t total(Metric metric, const Slice& slice = {}) const {
        return fold.total(metric, slice);
    }

    std::vector<events::Recorded> events;
    FigureFold fold{two_counties()};
};

inline events::JobOpened opened(std::int64_t job, std::optional<MarketId> market, double longitude,
                                std::vector<std::int32_t> places) {
    events::JobOpened event{.job = JobId(job),
                            .employer = EmployerId(1),
                            .market = market,
                            .place = *GeoPoint::from_degrees(30.8, longitude),
                            .occupation = 1,
                            .settlement = 0,
                            .certificates = 0,
                            .people_wanted = 0,
                            .posted_at = {},
                            .expires_at = {},
                            .openings = {}};
    for (const std::int32_t each : places) {
        const auto number = static_cast<std::int64_t>(event.openings.size());
        event.people_wanted += each;
        event.openings.push_back({OpeningId(job * 100 + number), 1, {}, {}, each, 2'500});
    }
    return event;
}

inline events::IntentExpressed wants(std::int64_t worker, std::int64_t opening) {
    return {IntentId(worker * 1'000 + opening),
            OpeningId(opening),
            JobId(opening / 100),
            EmployerId(1),
            AccountId(worker),
            std::nullopt};
}

}  // namespace gig::oversight
