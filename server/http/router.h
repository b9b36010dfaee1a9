#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/action.h"
#include "http/call.h"

namespace gig::http {

enum class Method { get, post, put, patch, del };

std::string_view method_name(Method method);
std::optional<Method> method_named(std::string_view name);

using Handler = std::function<Reply(const Call&)>;

/// A path that the house answers, and what one needs permission for to walk it.
struct Route {
    Method method;
    std::string pattern;  // "/api/v1/jobs/{id}:close"
    Action action;
    Handler handler;
};

/// All routes of the house. Filled once at start, then only read, from any thread.
///
/// A segment of a pattern is fixed text, {name}, or {name}:verb. Of the patterns that fit a path
/// the one with the earliest fixed text wins, whatever the method; {name} never fits a segment
/// with a colon, so that an unknown verb is no id. Adding throws std::invalid_argument for a
/// malformed pattern, or one that fits the same paths as another with the same method.
class Router {
public:
    void get(std::string_view pattern, Action action, Handler handler);
    void post(std::string_view pattern, Action action, Handler handler);
    void put(std::string_view pattern, Action action, Handler handler);
    void patch(std::string_view pattern, Action action, Handler handler);
    void del(std::string_view pattern, Action action, Handler handler);

    struct Match {
        const Route* route;
        std::map<std::string, std::string, std::less<>> path;
    };

    /// The route of a path without its query; nothing where no pattern fits. `allowed` receives
    /// the methods that the path knows, for 405.
    std::optional<Match> match(Method method, std::string_view path,
                               std::vector<Method>* allowed = nullptr) const;

    /// Points into the router: valid until the next route is added.
    const std::vector<Route>& routes() const { return routes_; }

private:
    /// One part of a pattern between two slashes.
    struct Segment {
        std::string name;  // Of the parameter; empty for fixed text.
        std::string text;  // The fixed text, or ":verb" after a parameter.

        bool fits(std::string_view part) const;
        int rank() const { return name.empty() ? 0 : text.empty() ? 2 : 1; }
    };

    void add(Method method, std::string_view pattern, Action action, Handler handler);
    static std::vector<Segment> parse(std::string_view pattern);
    static bool fits(const std::vector<Segment>& segments, const std::vector<std::string>& parts);
    static bool is_before(const std::vector<Segment>& left, const std::vector<Segment>& right);

    std::vector<Route> routes_;
    std::vector<std::vector<Segment>> segments_;  // Of the route with the same index.
};

}  // namespace gig::http
