#include "storage/grouped_database.h"

namespace gig::storage {

/// One act of the group. Counts what it recorded, because the log's numbers can't be taken back.
class GroupedDatabase::OneOfMany final : public Transaction {
public:
    OneOfMany(Transaction& group, Purpose purpose) : group_(group), purpose_(purpose) {}

    std::vector<Row> query(Sql sql, const Parameters& parameters) override {
        return group_.query(sql, parameters);
    }
    std::int64_t execute(Sql sql, const Parameters& parameters) override {
        const std::int64_t changed = group_.execute(sql, parameters);
        changed_ = changed_ || changed > 0;
        return changed;
    }
    std::int64_t append_event(const EventRow& event) override {
        if (purpose_ == Purpose::housekeeping) {
            throw Bug("book-keeping recorded an event (" + event.type + "): make it an act");
        }
        recorded_ = true;
        return group_.append_event(event);
    }
    bool keep_answer(const OnceKey& key, const Answer& answer) override {
        return group_.keep_answer(key, answer);
    }

    bool recorded() const { return recorded_; }
    bool changed() const { return changed_; }

private:
    Transaction& group_;
    Purpose purpose_;
    bool recorded_ = false;
    bool changed_ = false;
};

void GroupedDatabase::together(const std::function<void()>& work) {
    if (open_ != nullptr) throw Bug("a group inside of a group");
    real_.write(Purpose::act, [&](Transaction& transaction) {
        open_ = &transaction;
        try {
            work();
        } catch (...) {
            open_ = nullptr;
            throw;
        }
        open_ = nullptr;
        return true;
    });
}

void GroupedDatabase::read(const std::function<void(Reader&)>& ask) {
    if (open_ == nullptr) {
        real_.read(ask);
        return;
    }
    ask(*open_);
}

void GroupedDatabase::write(Purpose purpose, const std::function<bool(Transaction&)>& act) {
    if (open_ == nullptr) {
        real_.write(purpose, act);
        return;
    }

    open_->execute("SAVEPOINT one_of_many", {});
    OneOfMany transaction(*open_, purpose);
    const auto undo = [&] {
        if (transaction.recorded()) throw Bug("an act of a group recorded an event and refused");
        open_->execute("ROLLBACK TO one_of_many", {});
        open_->execute("RELEASE one_of_many", {});
    };
    bool keeps = false;
    try {
        keeps = act(transaction);
    } catch (const Broken&) {
        throw;  // The world broke: nothing of the group is kept.
    } catch (...) {
        undo();
        throw;
    }
    if (!keeps) {
        undo();
        return;
    }
    if (purpose == Purpose::act && transaction.changed() && !transaction.recorded()) {
        throw Bug("an act changed something and recorded no event");
    }
    open_->execute("RELEASE one_of_many", {});
}

}  // namespace gig::storage
