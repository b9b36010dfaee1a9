#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/guarded.h"
#include "base/rng.h"
#include "storage/database.h"

namespace gig::storage {

/// What a failed commit left behind.
enum class CommitFault {
    undone,       // Nothing is kept, and the caller is told so.
    answer_lost,  // All is kept, but the caller is told that it failed: as a cut connection does.
};

/// How often something goes wrong by itself, in thousandths of all calls.
struct FaultChances {
    std::uint64_t statement = 0;
    std::uint64_t commit_undone = 0;
    std::uint64_t commit_answer_lost = 0;
    std::uint64_t full = 0;
    std::uint64_t read = 0;
    std::chrono::milliseconds delay_max{0};  // Of each call, evenly between none and this.
};

/// A database that fails when told to, over a real one. For tests and simulations: what a room
/// does must be whole or absent whatever happens, and this is how it is shown.
/// Safe from any thread; the same seed gives the same faults to the same calls.
class FaultyDatabase final : public Database {
public:
    explicit FaultyDatabase(Database& real) : real_(real) {}

    /// The nth statement inside of writes from now on (1: the next) throws Broken, once.
    void fail_statement(std::int64_t nth);

    /// The nth commit from now on fails, once.
    void fail_commit(std::int64_t nth, CommitFault fault);

    /// From now on every write throws Full, or no longer.
    void fill_disk(bool full);

    /// From now on things go wrong by chance.
    void misbehave(std::uint64_t seed, FaultChances chances);

    /// No more faults of any kind.
    void behave();

    /// Statements inside of writes so far, those that failed too.
    std::int64_t statements() const {
        return state_.with([](State& s) { return s.statements; });
    }

    void read(const std::function<void(Reader&)>& ask) override;
    void write(Purpose purpose, const std::function<bool(Transaction&)>& act) override;
    std::int64_t last_event() override { return real_.last_event(); }
    std::int64_t wait_for_event(std::int64_t sequence, std::chrono::milliseconds timeout) override {
        return real_.wait_for_event(sequence, timeout);
    }

private:
    class FaultyTransaction;

    struct State {
        std::int64_t statements = 0;
        std::optional<std::int64_t> failing_statement = std::nullopt;  // By its number.
        std::optional<std::int64_t> commits_left = std::nullopt;
        CommitFault commit_fault = CommitFault::undone;
        bool full = false;
        FaultChances chances = {};
        SeededRng rng{0};
    };

    static bool happens(State& state, std::uint64_t chance);
    void delay();
    void count_statement();
    std::optional<CommitFault> fate_of_commit();

    Database& real_;
    mutable Guarded<State> state_;
};

}  // namespace gig::storage
