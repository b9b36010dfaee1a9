#include "matching/index_draft.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace gig::matching {
namespace {

std::vector<IndexedOpening> openings_of(JobId job, std::size_t count, std::int64_t first_id) {
    auto card = std::make_shared<JobCard>(
        JobCard{.job = job,
                .title = "",
                .occupation = "",
                .employer = {EmployerId(1), "", employers::EmployerKind::firm, true},
                .market = std::nullopt,
                .place = std::nullopt,
                .region_code = std::nullopt,
                .address_public = "",
                .pay_amount = Money{0},
                .pay_unit = PayUnit::hour,
                .settlement = Settlement::day,
                .injury_cover = InjuryCoverKind::none,
                .posted_at = Time{},
                .expires_at = Time{},
                .dates = 1,
                .rotating = false,
                .search_text = ""});
    std::vector<IndexedOpening> openings;
    openings.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
        openings.push_back({.id = OpeningId(first_id + static_cast<std::int64_t>(at)),
                            .start = Time{},
                            .end = Time{},
                            .places_left = 1,
                            .hourly_fen = 1,
                            .engine = {},
                            .card = card});
    }
    return openings;
}

std::map<std::int64_t, std::int64_t> contents(const Snapshot& snapshot) {
    std::map<std::int64_t, std::int64_t> job_of_opening;
    snapshot.each([&](const IndexedOpening& opening) {
        EXPECT_TRUE(job_of_opening.emplace(opening.id.value(), opening.card->job.value()).second);
    });
    EXPECT_EQ(job_of_opening.size(), snapshot.size);
    return job_of_opening;
}

TEST(IndexDraftTest, APublishedSnapshotNeverChanges) {
    IndexDraft draft;
    draft.put(JobId(1), openings_of(JobId(1), 3, 100));
    const auto before = draft.publish(1);
    draft.put(JobId(2), openings_of(JobId(2), 2, 200));
    draft.remove(JobId(1));
    const auto after = draft.publish(2);
    EXPECT_EQ(contents(*before),
              (std::map<std::int64_t, std::int64_t>{{100, 1}, {101, 1}, {102, 1}}));
    EXPECT_EQ(contents(*after), (std::map<std::int64_t, std::int64_t>{{200, 2}, {201, 2}}));
}

TEST(IndexDraftTest, PuttingAgainReplaces) {
    IndexDraft draft;
    draft.put(JobId(1), openings_of(JobId(1), 200, 100));
    draft.put(JobId(1), openings_of(JobId(1), 1, 100));
    EXPECT_EQ(draft.publish(1)->size, 1U);
    draft.put(JobId(1), {});
    EXPECT_EQ(draft.publish(2)->size, 0U);
}

TEST(IndexDraftTest, UntouchedBlocksAreShared) {
    IndexDraft draft;
    for (std::int64_t job = 1; job <= 10; ++job) {
        draft.put(JobId(job), openings_of(JobId(job), block_openings_max, job * 1'000));
    }
    const auto before = draft.publish(1);
    draft.remove(JobId(4));
    const auto after = draft.publish(2);
    std::size_t shared = 0;
    for (std::size_t at = 0; at < before->blocks.size(); ++at) {
        shared += before->blocks[at] == after->blocks[at] ? 1U : 0U;
    }
    EXPECT_EQ(before->blocks.size(), 10U);
    EXPECT_EQ(shared, 9U);
}

TEST(IndexDraftTest, RoomIsUsedAgain) {
    IndexDraft draft;
    for (std::int64_t round = 0; round < 200; ++round) {
        draft.put(JobId(round), openings_of(JobId(round), 150, round * 1'000));
        if (round >= 3) draft.remove(JobId(round - 3));
        draft.publish(round);
    }
    const auto snapshot = draft.publish(200);
    EXPECT_EQ(snapshot->size, 450U);
    EXPECT_LE(snapshot->blocks.size(), 4U);
}

TEST(IndexDraftTest, EqualsAMapUnderRandomChanges) {
    constexpr unsigned seed = 25'11;
    std::printf("seed %u\n", seed);
    std::mt19937 random(seed);
    const auto below = [&](int bound) {
        return static_cast<std::int64_t>(std::uniform_int_distribution<int>(0, bound - 1)(random));
    };
    IndexDraft draft;
    std::map<std::int64_t, std::int64_t> model;
    const auto forget = [&](std::int64_t job) {
        std::erase_if(model, [&](const auto& entry) { return entry.second == job; });
    };
    std::int64_t next_id = 1;
    for (int round = 0; round < 2'000; ++round) {
        const std::int64_t job = below(60);
        const std::int64_t act = below(10);
        if (act < 5) {
            const auto count = static_cast<std::size_t>(below(120));
            draft.put(JobId(job), openings_of(JobId(job), count, next_id));
            forget(job);
            for (std::size_t at = 0; at < count; ++at)
                model.emplace(next_id++, job);
        } else if (act < 9) {
            draft.remove(JobId(job));
            forget(job);
        } else {
            const std::int64_t below_id = next_id - below(3'000);
            const std::size_t removed = draft.remove_if(
                [&](const IndexedOpening& opening) { return opening.id.value() < below_id; });
            EXPECT_EQ(removed, std::erase_if(model, [&](const auto& entry) {
                          return entry.first < below_id;
                      }));
        }
        if (round % 7 == 0) {
            const auto snapshot = draft.publish(round);
            ASSERT_EQ(contents(*snapshot), model) << "round " << round;
            for (const auto& block : snapshot->blocks)
                ASSERT_LE(block->size(), block_openings_max);
        }
    }
}

}  // namespace
}  // namespace gig::matching
