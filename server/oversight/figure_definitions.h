#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oversight/figures.h"

namespace gig::oversight {

struct Words {
    std::string zh;
    std::string en;
};

/// What a metric counts: things, occurrences (人次), or distinct people (人).
enum class Counts { things, occurrences, people };
std::string_view name_of(Counts counts);

/// The published definition of one metric.
struct Definition {
    Metric metric;
    int version;
    Date valid_from;
    Words name;
    Words unit;
    Counts counts;
    Words counted;
    Words moment;
    Words deduplication;
    Words place;
    Words is_not;
};

/// The city's definition sheet. Only read after load, from any thread.
class Definitions {
public:
    /// Throws std::runtime_error naming the file and the metric where a metric has no definition
    /// or two, another version than the fold, or a text is missing.
    static Definitions load(const std::filesystem::path& file);

    const Definition& of(Metric metric) const;

    /// Metrics that people ask for and that no event tells yet, by name.
    const std::vector<std::string>& not_counted_yet() const { return not_counted_yet_; }

private:
    std::vector<Definition> definitions_;  // In order of Metric.
    std::vector<std::string> not_counted_yet_;
};

}  // namespace gig::oversight
