#include "http/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <vector>

#include "http/problem.h"

namespace gig::http {

namespace {

const prometheus::Histogram::BucketBoundaries seconds_buckets = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

std::string class_of(int status) {
    return std::to_string(status / 100) + "xx";
}

}  // namespace

class Metrics::Registry {
public:
    void count_request(std::string_view route, int status, std::chrono::microseconds took) {
        const std::string name(route);
        requests_.Add({{"route", name}, {"status", class_of(status)}}).Increment();
        seconds_.Add({{"route", name}}, seconds_buckets)
            .Observe(std::chrono::duration<double>(took).count());
    }

    void count_shed() { shed_.Increment(); }

    void add(MetricKind kind, const std::string& name, const std::string& help, Reading read) {
        const std::scoped_lock lock(mutex_);
        readings_.push_back({kind, name, help, std::move(read)});
    }

    std::string text() const {
        std::vector<prometheus::MetricFamily> families = registry_.Collect();
        const std::scoped_lock lock(mutex_);
        for (const Read& reading : readings_)
            families.push_back(reading.family());
        return prometheus::TextSerializer().Serialize(families);
    }

private:
    struct Read {
        MetricKind kind;
        std::string name;
        std::string help;
        Reading read;

        prometheus::MetricFamily family() const {
            prometheus::ClientMetric metric;
            prometheus::MetricFamily family;
            family.name = name;
            family.help = help;
            if (kind == MetricKind::counter) {
                metric.counter.value = read();
                family.type = prometheus::MetricType::Counter;
            } else {
                metric.gauge.value = read();
                family.type = prometheus::MetricType::Gauge;
            }
            family.metric.push_back(std::move(metric));
            return family;
        }
    };

    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& requests_ =
        prometheus::BuildCounter()
            .Name("gigfair_http_requests_total")
            .Help("Requests answered, by route and class of status.")
            .Register(registry_);
    prometheus::Family<prometheus::Histogram>& seconds_ =
        prometheus::BuildHistogram()
            .Name("gigfair_http_request_seconds")
            .Help("From a request's last byte to its answer's first.")
            .Register(registry_);
    prometheus::Counter& shed_ = prometheus::BuildCounter()
                                     .Name("gigfair_http_shed_total")
                                     .Help("Requests refused because the house was full.")
                                     .Register(registry_)
                                     .Add({});
    mutable std::mutex mutex_;
    std::vector<Read> readings_;
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view route, int status, std::chrono::microseconds took) {
    registry_->count_request(route, status, took);
}

void Metrics::count_shed() {
    registry_->count_shed();
}

void Metrics::add(MetricKind kind, const std::string& name, const std::string& help, Reading read) {
    registry_->add(kind, name, help, std::move(read));
}

std::string Metrics::text() const {
    return registry_->text();
}

std::optional<Response> MetricsDoor::answer_at_once(const Request& request) {
    return answer(request);
}

Response MetricsDoor::answer(const Request& request) {
    const bool is_metrics = request.method == "GET" && request.path() == "/metrics";
    if (!is_metrics) return refuse({ErrorKind::not_found, "http.not_found"}, request);
    return {.status = 200,
            .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
            .body = share(metrics_.text()),
            .route = "/metrics"};
}

Response MetricsDoor::refuse(const Error& error, const Request&) {
    return {.status = status_of(error),
            .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
            .body = share(std::string(error.code) + "\n")};
}

}  // namespace gig::http
