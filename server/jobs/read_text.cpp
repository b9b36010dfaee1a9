#include "jobs/read_text.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"

namespace gig::jobs {

namespace {

using wording::Fact;
using wording::PostedDates;
using wording::PostedHours;
using wording::PostedRange;
using wording::PostFacts;

constexpr std::size_t dates_max = 31;   // Days that a text's shifts may fall on.
constexpr std::size_t facts_max = 100;  // As the contract has it.

std::string clock_text(std::chrono::minutes time) {
    const auto two = [](std::int64_t number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(time.count() / 60) + ":" + two(time.count() % 60);
}

/// Without what a person can't see: pasted texts carry zero-width marks along.
std::string visible(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        std::string_view rest = text;
        const bool is_point = take_code_point(rest).has_value();
        const std::string_view point = text.substr(0, is_point ? text.size() - rest.size() : 1);
        if (!has_hidden_characters(point)) kept += point;
        text.remove_prefix(point.size());
    }
    return kept;
}

std::vector<Date> dates_of(const PostFacts& facts) {
    std::vector<Date> dates;
    for (const Fact<PostedDates>& fact : facts.dates) {
        const std::chrono::sys_days last = fact.value.to;
        for (std::chrono::sys_days day = fact.value.from; day <= last && dates.size() < dates_max;
             day += std::chrono::days(1)) {
            const Date date = day;
            if (std::ranges::find(dates, date) == dates.end()) dates.push_back(date);
        }
    }
    return dates;
}

bool overlap(const PostedHours& one, const PostedHours& other) {
    const auto end_of = [](const PostedHours& hours) {
        return hours.end > hours.start ? hours.end : hours.end + std::chrono::hours(24);
    };
    return one.start < end_of(other) && other.start < end_of(one);
}

/// 10:00-14:00 and 17:00-21:00 are a day's two shifts; 7:00-19:00 and 8:00-20:00 are a choice, of
/// which the first is taken.
std::vector<PostedHours> hours_of_a_day(const PostFacts& facts) {
    std::vector<PostedHours> kept;
    for (const Fact<PostedHours>& fact : facts.hours) {
        const bool is_choice = std::ranges::any_of(
            kept, [&](const PostedHours& other) { return overlap(fact.value, other); });
        if (!is_choice) kept.push_back(fact.value);
    }
    return kept;
}

json::array shifts_json(const PostFacts& facts, Time now, std::optional<Time>& last_start) {
    json::array shifts;
    const std::vector<PostedHours> hours = hours_of_a_day(facts);
    for (const Date date : dates_of(facts)) {
        for (const PostedHours& shift : hours) {
            const Time start = midnight(date) + shift.start;
            const bool overnight = shift.end <= shift.start;
            const Time end = midnight(date) + shift.end + std::chrono::hours(overnight ? 24 : 0);
            if (start <= now || shifts.size() == shifts_max) continue;
            json::object one{{"start", time_text(start)}, {"end", time_text(end)}};
            if (facts.people) one["places"] = facts.people->value;
            shifts.push_back(std::move(one));
            last_start = std::max(last_start.value_or(start), start);
        }
    }
    return shifts;
}

void fill_shifts(const PostFacts& facts, Time now, ReadPost& read) {
    std::optional<Time> last_start;
    json::array shifts = shifts_json(facts, now, last_start);
    if (shifts.empty()) {
        read.missing.insert(read.missing.end(), {"/shifts", "/expires_at"});
        return;
    }
    if (!facts.people) read.missing.emplace_back("/shifts/0/places");
    read.body["expires_at"] = time_text(*last_start);
    read.body["shifts"] = std::move(shifts);
}

void fill_pay(const PostFacts& facts, ReadPost& read) {
    const bool fits = facts.pay && facts.pay->value.low.fen <= amount_fen_max;
    if (!fits) {
        read.missing.emplace_back("/pay");
        return;
    }
    const wording::PostedPay& pay = facts.pay->value;
    read.body["pay"] = {{"amount_fen", pay.low.fen}, {"unit", name_of(pay.unit)}};
    if (pay.unit == PayUnit::piece) read.missing.emplace_back("/pay/pieces_per_hour");
    if (pay.unit == PayUnit::task) read.missing.emplace_back("/pay/hours_expected");
}

void fill_extras(const PostFacts& facts, ReadPost& read) {
    json::array benefits;
    const auto add = [&](const std::optional<Fact<bool>>& fact, Benefit benefit) {
        if (fact && fact->value) benefits.emplace_back(name_of(benefit));
    };
    add(facts.meal, Benefit::meal);
    add(facts.lodging, Benefit::lodging);
    add(facts.transport, Benefit::transport);
    if (!benefits.empty()) read.body["benefits"] = std::move(benefits);

    if (!facts.age) return;
    json::object requirements;
    if (facts.age->value.low) requirements["min_age"] = *facts.age->value.low;
    if (facts.age->value.high) requirements["max_age"] = *facts.age->value.high;
    read.body["requirements"] = std::move(requirements);
}

/// Collects the facts as the contract spells them.
class FactList {
public:
    explicit FactList(std::string_view text) : text_(text) {}

