#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

namespace gig {

inline constexpr std::size_t log_value_bytes_max = 1'000;  // Longer values are cut.

enum class LogLevel { info, warning, error };

struct LogField {
    std::string_view name;
    std::variant<std::int64_t, std::string_view> value;
};

/// The house's diary for its operator: one JSON object a line on standard error, with time,
/// level and event. Never personal data: ids and codes only. Safe from any thread.
class Log {
public:
    virtual ~Log() = default;
    virtual void write(LogLevel level, std::string_view event,
                       std::initializer_list<LogField> fields) = 0;
};

/// Writes JSON lines to standard error, through spdlog.
class StandardLog final : public Log {
public:
    StandardLog();
    StandardLog(const StandardLog&) = delete;
    StandardLog& operator=(const StandardLog&) = delete;
    ~StandardLog() override;

    void write(LogLevel level, std::string_view event,
               std::initializer_list<LogField> fields) override;

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
};

/// Keeps the lines, for tests.
class MemoryLog final : public Log {
public:
    void write(LogLevel level, std::string_view event,
               std::initializer_list<LogField> fields) override;
    std::string text() const;

private:
    mutable std::mutex mutex_;
    std::string lines_;
};

}  // namespace gig
