#pragma once

#include <optional>

#include "base/error.h"
#include "http/request.h"
#include "http/response.h"
#include "http/worker_pool.h"

namespace gig::http {

/// What stands behind a front hall and gives the answers. Called from many threads at once.
class Answerer {
public:
    virtual ~Answerer() = default;

    /// An answer that needs no waiting, given on the thread that reads sockets; nothing where a
    /// worker must find it.
    virtual std::optional<Response> answer_at_once(const Request& request) = 0;

    /// On a worker. Never throws.
    virtual Response answer(const Request& request) = 0;

    /// A request that was not read to its end, or that there is no room for.
    virtual Response refuse(const Error& error, const Request& request) = 0;

    virtual Urgency urgency_of(const Request&) const { return Urgency::usual; }
};

}  // namespace gig::http
