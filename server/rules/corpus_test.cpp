// The rules against sentences of our own, in the manner of real posts: bad ones (rule ids, tab,
// text) and clean ones. What each corpus can prove stands in corpus/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/rules.h"

namespace gig::rules {
namespace {

struct Corpus {
    const char* what;
    const char* bad_file;
    const char* clean_file;
    bool is_tuned_on;  // Its misses are named.
    double recall_min;
    double false_flags_max;
    std::size_t bad_min;
    std::size_t clean_min;
};

// What the packs manage on sentences that nobody tuned them on, when they were measured.
constexpr double fifth_recall_min = 0.66;
constexpr double fifth_false_flags_max = 0.07;

constexpr Corpus corpora[] = {
    {"posts written beside the packs", "bad.tsv", "clean.txt", true, 0.98, 0.01, 700, 1'000},
    {"posts written apart, tuned on since", "apart_bad.tsv", "apart_clean.txt", true, 0.98, 0.01,
     400, 750},
    {"posts written after the packs, tuned on since", "fresh_bad.tsv", "fresh_clean.txt", true,
     0.98, 0.01, 200, 400},
    {"posts written after those, tuned on since", "newest_bad.tsv", "newest_clean.txt", true, 0.98,
     0.01, 300, 450},
    {"posts written last of those, tuned on since", "last_bad.tsv", "last_clean.txt", true, 0.95,
     0.01, 200, 400},
    {"posts that nobody tuned on", "fifth_bad.tsv", "fifth_clean.txt", false, fifth_recall_min,
     fifth_false_flags_max, 150, 300},
};

struct Labelled {
    std::string text;
    std::set<std::string> rules;
};

std::vector<std::string> lines_of(const char* name) {
    std::ifstream stream(std::string(GIG_SOURCE_DIR "/server/rules/corpus/") + name);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::vector<Labelled> bad_texts(const char* file) {
    std::vector<Labelled> texts;
    for (const std::string& line : lines_of(file)) {
        const std::size_t tab = line.find('\t');
        Labelled text{line.substr(tab + 1), {}};
        std::string_view ids = std::string_view(line).substr(0, tab);
        while (true) {
            const std::size_t comma = ids.find(',');
            text.rules.emplace(ids.substr(0, comma));
            if (comma == std::string_view::npos) break;
            ids.remove_prefix(comma + 1);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

struct Share {
    std::size_t hits = 0;
    std::size_t all = 0;

    void count(bool hit) {
        hits += hit;
        ++all;
    }
    double value() const {
        return all == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(all);
    }
};

std::ostream& operator<<(std::ostream& out, const Share& share) {
    return out << share.hits << " of " << share.all;
}

constexpr std::size_t weakest_named = 5;

/// The rules that find the smallest share of what is theirs.
void name_weakest(const std::map<std::string, Share>& by_rule) {
    std::vector<std::pair<std::string, Share>> rules(by_rule.begin(), by_rule.end());
    std::ranges::stable_sort(rules, {}, [](const auto& rule) { return rule.second.value(); });
    for (std::size_t at = 0; at < std::min(weakest_named, rules.size()); ++at)
        std::cout << "  weakest: " << rules[at].first << " " << rules[at].second << "\n";
}

class CorpusTest : public testing::TestWithParam<Corpus> {
protected:
    std::set<std::string> found_in(const std::string& text) const {
        std::set<std::string> ids;
        for (const Finding& finding : rules_.check_text(text, now_))
            ids.insert(finding.rule);
        return ids;
    }

    static const Rules& market() {
        static const Rules rules =
            Rules::load(GIG_SOURCE_DIR "/server/rules/packs", GIG_SOURCE_DIR "/city/huzhou");
        return rules;
    }

    const Rules& rules_ = market();
    Time now_ = *time_value("2026-11-25T09:00:00+08:00");
};

TEST_P(CorpusTest, BadPostsAreFound) {
    const Corpus& corpus = GetParam();
    const std::vector<Labelled> texts = bad_texts(corpus.bad_file);
    ASSERT_GE(texts.size(), corpus.bad_min);
    Share in_full;  // For each unlawful thing that a post says, not just for one of them.
    Share any;
    std::map<std::string, Share> by_rule;
    const std::vector<std::string> known = rules_.ids();
    for (const Labelled& text : texts) {
        const std::set<std::string> found = found_in(text.text);
        for (const std::string& rule : text.rules) {
            ASSERT_NE(std::ranges::find(known, rule), known.end()) << rule;
            by_rule[rule].count(found.contains(rule));
            if (corpus.is_tuned_on && !found.contains(rule)) {
                std::cout << "missed: " << rule << ": " << text.text << "\n";
            }
        }
        in_full.count(std::ranges::includes(found, text.rules));
        any.count(!found.empty());
    }
    std::cout << "figure: " << corpus.what << ": found in full " << in_full << ", with any finding "
              << any << "\n";
    name_weakest(by_rule);
    EXPECT_GE(in_full.value(), corpus.recall_min);
}

TEST_P(CorpusTest, CleanPostsAreLeftAlone) {
    const Corpus& corpus = GetParam();
    const std::vector<std::string> texts = lines_of(corpus.clean_file);
    ASSERT_GE(texts.size(), corpus.clean_min);
    Share flagged;
    for (const std::string& text : texts) {
        const std::set<std::string> found = found_in(text);
        flagged.count(!found.empty());
        if (corpus.is_tuned_on && !found.empty()) {
            std::cout << "flagged: " << *found.begin() << ": " << text << "\n";
        }
    }
    std::cout << "figure: " << corpus.what << ": false flags " << flagged << "\n";
    EXPECT_LE(flagged.value(), corpus.false_flags_max);
}

INSTANTIATE_TEST_SUITE_P(Corpora, CorpusTest, testing::ValuesIn(corpora), [](const auto& corpus) {
    const std::string file = corpus.param.bad_file;
    return file.substr(0, file.find('.'));
});

}  // namespace
}  // namespace gig::rules
