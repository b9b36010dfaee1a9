#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/json.h"
#include "base/terms.h"
#include "rules/rules.h"

namespace gig::rules {

// Reading of packs and tables. Each throws std::exception where a value isn't what it should be;
// with_json() adds the file's name.

std::string text_in(const json::object& object, std::string_view name);
Words words_in(const json::value& value);
std::chrono::sys_days day_in(const json::value& value);
std::optional<std::chrono::sys_days> optional_day_in(const json::value& value);

/// The list of that name, empty where it is left out.
std::vector<Relation> relations_in(const json::object& object);

/// Runs `read` on a file's JSON; whatever is wrong in it is told with the file's name.
template <typename Read>
void with_json(const std::filesystem::path& file, const Read& read) {
    try {
        const json::value whole = json::parse(read_file(file));
        read(whole.as_object());
    } catch (const std::exception& fault) {
        throw std::runtime_error(file.string() + ": " + fault.what());
    }
}

}  // namespace gig::rules
