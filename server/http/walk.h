#pragma once

#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "http/answerer.h"
#include "http/contract.h"
#include "http/gate.h"
#include "http/idempotency.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/static_files.h"

namespace gig::http {

/// What the walk asks on its way. All must outlive it.
struct WalkParts {
    const Router& router;
    const Contract& contract;
    const Problems& problems;
    Gate& gate;
    AnswerBook& answers;
    const Clock& clock;
    Log& log;
    const StaticFiles* files = nullptr;

    /// What an exception means to the caller: busy, storage full. Nothing: our failure, 500.
    std::function<std::optional<Error>(const std::exception&)> explain_failure = {};

    /// Told of every answer that is not as the contract says. Set by tests; costs time.
    std::function<void(const std::string&)> on_reply_fault = {};
};

/// The way of one request through the front hall:
/// route -> credentials -> who -> may -> contract -> seen before? -> handler -> answer.
class Walk final : public Answerer {
public:
    /// Throws std::runtime_error where a route has no operation in the contract, or another policy
    /// than the contract says.
    explicit Walk(WalkParts parts);

    std::optional<Response> answer_at_once(const Request& request) override;
    Response answer(const Request& request) override;
    Response refuse(const Error& error, const Request& request) override;
    Urgency urgency_of(const Request& request) const override;

private:
    struct Step;  // One request on its way.

    Reply guarded(Step& step);
    Reply go(Step& step);
    std::optional<Reply> enter(Step& step);
    std::optional<Reply> check(Step& step);
    Reply explain(const std::exception& failure, const Step& step);
    Response respond(Reply reply, const Request& request, const std::string& route);
    Response refuse_method(const Request& request, const std::vector<Method>& allowed);

    WalkParts parts_;
    Idempotency idempotency_;
    std::map<const Route*, const Operation*> operations_;
};

/// What the request shows to prove who sent it.
Credentials credentials_of(const Request& request);

}  // namespace gig::http
