#include "app/demo.h"

#include <fstream>
#include <iostream>
#include <stdexcept>

#include "app/demo_bulk.h"
#include "app/demo_city.h"
#include "app/demo_employers.h"
#include "app/demo_history.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"

namespace gig::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view note_name = "demo.json";
constexpr std::string_view staff_login = "demo-admin";
constexpr std::string_view window_login = "demo-window";        // Market staff: reviews what waits.
constexpr std::string_view colleague_login = "demo-colleague";  // There too: agencies take two.
constexpr std::string_view manager_login = "demo-manager";      // Suspends employers there.
constexpr std::string_view deputy_login = "demo-deputy";        // Suspending takes a second one.
constexpr std::chrono::hours agencies_came_before{48};          // While every licence was in force.

/// What a demo city remembers of its making: the seed that later openings are drawn from, and the
/// staff secrets, which are as public as all of it.
struct DemoNote {
    std::uint64_t seed;
    std::string staff_password;
    std::string staff_totp_secret;
    std::string window_totp_secret = {};         // Empty in a city made before there was one.
    std::optional<Date> made_on = std::nullopt;  // As above.
    json::object other_logins = {};              // TOTP secrets of more staff.
};

std::string text_if(const json::value& note, std::string_view key) {
    const json::value* found = note.as_object().if_contains(key);
    return found == nullptr ? "" : json::value_to<std::string>(*found);
}

std::optional<DemoNote> read_note(const fs::path& folder) {
    if (!fs::exists(folder / note_name)) return std::nullopt;
    const Result<json::value> note = parse_json(read_file(folder / note_name));
    if (!note) throw std::runtime_error((folder / note_name).string() + " can't be read");
    return DemoNote{.seed = note->at("seed").to_number<std::uint64_t>(),
                    .staff_password = text_if(*note, "staff_password"),
                    .staff_totp_secret = text_if(*note, "staff_totp_secret"),
                    .window_totp_secret = text_if(*note, "window_totp_secret"),
                    .made_on = date_value(text_if(*note, "made_on"))};
}

void write_note(const fs::path& folder, const DemoNote& note) {
    const json::object written{{"seed", note.seed},
                               {"made_on", date_text(*note.made_on)},
                               {"staff_password", note.staff_password},
                               {"staff_totp_secret", note.staff_totp_secret},
                               {"window_totp_secret", note.window_totp_secret},
                               {"other_logins", note.other_logins}};
    create_private_file(folder / note_name, json::serialize(written));
}

std::vector<Date> holidays_of(const fs::path& city_folder) {
    std::vector<Date> holidays;
    for (const auto& file : fs::directory_iterator(city_folder / "holidays")) {
        if (file.path().extension() != ".csv") continue;
        const CsvTable table = CsvTable::read(file.path());
        for (const CsvRow& row : table.rows()) {
            const std::optional<Date> date = date_value(row.text("date"));
            if (!date) row.refuse("not a date");
            if (row.integer("day_off") == 1) holidays.push_back(*date);
        }
    }
    return holidays;
}

DemoRooms rooms_of(House& house, ManualClock& clock) {
    return {.accounts = house.accounts,
            .employers = house.employers,
            .employer_checks = house.employer_checks,
            .jobs = house.jobs,
            .reviews = house.reviews,
            .workers = house.workers,
            .engagements = house.engagements,
            .desk = house.desk,
            .database = house.store,
            .regions = house.regions,
            .markets = house.markets,
            .clock = clock,
            .together = [&house](const auto& work) { house.groups->together(work); }};
}

std::string scale_name(DemoScale scale) {
    return scale == DemoScale::huzhou ? "huzhou" : "small";
}

struct Staff {
    DemoNote note;
    AccountId admin{0};
    std::map<MarketId, AccountId> at_windows;
};

accounts::StaffService::Created made_staff(House& house, std::string_view login, const char* name,
                                           const std::string& password, Grant grant) {
    return must(house.staff.create(
                    {std::string(login), *accounts::DisplayName::parse(name), password, grant}),
                login);
}

