#include "base/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace gig {

namespace {

enum class Refusal { none, duplicate_key, number_out_of_range };

/// Builds the value while the library reads, and stops it where the library would be lenient.
class StrictHandler {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }

    bool on_object_begin(json::error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t size, json::error_code&) {
        keys_.pop_back();
        stack_.push_object(size);
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t size, json::error_code&) {
        stack_.push_array(size);
        return true;
    }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part);
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        key_.append(part);
        stack_.push_key(part);
        const bool is_new = keys_.back().insert(std::exchange(key_, {})).second;
        return is_new || refuse(Refusal::duplicate_key, error);
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        stack_.push_string(part);
        return true;
    }

    bool on_number_part(json::string_view part, json::error_code&) {
        number_.append(part);
        return true;
    }
    bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
        number_.clear();
        stack_.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
        number_.clear();
        stack_.push_uint64(value);
        return true;
    }
    bool on_double(double value, json::string_view part, json::error_code& error) {
        number_.append(part);
        const std::string number = std::exchange(number_, {});
        // The library makes a double of an integer that is too long: its digits would be lost.
        const bool is_integer = number.find_first_of(".eE") == std::string::npos;
        if (is_integer || !std::isfinite(value)) {
            return refuse(Refusal::number_out_of_range, error);
        }
        stack_.push_double(nearest(number, value));
        return true;
    }
    bool on_bool(bool value, json::error_code&) {
        stack_.push_bool(value);
        return true;
    }
    bool on_null(json::error_code&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

    json::value release() { return stack_.release(); }
    Refusal refusal() const { return refusal_; }

private:
    bool refuse(Refusal refusal, json::error_code& error) {
        refusal_ = refusal;
        error = json::make_error_code(json::error::syntax);
        return false;
    }

    /// The library's own double may be off by its last bit; this one is the nearest.
    static double nearest(const std::string& number, double approximate) {
        double exact = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), exact);
        return read.ec == std::errc() ? exact : approximate;
    }

    json::value_stack stack_;
    std::vector<std::set<std::string>> keys_;  // Of each object that is open.
    std::string key_;
    std::string number_;
    Refusal refusal_ = Refusal::none;
};

std::string_view code_of(Refusal refusal, const json::error_code& error) {
    if (refusal == Refusal::duplicate_key) return "json.duplicate_key";
    if (refusal == Refusal::number_out_of_range) return "json.number_out_of_range";
    if (error == json::error::exponent_overflow) return "json.number_out_of_range";
    if (error == json::error::too_deep) return "json.too_deep";
    if (error == json::error::illegal_leading_surrogate) return "json.bad_utf8";
    if (error == json::error::illegal_trailing_surrogate) return "json.bad_utf8";
    if (error == json::error::expected_utf16_escape) return "json.bad_utf8";
    return "json.malformed";
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
    if (!is_utf8(text)) return Error{ErrorKind::malformed, "json.bad_utf8"};

    json::parse_options options;
    options.max_depth = json_depth_max;
    json::basic_parser<StrictHandler> parser(options);
    json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = json::make_error_code(json::error::extra_data);
    if (error) {
        return Error{ErrorKind::malformed,
                     code_of(parser.handler().refusal(), error),
                     "",
                     {{"offset", std::to_string(read)}}};
    }
    return parser.handler().release();
}

}  // namespace gig
