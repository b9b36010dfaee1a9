#include "app/demo_city.h"

#include <algorithm>
#include <stdexcept>

#include "base/digest.h"

namespace gig::app {

namespace {

constexpr std::string_view worker_phone = "12000000001";
constexpr std::string_view employer_phone = "12000000002";
constexpr std::string_view second_worker_phone = "12000000003";
constexpr std::string_view known_employer_street = "330502001";  // 月河街道: by Donghu.
constexpr std::string_view known_employer_family = "catering";

constexpr std::chrono::hours posted_before{72};

/// Any 14 dates in a row want just as many people, whichever day the demo begins.
std::int32_t people_wanted_on(Date date) {
    constexpr std::int32_t least = demo_people_wanted / demo_days;
    constexpr std::int32_t days_with_one_more = demo_people_wanted % demo_days;
    const auto day = std::chrono::sys_days(date).time_since_epoch().count();
    return least + (day % demo_days < days_with_one_more ? 1 : 0);
}

template <typename T>
T must(Result<T> result, std::string_view what) {
    if (!result) {
        throw std::runtime_error("the demo city could not be made: " + std::string(what) + ": " +
                                 std::string(result.error().code) + " " + result.error().field);
    }
    return *std::move(result);
}

/// Stable numbers for made-up phones, so that every trade of every street has one employer.
std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0xCBF29CE484222325;
    for (const char character : text) {
        number = (number ^ static_cast<unsigned char>(character)) * 0x100000001B3;
    }
    return number;
}

std::string replaced(std::string text, std::string_view gap, const std::string& value) {
    const std::size_t at = text.find(gap);
    if (at != std::string::npos) text.replace(at, gap.size(), value);
    return text;
}

bool is_household(const DemoJob& job) {
    return job.draft.relation == Relation::household;
}

std::string key_of(const DemoJob& job) {
    return (is_household(job) ? "home" : job.family) + job.street;
}

std::string phone_of(const DemoJob& job) {
    if (job.street == known_employer_street && job.family == known_employer_family) {
        return std::string(employer_phone);
    }
    // 120 and a digit above 0: apart from the numbers that are kept for trying things out.
    std::string digits = std::to_string(10'000'000 + number_of(key_of(job)) % 90'000'000);
    return "120" + digits;
}

}  // namespace

int DemoCity::fill(Date today, bool is_new) {
    make_people();

    std::vector<std::pair<Date, DemoJob>> drawn;
    for (int day = 0; day < demo_days; ++day) {
        const Date date(std::chrono::sys_days(today) + std::chrono::days(day));
        for (DemoJob& job : draw_.jobs_of(seed_, date, people_wanted_on(date))) {
            drawn.emplace_back(date, std::move(job));
        }
    }

    const auto step = is_new ? std::chrono::milliseconds(posted_before) /
                                   static_cast<std::int64_t>(drawn.size() + 1)
                             : std::chrono::milliseconds(0);
    std::map<Date, int> numbers;
    int posted = 0;
    for (const auto& [date, job] : drawn) {
        rooms_.clock.advance(step);
        posted += post(job, date, numbers[date]++) ? 1 : 0;
    }
    return posted;
}

void DemoCity::make_people() {
    const auto worker = [&](std::string_view phone, const char* name) {
        must(rooms_.accounts.create_for_demo(
                 {*Phone::parse(phone), *accounts::DisplayName::parse(name), {{Role::worker}}}),
             phone);
    };
    worker(worker_phone, "演示求职者甲");
    worker(second_worker_phone, "演示求职者乙");

    DemoJob known{
        std::string(known_employer_family), {"饭店"}, std::string(known_employer_street), {}};
    known.draft.relation = Relation::part_time;
    poster_of(known);
}

DemoCity::Poster DemoCity::poster_of(const DemoJob& job) {
    const std::string phone = phone_of(job);
    const auto found = posters_.find(phone);
    if (found != posters_.end()) return found->second;
    return posters_.emplace(phone, make_poster(job, phone)).first->second;
}

DemoCity::Poster DemoCity::make_poster(const DemoJob& job, const std::string& phone_digits) {
    const accounts::Account account =
        must(rooms_.accounts.create_for_demo({*Phone::parse(phone_digits),
                                              *accounts::DisplayName::parse("演示用工方"),
                                              {{Role::worker}}}),
             phone_digits);
    Actor actor{.account = account.id, .grants = {{Role::worker}}};

    std::vector<employers::Employer> owned = rooms_.employers.of_account(account.id);
    if (owned.empty()) {
        const std::uint64_t number = number_of(key_of(job));
        const std::string& brand = colour_.brands.at(number % colour_.brands.size());
        const std::string town = town_of(*rooms_.regions.find(job.street));
        employers::EmployersService::Application application{
            .kind = employers::EmployerKind::household,
            .name = replaced(colour_.household_template, "{brand}", brand) + "（" + town + "）",
            .credit_code = std::nullopt,
            .region_code = job.street,
            .made_up = true,
        };
        if (!is_household(job)) {
            std::string name = replaced(colour_.employer_template, "{town}", town);
            name = replaced(name, "{brand}", brand);
            application.kind = employers::EmployerKind::firm;
            application.name =
                replaced(name, "{trade}", job.trades.at(number / 64 % job.trades.size()));
            const std::string serial = std::to_string(100'000'000 + number % 900'000'000);
            application.credit_code =
                must(employers::CreditCode::complete("91330500" + serial), phone_digits);
        }
        owned.push_back(must(rooms_.employers.apply(actor, application, {}), application.name));
    }
    if (!owned.front().verified())
        must(rooms_.employers.verify(actor, owned.front().id, {}), "verify");

    actor.grants.push_back({Role::employer_member, owned.front().id.value()});
    return {actor, owned.front().id};
}

bool DemoCity::post(const DemoJob& job, Date date, int number) {
    const Poster poster = poster_of(job);
    const std::string line =
        "demo/" + std::to_string(seed_) + "/" + date_text(date) + "/" + std::to_string(number);
    const std::string digest = sha256_hex(line);
    if (rooms_.jobs.imported(poster.actor, digest)) return false;

    jobs::JobDraft draft = job.draft;
    draft.employer = poster.employer;
    const Result<GeoPoint> place = places::to_wgs84(*draft.place);
    if (place) draft.market = rooms_.market_near(*place);
    tell_apart(poster, draft);
    must(rooms_.jobs.publish_line(poster.actor, draft, digest), line);
    return true;
}

/// Two jobs of one employer with one title and overlapping shifts would wait for staff as likely
/// duplicates. A real employer who wants two groups says so.
void DemoCity::tell_apart(const Poster& poster, jobs::JobDraft& draft) const {
    static constexpr std::array<const char*, 4> groups{"（二组）", "（三组）", "（四组）",
                                                       "（五组）"};
    const std::string title = draft.title;
    for (const char* group : groups) {
        if (must(rooms_.jobs.check(poster.actor, draft), title).state == jobs::JobState::open)
            return;
        draft.title = title + group;
    }
}

}  // namespace gig::app
