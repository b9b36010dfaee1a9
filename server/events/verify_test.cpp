#include "events/verify.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "events/events.h"
#include "events/sealer.h"
#include "storage/faulty_database.h"
#include "storage/sqlite_connection.h"
#include "storage/temporary_database.h"

namespace gig::events {
namespace {

namespace fs = std::filesystem;
using storage::SqliteConnection;

constexpr std::int64_t sealed_count = 40;
constexpr std::int64_t event_count = 45;

void append(storage::Database& database, std::int64_t from, std::int64_t to) {
    database.write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        for (std::int64_t id = from; id <= to; ++id) {
            const auto actor = id % 2 == 0 ? std::optional(AccountId(id)) : std::nullopt;
            record(transaction, Time(std::chrono::milliseconds{id}), actor,
                   JobClosed{JobId(id), "filled"});
        }
        return true;
    });
}

std::int64_t seals(storage::Database& database) {
    return database.ask([](storage::Reader& reader) {
        return reader.find("SELECT count(*) FROM seal", {})->integer(0);
    });
}

/// 45 events of which 40 are sealed, as a file that each case tampers with in a copy.
class VerifyTest : public testing::TestWithParam<CryptoProfile> {
protected:
    VerifyTest() {
        append(*db_, 1, sealed_count);
        seal_batch(*db_, GetParam());
        head_ = verify_log(*db_, GetParam()).head;
        append(*db_, sealed_count + 1, event_count);
        db_.close();
    }

    /// Opens a copy as its owner could, without the triggers that guard it, and lets the case
    /// change it. Then verifies.
    LogReport verify_after(const std::function<void(SqliteConnection&)>& tamper,
                           const std::optional<LogHead>& known_head = std::nullopt) {
        const fs::path copy = db_.folder() / "copy.db";
        fs::copy_file(db_.file(), copy, fs::copy_options::overwrite_existing);
        {
            SqliteConnection owner(copy, SqliteConnection::Mode::write);
            owner.run_script(
                "DROP TRIGGER event_has_no_gap; DROP TRIGGER event_is_not_changed;"
                "DROP TRIGGER event_is_not_deleted; DROP TRIGGER seal_has_no_gap;"
                "DROP TRIGGER seal_is_not_changed; DROP TRIGGER seal_is_not_deleted;");
            tamper(owner);
        }
        MemoryLog log;
        storage::SqliteDatabase database({.file = copy, .access = storage::Access::read_only}, log);
        return verify_log(database, GetParam(), known_head);
    }

    const LogHead& head() const { return head_; }

private:
    storage::TemporaryDatabase db_;
    LogHead head_;
};

INSTANTIATE_TEST_SUITE_P(BothProfiles, VerifyTest,
                         testing::Values(CryptoProfile::intl, CryptoProfile::sm));

TEST_P(VerifyTest, AnUntouchedLogIsProvenAndItsTailNamed) {
    const LogReport report = verify_after([](SqliteConnection&) {}, head());
    EXPECT_FALSE(report.first_fault) << report.first_fault->what;
    EXPECT_EQ(report.events, event_count);
    EXPECT_EQ(report.sealed, sealed_count);
    EXPECT_EQ(report.unsealed, event_count - sealed_count);
    EXPECT_EQ(report.head.sequence, sealed_count);
}

/// A way to tamper with event or seal k; finds itself the first event that isn't as it was.
struct Tampering {
    const char* name;
    std::function<void(SqliteConnection&, std::int64_t k, Rng&)> change;
};

/// Any byte of a text becomes another one.
std::string flipped(std::string text, Rng& rng) {
    char& byte = text[rng.below(text.size())];
    byte = byte == '1' ? '2' : '1';
    return text;
}

void exchange(SqliteConnection& owner, std::int64_t k, std::int64_t other) {
    owner.execute("UPDATE event SET sequence = 1000 WHERE sequence = $1", {k});
    owner.execute("UPDATE event SET sequence = $1 WHERE sequence = $2", {k, other});
    owner.execute("UPDATE event SET sequence = $1 WHERE sequence = 1000", {other});
}

