#include "app/demo.h"

#include <fstream>
#include <iostream>
#include <stdexcept>

#include "app/demo_city.h"
#include "app/demo_employers.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"

namespace gig::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view note_name = "demo.json";
constexpr std::chrono::hours past_of_a_new_city{72};
constexpr std::uint32_t market_reach_metres = 8'000;
constexpr std::string_view staff_login = "demo-admin";
constexpr std::string_view window_login = "demo-window";  // Market staff: reviews what waits.

/// What a demo city remembers of its making: the seed that later openings are drawn from, and the
/// staff secrets, which are as public as all of it.
struct DemoNote {
    std::uint64_t seed;
    std::string staff_password;
    std::string staff_totp_secret;
    std::string window_totp_secret;  // Empty in a city that was made before there was one.
};

std::optional<DemoNote> read_note(const fs::path& folder) {
    if (!fs::exists(folder / note_name)) return std::nullopt;
    const Result<json::value> note = parse_json(read_file(folder / note_name));
    if (!note) throw std::runtime_error((folder / note_name).string() + " can't be read");
    const json::value* window = note->as_object().if_contains("window_totp_secret");
    return DemoNote{note->at("seed").to_number<std::uint64_t>(),
                    json::value_to<std::string>(note->at("staff_password")),
                    json::value_to<std::string>(note->at("staff_totp_secret")),
                    window == nullptr ? "" : json::value_to<std::string>(*window)};
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

/// The market that is nearest, where that is near enough to be asked.
std::optional<MarketId> market_near(const markets::MarketDirectory& markets, GeoPoint place) {
    const markets::Market* nearest = markets.nearest(place);
    if (nearest == nullptr) return std::nullopt;
    if (places::metres_between(nearest->place, place) > market_reach_metres) return std::nullopt;
    return nearest->id;
}

/// Fills the city of that folder, as of the start of the day; with the staff of a new one, as of
/// some days before.
int fill(const HouseSettings& settings, std::uint64_t seed, Log& log, Rng& rng,
         const std::optional<DemoStaff>& new_staff) {
    const Date today = date_of(SystemClock().now());
    const bool is_new = new_staff.has_value();
    ManualClock clock(midnight(today) - (is_new ? past_of_a_new_city : std::chrono::hours(0)));
    House house(settings, {clock, rng, log});
    if (is_new) make_demo_agencies(house, *new_staff, today);
    // Made-up employers renew like all others, when they next post.
    while (house.employer_checks.lapse_due() > 0) {
    }

    const LocalColour colour = LocalColour::load(settings.city_folder());
    const DemoDraw draw(colour, house.regions, house.occupations,
                        holidays_of(settings.city_folder()));
    const auto near = [&](GeoPoint place) { return market_near(house.markets, place); };
    DemoCity city({house.accounts, house.employers, house.jobs, house.regions, near, clock}, draw,
                  colour, seed);
    return city.fill(today, is_new);
}

struct MadeStaff {
    DemoNote note;
    DemoStaff staff;
};

accounts::StaffService::Created made_staff(House& house, std::string_view login, const char* name,
                                           const std::string& password, Grant grant) {
    const Result<accounts::StaffService::Created> created = house.staff.create(
        {std::string(login), *accounts::DisplayName::parse(name), password, grant});
    if (!created) throw std::runtime_error("demo staff: " + std::string(created.error().code));
    return *created;
}

MadeStaff make_staff(const HouseSettings& settings, std::uint64_t seed, Log& log) {
    // Before all that the city's past holds.
    const ManualClock clock(midnight(date_of(SystemClock().now())) - past_of_a_new_city);
    SystemRng rng;
    House house(settings, {clock, rng, log});
    // Anybody may know it: the demo city holds nothing but made-up people.
    const std::string password = "demo-" + id_text(static_cast<std::int64_t>(rng.next() >> 1));
    const markets::Market* market = house.markets.nearest(*house.regions.city().centre);
    invariant(market != nullptr);  // A demo city has markets.
    const Grant admin_grant{Role::city_admin};
    const Grant window_grant{Role::market_staff, market->id.value()};
    const auto admin = made_staff(house, staff_login, "演示管理员", password, admin_grant);
    const auto window = made_staff(house, window_login, "演示窗口人员", password, window_grant);
    return {{.seed = seed,
             .staff_password = password,
             .staff_totp_secret = admin.totp_secret,
             .window_totp_secret = window.totp_secret},
            {{.account = window.account, .grants = {window_grant}},
             {.account = admin.account, .grants = {admin_grant}}}};
}

/// Made aside and then moved to its place, so that a demo that broke off is never half there.
void make(const Options& options, HouseSettings settings, Log& log) {
    const fs::path aside = settings.data.string() + ".making";
    fs::remove_all(aside);
    const fs::path place = std::exchange(settings.data, aside);

    // Facts come from the seed, keys don't.
    SystemRng chance;
    fs::create_directories(aside);
    Vault::create(settings.keys_folder(), settings.crypto_if_new, chance);
    SeededRng rng(options.seed);
    const auto [note, staff] = make_staff(settings, options.seed, log);
    const int jobs = fill(settings, options.seed, log, rng, staff);
    create_private_file(aside / note_name, json::serialize(json::object{
                                               {"seed", note.seed},
                                               {"staff_password", note.staff_password},
                                               {"staff_totp_secret", note.staff_totp_secret},
                                               {"window_totp_secret", note.window_totp_secret}}));
    sync_folder(aside);
    if (fs::exists(place)) fs::remove(place);  // Empty, or it would not have come to this.
    fs::rename(aside, place);
    std::cout << "made the demo city: " << jobs << " jobs\n" << std::flush;
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
    SystemRng rng;
    const int jobs = fill(settings, note->seed, log, rng, std::nullopt);
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
                  << note.window_totp_secret << "\n";
    }
    std::cout << "\n" << std::flush;
}

}  // namespace gig::app
