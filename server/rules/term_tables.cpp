#include "rules/term_tables.h"

#include <set>

#include "base/json.h"
#include "rules/pack_json.h"

namespace gig::rules {

namespace {

/// The market's own terms have no article: their name says what they are.
TermTable table_in(const json::object& row) {
    const Words name = words_in(row.at("name"));
    const std::string article(row.at("article").as_string());
    return {.valid_from = day_in(row.at("valid_from")),
            .valid_to = optional_day_in(row.at("valid_to")),
            .amounts = {.document = article.empty() ? name.zh : article,
                        .name = name,
                        .effect = {"仍照此执行", "they apply all the same"},
                        .verified_on = optional_day_in(row.at("verified_on"))}};
}

}  // namespace

std::vector<TermTable> read_term_tables(const std::filesystem::path& folder) {
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    std::vector<TermTable> tables;
    for (const std::filesystem::path& file : files) {
        with_json(file, [&](const json::object& whole) {
            const json::value* terms = whole.if_contains("terms");
            if (terms == nullptr) return;
            for (const json::value& row : terms->as_array())
                tables.push_back(table_in(row.as_object()));
        });
    }
    return tables;
}

}  // namespace gig::rules
