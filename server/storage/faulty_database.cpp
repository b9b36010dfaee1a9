#include "storage/faulty_database.h"

#include <thread>

namespace gig::storage {

namespace {

constexpr std::uint64_t chance_of_all = 1'000;

}  // namespace

class FaultyDatabase::FaultyTransaction final : public Transaction {
public:
    FaultyTransaction(FaultyDatabase& database, Transaction& real)
        : database_(database), real_(real) {}

    std::vector<Row> query(Sql sql, const Parameters& parameters) override {
        database_.count_statement();
        return real_.query(sql, parameters);
    }
    std::int64_t execute(Sql sql, const Parameters& parameters) override {
        database_.count_statement();
        return real_.execute(sql, parameters);
    }
    std::int64_t append_event(const EventRow& event) override {
        database_.count_statement();
        return real_.append_event(event);
    }
    bool keep_answer(const OnceKey& key, const Answer& answer) override {
        database_.count_statement();
        return real_.keep_answer(key, answer);
    }

private:
    FaultyDatabase& database_;
    Transaction& real_;
};

void FaultyDatabase::fail_statement(std::int64_t nth) {
    state_.with([&](State& state) { state.failing_statement = state.statements + nth; });
}

void FaultyDatabase::fail_commit(std::int64_t nth, CommitFault fault) {
    state_.with([&](State& state) {
        state.commits_left = nth;
        state.commit_fault = fault;
    });
}

void FaultyDatabase::fill_disk(bool full) {
    state_.with([&](State& state) { state.full = full; });
}

void FaultyDatabase::misbehave(std::uint64_t seed, FaultChances chances) {
    state_.with([&](State& state) {
        state.chances = chances;
        state.rng = SeededRng(seed);
    });
}

void FaultyDatabase::behave() {
    state_.with([](State& state) {
        const std::int64_t statements = state.statements;
        state = State();
        state.statements = statements;
    });
}

void FaultyDatabase::read(const std::function<void(Reader&)>& ask) {
    delay();
    const bool fails = state_.with([](State& state) { return happens(state, state.chances.read); });
    if (fails) throw Broken("fault: a read failed");
    real_.read(ask);
}

void FaultyDatabase::write(Purpose purpose, const std::function<bool(Transaction&)>& act) {
    delay();
    const bool full =
        state_.with([](State& state) { return state.full || happens(state, state.chances.full); });
    if (full) throw Full("fault: the disk is full");

    std::optional<CommitFault> fate;
    real_.write(purpose, [&](Transaction& transaction) {
        FaultyTransaction faulty(*this, transaction);
        if (!act(faulty)) return false;
        fate = fate_of_commit();
        if (fate == CommitFault::undone) throw Broken("fault: a commit failed");
        return true;
    });
    if (fate == CommitFault::answer_lost) throw Broken("fault: a commit's answer was lost");
}

bool FaultyDatabase::happens(State& state, std::uint64_t chance) {
    return chance > 0 && state.rng.below(chance_of_all) < chance;
}

void FaultyDatabase::delay() {
    const auto pause = state_.with([](State& state) {
        const auto longest = static_cast<std::uint64_t>(state.chances.delay_max.count());
        if (longest == 0) return std::chrono::milliseconds{0};
        return std::chrono::milliseconds{static_cast<std::int64_t>(state.rng.below(longest + 1))};
    });
    if (pause.count() > 0) std::this_thread::sleep_for(pause);
}

void FaultyDatabase::count_statement() {
    const bool fails = state_.with([](State& state) {
        ++state.statements;
        return state.failing_statement == state.statements ||
               happens(state, state.chances.statement);
    });
    if (fails) throw Broken("fault: a statement failed");
}

std::optional<CommitFault> FaultyDatabase::fate_of_commit() {
    return state_.with([](State& state) -> std::optional<CommitFault> {
        if (state.commits_left && --*state.commits_left == 0) {
            state.commits_left.reset();
            return state.commit_fault;
        }
        if (happens(state, state.chances.commit_undone)) return CommitFault::undone;
        if (happens(state, state.chances.commit_answer_lost)) return CommitFault::answer_lost;
        return std::nullopt;
    });
}

}  // namespace gig::storage