/// A second person at the windows of the market in the middle, and the two who manage it: what
/// takes two people can be tried there.
json::object make_staff_of_middle(House& house, const std::string& password, MarketId middle) {
    struct Person {
        std::string_view login;
        const char* name;
        Role role;
    };
    constexpr std::array people{
        Person{colleague_login, "演示窗口同事", Role::market_staff},
        Person{manager_login, "演示市场负责人", Role::market_manager},
        Person{deputy_login, "演示市场副职", Role::market_manager},
    };
    json::object secrets;
    for (const auto& [login, name, role] : people) {
        secrets[login] =
            made_staff(house, login, name, password, {role, middle.value()}).totp_secret;
    }
    return secrets;
}

/// An administrator, somebody at the windows of every market, and more people in the middle.
Staff make_staff(House& house, const Options& options, Rng& rng) {
    // Anybody may know it: the demo city holds nothing but made-up people.
    const std::string password = "demo-" + id_text(static_cast<std::int64_t>(rng.next() >> 1));
    const markets::Market* middle = house.markets.nearest(*house.regions.city().centre);
    invariant(middle != nullptr);  // A demo city has markets.

    Staff staff;
    staff.note.seed = options.seed;
    staff.note.staff_password = password;
    const accounts::StaffService::Created admin =
        made_staff(house, staff_login, "演示管理员", password, {Role::city_admin});
    staff.admin = admin.account;
    staff.note.staff_totp_secret = admin.totp_secret;
    for (const markets::Market& market : house.markets.all()) {
        if (!market.serves_people()) continue;
        std::string login(window_login);
        if (&market != middle) login += "-" + market.key;
        const accounts::StaffService::Created made = made_staff(
            house, login, "演示窗口人员", password, {Role::market_staff, market.id.value()});
        staff.at_windows.emplace(market.id, made.account);
        if (&market == middle) {
            staff.note.window_totp_secret = made.totp_secret;
        } else {
            staff.note.other_logins[login] = made.totp_secret;
        }
    }
    for (const auto& [login, secret] : make_staff_of_middle(house, password, middle->id)) {
        staff.note.other_logins[login] = secret;
    }
    return staff;
}

Staff make_staff_at(const HouseSettings& settings, const Options& options, Time at, Log& log) {
    const ManualClock clock(at);
    SystemRng rng;  // Facts come from the seed, secrets don't.
    House house(settings, {clock, rng, log});
    return make_staff(house, options, rng);
}

/// Who says of an agency that it is what it says.
DemoStaff checkers_of(const Staff& staff, const markets::Market& middle) {
    const MarketId market = middle.id;
    return {
        {.account = staff.at_windows.at(market), .grants = {{Role::market_staff, market.value()}}},
        {.account = staff.admin, .grants = {{Role::city_admin}}}};
}

/// The agencies post at the market in the middle: what they want is a part of its plan.
std::vector<MarketPlan> without_agencies(std::vector<MarketPlan> plans,
                                         const markets::Market& middle) {
    const auto plan = std::ranges::find(plans, &middle, &MarketPlan::market);
    invariant(plan != plans.end());
    plan->posts -= demo_agency_people;
    return plans;
}

/// Returns how many jobs it posted.
int make_history(const HouseSettings& settings, const Options& options, const Staff& staff,
                 const DemoHistory::Wanted& wanted, Log& log) {
    const History& history = wanted.history;
    SeededRng rng(options.seed);
    ManualClock clock(midnight(history.first()));
    House house(settings, {clock, rng, log});
    DemoRooms rooms = rooms_of(house, clock);
    rooms.window_staff = staff.at_windows;
    const LocalColour colour = LocalColour::load(settings.city_folder());
    const Archetypes archetypes = Archetypes::load(settings.city_folder());
    const DemoDraw draw(colour, house.regions, house.occupations,
                        holidays_of(settings.city_folder()));

    DemoHistory city(rooms, draw, colour, archetypes, wanted);
    const markets::Market* middle = house.markets.nearest(*house.regions.city().centre);
    const std::vector<PlannedPost> posts =
        options.scale == DemoScale::huzhou
            ? plan_posts(without_agencies(city.plans(), *middle), middle, draw, history,
                         options.seed)
            : DemoCity(draw, house.markets, options.seed)
                  .posts_of(history.today, demo_days, midnight(history.first()),
                            midnight(history.today));
    const Time agencies_come = midnight(history.today) - agencies_came_before;
    city.also(agencies_come,
              [&] { make_demo_agencies(house, checkers_of(staff, *middle), history.today); });
    const int posted = city.live_through(posts);
    if (options.scale != DemoScale::province) return posted;

    DemoPosters posters(rooms, colour);
    DemoBulk(rooms, posters, draw, house.occupations, rng)
        .post(province_posts, history.today, options.seed);
    return posted + province_posts;
}

