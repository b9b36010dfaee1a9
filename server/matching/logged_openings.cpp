#include "matching/logged_openings.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/overloaded.h"
#include "base/time.h"
#include "events/job_trail.h"
#include "gigfair/filters.h"
#include "gigfair/geo.h"

namespace gig::matching {

namespace {

constexpr std::size_t jobs_a_read = 500;  // So that no transaction lasts long.

/// JobOpened's number for an occupation that the catalogue had lost already.
constexpr std::uint32_t no_occupation = 0;

std::uint16_t occupation_of(const events::JobOpened& facts) {
    // As card_maker.cpp has it: no filter finds it.
    if (facts.occupation == no_occupation) return gigfair::occupation_max;
    return static_cast<std::uint16_t>(facts.occupation);
}

gigfair::Opening engine_opening(const events::JobOpened& facts,
                                const events::OpeningFacts& opening) {
    const gigfair::Opening engine{
        .id = opening.engine_id,
        .employer = 0,
        .place = {facts.place->latitude().e7, facts.place->longitude().e7},
        .occupation = occupation_of(facts),
        .pay_fen_hour = static_cast<std::uint16_t>(opening.pay_fen_hour),
        .settlement = static_cast<gigfair::Settlement>(facts.settlement),
        .start = minute_of(opening.start),
        .end = minute_of(opening.end),
        .certificates = facts.certificates,
        .skills = 0,
        .posted = minute_of(facts.posted_at),
        .trust = gigfair::trust_prior,
        .places = static_cast<std::uint16_t>(opening.places)};
    if (const std::optional<gigfair::Fault> fault = gigfair::fault_of(engine)) {
        throw storage::Broken("the log tells of an opening that cannot be: " +
                              std::string(fault->field));
    }
    return engine;
}

/// The box around home that the radius just fits into, a little wider.
struct Box {
    GeoPoint south_west;
    GeoPoint north_east;
};

std::int32_t clamped(double e7, std::int32_t max) {
    return static_cast<std::int32_t>(std::clamp(e7, -1.0 * max, 1.0 * max));
}

Box box_around(gigfair::Place home, std::uint32_t radius_m) {
    constexpr double metres_per_e7 = 6'371'008.8 * 1.7453292519943295e-9;
    constexpr double cosine_min = 1e-6;  // At the poles every longitude is near.
    const double half_height = (radius_m + 2.0) / metres_per_e7;
    const double cosine = gigfair::cosine(home.lat_e7 * 1.7453292519943295e-9);
    const double half_width = half_height / std::max(cosine, cosine_min);
    const auto corner = [&](double side) {
        return GeoPoint(Latitude{clamped(home.lat_e7 + side * half_height, gigfair::lat_e7_max)},
                        Longitude{clamped(home.lon_e7 + side * half_width, gigfair::lon_e7_max)});
    };
    return {corner(-1), corner(1)};
}

std::vector<JobId> jobs_in_question(storage::Reader& reader, const gigfair::Query& query,
                                    std::int64_t position, std::int64_t limit) {
    const Box box = box_around(query.home, query.radius_m);
    return events::jobs_opened(reader,
                               {.south_west = box.south_west,
                                .north_east = box.north_east,
                                .after = time_of_minute(query.now),
                                .before = time_of_minute(query.to),
                                .until = position},
                               limit);
}

LoggedJob job_as_of(storage::Reader& reader, JobId id, std::int64_t position) {
    LoggedJob job(id);
    events::Stretch stretch{0, position};
    while (true) {
        const std::vector<events::Recorded> page = events::read_of_job(reader, id, stretch);
        for (const events::Recorded& recorded : page)
            job.apply(recorded.event);
        if (std::ssize(page) < events::page_events_max) return job;
        stretch.after = page.back().sequence;
    }
}

/// Reads the log of some jobs. Places are only counted where an opening may be listed.
class LogReading {
public:
    LogReading(const gigfair::Query& query, std::int64_t position)
        : query_(query), home_(query.home), position_(position) {}

    void read(storage::Reader& reader, std::span<const JobId> jobs) {
        for (const JobId id : jobs) {
            for (LoggedOpening& opening : job_as_of(reader, id, position_).openings())
                take(reader, opening);
        }
    }

    std::vector<LoggedOpening> found() && { return std::move(found_); }

private:
    void take(storage::Reader& reader, LoggedOpening& opening) {
        const std::uint32_t distance_m = home_.metres_to(opening.engine.place);
        if (gigfair::why_not(query_, opening.engine, distance_m)) return;
        const std::int64_t taken = events::places_taken(reader, opening.id, position_);
        const std::int64_t left = std::int64_t{opening.engine.places} - taken;
        opening.engine.places = static_cast<std::uint16_t>(std::max<std::int64_t>(0, left));
        found_.push_back(opening);
    }

    const gigfair::Query& query_;
    gigfair::DistanceFrom home_;
    std::int64_t position_;
    std::vector<LoggedOpening> found_;
};

}  // namespace

void LoggedJob::apply(const events::Event& event) {
    std::visit(Overloaded{
                   [&](const events::JobOpened& opened) {
                       if (opened.job != id_) return;
                       facts_ = opened;
                       is_open_ = true;
                   },
                   [&](const events::JobTermsChanged& changed) {
                       if (changed.job != id_ || !facts_) return;
                       facts_->settlement = changed.settlement;
                       facts_->certificates = changed.certificates;
                   },
                   [&](const events::JobChanged& changed) {
                       if (changed.job != id_ || !facts_) return;
                       facts_->openings = changed.openings;
                       is_open_ = changed.state == "open";
                   },
                   [&](const events::JobRestored& restored) {
                       if (restored.job == id_) is_open_ = true;
                   },
                   [&](const events::JobSuspended& suspended) {
                       if (suspended.job == id_) is_open_ = false;
                   },
                   [&](const events::JobClosed& closed) {
                       if (closed.job == id_) is_open_ = false;
                   },
                   [&](const events::JobExpired& expired) {
                       if (expired.job == id_) is_open_ = false;
                   },
                   [](const auto&) {},
               },
               event);
}

std::vector<LoggedOpening> LoggedJob::openings() const {
    std::vector<LoggedOpening> openings;
    if (!is_open_ || !facts_ || !facts_->place) return openings;
    for (const events::OpeningFacts& opening : facts_->openings)
        openings.push_back({opening.id, engine_opening(*facts_, opening)});
    return openings;
}

std::optional<std::vector<LoggedOpening>> logged_openings(storage::Database& database,
                                                          const gigfair::Query& query,
                                                          std::int64_t position,
                                                          std::int64_t jobs_max) {
    const std::vector<JobId> jobs = database.ask([&](storage::Reader& reader) {
        return jobs_in_question(reader, query, position, jobs_max + 1);
    });
    if (std::ssize(jobs) > jobs_max) return std::nullopt;

    LogReading reading(query, position);
    std::span<const JobId> left(jobs);
    while (!left.empty()) {
        const std::span<const JobId> some = left.first(std::min(jobs_a_read, left.size()));
        database.read([&](storage::Reader& reader) { reading.read(reader, some); });
        left = left.subspan(some.size());
    }
    return std::move(reading).found();
}

}  // namespace gig::matching
