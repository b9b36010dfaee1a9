#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/event.h"
#include "storage/database.h"

namespace gig::events {

/// An event as it stands in the log.
struct Recorded {
    std::int64_t sequence;
    Time at;
    std::optional<AccountId> actor;
    Event event;
};

inline constexpr std::int64_t page_events_max = 1'000;

/// Writes what happened into the transaction that makes it happen. The only door to the log: a
/// commit that changed something without passing here is refused.
void record(storage::Transaction& transaction, Time at, std::optional<AccountId> actor,
            const Event& event);

/// The newest event in the reader's state; 0 where there is none.
std::int64_t last_of(storage::Reader& reader);

/// The events after `sequence`, oldest first, at most page_events_max.
std::vector<Recorded> read_after(storage::Reader& reader, std::int64_t sequence);

inline constexpr std::size_t types_max = 8;  // That read_types takes at once.

/// The positions after `after` up to `until`, which is included.
struct Stretch {
    std::int64_t after;
    std::int64_t until;
};

/// The events of these types (at most types_max) in the stretch, oldest first, at most
/// page_events_max: where so many come back, the rest of the stretch was not looked at. Walks the
/// whole stretch, so the caller bounds it.
std::vector<Recorded> read_types(storage::Reader& reader,
                                 const std::vector<std::string_view>& types, Stretch stretch);

/// The stable name of an event's type in the log, such as "job_opened".
std::string_view type_name(const Event& event);

/// Canonical JSON: keys in order of the struct, no white space.
std::string to_bytes(const Event& event);

/// Throws storage::Broken where the bytes are not an event of this version.
Event from_bytes(std::string_view type, std::string_view bytes);

}  // namespace gig::events
