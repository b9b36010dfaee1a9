#pragma once

#include "storage/database.h"

namespace gig::storage {

/// Lets many acts commit as one, for whoever brings a great many at once and could begin again
/// from nothing: the making of a demo city. Elsewhere an act is durable when its caller returns;
/// inside of together() it is so only when together() returns. Of one thread at a time.
class GroupedDatabase final : public Database {
public:
    explicit GroupedDatabase(Database& real) : real_(real) {}

    /// All that `work` writes through this database commits at once, or nothing of it. Each act
    /// keeps its own outcome meanwhile: one that refuses is undone alone, before it recorded
    /// anything. Throws what `work` throws.
    void together(const std::function<void()>& work);

    void read(const std::function<void(Reader&)>& ask) override;
    void write(Purpose purpose, const std::function<bool(Transaction&)>& act) override;
    std::int64_t last_event() override { return real_.last_event(); }
    std::int64_t wait_for_event(std::int64_t sequence, std::chrono::milliseconds timeout) override {
        return real_.wait_for_event(sequence, timeout);
    }

private:
    class OneOfMany;

    Database& real_;
    Transaction* open_ = nullptr;  // Of the group, while together() runs.
};

}  // namespace gig::storage
