#include "rules/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <stdexcept>

#include "base/invariant.h"
#include "rules/number_words.h"

namespace gig::rules {

namespace {

[[noreturn]] void refuse(std::string_view text, const char* why) {
    throw std::runtime_error("\"" + std::string(text) + "\": " + why);
}

/// The parts between the bars that stand in no inner parenthesis.
std::vector<std::string_view> alternatives_in(std::string_view inside) {
    std::vector<std::string_view> parts;
    std::size_t depth = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < inside.size(); ++at) {
        if (inside[at] == '(') ++depth;
        if (inside[at] == ')') --depth;
        if (inside[at] != '|' || depth > 0) continue;
        parts.push_back(inside.substr(from, at - from));
        from = at + 1;
    }
    parts.push_back(inside.substr(from));
    return parts;
}

constexpr int nesting_max = 6;

std::vector<std::string> choices_of(std::string_view text, int depth) {
    if (depth > nesting_max) refuse(text, "too many parentheses");
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos) {
        if (text.find_first_of(")|") != std::string_view::npos) refuse(text, "a stray ) or |");
        return {std::string(text)};
    }
    const std::size_t close = close_of(text, open);
    const std::vector<std::string> rests = choices_of(text.substr(close + 1), depth + 1);
    std::vector<std::string> choices;
    for (const std::string_view part : alternatives_in(text.substr(open + 1, close - open - 1))) {
        for (const std::string& inner : choices_of(part, depth + 1)) {
            for (const std::string& rest : rests)
                choices.push_back(std::string(text.substr(0, open)).append(inner).append(rest));
            if (choices.size() > words_of_set_max) refuse(text, "too many choices");
        }
    }
    return choices;
}

std::int64_t bound_in(std::string_view digits, std::string_view whole) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc() || end != digits.data() + digits.size() || value > number_max) {
        refuse(whole, "a range of numbers is {16..59}");
    }
    return value;
}

std::uint64_t edge(std::uint32_t node, char32_t letter) {
    return (static_cast<std::uint64_t>(node) << 32U) | letter;
}

template <typename T>
void sort_and_unite(std::vector<T>& values) {
    std::ranges::sort(values);
    const auto same = std::ranges::unique(values);
    values.erase(same.begin(), same.end());
}

}  // namespace

std::size_t close_of(std::string_view text, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t at = open; at < text.size(); ++at) {
        if (text[at] == '(') ++depth;
        if (text[at] == ')' && --depth == 0) return at;
    }
    refuse(text, "a parenthesis is open");
}

std::vector<std::string> choices_of(std::string_view text) {
    return choices_of(text, 0);
}

namespace {

constexpr std::size_t word_max = 3;  // Characters; a longer run before a space is a phrase.

bool is_clause_end(char32_t c) {
    return c == wording::sentence_end || c == wording::clause_end;
}

}  // namespace

std::size_t Reading::near_begin(std::size_t begin, std::size_t within) const {
    const std::size_t from = begin > within ? begin - within : 0;
    std::size_t at = begin;
    for (; at > from && !is_clause_end(text_[at - 1]) && !is_turn_[at]; --at) {
        std::size_t run = 1;
        while (run <= word_max && at > run && !is_break_[at - run])
            ++run;
        if (is_parted_[at] && run > word_max) break;
    }
    return at;
}

std::size_t Reading::near_end(std::size_t end, std::size_t within) const {
    const std::size_t last = std::min(end + within, clause_ends_[end]);
    std::size_t at = end;
    for (; at < last && !is_turn_[at]; ++at) {
        std::size_t run = 1;
        while (run <= word_max && at + run < text_.size() && !is_break_[at + run])
            ++run;
        if (is_parted_[at] && run > word_max) break;
    }
    return at;
}

void Reading::find_borders(const wording::FoldedText& folded) {
    const std::size_t size = text_.size();
    clause_ends_.assign(size + 1, size);
    sentence_ends_.assign(size + 1, size);
    for (std::size_t at = size; at-- > 0;) {
        sentence_ends_[at] = text_[at] == wording::sentence_end ? at : sentence_ends_[at + 1];
        clause_ends_[at] = is_clause_end(text_[at]) ? at : clause_ends_[at + 1];
    }
    clause_begins_.assign(size + 1, 0);
    sentence_begins_.assign(size + 1, 0);
    is_break_.assign(size + 1, true);
    is_parted_.assign(size + 1, false);
    const auto is_mark = [](char32_t c) { return is_clause_end(c) || c == wording::list_mark; };
    for (std::size_t at = 1; at <= size; ++at) {
        const char32_t last = text_[at - 1];
        sentence_begins_[at] = last == wording::sentence_end ? at : sentence_begins_[at - 1];
        clause_begins_[at] = is_clause_end(last) ? at : clause_begins_[at - 1];
        if (at == size) break;
        is_parted_[at] = folded.is_parted(at);
        is_break_[at] = is_parted_[at] || is_mark(text_[at]) || is_mark(last);
    }
}

void Reading::find_turns(const std::vector<Match>& turns) {
    is_turn_.assign(text_.size() + 1, false);
    for (const Match& turn : turns)
        is_turn_[turn.begin] = true;
    turn_begins_ = sentence_begins_;
    for (std::size_t at = 0; at < turn_begins_.size(); ++at) {
        const bool goes_on = at > 0 && sentence_begins_[at] < at;
        if (is_turn_[at]) {
            turn_begins_[at] = at;
        } else if (goes_on) {
            turn_begins_[at] = turn_begins_[at - 1];
        }
    }
}

