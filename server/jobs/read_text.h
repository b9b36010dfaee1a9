#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "jobs/jobs.h"
#include "occupations/occupations.h"
#include "wording/post_text.h"

namespace gig::jobs {

/// The reader of free text, with the words for this city's occupations.
wording::PostReader post_reader(const std::filesystem::path& words_folder,
                                const occupations::Occupations& occupations);

/// A post's text as the body of POST /jobs, as far as its words say it.
struct ReadPost {
    json::object body;                 // Some of the fields; shifts may lack places.
    std::vector<std::string> missing;  // JSON pointers of what a body needs and this one lacks.
};

/// Takes what is sure and what is likely alike: whoever shows it says which is which. The least
/// pay that is named; shifts that have begun are none; nothing is made up.
ReadPost read_post(std::string_view text, const wording::PostFacts& facts, Time now);

/// The contract's ReadFact of each, in the order of a post's fields.
json::array facts_json(std::string_view text, const wording::PostFacts& facts);

}  // namespace gig::jobs
