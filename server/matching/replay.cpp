#include "matching/replay.h"

#include <unordered_map>

#include "matching/logged_openings.h"

namespace gig::matching {

namespace {

/// One of those that run at the same time.
class Turn {
public:
    explicit Turn(std::atomic<int>& running) : running_(running), number_(++running) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { --running_; }

    int number() const { return number_; }

private:
    std::atomic<int>& running_;
    int number_;
};

}  // namespace

Result<Replayed> RankingReplay::replay(const RankingAnswer& answer) const {
    const Turn turn(running_);
    if (turn.number() > limits_.at_once_max) {
        return Error{.kind = ErrorKind::busy, .code = "http.busy", .retry_after_seconds = 1};
    }
    return replay_now(answer);
}

Result<Replayed> RankingReplay::replay_now(const RankingAnswer& answer) const {
    const RankingVersion* const version = rules_.find(answer.rule_version);
    if (version == nullptr) return Error{ErrorKind::conflict, "receipt.rules_unknown"};
    const std::optional<std::vector<LoggedOpening>> logged =
        logged_openings(database_, answer.query, answer.position, limits_.jobs_max);
    if (!logged) return Error{ErrorKind::conflict, "receipt.too_wide"};

    std::vector<gigfair::Opening> openings;
    std::unordered_map<std::uint32_t, OpeningId> names;
    for (const LoggedOpening& opening : *logged) {
        openings.push_back(opening.engine);
        names.emplace(opening.engine.id, opening.id);
    }
    Replayed replayed{false, {}};
    for (const gigfair::Match& match : gigfair::search(answer.query, openings, version->weights))
        replayed.rows.push_back({names.at(match.opening), match});
    replayed.identical = bytes_of_rows(replayed.rows) == bytes_of_rows(answer.rows);
    return replayed;
}

}  // namespace gig::matching
