#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "jobs/jobs.h"

namespace gig::jobs {

/// Reads foreign JSON of a known shape without ever throwing: a value that is missing or of
/// another kind becomes a harmless one, and the first such fault is noted with its JSON pointer
/// where all readers of one body share it. Whoever reads looks at the error once, at the end.
class ShapeReader {
public:
    /// A value that is no object is the first fault. `given` must outlive the reader.
    ShapeReader(const json::value& given, std::string pointer, std::optional<Error>& error);

    // Each notes job.body_malformed (time, date: job.time_malformed) at the key's pointer.
    std::string text(std::string_view key);
    std::int64_t integer(std::string_view key);
    std::int32_t small(std::string_view key);
    double number(std::string_view key);
    Time time(std::string_view key);
    Date date(std::string_view key);
    std::chrono::minutes clock_time(std::string_view key);  // HH:MM since midnight.
    ShapeReader object(std::string_view key);
    template <typename Enum>
    Enum word(std::string_view key);

    // A key that isn't there is no fault.
    std::optional<std::string> optional_text(std::string_view key);
    std::optional<std::int32_t> optional_small(std::string_view key);
    std::optional<double> optional_number(std::string_view key);
    std::optional<bool> optional_flag(std::string_view key);
    std::vector<std::string> texts(std::string_view key, std::size_t count_max);

    /// Visits the objects of an array, at most count_max: more are refused with the code.
    void each(std::string_view key, std::size_t count_max, std::string_view too_many_code,
              const std::function<void(ShapeReader&)>& visit);

    const json::value* find(std::string_view key) const;
    bool failed() const { return error_->has_value(); }
    void refuse(std::string_view key, std::string_view code);
    void refuse(Error error);

private:
    std::string pointer_to(std::string_view key) const;

    const json::object* object_ = nullptr;
    std::string pointer_;
    std::optional<Error>* error_;
};

template <typename Enum>
Enum ShapeReader::word(std::string_view key) {
    const std::optional<Enum> value = named<Enum>(text(key));
    if (!value) refuse(key, "job.body_malformed");
    return value.value_or(Enum{});
}

}  // namespace gig::jobs
