#include <algorithm>

#include "wording/post_page.h"

namespace gig::wording {

namespace {

constexpr std::int64_t days_off_max = 15;
constexpr std::size_t negation_reach = 2;
constexpr std::size_t trial_reach = 24;  // Between a trial and what is said of its pay.

/// 不日结, 非日结: what is ruled out.
bool is_negated(const PostPage& page, std::size_t at) {
    const std::u32string_view before = page.clause_before(at);
    const std::size_t from = before.size() > negation_reach ? before.size() - negation_reach : 0;
    const std::u32string_view near = before.substr(from);
    return has(near, U'不') || has(near, U'非') || has(near, U'无');
}

/// Notes each word of a kind whose meaning is an enum's name.
template <typename Enum>
void read_named(const PostPage& page, WordKind kind, Confidence confidence,
                std::optional<Fact<Enum>>& fact) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* word = page.words().at(kind, text, at);
        if (word == nullptr) continue;
        const std::size_t end = at + word->text.size();
        const std::optional<Enum> value = named<Enum>(word->meaning);
        if (value && !is_negated(page, at)) {
            const bool same = fact && fact->value == *value;
            note(fact, {*value, confidence, page.source(at, end)}, same);
        }
        at = end - 1;
    }
}

void add_days_off(PostFacts& facts, Fact<PostedRange> read) {
    if (!facts.days_off) {
        facts.days_off = read;
        return;
    }
    Fact<PostedRange>& known = *facts.days_off;
    if (known.value.low == read.value.low && known.value.high == read.value.high) {
        if (read.confidence == Confidence::sure) known = read;
        return;
    }
    // Alternatives (做五休二/做六休一): from the fewest to the most.
    if (read.confidence == Confidence::likely && known.confidence == Confidence::likely) {
        known.value.low = std::min(*known.value.low, *read.value.low);
        known.value.high = std::max(*known.value.high, *read.value.high);
        known.words.end = read.words.end;
    } else if (read.confidence == Confidence::sure && known.confidence == Confidence::likely) {
        known = read;
    } else if (read.confidence == Confidence::sure) {
        known.confidence = Confidence::likely;
    }
}

/// 月休4-6天.
void read_days_off_number(const PostPage& page, std::size_t at, PostFacts& facts) {
    const Word* word = page.words().at(WordKind::days_off, page.text(), at);
    if (word == nullptr) return;
    std::size_t from = after_blanks(page.text(), at + word->text.size());
    if (page.text().substr(from).starts_with(U":")) from = after_blanks(page.text(), from + 1);
    const std::optional<Numbers> count = numbers_at(page.text(), from);
    if (!count || !count->low.is_whole() || count->high.whole() > days_off_max) return;
    std::size_t end = after_blanks(page.text(), count->end());
    const bool named = page.text().substr(end).starts_with(U"天");
    end = named ? end + 1 : count->end();
    add_days_off(facts, {{static_cast<std::int32_t>(count->low.whole()),
                          static_cast<std::int32_t>(count->high.whole())},
                         Confidence::sure,
                         page.source(at, end)});
}

/// 单休, 做六休一: known of a week, likely of a month.
void read_days_off_fixed(const PostPage& page, std::size_t at, PostFacts& facts) {
    const Word* word = page.words().at(WordKind::days_off_fixed, page.text(), at);
    if (word == nullptr) return;
    const std::int32_t count = std::stoi(word->meaning);
    add_days_off(facts,
                 {{count, count}, Confidence::likely, page.source(at, at + word->text.size())});
}

void note_benefit(std::optional<Fact<bool>>& fact, bool given, Span words) {
    const bool same = fact && fact->value == given;
    note(fact, {given, Confidence::sure, words}, same);
}

void read_benefits(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* word = page.words().at(WordKind::benefit, text, at);
        if (word == nullptr) continue;
        const Span words = page.source(at, at + word->text.size());
        std::string_view list = word->meaning;
        while (!list.empty()) {
            const std::size_t length = std::min(list.find(' '), list.size());
            std::string_view one = list.substr(0, length);
            const bool given = !one.starts_with('-');
            if (!given) one.remove_prefix(1);
            if (one == "meal") note_benefit(facts.meal, given, words);
            if (one == "lodging") note_benefit(facts.lodging, given, words);
            if (one == "transport") note_benefit(facts.transport, given, words);
            list.remove_prefix(std::min(length + 1, list.size()));
        }
        at += word->text.size() - 1;
    }
}

/// What a trial's sentence says of its pay; the word may stand on either side.
void read_trial(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* trial = page.words().at(WordKind::trial, text, at);
        if (trial == nullptr) continue;
        const std::size_t end = at + trial->text.size();
        const std::u32string_view behind = page.sentence_after(end).substr(0, trial_reach);
        const std::u32string_view before = page.clause_before(at);
        std::size_t place = 0;
        const Word* pay = page.words().find(WordKind::trial_pay, behind, &place);
        std::size_t begin = at;
        std::size_t words_end = pay == nullptr ? end : end + place + pay->text.size();
        if (pay == nullptr) {
            pay = page.words().before(WordKind::trial_pay, text, at);
            if (pay == nullptr || pay->text.size() > before.size()) continue;
            begin = at - pay->text.size();
        }
        const bool paid = pay->meaning == "yes";
        const bool same = facts.trial_paid && facts.trial_paid->value == paid;
        // 满3天才有工资, 不满一天没有工资: paid on a condition.
        const std::u32string_view said = text.substr(begin, words_end - begin);
        const bool conditional =
            has(said, U'满') || has(said, U'若') || said.find(U"如果") != std::u32string_view::npos;
        note(facts.trial_paid,
             {paid, conditional ? Confidence::likely : Confidence::sure,
              page.source(begin, words_end)},
             same);
        at = words_end - 1;
    }
}

}  // namespace

void read_terms(const PostPage& page, PostFacts& facts) {
    read_named(page, WordKind::settlement, Confidence::sure, facts.settlement);
    // 兼职 is what people call it; which legal form it is, the employer must say.
    read_named(page, WordKind::relation, Confidence::likely, facts.relation);
    read_named(page, WordKind::cover, Confidence::sure, facts.injury_cover);
    if (!facts.injury_cover) {
        read_named(page, WordKind::cover_likely, Confidence::likely, facts.injury_cover);
    }
    for (std::size_t at = 0; at < page.text().size(); ++at) {
        read_days_off_number(page, at, facts);
        read_days_off_fixed(page, at, facts);
    }
    read_benefits(page, facts);
    read_trial(page, facts);
}

}  // namespace gig::wording
