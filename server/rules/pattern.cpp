#include "rules/pattern.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace gig::rules {

class Pattern::Parser {
public:
    Parser(std::string_view pattern, Vocabulary& vocabulary)
        : pattern_(pattern), rest_(pattern), vocabulary_(vocabulary) {}

    Sequence steps() {
        while (!rest_.empty())
            take_part();
        if (steps_.empty()) refuse("there is nothing to find");
        if (next_.gap_max > 0) refuse("a part is empty");
        return std::move(steps_);
    }

private:
    [[noreturn]] void refuse(const char* why) const {
        throw std::runtime_error("pattern \"" + std::string(pattern_) + "\": " + why);
    }

    void take_part() {
        const char first = rest_.front();
        if (first == '^') return take_break();
        if (first == '<') return take_gap('>', false);
        if (first == '[') return take_gap(']', true);
        if (first == '(') return take_choice();
        if (first == '{') return add(take_through('}'));
        const std::string_view word = rest_.substr(0, rest_.find_first_of("^<[({"));
        if (word.find_first_of(">])}|") != std::string_view::npos) refuse("a stray mark");
        rest_.remove_prefix(word.size());
        add(word);
    }

    /// Belongs to the part before it, unless a gap or nothing stands there.
    void take_break() {
        rest_.remove_prefix(1);
        if (!steps_.empty() && next_.gap_max == 0) {
            steps_.back().before_break = true;
        } else {
            next_.after_break = true;
        }
    }

    std::string_view take_through(char last) {
        const std::size_t end = rest_.find(last);
        if (end == std::string_view::npos) refuse("a gap or a name is open");
        const std::string_view part = rest_.substr(0, end + 1);
        rest_.remove_prefix(end + 1);
        return part;
    }

    void take_gap(char last, bool whole_sentence) {
        const std::string_view part = take_through(last);
        const std::string_view digits = part.substr(1, part.size() - 2);
        const bool is_number =
            !digits.empty() && digits.size() <= 2 &&
            std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
        const std::size_t gap = is_number ? std::stoul(std::string(digits)) : 0;
        if (gap == 0 || gap > pattern_gap_max) refuse("a gap is <1> to <40>");
        if (next_.gap_max > 0 || steps_.empty()) refuse("a gap stands between two parts");
        next_.gap_max = gap;
        next_.whole_sentence = whole_sentence;
    }

    void take_choice() {
        const std::size_t close = close_of(rest_, 0);
        std::string_view inside = rest_.substr(1, close - 1);
        rest_.remove_prefix(close + 1);
        if (inside.ends_with('|')) {
            next_.optional = true;
            inside.remove_suffix(1);
        }
        add(inside);
    }

    void add(std::string_view alternatives) {
        try {
            next_.set = vocabulary_.set_of(alternatives);
        } catch (const std::runtime_error& fault) {
            refuse(fault.what());
        }
        steps_.push_back(next_);
        next_ = Step{};
    }

    std::string_view pattern_;
    std::string_view rest_;
    Vocabulary& vocabulary_;
    Sequence steps_;
    Step next_;
};

Pattern Pattern::parse(std::string_view utf8, Vocabulary& vocabulary) {
    const Sequence steps = Parser(utf8, vocabulary).steps();
    Pattern pattern;
    pattern.sequences_.emplace_back();
    for (const Step& step : steps) {
        std::vector<Sequence> with = pattern.sequences_;
        for (Sequence& sequence : with)
            sequence.push_back(step);
        if (!step.optional) pattern.sequences_.clear();
        for (Sequence& sequence : pattern.sequences_) {
            if (step.before_break && !sequence.empty()) sequence.back().before_break = true;
        }
        std::ranges::move(with, std::back_inserter(pattern.sequences_));
        if (pattern.sequences_.size() > sequences_max) {
            throw std::runtime_error("pattern \"" + std::string(utf8) +
                                     "\": too many optional parts");
        }
    }
    if (std::ranges::any_of(pattern.sequences_, &Sequence::empty)) {
        throw std::runtime_error("pattern \"" + std::string(utf8) + "\": all of it is optional");
    }
    return pattern;
}

/// From the last step to the first: `rest` holds where each place of the step after may end.
std::vector<Match> Pattern::find(const Sequence& sequence, const Reading& reading) {
    std::vector<Match> rest;
    for (std::size_t at = sequence.size(); at-- > 0;) {
        const Step& step = sequence[at];
        const Step* next = at + 1 < sequence.size() ? &sequence[at + 1] : nullptr;
        std::vector<Match> here;
        for (const Match& place : reading.places(step.set)) {
            if (step.after_break && !reading.is_break(place.begin)) continue;
            if (step.before_break && !reading.is_break(place.end)) continue;
            if (next == nullptr) {
                here.push_back(place);
                continue;
            }
            const std::size_t last = std::min(place.end + next->gap_max,
                                              next->whole_sentence ? reading.sentence_end(place.end)
                                                                   : reading.clause_end(place.end));
            std::size_t end = std::numeric_limits<std::size_t>::max();
            for (auto after = std::ranges::lower_bound(rest, place.end, {}, &Match::begin);
                 after != rest.end() && after->begin <= std::max(last, place.end); ++after)
                end = std::min(end, after->end);
            if (end != std::numeric_limits<std::size_t>::max()) here.push_back({place.begin, end});
        }
        rest = std::move(here);
        if (rest.empty()) break;
    }
    return rest;
}

bool Pattern::may_stand_in(const Reading& reading) const {
    return std::ranges::any_of(sequences_, [&](const Sequence& sequence) {
        return std::ranges::none_of(
            sequence, [&](const Step& step) { return reading.places(step.set).empty(); });
    });
}

std::vector<Match> Pattern::find(const Reading& reading) const {
    std::vector<Match> matches;
    for (const Sequence& sequence : sequences_)
        std::ranges::copy(find(sequence, reading), std::back_inserter(matches));
    std::ranges::sort(matches, {},
                      [](const Match& match) { return std::pair(match.begin, match.end); });
    const auto same = std::ranges::unique(matches, {}, &Match::begin);
    matches.erase(same.begin(), same.end());
    return matches;
}

}  // namespace gig::rules
