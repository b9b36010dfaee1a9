#pragma once

#include "storage/temporary_database.h"

namespace gig::storage {

// For this room's tests: a small act over a table of its own, as other rooms have them.

inline constexpr Time sample_time{std::chrono::milliseconds{1'700'000'000'000}};

inline EventRow sample_event(std::string body = "{}") {
    EventRow event;
    event.at = sample_time;
    event.type = "sample";
    event.body = std::move(body);
    return event;
}

/// A database with one more table, `sample`.
class SampleDatabase : public TemporaryDatabase {
public:
    explicit SampleDatabase(SqliteLimits limits = limits_for_tests()) : TemporaryDatabase(limits) {
        database().write(Purpose::housekeeping, [](Transaction& transaction) {
            transaction.execute(
                "CREATE TABLE sample (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT", {});
            return true;
        });
    }
};

inline void insert_sample(Transaction& transaction, std::int64_t id) {
    transaction.execute("INSERT INTO sample (id, note) VALUES ($1, $2)", {id, "零工"});
}

/// The usual act: a row and its event.
inline bool insert_recorded(Transaction& transaction, std::int64_t id) {
    insert_sample(transaction, id);
    transaction.append_event(sample_event(std::to_string(id)));
    return true;
}

inline void write_sample(Database& database, std::int64_t id) {
    database.write(Purpose::act,
                   [&](Transaction& transaction) { return insert_recorded(transaction, id); });
}

struct Counts {
    std::int64_t samples;
    std::int64_t events;
    std::int64_t answers;
    friend bool operator==(const Counts&, const Counts&) = default;
};

inline Counts counts_of(Database& database) {
    return database.ask([](Reader& reader) {
        const Row row = *reader.find(
            "SELECT (SELECT count(*) FROM sample), (SELECT count(*) FROM event), "
            "(SELECT count(*) FROM kept_answer)",
            {});
        return Counts{row.integer(0), row.integer(1), row.integer(2)};
    });
}

}  // namespace gig::storage
