#include "oversight/figure_definitions.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/file.h"
#include "base/invariant.h"
#include "base/json.h"
#include "base/text.h"

namespace gig::oversight {

namespace {

constexpr std::uintmax_t sheet_bytes_max = std::uintmax_t{1} << 20U;
constexpr std::size_t words_characters_max = 400;

constexpr std::array<std::pair<std::string_view, Counts>, 3> kinds{{
    {"things", Counts::things},
    {"occurrences", Counts::occurrences},
    {"people", Counts::people},
}};

/// Reads one entry of the sheet, and knows how to say which one is wrong.
class EntryReader {
public:
    EntryReader(const json::value& value, std::string label) : label_(std::move(label)) {
        if (!value.is_object()) refuse("entry", "not an object");
        entry_ = &value.get_object();
        label_ += ": " + text("metric");
    }

    Definition definition() const {
        return {.metric = metric(),
                .version = version(),
                .valid_from = valid_from(),
                .name = words("name"),
                .unit = words("unit"),
                .counts = counts(),
                .counted = words("counted"),
                .moment = words("moment"),
                .deduplication = words("deduplication"),
                .place = words("place"),
                .is_not = words("is_not")};
    }

    std::string uncounted_name() const {
        const std::string name = text("metric");
        if (metric_named(name)) refuse("metric", "is counted");
        words("name");
        return name;
    }

    [[noreturn]] void refuse(std::string_view field, std::string_view why) const {
        throw std::runtime_error(label_ + ": " + std::string(field) + ": " + std::string(why));
    }

private:
    static const json::value* in(const json::object& object, std::string_view name) {
        return object.if_contains(name);
    }

    std::string text_in(const json::object& object, std::string_view name,
                        std::string_view field) const {
        const json::value* value = in(object, name);
        if (value == nullptr || !value->is_string()) refuse(field, "a text is missing");
        std::string text(value->get_string());
        if (text.empty() || code_points(text) > words_characters_max) {
            refuse(field, "empty or too long");
        }
        return text;
    }

    std::string text(std::string_view field) const { return text_in(*entry_, field, field); }

    Words words(std::string_view field) const {
        const json::value* value = in(*entry_, field);
        if (value == nullptr || !value->is_object()) refuse(field, "missing");
        return {text_in(value->get_object(), "zh", field),
                text_in(value->get_object(), "en", field)};
    }

    Metric metric() const {
        const std::optional<Metric> metric = metric_named(text("metric"));
        if (!metric) refuse("metric", "nothing counts it");
        return *metric;
    }

    int version() const {
        const json::value* value = in(*entry_, "version");
        const int folded = traits_of(metric()).version;
        if (value == nullptr || !value->is_int64() || value->get_int64() != folded) {
            refuse("version", "is not that of the fold, " + std::to_string(folded));
        }
        return folded;
    }

    Date valid_from() const {
        const std::optional<Date> date = date_value(text("valid_from"));
        if (!date) refuse("valid_from", "not a date");
        return *date;
    }

    Counts counts() const {
        const auto* const found =
            std::ranges::find(kinds, text("counts"), &std::pair<std::string_view, Counts>::first);
        if (found == kinds.end()) refuse("counts", "unknown");
        return found->second;
    }

    const json::object* entry_ = nullptr;
    std::string label_;
};

json::array entries_of(const json::value& sheet, std::string_view name, const std::string& label) {
    const json::object* object = sheet.if_object();
    const json::value* entries = object == nullptr ? nullptr : object->if_contains(name);
    if (entries == nullptr || !entries->is_array()) {
        throw std::runtime_error(label + ": " + std::string(name) + " is no list");
    }
    return entries->get_array();
}

}  // namespace

std::string_view name_of(Counts counts) {
    return kinds.at(static_cast<std::size_t>(counts)).first;
}

Definitions Definitions::load(const std::filesystem::path& file) {
    const std::string label = file.string();
    const Result<json::value> sheet = parse_json(read_file(file, sheet_bytes_max));
    if (!sheet) throw std::runtime_error(label + ": " + std::string(sheet.error().code));

    Definitions definitions;
    for (const json::value& entry : entries_of(*sheet, "figures", label)) {
        definitions.definitions_.push_back(EntryReader(entry, label).definition());
    }
    std::ranges::sort(definitions.definitions_, {}, &Definition::metric);
    for (int number = 0; number < metric_count; ++number) {
        const auto metric = static_cast<Metric>(number);
        if (std::ranges::count(definitions.definitions_, metric, &Definition::metric) != 1) {
            throw std::runtime_error(label + ": " + std::string(name_of(metric)) +
                                     ": must be defined once");
        }
    }
    for (const json::value& entry : entries_of(*sheet, "not_counted_yet", label)) {
        definitions.not_counted_yet_.push_back(EntryReader(entry, label).uncounted_name());
    }
    return definitions;
}

const Definition& Definitions::of(Metric metric) const {
    const Definition& definition = definitions_.at(static_cast<std::size_t>(metric));
    invariant(definition.metric == metric);
    return definition;
}

}  // namespace gig::oversight