/// Made aside and then moved to its place, so that a demo that broke off is never half there.
void make(const Options& options, HouseSettings settings, Log& log) {
    const fs::path aside = settings.data.string() + ".making";
    fs::remove_all(aside);
    const fs::path place = std::exchange(settings.data, aside);
    settings.grouped = true;

    SystemRng chance;
    fs::create_directories(aside);
    Vault::create(settings.keys_folder(), settings.crypto_if_new, chance);

    const DemoFigures figures = DemoFigures::load(settings.city_folder());
    const DemoTargets& targets = figures.scales.at(scale_name(options.scale));
    const DemoHistory::Wanted wanted{
        targets, {date_of(SystemClock().now()), targets.history_days}, options.seed};
    Staff staff = make_staff_at(settings, options, midnight(wanted.history.first()), log);
    const int jobs = make_history(settings, options, staff, wanted, log);
    staff.note.made_on = wanted.history.today;
    write_note(aside, staff.note);
    sync_folder(aside);
    if (fs::exists(place)) fs::remove(place);  // Empty, or it would not have come to this.
    fs::rename(aside, place);
    std::cout << "made the demo city: " << jobs << " jobs\n" << std::flush;
}

/// The dates that have come within reach since the city was made or last opened.
int add_days(HouseSettings settings, const DemoNote& note, Log& log) {
    using std::chrono::days;
    using std::chrono::sys_days;
    const Date today = date_of(SystemClock().now());
    const sys_days end = sys_days(today) + days(demo_days);
    const sys_days first =
        note.made_on ? std::max(sys_days(today), sys_days(*note.made_on) + days(demo_days))
                     : sys_days(today);
    if (first >= end) return 0;

    settings.grouped = true;
    SystemRng rng;
    ManualClock clock(midnight(today));
    House house(settings, {clock, rng, log});
    DemoRooms rooms = rooms_of(house, clock);
    const LocalColour colour = LocalColour::load(settings.city_folder());
    const DemoDraw draw(colour, house.regions, house.occupations,
                        holidays_of(settings.city_folder()));
    DemoPosters posters(rooms, colour, DemoPosters::Before::something);
    const DemoCity city(draw, house.markets, note.seed);
    return post_missing(rooms, posters,
                        city.posts_of(Date(first), static_cast<int>((end - first).count()),
                                      clock.now(), clock.now()));
}

}  // namespace

void prepare_demo(const Options& options, const HouseSettings& settings, Log& log) {
    const bool is_empty = !fs::exists(settings.data) || fs::is_empty(settings.data);
    if (is_empty) {
        make(options, settings, log);
        return;
    }

    const std::optional<DemoNote> note = read_note(settings.data);
    if (!note) {
        throw std::runtime_error(
            settings.data.string() +
            " is not empty and holds no demo city: give --data another folder");
    }
    const int jobs = add_days(settings, *note, log);
    if (jobs > 0) std::cout << "added " << jobs << " jobs for the days to come\n" << std::flush;
}

void print_demo_accounts(const HouseSettings& settings) {
    const DemoNote note = *read_note(settings.data);
    std::cout << "\nDemo accounts (演示账号); codes are shown on the page and at /simulators/sms\n"
              << "  worker            12000000001, 12000000003\n"
              << "  employer          12000000002 (owner of a verified employer)\n"
              << "  anybody           any number of the form 120 + 8 digits\n"
              << "  staff             login " << staff_login << ", password " << note.staff_password
              << ", TOTP secret " << note.staff_totp_secret << "\n";
    if (!note.window_totp_secret.empty()) {
        std::cout << "  market staff      login " << window_login << ", same password, TOTP secret "
                  << note.window_totp_secret << "\n"
                  << "  more of them      " << colleague_login
                  << " (agencies take a second person), " << manager_login << " and "
                  << deputy_login << " (suspend employers),\n"
                  << "                    other markets " << window_login << "-MARKET; "
                  << "same password, TOTP secrets in " << (settings.data / note_name).string()
                  << "\n";
    }
    std::cout << "\n" << std::flush;
}

}  // namespace gig::app