void Vocabulary::name(const std::string& name, const std::vector<std::string>& entries) {
    Words words;
    for (const std::string& entry : entries)
        add_alternative(entry, words);
    if (words.texts.empty() && words.ranges.empty()) refuse(name, "has no words");
    if (!named_.emplace(name, std::move(words)).second) refuse(name, "is named twice");
}

void Vocabulary::add_alternative(std::string_view alternative, Words& words) const {
    if (alternative == "{n}") {
        words.ranges.push_back({0, number_max});
        return;
    }
    if (alternative.starts_with('{') && alternative.ends_with('}')) {
        const std::string_view inside = alternative.substr(1, alternative.size() - 2);
        if (const std::size_t dots = inside.find(".."); dots != std::string_view::npos) {
            words.ranges.push_back({bound_in(inside.substr(0, dots), alternative),
                                    bound_in(inside.substr(dots + 2), alternative)});
            return;
        }
        const auto known = named_.find(inside);
        if (known == named_.end()) refuse(alternative, "no such words are named");
        std::ranges::copy(known->second.texts, std::back_inserter(words.texts));
        std::ranges::copy(known->second.ranges, std::back_inserter(words.ranges));
        return;
    }
    if (alternative.find_first_of("{}<>[]^") != std::string_view::npos) {
        refuse(alternative, "between bars stand plain words, or one {name} alone");
    }
    for (const std::string& choice : choices_of(alternative)) {
        // Folding keeps the mark of 18-35 between digits only.
        std::u32string word = choice == "-" ? U"-" : wording::fold(choice).text();
        if (word.empty()) refuse(alternative, "a word is empty");
        words.texts.push_back(std::move(word));
    }
}

SetId Vocabulary::set_of(std::string_view alternatives) {
    const auto written = known_.find(alternatives);
    if (written != known_.end()) return written->second;
    Words words;
    for (const std::string_view alternative : alternatives_in(alternatives))
        add_alternative(alternative, words);
    sort_and_unite(words.texts);
    sort_and_unite(words.ranges);
    if (words.texts.size() > words_of_set_max) refuse(alternatives, "too many words");
    const auto [known, is_new] = sets_.emplace(words, static_cast<SetId>(sets_.size()));
    if (is_new) {
        for (const std::u32string& word : words.texts)
            add_word(word, known->second);
        for (const Range& range : words.ranges)
            ranges_.emplace_back(range, known->second);
    }
    known_.emplace(alternatives, known->second);
    return known->second;
}

void Vocabulary::add_word(const std::u32string& word, SetId set) {
    std::uint32_t node = 0;
    for (const char32_t letter : word) {
        const auto [next, is_new] =
            edges_.emplace(edge(node, letter), static_cast<std::uint32_t>(nodes_.size()));
        if (is_new) nodes_.emplace_back();
        node = next->second;
    }
    nodes_[node].length = word.size();
    nodes_[node].sets.push_back(set);
}

std::uint32_t Vocabulary::step(std::uint32_t node, char32_t letter) const {
    while (true) {
        const auto next = edges_.find(edge(node, letter));
        if (next != edges_.end()) return next->second;
        if (node == 0) return 0;
        node = nodes_[node].fail;
    }
}

void Vocabulary::close() {
    std::vector<std::vector<std::pair<char32_t, std::uint32_t>>> children(nodes_.size());
    for (const auto& [key, child] : edges_)
        children[key >> 32U].emplace_back(static_cast<char32_t>(key), child);
    std::deque<std::uint32_t> queue{0};  // Nearer to the root first: their fails are known.
    while (!queue.empty()) {
        const std::uint32_t node = queue.front();
        queue.pop_front();
        for (const auto& [letter, child] : children[node]) {
            const std::uint32_t fail = node == 0 ? 0 : step(nodes_[node].fail, letter);
            nodes_[child].fail = fail;
            nodes_[child].shorter = nodes_[fail].length > 0 ? fail : nodes_[fail].shorter;
            queue.push_back(child);
        }
    }
}

Reading Vocabulary::read(const wording::FoldedText& folded) const {
    Reading reading;
    const std::u32string_view text = folded.text();
    reading.text_ = text;
    reading.places_.resize(sets_.size());
    std::uint32_t node = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        node = step(node, text[at]);
        for (std::uint32_t word = nodes_[node].length > 0 ? node : nodes_[node].shorter; word != 0;
             word = nodes_[word].shorter) {
            for (const SetId set : nodes_[word].sets)
                reading.places_[set].push_back({at + 1 - nodes_[word].length, at + 1});
        }
    }
    for (const NumberAt& number : numbers_in(text)) {
        for (const auto& [range, set] : ranges_) {
            if (range.low <= number.value && number.value <= range.high) {
                reading.places_[set].push_back({number.begin, number.end});
            }
        }
    }
    for (std::vector<Match>& places : reading.places_) {
        if (places.size() < 2) continue;
        std::ranges::sort(places, {}, [](const Match& m) { return std::pair(m.begin, m.end); });
    }
    reading.find_borders(folded);
    reading.find_turns(turns_ ? reading.places_[*turns_] : std::vector<Match>{});
    return reading;
}

}  // namespace gig::rules
