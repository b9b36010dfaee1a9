#pragma once

#include <vector>

#include "events/events.h"
#include "storage/database.h"

namespace gig::events {

/// The event of a row (sequence, at, type, actor, body), as bytes: a seal is about bytes.
inline storage::EventRow event_row(const storage::Row& row) {
    storage::EventRow event;
    event.sequence = row.integer(0);
    event.at = row.time(1);
    event.type = row.text(2);
    event.actor = row.optional_id<AccountId>(3);
    event.body = row.text(4);
    return event;
}

/// The events of rows (sequence, at, actor, type, body).
std::vector<Recorded> recorded_in(const std::vector<storage::Row>& rows);

}  // namespace gig::events
