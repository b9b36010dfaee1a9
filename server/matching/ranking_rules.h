#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "gigfair/filters.h"
#include "gigfair/score.h"
#include "http/call.h"

namespace gig::matching {

/// One thing said in both languages.
struct Words {
    std::string zh;
    std::string en;

    const std::string& in(http::Locale locale) const {
        return locale == http::Locale::en ? en : zh;
    }
};

/// The published weights from one day on. The weights without personal features are a rule of
/// their own, with an id of its own.
struct RankingVersion {
    std::string id;
    std::string unpersonalised_id;
    Date valid_from;
    gigfair::Rules weights;
    std::chrono::days receipt_kept;  // How long an answer can be replayed,
    std::chrono::days answer_due;    // and how soon a contest of it is answered.
    Words change;                    // What is other than in the version before.

    const std::string& id_for(bool personalised) const {
        return personalised ? id : unpersonalised_id;
    }
};

inline constexpr std::size_t filter_count =
    static_cast<std::size_t>(gigfair::WhyNot::employer_blocked) + 1;
inline constexpr std::size_t summary_characters_max = 200;

/// What is told to everybody about how openings are ranked.
struct RankingWords {
    struct OfTerm {
        Words name;
        Words points;
    };

    Words summary;
    Words purpose;
    Words formula;
    Words order;
    Words not_used;
    Words switch_off;
    Words object;
    std::array<OfTerm, gigfair::term_count> terms;  // In the order of the enum,
    std::array<Words, filter_count> filters;        // and so here.
};

/// How openings are ranked, as dated data (ranking_rules.json). A version that a receipt may name
/// is never taken out and never changed: a new one is added. Only read after load, from any thread.
class RankingRules {
public:
    /// Throws std::runtime_error naming the file where it can't be used: weights that don't sum to
    /// gigfair::weights_sum or read personal features where they may not, ids that stand twice,
    /// dates out of order, words that are missing or too long.
    static RankingRules load(const std::filesystem::path& file);

    /// The newest one in force; before all of them, the first.
    const RankingVersion& on(Date day) const;

    /// The version that has this id, be it for personalised answers or not; nullptr where none has.
    const RankingVersion* find(std::string_view id) const;

    const std::vector<RankingVersion>& versions() const { return versions_; }  // Oldest first.
    const RankingWords& words() const { return words_; }

private:
    std::vector<RankingVersion> versions_;
    RankingWords words_;
};

}  // namespace gig::matching
