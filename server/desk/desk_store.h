#pragma once

#include "desk/desk.h"
#include "storage/database.h"

namespace gig::desk {

/// Registrations and visits of one city.
class DeskStore {
public:
    explicit DeskStore(std::int64_t city) : city_(city) {}

    /// False where the worker was registered there on that civil day already.
    bool insert(storage::Transaction& transaction, const Registration& registration) const;

    void insert(storage::Transaction& transaction, const Visit& visit) const;

private:
    std::int64_t city_;
};

}  // namespace gig::desk
