#include "matching/ranking_rules.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/dated_terms.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

namespace gig::matching {

namespace {

constexpr std::uintmax_t file_size_max = std::uintmax_t{1} << 20U;
constexpr std::size_t words_characters_max = 400;
constexpr std::size_t id_characters_max = 40;
constexpr Range days_range{1, 3'650};

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
    throw std::runtime_error(std::string(what) + ": " + std::string(why));
}

std::string text_in(const json::object& object, std::string_view name, std::size_t characters_max) {
    std::string text(object.at(name).as_string());
    if (text.empty() || code_points(text) > characters_max) refuse(name, "empty or too long");
    return text;
}

Words words_in(const json::object& object, std::string_view name,
               std::size_t characters_max = words_characters_max) {
    const json::object& both = object.at(name).as_object();
    return {text_in(both, "zh", characters_max), text_in(both, "en", characters_max)};
}

gigfair::Terms weights_in(const json::object& version, std::string_view name) {
    const json::object& object = version.at(name).as_object();
    gigfair::Terms weights{};
    for (std::size_t term = 0; term < weights.size(); ++term) {
        const std::string_view of = gigfair::name_of(static_cast<gigfair::Term>(term));
        weights[term] =
            static_cast<std::uint32_t>(number_in(object, of, {0, gigfair::weights_sum}));
    }
    if (object.size() != weights.size()) refuse(name, "a weight of no term");
    if (gigfair::sum_of(weights) != gigfair::weights_sum) refuse(name, "weights sum to 1000");
    return weights;
}

/// What a profile wishes is not read where personalisation is off.
void require_impersonal(const gigfair::Terms& weights) {
    using gigfair::Term;
    for (const Term term : {Term::occupation, Term::settle, Term::skill}) {
        if (weights[static_cast<std::size_t>(term)] == 0) continue;
        refuse("unpersonalised", std::string(gigfair::name_of(term)) + " is a personal feature");
    }
}

std::string id_in(const json::object& version, std::string_view name) {
    std::string id = text_in(version, name, id_characters_max);
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    if (id.find_first_not_of(allowed) != std::string::npos) refuse(name, "has other characters");
    return id;
}

RankingVersion version_in(const json::object& object) {
    text_in(object, "source", words_characters_max);
    RankingVersion version{
        .id = id_in(object, "id"),
        .unpersonalised_id = id_in(object, "unpersonalised_id"),
        .valid_from = date_in(object.at("valid_from")),
        .weights = {weights_in(object, "personalised"), weights_in(object, "unpersonalised")},
        .receipt_kept = std::chrono::days(number_in(object, "receipt_days", days_range)),
        .answer_due = std::chrono::days(number_in(object, "answer_days", days_range)),
        .change = words_in(object, "change")};
    require_impersonal(version.weights.unpersonalised);
    return version;
}

std::vector<RankingVersion> versions_in(const json::array& rows) {
    std::vector<RankingVersion> versions;
    std::set<std::string> ids;
    for (const json::value& row : rows) {
        RankingVersion version = version_in(row.as_object());
        if (!ids.insert(version.id).second) refuse(version.id, "stands twice");
        if (!ids.insert(version.unpersonalised_id).second) {
            refuse(version.unpersonalised_id, "stands twice");
        }
        if (!versions.empty() && version.valid_from <= versions.back().valid_from) {
            refuse(version.id, "is not later than the one before");
        }
        versions.push_back(std::move(version));
    }
    if (versions.empty()) refuse("versions", "there is none");
    return versions;
}

RankingWords ranking_words_in(const json::object& object) {
    RankingWords words{.summary = words_in(object, "summary", summary_characters_max),
                       .purpose = words_in(object, "purpose"),
                       .formula = words_in(object, "formula"),
                       .order = words_in(object, "order"),
                       .not_used = words_in(object, "not_used"),
                       .switch_off = words_in(object, "switch_off"),
                       .object = words_in(object, "object"),
                       .terms = {},
                       .filters = {}};
    const json::object& terms = object.at("terms").as_object();
    for (std::size_t term = 0; term < words.terms.size(); ++term) {
        const std::string_view name = gigfair::name_of(static_cast<gigfair::Term>(term));
        const json::object& of_term = terms.at(name).as_object();
        words.terms[term] = {words_in(of_term, "name"), words_in(of_term, "points")};
    }
    const json::object& filters = object.at("filters").as_object();
    for (std::size_t filter = 0; filter < words.filters.size(); ++filter) {
        words.filters[filter] =
            words_in(filters, gigfair::name_of(static_cast<gigfair::WhyNot>(filter)));
    }
    return words;
}

}  // namespace

RankingRules RankingRules::load(const std::filesystem::path& file) {
    RankingRules rules;
    try {
        const json::value whole = json::parse(read_file(file, file_size_max));
        rules.versions_ = versions_in(whole.at("versions").as_array());
        rules.words_ = ranking_words_in(whole.at("words").as_object());
    } catch (const std::exception& fault) {
        throw std::runtime_error(file.string() + ": " + fault.what());
    }
    return rules;
}

const RankingVersion& RankingRules::on(Date day) const {
    const RankingVersion* found = &versions_.front();
    for (const RankingVersion& version : versions_) {
        if (version.valid_from <= day) found = &version;
    }
    return *found;
}

const RankingVersion* RankingRules::find(std::string_view id) const {
    const auto found = std::ranges::find_if(versions_, [&](const RankingVersion& version) {
        return version.id == id || version.unpersonalised_id == id;
    });
    return found == versions_.end() ? nullptr : &*found;
}

}  // namespace gig::matching
