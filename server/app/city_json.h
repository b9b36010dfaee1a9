#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/names.h"

namespace gig::app {

// Reading the city's demo data. All of it throws where a file can't be used.

json::value read_city_json(const std::filesystem::path& file);

/// "10:30" as minutes of the civil day.
int minute_of_day(const json::value& text);

std::string text_in(const json::object& object, std::string_view key);
int number_in(const json::object& object, std::string_view key);
std::vector<std::string> texts_in(const json::object& object, std::string_view key);
std::vector<int> numbers_in(const json::object& object, std::string_view key);

template <typename Enum>
Enum word_in(const json::value& value) {
    const std::string name = json::value_to<std::string>(value);
    const std::optional<Enum> known = named<Enum>(name);
    if (!known) throw std::runtime_error("the demo's data has the unknown word " + name);
    return *known;
}

}  // namespace gig::app
