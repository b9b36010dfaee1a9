#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/answerer.h"

namespace gig::http {

enum class MetricKind { counter, gauge };

/// The house's figures for its operator, as Prometheus text. Safe from any thread.
///
/// Other rooms don't know of it: they count in their own atomics, and app adds a reading for each.
class Metrics {
public:
    using Reading = std::function<double()>;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// A request was answered. `route` is a pattern, so that the number of series is bounded.
    void count_request(std::string_view route, int status, std::chrono::microseconds took);
    void count_shed();

    /// A figure that is read when it is asked for; `read` must not block and must outlive this.
    void add(MetricKind kind, const std::string& name, const std::string& help, Reading read);

    std::string text() const;

private:
    class Registry;
    std::unique_ptr<Registry> registry_;
};

/// What the private port answers: GET /metrics and nothing else.
class MetricsDoor final : public Answerer {
public:
    explicit MetricsDoor(const Metrics& metrics) : metrics_(metrics) {}

    std::optional<Response> answer_at_once(const Request& request) override;
    Response answer(const Request& request) override;
    Response refuse(const Error& error, const Request& request) override;

private:
    const Metrics& metrics_;
};

}  // namespace gig::http