    template <typename T>
    void add(std::string_view name, std::string_view field, const Fact<T>& fact,
             std::string value) {
        if (facts_.size() == facts_max) return;
        const json::value pointer = field.empty() ? json::value(nullptr) : json::value(field);
        facts_.push_back(json::object{{"fact", name},
                                      {"field", pointer},
                                      {"value", std::move(value)},
                                      {"confidence", name_of(fact.confidence)},
                                      {"words", wording::words_in(text_, fact.words)},
                                      {"start", fact.words.start},
                                      {"end", fact.words.end}});
    }

    template <typename T, typename Text>
    void add(std::string_view name, std::string_view field, const std::optional<Fact<T>>& fact,
             const Text& value_of) {
        if (fact) add(name, field, *fact, std::string(value_of(fact->value)));
    }

    json::array take() { return std::move(facts_); }

private:
    std::string_view text_;
    json::array facts_;
};

std::string range_text(const PostedRange& range) {
    return (range.low ? std::to_string(*range.low) : "") + "-" +
           (range.high ? std::to_string(*range.high) : "");
}

std::string pay_text(const wording::PostedPay& pay) {
    const std::string high = pay.low == pay.high ? "" : "-" + std::to_string(pay.high.fen);
    return std::to_string(pay.low.fen) + high + "/" + std::string(name_of(pay.unit));
}

std::string dates_text(const PostedDates& dates) {
    const std::string from = date_text(dates.from);
    return dates.from == dates.to ? from : from + ".." + date_text(dates.to);
}

}  // namespace

wording::PostReader post_reader(const std::filesystem::path& words_folder,
                                const occupations::Occupations& occupations) {
    std::vector<wording::Naming> namings;
    for (const occupations::CommonName& name : occupations.common_names())
        namings.push_back({name.words, name.code});
    return wording::PostReader::load(words_folder, std::move(namings));
}

ReadPost read_post(std::string_view text, const PostFacts& facts, Time now) {
    ReadPost read;
    const auto fill = [&](const char* key, auto value, bool known) {
        if (known) {
            read.body[key] = std::move(value);
        } else {
            read.missing.push_back(std::string("/") + key);
        }
    };
    // A title is what a person would call the work: the words that name it.
    fill("title", facts.occupation ? wording::words_in(text, facts.occupation->words) : "",
         facts.occupation.has_value());
    fill("occupation", facts.occupation ? facts.occupation->value : "",
         facts.occupation.has_value());
    std::string description = visible(wording::without_contacts(text, facts.contacts));
    if (description.empty()) read.missing.emplace_back("/description");
    read.body["description"] = std::move(description);
    read.missing.emplace_back("/place");
    fill("address", facts.address ? facts.address->value : "", facts.address.has_value());
    fill_pay(facts, read);
    fill("settlement", facts.settlement ? name_of(facts.settlement->value) : "",
         facts.settlement.has_value());
    fill("relation", facts.relation ? name_of(facts.relation->value) : "",
         facts.relation.has_value());
    fill_shifts(facts, now, read);
    const std::string_view cover =
        facts.injury_cover ? name_of(facts.injury_cover->value) : std::string_view();
    fill("injury_cover", json::object{{"kind", cover}}, facts.injury_cover.has_value());
    fill_extras(facts, read);
    return read;
}

json::array facts_json(std::string_view text, const PostFacts& facts) {
    const auto yes_or_no = [](bool value) { return value ? "yes" : "no"; };
    const auto named = [](auto value) { return name_of(value); };
    const auto as_it_is = [](const std::string& value) { return value; };
    const auto number = [](std::int32_t value) { return std::to_string(value); };
    FactList list(text);
    list.add("occupation", "/occupation", facts.occupation, as_it_is);
    list.add("address", "/address", facts.address, as_it_is);
    list.add("pay", "/pay/amount_fen", facts.pay, pay_text);
    list.add("settlement", "/settlement", facts.settlement, named);
    list.add("relation", "/relation", facts.relation, named);
    for (const Fact<PostedDates>& dates : facts.dates)
        list.add("date", "/shifts", dates, dates_text(dates.value));
    for (const Fact<PostedHours>& hours : facts.hours) {
        Fact<PostedHours> shown = hours;
        // Several are a choice or a day's parts: which, a person must say.
        if (facts.hours.size() > 1) shown.confidence = wording::Confidence::likely;
        list.add("hours", "/shifts", shown,
                 clock_text(hours.value.start) + "-" + clock_text(hours.value.end));
    }
    list.add("people", "/shifts/0/places", facts.people, number);
    list.add("night", "", facts.night, yes_or_no);
    list.add("days_off", "", facts.days_off, range_text);
    list.add("age", "/requirements", facts.age, range_text);
    list.add("sex", "", facts.sex, named);
    list.add("meal", "/benefits", facts.meal, yes_or_no);
    list.add("lodging", "/benefits", facts.lodging, yes_or_no);
    list.add("transport", "/benefits", facts.transport, yes_or_no);
    list.add("trial_paid", "", facts.trial_paid, yes_or_no);
    list.add("injury_cover", "/injury_cover/kind", facts.injury_cover, named);
    return list.take();
}

}  // namespace gig::jobs
