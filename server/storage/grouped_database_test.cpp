#include "storage/grouped_database.h"

#include <gtest/gtest.h>

#include "storage/faulty_database.h"
#include "storage/sample_act.h"

namespace gig::storage {
namespace {

class GroupedDatabaseTest : public testing::Test {
protected:
    std::int64_t samples() { return counts_of(grouped_).samples; }

    SampleDatabase database_;
    FaultyDatabase faulty_{*database_};
    GroupedDatabase grouped_{faulty_};
};

TEST_F(GroupedDatabaseTest, WithoutAGroupItIsTheDatabaseItself) {
    write_sample(grouped_, 1);
    EXPECT_EQ(counts_of(*database_), (Counts{1, 1, 0}));
    EXPECT_EQ(grouped_.last_event(), 1);
}

TEST_F(GroupedDatabaseTest, AGroupSeesItsOwnActsAndOthersSeeThemAtOnce) {
    grouped_.together([&] {
        write_sample(grouped_, 1);
        write_sample(grouped_, 2);
        EXPECT_EQ(samples(), 2);
        EXPECT_EQ(counts_of(*database_), (Counts{0, 0, 0}));
    });
    EXPECT_EQ(counts_of(*database_), (Counts{2, 2, 0}));
    EXPECT_EQ(grouped_.last_event(), 2);
}

TEST_F(GroupedDatabaseTest, ARefusedActIsUndoneAlone) {
    grouped_.together([&] {
        write_sample(grouped_, 1);
        grouped_.write(Purpose::act, [](Transaction& transaction) {
            insert_sample(transaction, 2);
            return false;
        });
        EXPECT_THROW(grouped_.write(Purpose::act,
                                    [](Transaction& transaction) -> bool {
                                        insert_sample(transaction, 3);
                                        throw std::out_of_range("refused");
                                    }),
                     std::out_of_range);
        write_sample(grouped_, 4);
    });
    EXPECT_EQ(counts_of(*database_), (Counts{2, 2, 0}));
}

TEST_F(GroupedDatabaseTest, WhatBreaksLeavesNothingOfTheGroup) {
    write_sample(grouped_, 1);
    EXPECT_THROW(grouped_.together([&] {
        write_sample(grouped_, 2);
        faulty_.fail_statement(2);  // After the savepoint.
        write_sample(grouped_, 3);
    }),
                 Broken);
    EXPECT_THROW(grouped_.together([&] {
        write_sample(grouped_, 4);
        throw std::out_of_range("work");
    }),
                 std::out_of_range);
    EXPECT_EQ(counts_of(*database_), (Counts{1, 1, 0}));
    write_sample(grouped_, 5);
    EXPECT_EQ(samples(), 2);
}

TEST_F(GroupedDatabaseTest, TheRuleOfPurposeHoldsForEachAct) {
    EXPECT_THROW(grouped_.together([&] {
        write_sample(grouped_, 1);
        grouped_.write(Purpose::act, [](Transaction& transaction) {
            insert_sample(transaction, 2);
            return true;
        });
    }),
                 Bug);
    EXPECT_THROW(grouped_.together([&] {
        grouped_.write(Purpose::housekeeping,
                       [](Transaction& transaction) { return insert_recorded(transaction, 3); });
    }),
                 Bug);
    EXPECT_THROW(grouped_.together([&] { grouped_.together([] {}); }), Bug);
    EXPECT_EQ(samples(), 0);
}

}  // namespace
}  // namespace gig::storage
