#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/actor.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/once.h"

namespace gig::http {

enum class Locale { zh_cn, en };

/// What the front hall sends back.
struct Reply {
    int status = 200;
    std::string body = {};
    std::string content_type = "application/json";
    std::shared_ptr<const std::string> shared_body = {};  // In place of body: others hold it too.
    std::vector<std::pair<std::string, std::string>> headers = {};  // In addition to the usual.

    // A refusal: the front hall turns it into words in the caller's language.
    std::optional<Error> problem = std::nullopt;
    boost::json::array findings = {};
};

/// The query's values, each already checked against the contract (type, range, pattern).
class Query {
public:
    Query() = default;
    explicit Query(std::map<std::string, std::string, std::less<>> values)
        : values_(std::move(values)) {}

    std::optional<std::string> text(std::string_view name) const;
    std::optional<std::int64_t> integer(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// A body that is a file, as its bytes.
struct File {
    std::string media;  // One that the operation names.
    std::string bytes;
};

/// One request after the front hall has read it, bounded it, checked it against the contract and
/// found out who sent it. `body` has passed the operation's schema: handlers read it with at().
/// A schema's integer is std::int64_t; its number may be written as 3 or 3.0: to_number<double>().
/// Without a body (where the contract allows that) it is an empty object.
struct Call {
    Actor actor = {};
    Locale locale = Locale::zh_cn;
    std::string request_id = {};
    std::string peer = {};  // The client's address, for limits only; never stored in the clear.
    Time received_at = {};
    std::map<std::string, std::string, std::less<>> path = {};  // "id" -> "0k3v…"
    Query query = {};
    boost::json::value body = {};
    File file = {};  // In place of body, where the operation takes files.
    std::optional<OnceKey> once_key = std::nullopt;
    std::optional<std::string> if_match = std::nullopt;  // The version that the caller read.
    bool secure_cookie = true;  // False on loopback, where there is no TLS.

    /// How a retry of this call finds the first answer again; see base/once.h.
    template <typename T>
    Once<T> once(Reply (*reply_of)(const T&)) const {
        return {once_key, [reply_of](const T& value) {
                    Reply reply = reply_of(value);
                    return Answer{reply.status, std::move(reply.body)};
                }};
    }

    /// The id in the path, or nothing where it is malformed: answer as if it didn't exist.
    template <typename IdType>
    std::optional<IdType> path_id(std::string_view name) const {
        const auto found = path.find(name);
        if (found == path.end()) return std::nullopt;
        return IdType::parse(found->second);
    }
};

Reply ok(const boost::json::value& body);
Reply created(const boost::json::value& body);
Reply accepted();
Reply no_content();

/// The same with the ETag of its bytes: who holds them already is answered 304. Only for GET.
Reply with_etag(Reply reply);

/// A refusal. Its status is settled here; its words (api/problems/) come when it is sent.
/// `findings` say which rules the body broke.
Reply refused(const Error& error, const Call& call, boost::json::array findings = {});

/// Not there, or not yours: always the same bytes but for the request id.
Reply not_found(const Call& call);

}  // namespace gig::http
