#include "app/city_json.h"

#include "base/file.h"

namespace gig::app {

json::value read_city_json(const std::filesystem::path& file) {
    Result<json::value> parsed = parse_json(read_file(file));
    if (!parsed) {
        throw std::runtime_error(file.string() + ": " + std::string(parsed.error().code));
    }
    return *std::move(parsed);
}

int minute_of_day(const json::value& text) {
    const std::string_view clock = text.as_string();
    const auto digit = [&](std::size_t position) { return clock.at(position) - '0'; };
    return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
}

std::string text_in(const json::object& object, std::string_view key) {
    return json::value_to<std::string>(object.at(key));
}

int number_in(const json::object& object, std::string_view key) {
    return json::value_to<int>(object.at(key));
}

std::vector<std::string> texts_in(const json::object& object, std::string_view key) {
    return json::value_to<std::vector<std::string>>(object.at(key));
}

std::vector<int> numbers_in(const json::object& object, std::string_view key) {
    return json::value_to<std::vector<int>>(object.at(key));
}

}  // namespace gig::app
