#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "http/contract.h"
#include "http/router.h"

namespace gig::app {

/// Why the house can't take requests now; empty where it can. Words of our own, such as
/// "stopping". Called on handler threads.
using ReadyCheck = std::function<std::vector<std::string>()>;

/// GET /healthz, /readyz and /openapi.json. All must outlive the router.
void add_health_routes(http::Router& router, const http::Contract& contract, ReadyCheck check);

}  // namespace gig::app
