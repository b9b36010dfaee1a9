#include "base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

namespace gig {

namespace {

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "error";
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

/// Short enough for a line, and always UTF-8: a byte that isn't is shown as '?'.
std::string readable(std::string_view text) {
    std::string kept(text.substr(0, log_value_bytes_max));
    const std::size_t half_character_max = kept.size() < text.size() ? 3 : 0;  // Left by the cut.
    for (std::size_t shorter = 0; shorter <= half_character_max; ++shorter) {
        const std::string_view start(kept.data(), kept.size() - shorter);
        if (is_utf8(start)) return std::string(start);
    }
    std::ranges::replace_if(
        kept, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
    return kept;
}

/// The line without its time, so that a test can read it.
json::object line_of(LogLevel level, std::string_view event,
                     std::initializer_list<LogField> fields) {
    json::object line;
    line["level"] = name_of(level);
    line["event"] = readable(event);
    for (const LogField& field : fields) {
        json::value value;
        if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
            value = *number;
        } else {
            value = readable(std::get<std::string_view>(field.value));
        }
        line[field.name] = std::move(value);
    }
    return line;
}

}  // namespace

struct StandardLog::Sink {
    spdlog::logger logger{"gigfair", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
};

StandardLog::StandardLog() : sink_(std::make_unique<Sink>()) {
    sink_->logger.set_pattern("%v");
    sink_->logger.flush_on(spdlog::level::info);
}

StandardLog::~StandardLog() = default;

void StandardLog::write(LogLevel level, std::string_view event,
                        std::initializer_list<LogField> fields) {
    json::object line;
    line["time"] = time_text(SystemClock().now());
    json::object rest = line_of(level, event, fields);
    for (auto& [name, value] : rest) {
        line[name] = std::move(value);
    }
    // As an argument, never as the format: a brace in a value stays a brace.
    sink_->logger.log(spdlog_level(level), "{}", json::serialize(line));
}

void MemoryLog::write(LogLevel level, std::string_view event,
                      std::initializer_list<LogField> fields) {
    const std::string line = json::serialize(line_of(level, event, fields)) + "\n";
    const std::scoped_lock lock(mutex_);
    lines_ += line;
}

std::string MemoryLog::text() const {
    const std::scoped_lock lock(mutex_);
    return lines_;
}

}  // namespace gig
