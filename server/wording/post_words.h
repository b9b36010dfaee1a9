#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wording/post_text.h"

namespace gig::wording {

/// What a word of words.csv is for.
enum class WordKind {
    pay_label,        // Announces pay; the meaning is its unit, or "pay" where it says none.
    base_label,       // A fixed part.
    condition_label,  // A base that is paid on a condition only.
    total_label,      // All together.
    extra_label,      // A bonus or allowance: part of the pay, never the pay.
    charge_label,     // Money that the worker would pay, or that is no pay at all.
    hedge,            // "about", "on average": the amount is not exact.
    most,             // "up to".
    currency,
    unit,  // What pay is counted by.
    settlement,
    day_part,  // Of a clock time: morning, noon, afternoon, evening, night.
    next_day,
    other_hours,     // Announces hours that are no shift: interviews, opening hours.
    break_hours,     // The hours around are a break.
    sex_other,       // After a word for a sex: what is sold, or the other sex (男女).
    window,          // The hours around are a window that shifts lie in.
    night,           // The meaning says whether the work is at night.
    night_extra,     // After a night word: it only names an allowance.
    day_word,        // A day seen from today; the meaning counts the days.
    weekday,         // 1 is Monday.
    weekly,          // Makes a weekday a rule, not a date.
    recurring,       // Says that days come again and again: a weekend is no date then.
    days_off,        // Stands before a number of days off in a month.
    days_off_fixed,  // The meaning is the number in a month.
    people_verb,     // Stands before a number of people.
    people_counter,
    people_other,  // Before a number: people who are there already; after it: 6人间.
    age_label,
    sex,         // An unmistakable wording.
    sex_likely,  // One that may only tell a preference.
    benefit,     // The meaning lists what is given (meal) or not (-meal).
    trial,
    trial_pay,  // What is said of a trial's pay: yes or no.
    relation,
    cover,
    cover_likely,
    address_label,
    address_other,  // Turns the address after it into another place.
    no_address,     // After an address's heading: none is given.
    near,           // Stands before (在) and after (附近) a place.
    contact_label,
    contact_account,   // Announces an account's name: WeChat and the like.
    occupation_label,  // Announces what work is meant.
    occupation_other,  // After an occupation's name: it is no occupation here (经验).
};

/// A word found in a text.
struct Word {
    std::u32string text;
    std::string meaning;
};

/// The spellings by kind, longest first. Only read, after load.
class PostWords {
public:
    static PostWords load(const std::filesystem::path& folder, std::vector<Naming> occupations);

    /// The longest word of the kind that begins there.
    const Word* at(WordKind kind, std::u32string_view text, std::size_t place) const;

    /// The longest word of the kind that ends there.
    const Word* before(WordKind kind, std::u32string_view text, std::size_t end) const;

    /// The first word of the kind within the text, and where it begins.
    const Word* find(WordKind kind, std::u32string_view text, std::size_t* place = nullptr) const;
    bool has(WordKind kind, std::u32string_view text) const { return find(kind, text) != nullptr; }

    /// The longest occupation name that begins there.
    const Word* occupation_at(std::u32string_view text, std::size_t place) const;

private:
    using Index = std::unordered_map<char32_t, std::vector<Word>>;  // By the first character.

    static void add(Index& index, Word word);
    static void order(Index& index);
    static const Word* longest(const Index& index, std::u32string_view text, std::size_t place);

    std::map<WordKind, Index> by_kind_;
    std::map<WordKind, std::vector<Word>> lists_;
    Index occupations_;
};

}  // namespace gig::wording
