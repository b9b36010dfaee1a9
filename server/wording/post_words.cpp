#include "wording/post_words.h"

#include <algorithm>

#include "base/csv.h"
#include "base/names.h"

namespace gig::wording {

namespace {

constexpr std::array<std::string_view, 45> kinds{
    "pay_label",
    "base_label",
    "condition_label",
    "total_label",
    "extra_label",
    "charge_label",
    "hedge",
    "most",
    "currency",
    "unit",
    "settlement",
    "day_part",
    "next_day",
    "other_hours",
    "break_hours",
    "sex_other",
    "window",
    "night",
    "night_extra",
    "day_word",
    "weekday",
    "weekly",
    "recurring",
    "days_off",
    "days_off_fixed",
    "people_verb",
    "people_counter",
    "people_other",
    "age_label",
    "sex",
    "sex_likely",
    "benefit",
    "trial",
    "trial_pay",
    "relation",
    "cover",
    "cover_likely",
    "address_label",
    "address_other",
    "no_address",
    "near",
    "contact_label",
    "contact_account",
    "occupation_label",
    "occupation_other",
};

bool is_one_of(std::string_view meaning, std::initializer_list<std::string_view> meanings) {
    return std::ranges::find(meanings, meaning) != meanings.end();
}

bool is_number(std::string_view meaning) {
    return !meaning.empty() && meaning.size() <= 2 &&
           std::ranges::all_of(meaning, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_benefit_list(std::string_view meaning) {
    while (!meaning.empty()) {
        const std::size_t length = std::min(meaning.find(' '), meaning.size());
        const std::string_view one = meaning.substr(0, length);
        if (!is_one_of(one, {"meal", "-meal", "lodging", "-lodging", "transport", "-transport"})) {
            return false;
        }
        meaning.remove_prefix(std::min(length + 1, meaning.size()));
    }
    return true;
}

/// Whether a reader could use the meaning: so that no reader meets one that it doesn't know.
bool is_meaning_of(WordKind kind, std::string_view meaning) {
    switch (kind) {
        case WordKind::pay_label:
            return meaning == "pay" || named<PayUnit>(meaning);
        case WordKind::unit:
            return named<PayUnit>(meaning).has_value();
        case WordKind::settlement:
            return named<Settlement>(meaning).has_value();
        case WordKind::relation:
            return named<Relation>(meaning).has_value();
        case WordKind::cover:
        case WordKind::cover_likely:
            return named<InjuryCoverKind>(meaning).has_value();
        case WordKind::day_part:
            return is_one_of(meaning, {"dawn", "morning", "noon", "afternoon", "evening"});
        case WordKind::night:
        case WordKind::trial_pay:
            return is_one_of(meaning, {"yes", "no"});
        case WordKind::sex:
        case WordKind::sex_likely:
            return is_one_of(meaning, {"any", "female", "male"});
        case WordKind::near:
        case WordKind::people_other:
            return is_one_of(meaning, {"before", "after"});
        case WordKind::benefit:
            return is_benefit_list(meaning);
        case WordKind::day_word:
        case WordKind::weekday:
        case WordKind::days_off_fixed:
            return is_number(meaning);
        default:
            return meaning.empty();
    }
}

}  // namespace

PostWords PostWords::load(const std::filesystem::path& folder, std::vector<Naming> occupations) {
    PostWords words;
    for (const CsvRow& row : CsvTable::read(folder / "words.csv").rows()) {
        const std::optional<WordKind> kind = value_in<WordKind>(kinds, row.text("kind"));
        if (!kind) row.refuse("kind: unknown: " + row.text("kind"));
        if (!is_meaning_of(*kind, row.text("meaning"))) row.refuse("meaning: not of this kind");
        Word word{spell(row.text("spelling")).text(), row.text("meaning")};
        if (word.text.empty()) row.refuse("spelling: is empty");
        words.lists_[*kind].push_back(word);
        add(words.by_kind_[*kind], std::move(word));
    }
    for (Naming& naming : occupations) {
        Word word{spell(naming.words).text(), std::move(naming.code)};
        if (!word.text.empty()) add(words.occupations_, std::move(word));
    }
    for (auto& [kind, index] : words.by_kind_)
        order(index);
    order(words.occupations_);
    return words;
}

void PostWords::add(Index& index, Word word) {
    index[word.text.front()].push_back(std::move(word));
}

void PostWords::order(Index& index) {
    for (auto& [first, words] : index) {
        std::ranges::stable_sort(words, std::ranges::greater{},
                                 [](const Word& word) { return word.text.size(); });
    }
}

const Word* PostWords::longest(const Index& index, std::u32string_view text, std::size_t place) {
    if (place >= text.size()) return nullptr;
    const auto words = index.find(text[place]);
    if (words == index.end()) return nullptr;
    for (const Word& word : words->second) {
        if (text.substr(place).starts_with(word.text)) return &word;
    }
    return nullptr;
}

const Word* PostWords::at(WordKind kind, std::u32string_view text, std::size_t place) const {
    const auto index = by_kind_.find(kind);
    return index == by_kind_.end() ? nullptr : longest(index->second, text, place);
}

const Word* PostWords::before(WordKind kind, std::u32string_view text, std::size_t end) const {
    const auto list = lists_.find(kind);
    if (list == lists_.end()) return nullptr;
    const Word* found = nullptr;
    for (const Word& word : list->second) {
        const bool ends_there = text.substr(0, end).ends_with(word.text);
        if (ends_there && (found == nullptr || word.text.size() > found->text.size()))
            found = &word;
    }
    return found;
}

const Word* PostWords::find(WordKind kind, std::u32string_view text, std::size_t* place) const {
    for (std::size_t at_place = 0; at_place < text.size(); ++at_place) {
        if (const Word* word = at(kind, text, at_place)) {
            if (place != nullptr) *place = at_place;
            return word;
        }
    }
    return nullptr;
}

const Word* PostWords::occupation_at(std::u32string_view text, std::size_t place) const {
    return longest(occupations_, text, place);
}

}  // namespace gig::wording