const std::vector<Tampering> tamperings = {
    {"body",
     [](SqliteConnection& owner, std::int64_t k, Rng& rng) {
         const auto body = owner.query("SELECT body FROM event WHERE sequence = $1", {k});
         owner.execute("UPDATE event SET body = $1 WHERE sequence = $2",
                       {flipped(body.front().text(0), rng), k});
     }},
    {"type",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute("UPDATE event SET type = 'job_expired' WHERE sequence = $1", {k});
     }},
    {"time", [](SqliteConnection& owner, std::int64_t k,
                Rng&) { owner.execute("UPDATE event SET at = at + 1 WHERE sequence = $1", {k}); }},
    {"actor taken away or made up",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute(
             "UPDATE event SET actor = CASE WHEN actor IS NULL THEN 5 END "
             "WHERE sequence = $1",
             {k});
     }},
    {"byte moved from one field to the next",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute(
             "UPDATE event SET type = type || '|', body = substr(body, 2) "
             "WHERE sequence = $1",
             {k});
     }},
    {"deleted event", [](SqliteConnection& owner, std::int64_t k,
                         Rng&) { owner.execute("DELETE FROM event WHERE sequence = $1", {k}); }},
    {"deleted event, later ones renumbered",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute("DELETE FROM event WHERE sequence = $1", {k});
         owner.execute("UPDATE event SET sequence = sequence + 1000 WHERE sequence > $1", {k});
         owner.execute("UPDATE event SET sequence = sequence - 1001 WHERE sequence > 1000", {});
     }},
    {"middle cut out",
     [](SqliteConnection& owner, std::int64_t k, Rng& rng) {
         const auto cut = 1 + static_cast<std::int64_t>(rng.below(20));
         const std::int64_t end = std::min(k + cut, sealed_count) - 1;
         owner.execute("DELETE FROM event WHERE sequence BETWEEN $1 AND $2", {k, end});
         owner.execute("DELETE FROM seal WHERE sequence BETWEEN $1 AND $2", {k, end});
     }},
    {"end cut off, seals left",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute("DELETE FROM event WHERE sequence >= $1", {k});
     }},
    {"two events exchanged",
     [](SqliteConnection& owner, std::int64_t k, Rng& rng) {
         exchange(owner, k, k + 1 + static_cast<std::int64_t>(rng.below(event_count - 40)));
     }},
    {"seal",
     [](SqliteConnection& owner, std::int64_t k, Rng& rng) {
         auto hash = owner.query("SELECT hash FROM seal WHERE sequence = $1", {k}).front().blob(0);
         std::uint8_t& byte = hash[rng.below(hash.size())];
         byte = static_cast<std::uint8_t>(byte ^ 1 << rng.below(8));
         owner.execute("UPDATE seal SET hash = $1 WHERE sequence = $2", {hash, k});
     }},
    {"seal of another event",
     [](SqliteConnection& owner, std::int64_t k, Rng&) {
         owner.execute(
             "UPDATE seal SET hash = (SELECT hash FROM seal WHERE sequence = $1) "
             "WHERE sequence = $2",
             {k + 1, k});
     }},
    {"deleted seal", [](SqliteConnection& owner, std::int64_t k,
                        Rng&) { owner.execute("DELETE FROM seal WHERE sequence = $1", {k}); }},
};

TEST_P(VerifyTest, EveryTamperingIsFoundAndLocated) {
    const std::uint64_t seed = 500;
    SeededRng rng(seed);
    int found = 0;
    int tried = 0;
    for (const Tampering& tampering : tamperings) {
        for (int round = 0; round < 10; ++round) {
            // The first and the last place that every kind can have, and some between.
            const std::int64_t k = round == 0   ? 1
                                   : round == 1 ? sealed_count - 1
                                                : 1 + static_cast<std::int64_t>(rng.below(38));
            const LogReport report =
                verify_after([&](SqliteConnection& owner) { tampering.change(owner, k, rng); });
            ++tried;
            if (report.first_fault && report.first_fault->sequence == k) ++found;
            EXPECT_TRUE(report.first_fault) << tampering.name << " at " << k << ", seed " << seed;
            if (report.first_fault) {
                EXPECT_EQ(report.first_fault->sequence, k) << tampering.name;
                EXPECT_EQ(report.sealed, k - 1) << tampering.name;
            }
        }
    }
    EXPECT_GE(tried, 100);
    EXPECT_EQ(found, tried);
}

TEST_P(VerifyTest, AGapInTheUnsealedTailIsFound) {
    const LogReport report = verify_after([](SqliteConnection& owner) {
        owner.execute("DELETE FROM event WHERE sequence = 43", {});
    });
    ASSERT_TRUE(report.first_fault);
    EXPECT_EQ(report.first_fault->sequence, 43);
}

