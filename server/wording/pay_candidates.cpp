#include "wording/pay_candidates.h"

#include <algorithm>
#include <array>

namespace gig::wording {

namespace {

constexpr std::size_t label_reach = 14;       // How far left of an amount its label may stand.
constexpr std::size_t right_label_reach = 4;  // 780夜班补贴
constexpr std::size_t bracket_reach = 40;

/// What is believable as pay, in yuan, so that a house number or an allowance isn't taken for it.
struct Band {
    std::int64_t low;
    std::int64_t high;
};

constexpr std::array<Band, 6> bands{{
    {5, 1'000},       // hour
    {30, 5'000},      // day
    {20, 5'000},      // shift
    {0, 1'000},       // piece
    {10, 100'000},    // task
    {1'000, 80'000},  // month
}};

constexpr std::int64_t monthly_yuan_min =
    1'800;  // From here on an amount without a unit is a month's.

bool is_believable(const Numbers& numbers, PayUnit unit) {
    const Band band = bands.at(static_cast<std::size_t>(unit));
    return numbers.low.hundredths > 0 && numbers.low.whole() >= band.low &&
           numbers.high.whole() <= band.high;
}

/// The label that stands nearest before an amount, of those that say what money it is.
struct Label {
    WordKind kind;
    std::string meaning;
    std::size_t begin;
    std::size_t end;
};

constexpr std::array label_kinds{WordKind::pay_label,       WordKind::base_label,
                                 WordKind::condition_label, WordKind::total_label,
                                 WordKind::extra_label,     WordKind::charge_label};

/// The last label that ends within the stretch [from, end).
std::optional<Label> last_label(const PostPage& page, std::size_t from, std::size_t end) {
    for (std::size_t label_end = end; label_end > from; --label_end) {
        std::optional<Label> longest;
        std::size_t length = 0;
        for (const WordKind kind : label_kinds) {
            const Word* word = page.words().before(kind, page.text(), label_end);
            if (word == nullptr || word->text.size() <= length) continue;
            if (word->text.size() > label_end - from) continue;
            length = word->text.size();
            longest = Label{kind, word->meaning, label_end - length, label_end};
        }
        if (longest) return longest;
    }
    return std::nullopt;
}

/// Looks at one number from both sides.
class AmountReader {
public:
    AmountReader(const PostPage& page, const Numbers& numbers, std::size_t free_from)
        : page_(page), numbers_(numbers), begin_(numbers.begin()), end_(numbers.end()) {
        const std::size_t clause = begin_ - page.clause_before(begin_).size();
        const std::size_t reach = begin_ > label_reach ? begin_ - label_reach : 0;
        from_ = std::max({clause, reach, free_from});
        label_ = label_before_bracket();
        if (!label_) label_ = last_label(page, from_, begin_);
    }

    std::optional<PayCandidate> candidate() {
        if (is_clock_or_count()) return std::nullopt;
        read_currency();
        read_unit();
        if (!unit_ && has_extra_behind()) return std::nullopt;
        if (is_sum_) label_.reset();  // What stands before "=" names a part of the sum.
        if (is_of(WordKind::extra_label) || is_of(WordKind::charge_label)) return std::nullopt;
        if (is_in_extras_bracket()) return std::nullopt;
        const bool is_money =
            has_currency_ || label_ || has_slash_ || is_sum_ || is_alone_behind_unit();
        if (!is_money) return std::nullopt;
        return with_unit();
    }

private:
    std::u32string_view text() const { return page_.text(); }
    bool is_of(WordKind kind) const { return label_ && label_->kind == kind; }

    /// 责任底薪(满500单,全勤)3200元, or with the amount in a bracket of its own.
    std::optional<Label> label_before_bracket() const {
        std::size_t at = before_blanks(text(), begin_);
        if (at > 0 && text()[at - 1] == U'(') at = before_blanks(text(), at - 1);
        if (at == 0 || text()[at - 1] != U')') return std::nullopt;
        const std::size_t open = text().substr(0, at).rfind(U'(');
        if (open == std::u32string_view::npos || at - open > bracket_reach) return std::nullopt;
        if (has(text().substr(open, at - open), U'\n')) return std::nullopt;
        const std::size_t from = open > label_reach ? open - label_reach : 0;
        const std::optional<Label> label = last_label(page_, from, open);
        const bool touches = label && label->end == open;
        return touches ? label : std::nullopt;
    }

    char32_t character(std::size_t at) const { return at < text().size() ? text()[at] : U'\n'; }

    /// 16:30, 8点, 3号楼, 6人 …
    bool is_clock_or_count() const {
        const char32_t next = character(after_blanks(text(), end_));
        const bool is_clock = character(end_) == U':' || next == U'点' ||
                              (begin_ > 0 && text()[begin_ - 1] == U':' && begin_ > 1 &&
                               is_digit(text()[begin_ - 2]));
        constexpr std::u32string_view counters = U"号人名位岁楼栋层室米公里路弄幢#%";
        return is_clock || has(counters, next);
    }

    void read_currency() {
        const std::size_t before = before_blanks(text(), begin_);
        if (before > 0 && text()[before - 1] == U'¥') has_currency_ = true;
        is_sum_ = before > from_ && text()[before - 1] == U'=';
        const std::size_t at = after_blanks(text(), end_);
        if (const Word* currency = page_.words().at(WordKind::currency, text(), at)) {
            has_currency_ = true;
            end_ = at + currency->text.size();
        }
    }

    void read_unit() {
        std::size_t at = after_blanks(text(), end_);
        if (const Word* hedge = page_.words().at(WordKind::hedge, text(), at)) {
            is_loose_ = true;
            at = after_blanks(text(), at + hedge->text.size());
        }
        constexpr std::u32string_view joints = U"/每一";
        const bool joined = at < text().size() && has(joints, text()[at]);
        has_slash_ = joined && (text()[at] == U'/' || text()[at] == U'每');
        std::size_t unit_at = joined ? after_blanks(text(), at + 1) : at;
        if (text().substr(std::min(unit_at, text().size())).starts_with(U"人/")) unit_at += 2;
        const bool may_follow = joined || has_currency_;
        const Word* unit = may_follow ? page_.words().at(WordKind::unit, text(), unit_at) : nullptr;
        if (unit == nullptr) {
            has_slash_ = false;
            read_counted_unit(joined ? unit_at : 0);
            return;
        }
        unit_ = named<PayUnit>(unit->meaning);
        end_ = unit_at + unit->text.size();
        if (page_.words().at(WordKind::hedge, text(), after_blanks(text(), end_)) != nullptr) {
            is_loose_ = true;  // 25元/小时起
        }
        // 200一天: the words are money's only if nothing else is counted so.
        if (joined && !has_currency_ && !has_slash_) has_slash_ = !is_digit(character(end_));
    }

    /// 200元/8小时: what is paid for a whole shift.
    void read_counted_unit(std::size_t at) {
        const std::optional<Number> count = at == 0 ? std::nullopt : number_at(text(), at);
        if (!count || !has_currency_) return;
        const std::size_t unit_at = after_blanks(text(), count->end);
        const Word* unit = page_.words().at(WordKind::unit, text(), unit_at);
        if (unit == nullptr || unit->meaning != "hour") return;
        unit_ = PayUnit::shift;
        is_loose_ = true;
        end_ = unit_at + unit->text.size();
    }

    bool has_extra_behind() const {
        const std::u32string_view rest = page_.clause_after(end_);
        const std::u32string_view near = rest.substr(0, right_label_reach);
        for (std::size_t at = 0; at < near.size() && !has(U"+=(", near[at]); ++at) {
            if (page_.words().at(WordKind::extra_label, rest, at) != nullptr) return true;
        }
        return false;
    }

    /// 贡献奖(满800单,150元/月): what stands in a bonus's bracket is the bonus.
    bool is_in_extras_bracket() const {
        const std::u32string_view left = text().substr(0, begin_);
        const std::size_t open = left.rfind(U'(');
        if (open == std::u32string_view::npos || begin_ - open > bracket_reach) return false;
        if (has(left.substr(open), U')') || has(left.substr(open), U'\n')) return false;
        const Word* extra = page_.words().before(WordKind::extra_label, left, open);
        return extra != nullptr;
    }

    /// 底薪部分总计3700: a total of the base only.
    bool is_base_in_all() const {
        return is_of(WordKind::total_label) && label_->begin > from_ &&
               page_.words().has(WordKind::base_label, text().substr(from_, label_->begin - from_));
    }

    /// The unit from the amount's right, else from its left: 每小时25元, 时薪25.
    std::optional<PayUnit> unit_before() {
        if (is_of(WordKind::pay_label) && label_->meaning != "pay") {
            return named<PayUnit>(label_->meaning);
        }
        return unit_joined_before();
    }

    std::optional<PayUnit> unit_joined_before() const {
        const std::size_t end = before_blanks(text(), begin_);
        const Word* unit = page_.words().before(WordKind::unit, text(), end);
        if (unit == nullptr) return std::nullopt;
        const std::size_t joint = end - unit->text.size();
        if (joint <= from_) return std::nullopt;
        const bool is_joined = text()[joint - 1] == U'每' || text()[joint - 1] == U'一';
        return is_joined ? named<PayUnit>(unit->meaning) : std::nullopt;
    }

    /// 每小时25, and nothing behind it that would be counted.
    bool is_alone_behind_unit() {
        const char32_t next = character(after_blanks(text(), end_));
        constexpr std::u32string_view ends = U"\n，。、)+;";
        if (!numbers_.low.in_digits || !has(ends, next)) return false;
        const bool is_alone = unit_joined_before().has_value();
        is_loose_ = is_loose_ || is_alone;
        return is_alone;
    }

    std::optional<PayCandidate> with_unit() {
        bool is_sure = true;
        std::optional<PayUnit> unit = unit_ ? unit_ : unit_before();
        if (!unit) {
            // 底薪, 综合 and a sum are what a month comes to, as everybody writes it.
            const bool is_monthly = numbers_.low.whole() >= monthly_yuan_min;
            if (!is_monthly || !(label_ || is_sum_)) return std::nullopt;
            unit = PayUnit::month;
            is_sure = is_sum_ || is_of(WordKind::base_label) || is_of(WordKind::total_label);
        }
        if (!is_believable(numbers_, *unit)) return std::nullopt;
        if (!numbers_.low.in_digits && !has_currency_) return std::nullopt;
        const std::u32string_view left = text().substr(from_, begin_ - from_);
        const bool is_most = page_.words().has(WordKind::most, left);
        is_loose_ = is_loose_ || page_.words().has(WordKind::hedge, left);
        if (is_of(WordKind::condition_label) || is_base_in_all()) is_sure = false;
        const std::size_t words_begin = label_ ? label_->begin : begin_;
        return PayCandidate{
            role(is_most), Money{numbers_.low.hundredths}, Money{numbers_.high.hundredths},
            *unit,         is_sure && !is_loose_,          page_.source(words_begin, end_)};
    }

    PayRole role(bool is_most) const {
        if (is_base_in_all()) return PayRole::base;
        if (is_sum_ || is_of(WordKind::total_label)) return PayRole::total;
        if (is_most) return PayRole::most;
        const bool is_base = is_of(WordKind::base_label) || is_of(WordKind::condition_label);
        return is_base ? PayRole::base : PayRole::plain;
    }

    const PostPage& page_;
    const Numbers& numbers_;
    std::size_t begin_;
    std::size_t end_;
    std::size_t from_ = 0;
    std::optional<Label> label_;
    bool has_currency_ = false;
    bool has_slash_ = false;
    bool is_sum_ = false;
    bool is_loose_ = false;
    std::optional<PayUnit> unit_;
};

}  // namespace

std::vector<PayCandidate> pay_candidates(const PostPage& page) {
    std::vector<PayCandidate> candidates;
    std::size_t free_from = 0;
    for (const Numbers& numbers : page.numbers()) {
        if (const auto candidate = AmountReader(page, numbers, free_from).candidate()) {
            candidates.push_back(*candidate);
        }
        // The 一 of 一小时25元 is no number of its own.
        if (numbers.low.in_digits) free_from = numbers.end();
    }
    return candidates;
}

}  // namespace gig::wording
