#include "matching/opening_cursor.h"

#include <gtest/gtest.h>

#include <limits>

#include "storage/temporary_database.h"

namespace gig::matching {
namespace {

class OpeningCursorTest : public testing::Test {
protected:
    std::unique_ptr<Vault> vault(const char* folder) {
        return Vault::open_or_create(folder_.path() / folder, CryptoProfile::intl, rng_);
    }

    storage::TemporaryFolder folder_;
    SystemRng rng_;
    OpeningCursors cursors_{*vault("keys")};
};

TEST_F(OpeningCursorTest, ReadsWhatItWrote) {
    for (const Position position :
         {Position{0, 0}, Position{1'435, 77}, Position{-1'764'000'000'123, 4'294'967'295},
          Position{std::numeric_limits<std::int64_t>::min(), 1},
          Position{std::numeric_limits<std::int64_t>::max(), 2}}) {
        const std::string cursor = cursors_.write(position, "mode=8:distance\n");
        EXPECT_EQ(cursors_.read(cursor, "mode=8:distance\n"), position);
        EXPECT_LE(cursor.size(), 512U);
        EXPECT_EQ(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                           "0123456789_-"),
                  std::string::npos);
    }
}

TEST_F(OpeningCursorTest, OutlivesARestart) {
    const std::string cursor = cursors_.write({5, 6}, "");
    EXPECT_EQ(OpeningCursors(*vault("keys")).read(cursor, ""), (Position{5, 6}));
}

TEST_F(OpeningCursorTest, IsOfOneSearchAndOneHouse) {
    const std::string cursor = cursors_.write({5, 6}, "q=3:abc\n");
    EXPECT_FALSE(cursors_.read(cursor, "q=3:abd\n"));
    EXPECT_FALSE(cursors_.read(cursor, ""));
    EXPECT_FALSE(OpeningCursors(*vault("other")).read(cursor, "q=3:abc\n"));
}

TEST_F(OpeningCursorTest, AnyChangedCharacterIsSeen) {
    const std::string cursor = cursors_.write({5, 6}, "");
    for (std::size_t at = 0; at < cursor.size(); ++at) {
        std::string changed = cursor;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(cursors_.read(changed, "")) << at;
    }
    EXPECT_FALSE(cursors_.read("", ""));
    EXPECT_FALSE(cursors_.read(cursor + "A", ""));
    EXPECT_FALSE(cursors_.read(cursor.substr(1), ""));
    EXPECT_FALSE(cursors_.read(std::string(512, 'A'), ""));
}

TEST_F(OpeningCursorTest, NeighboursDoNotLookAlike) {
    const std::string one = cursors_.write({5, 6}, "");
    const std::string two = cursors_.write({5, 7}, "");
    int same = 0;
    for (std::size_t at = 0; at < one.size(); ++at)
        same += one[at] == two[at] ? 1 : 0;
    EXPECT_LT(same, 10);
}

}  // namespace
}  // namespace gig::matching
