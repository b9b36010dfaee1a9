#include "app/demo_posters.h"

#include <algorithm>

#include "base/digest.h"

namespace gig::app {

namespace {

constexpr std::string_view known_employer_phone = "12000000002";
constexpr std::string_view known_employer_street = "330502001";  // 月河街道: by Donghu.
constexpr std::string_view known_employer_family = "catering";

// The registry's simulator goes by the 17th character: ceased, another name, no such code, no
// answer.
constexpr std::string_view refused_codes = "CDUX";

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
        return std::string(known_employer_phone);
    }
    // 120 and a digit above 0: apart from the numbers that are kept for trying things out.
    const std::string digits = std::to_string(10'000'000 + number_of(key_of(job)) % 90'000'000);
    return "120" + digits;
}

}  // namespace

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0xCBF29CE484222325;
    for (const char character : text) {
        number = (number ^ static_cast<unsigned char>(character)) * 0x100000001B3;
    }
    return number;
}

const DemoPosters::Poster& DemoPosters::of(const DemoJob& job) {
    const std::string phone = phone_of(job);
    const auto found = by_phone_.find(phone);
    if (found == by_phone_.end()) return by_phone_.emplace(phone, make(job, phone)).first->second;
    keep_verified(found->second);
    return found->second;
}

/// Being verified lasts half a year, and a city has a longer past: who posts again renews.
void DemoPosters::keep_verified(const Poster& poster) {
    const std::optional<employers::Employer> employer = rooms_.employers.find(poster.employer);
    const bool may_post =
        employer->verified() && !posting_bar(*employer, date_of(rooms_.clock.now()));
    if (may_post) return;
    // What the scheduler does in a city that runs: only what has lapsed can be renewed.
    while (rooms_.employer_checks.lapse_due() > 0) {
    }
    must(rooms_.employers.verify(poster.actor, poster.employer, {}), "verify");
}

const DemoPosters::Poster& DemoPosters::known() {
    DemoJob job{
        std::string(known_employer_family), {"饭店"}, std::string(known_employer_street), {}};
    job.draft.relation = Relation::part_time;
    return of(job);
}

Actor DemoPosters::owner(const std::string& phone_digits) {
    const accounts::Account account =
        must(rooms_.accounts.create_for_demo({*Phone::parse(phone_digits),
                                              *accounts::DisplayName::parse("演示用工方"),
                                              {{Role::worker}}}),
             phone_digits);
    return {.account = account.id, .grants = {{Role::worker}}};
}

DemoPosters::Poster DemoPosters::make(const DemoJob& job, const std::string& phone_digits) {
    Actor actor = owner(phone_digits);
    std::vector<employers::Employer> owned = rooms_.employers.of_account(*actor.account);
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
    actor.grants.push_back({Role::employer_member, owned.front().id.value()});
    const Poster poster{actor, owned.front().id};
    keep_verified(poster);
    return poster;
}

DemoPosters::Poster DemoPosters::refused(const places::Region& street, int nth) {
    const std::string number = std::to_string(10'000'000 + nth);
    Actor actor = owner("120" + number);
    std::string name = replaced(colour_.employer_template, "{town}", town_of(street));
    name = replaced(name, "{brand}",
                    colour_.brands.at(static_cast<std::size_t>(nth) % colour_.brands.size()));
    const std::string code =
        "91330500" + number + refused_codes[static_cast<std::size_t>(nth) % refused_codes.size()];
    const employers::EmployersService::Application application{
        .kind = employers::EmployerKind::firm,
        .name = replaced(name, "{trade}", "劳务部"),
        .credit_code = must(employers::CreditCode::complete(code), code),
        .region_code = street.code,
        .made_up = true,
    };
    const employers::Employer employer =
        must(rooms_.employers.apply(actor, application, {}), application.name);
    invariant(!employer.verified());
    actor.grants.push_back({Role::employer_member, employer.id.value()});
    return {actor, employer.id};
}

std::optional<JobId> DemoPosters::post(const DemoJob& job, const std::string& line) {
    const Poster& poster = of(job);
    const std::string digest = sha256_hex(line);
    if (rooms_.jobs.imported(poster.actor, digest)) return std::nullopt;

    jobs::JobDraft draft = job.draft;
    draft.employer = poster.employer;
    tell_apart(poster, draft);
    const jobs::Published published =
        must(rooms_.jobs.publish_line(poster.actor, draft, digest, jobs::Pace::free), line);
    if (published.state != jobs::JobState::open) {
        throw std::runtime_error("the demo's own post waits for staff: " + draft.title);
    }
    return published.job;
}

/// Two jobs of one employer with one title and overlapping shifts would wait for staff as likely
/// duplicates. A real employer who wants two groups says so.
void DemoPosters::tell_apart(const Poster& poster, jobs::JobDraft& draft) {
    static constexpr std::array groups{"",         "（二组）", "（三组）", "（四组）", "（五组）",
                                       "（六组）", "（七组）", "（八组）", "（九组）", "（十组）"};
    const std::string title = draft.title;
    for (const char* group : groups) {
        draft.title = title + group;
        if (looks_new(poster, draft)) return;
    }
}

bool DemoPosters::looks_new(const Poster& poster, const jobs::JobDraft& draft) {
    const Time start = std::ranges::min(draft.shifts, {}, &jobs::Shift::start).start;
    const Time end = std::ranges::max(draft.shifts, {}, &jobs::Shift::end).end;
    std::vector<Taken>& taken = titles_[{poster.employer, draft.title}];
    const bool overlaps = std::ranges::any_of(
        taken, [&](const Taken& other) { return other.start < end && other.end > start; });
    if (overlaps) return false;
    if (before_ == Before::something) {
        const jobs::Verdict verdict = must(rooms_.jobs.check(poster.actor, draft), draft.title);
        if (verdict.state != jobs::JobState::open) return false;
    }
    taken.push_back({start, end});
    return true;
}

}  // namespace gig::app
