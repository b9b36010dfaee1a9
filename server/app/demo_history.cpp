#include "app/demo_history.h"

#include <algorithm>
#include <set>

namespace gig::app {

namespace {

using std::chrono::hours;

constexpr std::array<std::string_view, 2> demo_worker_phones{"12000000001", "12000000003"};
constexpr std::string_view demo_worker_archetype = "meal_courier_parent";
constexpr std::uint64_t at_the_desk_percent = 45;
constexpr std::int32_t posts_per_refused_employer = 900;
constexpr int upkeep_every_hours = 6;

/// Phones of made-up workers, each once: 120 and a digit above 0, so that the numbers for trying
/// things out stay free.
class Phones {
public:
    std::string next() {
        while (true) {
            const std::uint64_t number = number_of("worker" + std::to_string(count_++));
            std::string digits = "120" + std::to_string(10'000'000 + number % 90'000'000);
            if (given_.insert(digits).second) return digits;
        }
    }

private:
    std::set<std::string> given_;
    int count_ = 0;
};

}  // namespace

DemoHistory::DemoHistory(DemoRooms& rooms, const DemoDraw& draw, const LocalColour& colour,
                         const Archetypes& archetypes, const Wanted& wanted)
    : rooms_(rooms),
      draw_(draw),
      archetypes_(archetypes),
      wanted_(wanted),
      plans_(plan_markets(wanted.targets, draw, rooms.markets, wanted.history)),
      posters_(rooms, colour),
      intents_(rooms, agenda_, plans_, end(), wanted.seed),
      rng_(wanted.seed ^ number_of("history")) {}

int DemoHistory::live_through(const std::vector<PlannedPost>& posts) {
    agenda_.add(midnight(wanted_.history.first()), [this] { posters_.known(); });
    plan_posts(posts);
    plan_seekers();
    plan_visits();
    plan_refusals();
    plan_upkeep();
    intents_.plan(wanted_.history, draw_, registered_);
    agenda_.run(rooms_, end());
    return posted_;
}

void DemoHistory::plan_posts(const std::vector<PlannedPost>& posts) {
    for (const PlannedPost& planned : posts) {
        agenda_.add(planned.at, [this, &planned] { post(planned); });
    }
}

void DemoHistory::post(const PlannedPost& planned) {
    const std::optional<JobId> job = posters_.post(planned.job, planned.line);
    if (!job) return;
    ++posted_;
    intents_.add_job(plan_around(planned.job).market, posters_.of(planned.job).actor, *job);
}

const MarketPlan& DemoHistory::plan_around(const DemoJob& job) const {
    return *std::ranges::find_if(plans_, [&](const MarketPlan& plan) {
        return std::ranges::any_of(
            plan.streets, [&](const places::Region* street) { return street->code == job.street; });
    });
}

/// More come in some months than in others, and more from one month to the next.
std::vector<std::int64_t> DemoHistory::coming_by_day() const {
    std::vector<std::int64_t> weights;
    for (int day = 0; day < wanted_.history.days; ++day) {
        const auto month = static_cast<unsigned>(wanted_.history.day(day).month());
        const std::int64_t growth = wanted_.history.days + day;
        weights.push_back(archetypes_.registered_in_months.at(month - 1) * growth);
    }
    return weights;
}

void DemoHistory::plan_seekers() {
    const DayDraw days(coming_by_day());
    const markets::Market* middle = rooms_.markets.nearest(*rooms_.regions.city().centre);
    Phones phones;
    for (const MarketPlan& plan : plans_) {
        for (std::int32_t number = 0; number < plan.workers; ++number) {
            const bool known = plan.market == middle &&
                               number < static_cast<std::int32_t>(demo_worker_phones.size());
            const std::string phone =
                known ? std::string(demo_worker_phones.at(static_cast<std::size_t>(number)))
                      : phones.next();
            const Archetype& archetype = known ? archetypes_.of_key(demo_worker_archetype)
                                               : draw_archetype(archetypes_, rng_);
            const int day = days.draw(rng_);
            registered_[plan.market].push_back(day);
            agenda_.add(
                moment_of(wanted_.history.day(day), rng_),
                [this, &plan, phone, &archetype] { register_seeker(plan, phone, archetype); });
        }
    }
}

void DemoHistory::register_seeker(const MarketPlan& plan, const std::string& phone_digits,
                                  const Archetype& archetype) {
    const places::Region& street = *plan.streets.at(rng_.below(plan.streets.size()));
    const accounts::Account account =
        must(rooms_.accounts.create_for_demo({*Phone::parse(phone_digits),
                                              *accounts::DisplayName::parse("演示求职者"),
                                              {{Role::worker}}}),
             phone_digits);
    const Actor worker{.account = account.id, .grants = {{Role::worker}}};
    const Date today = date_of(rooms_.clock.now());
    const workers::Profile profile =
        must(rooms_.workers.save_self(
                 worker, draw_seeker(archetype, draw_.place_in(street, rng_), today, rng_), {}),
             archetype.key);

    const auto staff = rooms_.window_staff.find(plan.market->id);
    if (staff != rooms_.window_staff.end() && rng_.below(100) < at_the_desk_percent) {
        must(rooms_.desk.register_at_desk(staff_of(*plan.market), plan.market->id, account.id, {}),
             plan.market->name);
    } else {
        must(rooms_.desk.register_online(worker, plan.market->id, {}), plan.market->name);
    }
    intents_.add_seeker(plan.market, worker, profile);
}

Actor DemoHistory::staff_of(const markets::Market& market) const {
    return {.account = rooms_.window_staff.at(market.id),
            .grants = {{Role::market_staff, market.id.value()}},
            .stepped_up_at = rooms_.clock.now()};
}

void DemoHistory::plan_visits() {
    const DayDraw days(coming_by_day());
    for (std::int32_t visit = 0; visit < wanted_.targets.visits; ++visit) {
        agenda_.add(moment_of(wanted_.history.day(days.draw(rng_)), rng_),
                    [this] { must(rooms_.desk.count_online(), "visit"); });
    }
}

/// Now and then comes an employer whom the registry doesn't know. What they post waits, and staff
/// who look at it refuse it: it never counts as a post.
void DemoHistory::plan_refusals() {
    const int employers = 1 + wanted_.targets.posts / posts_per_refused_employer;
    for (int nth = 0; nth < employers; ++nth) {
        const MarketPlan& plan = plans_.at(static_cast<std::size_t>(nth) % plans_.size());
        if (!rooms_.window_staff.contains(plan.market->id)) continue;
        const auto day = rng_.below(static_cast<std::uint64_t>(wanted_.history.days));
        agenda_.add(moment_of(wanted_.history.day(static_cast<int>(day)), rng_),
                    [this, &plan, nth] { refuse(plan, nth); });
    }
}

void DemoHistory::refuse(const MarketPlan& plan, int nth) {
    const Date in_two_days(std::chrono::sys_days(date_of(rooms_.clock.now())) +
                           std::chrono::days(2));
    const WantedJobs one{.date = in_two_days, .people = 1, .area = &plan.area, .meal_jobs = 0};
    DemoJob job = draw_.jobs_of(wanted_.seed ^ static_cast<std::uint64_t>(nth), one).front();
    const DemoPosters::Poster poster = posters_.refused(*rooms_.regions.find(job.street), nth);
    // Whom the registry refused can't post; where it gave no answer, staff look at the post.
    const bool may_post =
        rooms_.employers.find(poster.employer)->state == employers::EmployerState::pending;
    if (!may_post) return;
    job.draft.employer = poster.employer;
    job.draft.market = plan.market->id;
    const jobs::Published waiting =
        must(rooms_.jobs.publish(poster.actor, job.draft, {}), job.draft.title);
    invariant(waiting.state == jobs::JobState::in_review);

    const Time looked_at = rooms_.clock.now() + hours(1) + std::chrono::minutes(nth);
    agenda_.add(looked_at, [this, &plan, id = waiting.job] {
        must(rooms_.reviews.decide(staff_of(*plan.market), id,
                                   {jobs::ReviewVerdict::refused, "用工方未通过登记核验。"}, {}),
             "refuse");
    });
}

void DemoHistory::plan_upkeep() {
    const Time first = midnight(wanted_.history.first());
    for (Time at = first + hours(upkeep_every_hours); at < end(); at += hours(upkeep_every_hours)) {
        agenda_.add(at, [this] {
            while (rooms_.jobs.expire_due() > 0) {
            }
            while (rooms_.engagements.expire_due() > 0) {
            }
        });
    }
}

}  // namespace gig::app
