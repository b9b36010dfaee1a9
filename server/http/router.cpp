#include "http/router.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "http/uri.h"

namespace gig::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 5> method_names = {{
    {Method::get, "GET"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::del, "DELETE"},
}};

[[noreturn]] void refuse(std::string_view pattern, std::string_view what) {
    throw std::invalid_argument("route " + std::string(pattern) + ": " + std::string(what));
}

}  // namespace

std::string_view method_name(Method method) {
    return method_names.at(static_cast<std::size_t>(method)).second;
}

std::optional<Method> method_named(std::string_view name) {
    for (const auto& [method, known] : method_names) {
        if (known == name) return method;
    }
    return std::nullopt;
}

void Router::get(std::string_view pattern, Action action, Handler handler) {
    add(Method::get, pattern, action, std::move(handler));
}

void Router::post(std::string_view pattern, Action action, Handler handler) {
    add(Method::post, pattern, action, std::move(handler));
}

void Router::put(std::string_view pattern, Action action, Handler handler) {
    add(Method::put, pattern, action, std::move(handler));
}

void Router::patch(std::string_view pattern, Action action, Handler handler) {
    add(Method::patch, pattern, action, std::move(handler));
}

void Router::del(std::string_view pattern, Action action, Handler handler) {
    add(Method::del, pattern, action, std::move(handler));
}

std::optional<Router::Match> Router::match(Method method, std::string_view path,
                                           std::vector<Method>* allowed) const {
    const std::optional<std::vector<std::string>> parts = path_segments(path);
    if (!parts) return std::nullopt;

    const std::vector<Segment>* best = nullptr;
    for (const std::vector<Segment>& segments : segments_) {
        if (!fits(segments, *parts)) continue;
        if (best == nullptr || is_before(segments, *best)) best = &segments;
    }
    if (best == nullptr) return std::nullopt;

    std::optional<Match> match;
    for (std::size_t index = 0; index < routes_.size(); ++index) {
        const std::vector<Segment>& segments = segments_[index];
        const bool is_other = !fits(segments, *parts) || is_before(*best, segments);
        if (is_other) continue;
        if (allowed != nullptr) allowed->push_back(routes_[index].method);
        if (routes_[index].method != method) continue;

        match.emplace(Match{&routes_[index], {}});
        for (std::size_t at = 0; at < segments.size(); ++at) {
            if (segments[at].name.empty()) continue;
            const std::string& part = parts->at(at);
            match->path.emplace(segments[at].name,
                                part.substr(0, part.size() - segments[at].text.size()));
        }
    }
    return match;
}

void Router::add(Method method, std::string_view pattern, Action action, Handler handler) {
    std::vector<Segment> segments = parse(pattern);
    for (std::size_t index = 0; index < routes_.size(); ++index) {
        const std::vector<Segment>& other = segments_[index];
        const bool same_shape =
            std::ranges::equal(segments, other, [](const Segment& left, const Segment& right) {
                return left.text == right.text && left.name.empty() == right.name.empty();
            });
        if (same_shape && routes_[index].method == method) {
            refuse(pattern, "fits the same paths as " + routes_[index].pattern);
        }
    }
    routes_.push_back({method, std::string(pattern), action, std::move(handler)});
    segments_.push_back(std::move(segments));
}

std::vector<Router::Segment> Router::parse(std::string_view pattern) {
    if (!pattern.starts_with('/')) refuse(pattern, "must begin with /");
    if (pattern == "/") return {Segment{}};
    if (pattern.ends_with('/')) refuse(pattern, "ends in /");
    std::vector<Segment> segments;
    std::set<std::string> names;
    std::string_view rest = pattern.substr(1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));

        const std::size_t close = part.find('}');
        if (!part.starts_with('{')) {
            if (part.empty() || part.find_first_of("{}") != std::string_view::npos) {
                refuse(pattern, "has a malformed part");
            }
            segments.push_back({"", std::string(part)});
            continue;
        }
        if (close == std::string_view::npos) refuse(pattern, "has a { without }");
        Segment segment{std::string(part.substr(1, close - 1)),
                        std::string(part.substr(close + 1))};
        const bool is_verb = segment.text.size() > 1 && segment.text.front() == ':';
        if (segment.name.empty() || (!segment.text.empty() && !is_verb)) {
            refuse(pattern, "has a malformed part");
        }
        if (!names.insert(segment.name).second) refuse(pattern, "names a parameter twice");
        segments.push_back(std::move(segment));
    }
    return segments;
}

bool Router::Segment::fits(std::string_view part) const {
    if (name.empty()) return part == text;
    if (!part.ends_with(text) || part.size() == text.size()) return false;
    part.remove_suffix(text.size());
    return part.find(':') == std::string_view::npos;
}

bool Router::fits(const std::vector<Segment>& segments, const std::vector<std::string>& parts) {
    return std::ranges::equal(segments, parts, [](const Segment& segment, const std::string& part) {
        return segment.fits(part);
    });
}

/// Both fit the same path: whether the left one does so with earlier fixed text.
bool Router::is_before(const std::vector<Segment>& left, const std::vector<Segment>& right) {
    return std::ranges::lexicographical_compare(left, right, {}, &Segment::rank, &Segment::rank);
}

}  // namespace gig::http
