#include <algorithm>
#include <array>

#include "wording/post_page.h"

namespace gig::wording {

namespace {

constexpr std::int64_t people_max = 500;
constexpr std::int64_t age_min = 14;
constexpr std::int64_t age_max = 80;
constexpr std::size_t label_gap_max = 4;  // "：" and a word such as 要求 between label and ages.
constexpr int generation_years = 10;

/// A count of people: whole, at least one, and no more than a job takes.
bool is_count(const Numbers& numbers) {
    return numbers.low.is_whole() && numbers.low.whole() >= 1 && numbers.high.whole() <= people_max;
}

bool is_occupation_before(const PostPage& page, std::size_t end) {
    for (std::size_t length = 2; length <= 8 && length <= end; ++length) {
        const Word* word = page.words().occupation_at(page.text(), end - length);
        if (word != nullptr && word->text.size() == length) return true;
    }
    return false;
}

/// People who are there already: a team of 30.
bool speaks_of_others(const PostPage& page, std::u32string_view before) {
    for (std::size_t at = 0; at < before.size(); ++at) {
        const Word* word = page.words().at(WordKind::people_other, before, at);
        if (word != nullptr && word->meaning == "before") return true;
    }
    return false;
}

/// How many are wanted, where the number there says it.
std::optional<Fact<std::int32_t>> people_at(const PostPage& page, const Numbers& numbers) {
    if (!is_count(numbers)) return std::nullopt;
    const std::u32string_view text = page.text();
    const std::u32string_view before = page.clause_before(numbers.begin());
    if (speaks_of_others(page, before)) return std::nullopt;

    constexpr std::u32string_view ranks = U"第前";  // 前10名 get a bonus.
    if (numbers.begin() > 0 && has(ranks, text[numbers.begin() - 1])) return std::nullopt;

    const std::size_t behind = after_blanks(text, numbers.end());
    const Word* counter = page.words().at(WordKind::people_counter, text, behind);
    const std::size_t left = before_blanks(text, numbers.begin());
    std::size_t name_end = left;
    if (name_end > 0 && (text[name_end - 1] == U':' || text[name_end - 1] == U'*')) --name_end;
    const bool has_occupation = is_occupation_before(page, name_end);
    const bool has_verb = page.words().before(WordKind::people_verb, text, name_end) != nullptr;
    std::size_t end = numbers.end();
    if (counter != nullptr) {
        end = behind + counter->text.size();
    } else {
        // 洗碗工3, 招洗碗工3: only where nothing is counted by it.
        const bool ends = page.clause_after(numbers.end()).empty() ||
                          page.clause_after(numbers.end()).front() == U' ';
        if (!ends || !(has_occupation || has_verb) || !numbers.low.in_digits) return std::nullopt;
    }
    const Word* compound = page.words().at(WordKind::people_other, text, end);
    if (compound != nullptr && compound->meaning == "after") return std::nullopt;
    // 一人200: each of them. In words one is a number only where people are sought.
    const bool is_each = !numbers.low.in_digits && numbers.low.whole() == 1;
    if (is_each && !has_verb && !has_occupation) return std::nullopt;
    // 3个 counts anything; of people it speaks beside a name of work.
    const bool counts_anything = counter != nullptr && counter->text == U"个";
    if (counts_anything && !has_occupation &&
        page.words().occupation_at(text, after_blanks(text, end)) == nullptr) {
        return std::nullopt;
    }
    const bool is_sure = counter != nullptr && !numbers.is_range();
    return Fact<std::int32_t>{static_cast<std::int32_t>(numbers.low.whole()),
                              is_sure ? Confidence::sure : Confidence::likely,
                              page.source(numbers.begin(), end)};
}

void read_count(const PostPage& page, PostFacts& facts) {
    for (const Numbers& numbers : page.numbers()) {
        const std::optional<Fact<std::int32_t>> people = people_at(page, numbers);
        if (!people) continue;
        const bool same = facts.people && facts.people->value == people->value;
        note(facts.people, *people, same);
    }
}

struct AgeWords {
    PostedRange range;
    Confidence confidence;
    std::size_t begin;
    std::size_t end;
};

bool is_age(const Number& number) {
    return number.is_whole() && number.whole() >= age_min && number.whole() <= age_max;
}

/// What an age is a limit of: 以下 the highest, 以上 the lowest.
enum class Limit { none, lowest, highest, about };

struct LimitWord {
    std::u32string_view text;
    Limit limit;
};

constexpr std::array limits_behind{
    LimitWord{U"以下", Limit::highest}, LimitWord{U"以内", Limit::highest},
    LimitWord{U"之内", Limit::highest}, LimitWord{U"之下", Limit::highest},
    LimitWord{U"以上", Limit::lowest},  LimitWord{U"起", Limit::lowest},
    LimitWord{U"左右", Limit::about},   LimitWord{U"上下", Limit::about},
};
constexpr std::array limits_before{
    LimitWord{U"不超过", Limit::highest}, LimitWord{U"不超", Limit::highest},
    LimitWord{U"小于", Limit::highest},   LimitWord{U"低于", Limit::highest},
    LimitWord{U"最大", Limit::highest},   LimitWord{U"满", Limit::lowest},
    LimitWord{U"大于", Limit::lowest},    LimitWord{U"最小", Limit::lowest},
};

Limit limit_of(std::u32string_view text, std::size_t begin, std::size_t& end) {
    const std::size_t behind = after_blanks(text, end);
    for (const LimitWord& word : limits_behind) {
        if (!text.substr(behind).starts_with(word.text)) continue;
        end = behind + word.text.size();
        return word.limit;
    }
    for (const LimitWord& word : limits_before) {
        if (text.substr(0, begin).ends_with(word.text)) return word.limit;
    }
    return Limit::none;
}

bool is_labelled(const PostPage& page, std::size_t begin) {
    const std::u32string_view before = page.clause_before(begin);
    std::size_t place = 0;
    const Word* label = page.words().find(WordKind::age_label, before, &place);
    return label != nullptr && before.size() - place - label->text.size() <= label_gap_max;
}

/// 18-45岁, 年龄25-35, 50岁以下, 满18周岁.
std::optional<AgeWords> age_at(const PostPage& page, const Numbers& numbers) {
    if (!is_age(numbers.low) || !is_age(numbers.high)) return std::nullopt;
    const std::u32string_view text = page.text();
    std::size_t end = after_blanks(text, numbers.end());
    if (text.substr(end).starts_with(U"周")) ++end;
    const bool named = text.substr(end).starts_with(U"岁");
    end = named ? end + 1 : numbers.end();
    const bool labelled = is_labelled(page, numbers.begin());
    if (!named && !labelled) return std::nullopt;
    if (!named && numbers.low.begin == numbers.high.begin && !labelled) return std::nullopt;

    const auto low = static_cast<std::int32_t>(numbers.low.whole());
    const auto high = static_cast<std::int32_t>(numbers.high.whole());
    AgeWords age{{}, Confidence::sure, numbers.begin(), end};
    const Limit limit = limit_of(text, numbers.begin(), age.end);
    if (numbers.is_range()) {
        age.range = {low, high};
    } else if (limit == Limit::highest) {
        age.range = {std::nullopt, high};
    } else if (limit == Limit::lowest) {
        age.range = {low, std::nullopt};
    } else {
        return std::nullopt;  // "40岁" or "40岁左右" says no limit.
    }
    return age;
}

/// 80后: who was born in those years is of an age today; a limit it is only likely.
void read_generations(const PostPage& page, PostFacts& facts) {
    const int year = static_cast<int>(date_of(page.now()).year());
    for (const Numbers& numbers : page.numbers()) {
        const bool decade = numbers.low.in_digits && numbers.low.is_whole() &&
                            numbers.low.whole() % generation_years == 0 &&
                            numbers.high.whole() % generation_years == 0 &&
                            numbers.end() - numbers.high.begin == 2;
        const bool named = page.text().substr(numbers.end()).starts_with(U"后");
        if (!decade || !named) continue;
        const auto birth = [&](std::int64_t two_digits) {
            return static_cast<int>(two_digits) + (two_digits < 20 ? 2000 : 1900);
        };
        const std::int32_t oldest = year - birth(numbers.low.whole());
        const std::int32_t youngest = year - birth(numbers.high.whole()) - generation_years + 1;
        if (youngest < age_min || oldest > age_max) continue;
        facts.age = {{youngest, oldest},
                     Confidence::likely,
                     page.source(numbers.begin(), numbers.end() + 1)};
        return;
    }
}

bool is_same(const PostedRange& one, const PostedRange& other) {
    return one.low == other.low && one.high == other.high;
}

/// 18岁以上，50岁以下 is one range, told in two.
bool complete(Fact<PostedRange>& known, const AgeWords& age, const PostPage& page) {
    const bool adds_high = !known.value.high && !age.range.low && age.range.high;
    const bool adds_low = !known.value.low && !age.range.high && age.range.low;
    if (!adds_high && !adds_low) return false;
    if (adds_high) known.value.high = age.range.high;
    if (adds_low) known.value.low = age.range.low;
    known.words.end = page.source(age.begin, age.end).end;
    if (*known.value.low > *known.value.high) known.confidence = Confidence::likely;
    return true;
}

void read_age(const PostPage& page, PostFacts& facts) {
    for (const Numbers& numbers : page.numbers()) {
        const std::optional<AgeWords> age = age_at(page, numbers);
        if (!age) continue;
        if (facts.age && complete(*facts.age, *age, page)) continue;
        const bool same = facts.age && is_same(facts.age->value, age->range);
        note(facts.age, {age->range, age->confidence, page.source(age->begin, age->end)}, same);
    }
    if (!facts.age) read_generations(page, facts);
}

PostedSex sex_named(std::string_view name) {
    if (name == "any") return PostedSex::any;
    return name == "female" ? PostedSex::female : PostedSex::male;
}

void read_sex(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* sure = page.words().at(WordKind::sex, text, at);
        const Word* likely = page.words().at(WordKind::sex_likely, text, at);
        const bool is_likely =
            likely != nullptr && (sure == nullptr || likely->text.size() > sure->text.size());
        const Word* word = is_likely ? likely : sure;
        if (word == nullptr) continue;
        const std::size_t end = at + word->text.size();
        if (page.words().at(WordKind::sex_other, text, end) != nullptr) continue;
        const PostedSex sex = sex_named(word->meaning);
        const Fact<PostedSex> fact{sex, is_likely ? Confidence::likely : Confidence::sure,
                                   page.source(at, end)};
        const bool same = facts.sex && facts.sex->value == sex;
        note(facts.sex, fact, same);
        at = end - 1;
    }
}

}  // namespace

void read_people(const PostPage& page, PostFacts& facts) {
    read_count(page, facts);
    read_age(page, facts);
    read_sex(page, facts);
}

}  // namespace gig::wording
