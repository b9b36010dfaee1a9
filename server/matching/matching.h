#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/geo.h"
#include "base/id.h"
#include "base/money.h"
#include "employers/employers.h"
#include "gigfair/opening.h"
#include "jobs/jobs.h"

namespace gig::matching {

/// An employer as each opening shows it.
struct EmployerCard {
    EmployerId id;
    std::string name;
    employers::EmployerKind kind;
    bool verified;

    friend bool operator==(const EmployerCard&, const EmployerCard&) = default;
};

/// What all openings of one job share: the public facts that a list shows or filters by.
struct JobCard {
    JobId job;
    std::string title;
    std::string occupation;
    EmployerCard employer;
    std::optional<MarketId> market;
    std::optional<GeoPoint> place;  // Nothing for remote work.
    std::optional<std::string> region_code;
    std::string address_public;
    Money pay_amount;
    PayUnit pay_unit;
    Settlement settlement;
    InjuryCoverKind injury_cover;
    Time posted_at;
    Time expires_at;
    std::size_t dates;        // Distinct dates of the whole job, past ones too.
    bool rotating;            // A series with both day and night shifts.
    std::string search_text;  // Folded, see text_match.h.

    friend bool operator==(const JobCard&, const JobCard&) = default;
};

/// One opening in the index.
struct IndexedOpening {
    OpeningId id;
    Time start;
    Time end;
    std::int32_t places_left;
    std::int32_t hourly_fen;
    gigfair::Opening engine;  // As the engine filters it; the place of remote work means nothing.
    std::shared_ptr<const JobCard> card;

    bool is_remote() const { return !card->place; }
};

inline constexpr std::size_t block_openings_max = 256;
using Block = std::vector<IndexedOpening>;  // At most block_openings_max, in no order.

/// All openings that can be taken, as they were after one event of the log. Never changes.
struct Snapshot {
    std::int64_t position = 0;  // The last event that is in it.
    std::size_t size = 0;
    std::vector<std::shared_ptr<const Block>> blocks = {};

    template <typename Visit>
    void each(Visit&& visit) const {
        for (const std::shared_ptr<const Block>& block : blocks) {
            for (const IndexedOpening& opening : *block) {
                visit(opening);
            }
        }
    }
};

}  // namespace gig::matching