TEST_P(VerifyTest, AnEndCutOffWithItsSealsNeedsAKeptHead) {
    const auto cut = [](SqliteConnection& owner) {
        owner.execute("DELETE FROM event WHERE sequence > 30", {});
        owner.execute("DELETE FROM seal WHERE sequence > 30", {});
    };
    EXPECT_FALSE(verify_after(cut).first_fault);
    const LogReport report = verify_after(cut, head());
    ASSERT_TRUE(report.first_fault);
    EXPECT_EQ(report.first_fault->sequence, 31);
}

TEST_P(VerifyTest, AHistoryRewrittenWithItsSealsNeedsAKeptHead) {
    storage::TemporaryDatabase other;
    append(*other, 2, sealed_count + 1);  // Another history of the same length.
    seal_batch(*other, GetParam());
    EXPECT_FALSE(verify_log(*other, GetParam()).first_fault);
    const LogReport report = verify_log(*other, GetParam(), head());
    ASSERT_TRUE(report.first_fault);
    EXPECT_EQ(report.first_fault->sequence, sealed_count);
}

TEST_P(VerifyTest, TheOtherProfileProvesNothing) {
    storage::TemporaryDatabase db;
    append(*db, 1, 3);
    seal_batch(*db, GetParam());
    const auto other = GetParam() == CryptoProfile::intl ? CryptoProfile::sm : CryptoProfile::intl;
    EXPECT_EQ(verify_log(*db, other).first_fault->sequence, 1);
}

TEST(SealerTest, AnEmptyLogIsWhole) {
    storage::TemporaryDatabase db;
    EXPECT_EQ(seal_batch(*db, CryptoProfile::intl), 0);
    const LogReport report = verify_log(*db, CryptoProfile::intl);
    EXPECT_FALSE(report.first_fault);
    EXPECT_EQ(report.events, 0);
}

TEST(SealerTest, BatchesGoOnWhereTheLastOneEnded) {
    storage::TemporaryDatabase db;
    append(*db, 1, seal_batch_max + 7);
    EXPECT_EQ(seal_batch(*db, CryptoProfile::intl), seal_batch_max);
    EXPECT_EQ(verify_log(*db, CryptoProfile::intl).unsealed, 7);
    EXPECT_EQ(seal_batch(*db, CryptoProfile::intl), 7);
    EXPECT_EQ(seal_batch(*db, CryptoProfile::intl), 0);
    db.reopen();
    append(*db, 5'000, 5'001);
    EXPECT_EQ(seal_batch(*db, CryptoProfile::intl), 2);
    const LogReport report = verify_log(*db, CryptoProfile::intl);
    EXPECT_FALSE(report.first_fault);
    EXPECT_EQ(report.sealed, seal_batch_max + 9);
}

TEST(SealerTest, EventsAreSealedSoonAndAtTheLatestWhenItEnds) {
    storage::TemporaryDatabase db;
    MemoryLog log;
    {
        const Sealer sealer(*db, CryptoProfile::sm, log);
        append(*db, 1, 3);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (seals(*db) < 3 && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        EXPECT_EQ(seals(*db), 3);
        append(*db, 4, 5);
    }
    EXPECT_EQ(seals(*db), 5);
    EXPECT_FALSE(verify_log(*db, CryptoProfile::sm).first_fault);
    EXPECT_EQ(log.text(), "");
}

TEST(SealerTest, AFailureIsLoggedOnceAndTriedAgain) {
    storage::TemporaryDatabase db;
    storage::FaultyDatabase faulty(*db);
    faulty.fill_disk(true);
    MemoryLog log;
    append(*db, 1, 3);
    const auto wait_for = [&](const std::function<bool()>& reached) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!reached() && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        return reached();
    };
    const Sealer sealer(faulty, CryptoProfile::intl, log);
    EXPECT_TRUE(wait_for([&] { return log.text().find("sealer.failed") != std::string::npos; }));
    faulty.fill_disk(false);
    EXPECT_TRUE(wait_for([&] { return seals(*db) == 3; }));
    EXPECT_TRUE(wait_for([&] { return std::ranges::count(log.text(), '\n') == 2; })) << log.text();
}

}  // namespace
}  // namespace gig::events
