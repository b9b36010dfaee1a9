#include "app/demo_intents.h"

#include <algorithm>

namespace gig::app {

namespace {

using std::chrono::hours;

constexpr int pair_tries_max = 400;
constexpr hours least_notice{2};  // Nobody asks for what begins at once.
constexpr hours answer_usually_within{9};
constexpr hours try_again_after{24};
constexpr hours left_at_the_end{1};  // What follows needs some time before the history ends.

// Of the intents that are not confirmed, in percent; the rest nobody ever offered.
constexpr std::uint64_t declined_percent = 28;
constexpr std::uint64_t withdrawn_percent = 24;
constexpr std::uint64_t offer_expired_percent = 20;

constexpr std::array decline_reasons{
    engagements::DeclineReason::found_other, engagements::DeclineReason::found_other,
    engagements::DeclineReason::hours,       engagements::DeclineReason::family,
    engagements::DeclineReason::distance,    engagements::DeclineReason::pay,
    engagements::DeclineReason::health};

template <typename T>
void shuffle(std::vector<T>& list, Rng& rng) {
    for (std::size_t left = list.size(); left > 1; --left) {
        std::swap(list[left - 1], list[rng.below(left)]);
    }
}

}  // namespace

DemoIntents::DemoIntents(DemoRooms& rooms, Agenda& agenda, const std::vector<MarketPlan>& plans,
                         Time end, std::uint64_t seed)
    : rooms_(rooms), agenda_(agenda), plans_(plans), end_(end), rng_(seed ^ number_of("intents")) {}

void DemoIntents::add_seeker(const markets::Market* market, const Actor& worker,
                             const workers::Profile& profile) {
    around_[market].seekers.push_back(
        {worker, profile, rooms_.workers.certificates_mask(profile, date_of(end_)), {}});
}

void DemoIntents::add_job(const markets::Market* market, const Actor& employer, JobId id) {
    const std::optional<jobs::JobWithOpenings> found = rooms_.database.ask(
        [&](storage::Reader& reader) { return rooms_.jobs.find_in(reader, id); });
    invariant(found.has_value());
    const jobs::Job& job = found->job;
    if (!job.place) return;
    for (const jobs::Opening& opening : found->openings) {
        around_[market].openings.push_back({employer, opening.id, *job.place, opening.start,
                                            opening.end, opening.hourly_fen, job.settlement,
                                            job.certificates_mask, opening.places_left});
    }
}

void DemoIntents::plan(const History& history, const DemoDraw& draw,
                       const std::map<const markets::Market*, std::vector<int>>& registered) {
    for (const MarketPlan& plan : plans_) {
        const auto here = registered.find(plan.market);
        if (plan.intents == 0 || here == registered.end()) continue;
        std::vector<std::int64_t> weights(static_cast<std::size_t>(history.days), 0);
        for (const int day : here->second) {
            for (int later = day; later < history.days; ++later)
                ++weights[static_cast<std::size_t>(later)];
        }
        for (int day = 0; day < history.days; ++day) {
            weights[static_cast<std::size_t>(day)] *=
                1 + draw.weight_of(history.day(day), plan.area);
        }
        const DayDraw days(std::move(weights));
        for (const Outcome outcome : outcomes_of(plan, rng_)) {
            const Time at = moment_of(history.day(days.draw(rng_)), rng_);
            agenda_.add(at, [this, market = plan.market, outcome] { express(market, outcome); });
        }
    }
}

/// As many confirmed as planned; what became of the others is by chance.
std::vector<DemoIntents::Outcome> DemoIntents::outcomes_of(const MarketPlan& plan, Rng& rng) {
    std::vector<Outcome> outcomes(static_cast<std::size_t>(plan.confirmed), Outcome::confirmed);
    while (std::ssize(outcomes) < plan.intents) {
        const std::uint64_t drawn = rng.below(100);
        if (drawn < declined_percent) {
            outcomes.push_back(Outcome::declined);
        } else if (drawn < declined_percent + withdrawn_percent) {
            outcomes.push_back(Outcome::withdrawn);
        } else if (drawn < declined_percent + withdrawn_percent + offer_expired_percent) {
            outcomes.push_back(Outcome::offer_expired);
        } else {
            outcomes.push_back(Outcome::never_offered);
        }
    }
    shuffle(outcomes, rng);
    return outcomes;
}

void DemoIntents::express(const markets::Market* market, Outcome outcome) {
    const Time now = rooms_.clock.now();
    Around& around = around_[market];
    std::erase_if(around.openings, [&](const Live& opening) {
        return opening.left == 0 || opening.start <= now + least_notice;
    });
    std::optional<Pair> pair = find_pair(around, Picky::yes);
    if (!pair && now + try_again_after + left_at_the_end < end_) {
        agenda_.add(now + try_again_after, [this, market, outcome] { express(market, outcome); });
        return;
    }
    if (!pair) pair = find_pair(around, Picky::no);
    if (!pair) pair = find_pair(around, Picky::makes_an_exception);
    if (!pair) pair = find_elsewhere();
    if (!pair) throw std::runtime_error("the demo has no opening for anybody of " + market->name);

    const engagements::Intent intent =
        must(rooms_.engagements.express(pair->seeker->actor, pair->opening->id, {}), market->name);
    --pair->opening->left;
    pair->seeker->busy.push_back({pair->opening->start, pair->opening->end});
    follow(intent.id, *pair, outcome);
}

/// Where hardly anything is posted, somebody of a busier market asks instead, so that the city's
/// sum holds.
std::optional<DemoIntents::Pair> DemoIntents::find_elsewhere() {
    for (const MarketPlan& plan : plans_) {
        Around& around = around_[plan.market];
        std::erase_if(around.openings, [&](const Live& opening) {
            return opening.left == 0 || opening.start <= rooms_.clock.now() + least_notice;
        });
        if (std::optional<Pair> pair = find_pair(around, Picky::no)) return pair;
    }
    return std::nullopt;
}

/// By chance among all pairs; when chance finds none, the first in order.
std::optional<DemoIntents::Pair> DemoIntents::find_pair(Around& around, Picky picky) {
    if (around.seekers.empty() || around.openings.empty()) return std::nullopt;
    for (int tries = 0; tries < pair_tries_max; ++tries) {
        Seeker& seeker = around.seekers[rng_.below(around.seekers.size())];
        Live& opening = around.openings[rng_.below(around.openings.size())];
        if (fits(seeker, opening, picky)) return Pair{&seeker, &opening};
    }
    for (Seeker& seeker : around.seekers) {
        for (Live& opening : around.openings) {
            if (fits(seeker, opening, picky)) return Pair{&seeker, &opening};
        }
    }
    return std::nullopt;
}

bool DemoIntents::fits(const Seeker& seeker, const Live& opening, Picky picky) {
    const workers::Preferences& wants = seeker.profile.preferences;
    const bool is_busy = std::ranges::any_of(seeker.busy, [&](const Busy& busy) {
        return busy.start < opening.end && busy.end > opening.start;
    });
    if (is_busy || (opening.certificates & ~seeker.certificates) != 0) return false;
    if (picky == Picky::makes_an_exception) return true;
    if (!wants.week_free.covers(opening.start, opening.end)) return false;
    if (picky == Picky::no) return true;

    const bool is_night = jobs::shift_class(opening.start, opening.end) == jobs::ShiftClass::night;
    return (wants.night_ok || !is_night) && opening.hourly_fen >= wants.pay_floor_fen &&
           std::ranges::find(wants.settlements, opening.settlement) != wants.settlements.end() &&
           places::metres_between(*seeker.profile.home, opening.place) <=
               static_cast<std::uint32_t>(wants.radius_m);
}

/// A moment from now on, before the latest and within the most.
Time DemoIntents::before(Time latest, std::chrono::milliseconds most) {
    const Time now = rooms_.clock.now();
    const std::chrono::milliseconds span = std::min<std::chrono::milliseconds>(most, latest - now);
    invariant(span.count() > 1);
    return now + std::chrono::milliseconds(1 + static_cast<std::int64_t>(rng_.below(
                                                   static_cast<std::uint64_t>(span.count() - 1))));
}

/// Whatever follows from an intent happens before its shift and within the history. The first
/// half of the time that is left is the employer's, so that the worker has some.
void DemoIntents::follow(IntentId intent, const Pair& pair, Outcome outcome) {
    if (outcome == Outcome::never_offered) return;
    const Actor worker = pair.seeker->actor;
    const Actor employer = pair.opening->employer;
    const Time latest = std::min(pair.opening->start, end_);
    const Time now = rooms_.clock.now();
    const Time offered_at = before(now + (latest - now) / 2, answer_usually_within);
    agenda_.add(offered_at, [=, this] {
        must(rooms_.engagements.offer(employer, intent, {}), "offer");
        if (outcome == Outcome::offer_expired) return;
        agenda_.add(before(latest, answer_usually_within), [=, this] {
            switch (outcome) {
                case Outcome::confirmed:
                    must(rooms_.engagements.confirm(worker, intent, {}), "confirm");
                    return;
                case Outcome::declined:
                    must(rooms_.engagements.decline(
                             worker, intent, decline_reasons[rng_.below(decline_reasons.size())],
                             {}),
                         "decline");
                    return;
                case Outcome::withdrawn:
                    must(rooms_.engagements.withdraw(worker, intent, {}), "withdraw");
                    return;
                case Outcome::offer_expired:
                case Outcome::never_offered:
                    return;
            }
        });
    });
}

}  // namespace gig::app
