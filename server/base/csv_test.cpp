#include "base/csv.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "base/rng.h"

namespace gig {
namespace {

std::string refusal(std::string_view text) {
    try {
        for (const CsvRow& row : CsvTable::parse(text, "f.csv").rows()) {
            static_cast<void>(row.integer("n"));
        }
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(CsvTest, CellsAreReadByTheirColumn) {
    const CsvTable table = CsvTable::parse(
        "\xEF\xBB\xBFname,n,note\r\n\"吴兴, 区\",-5,\"a \"\"b\"\"\nc\"\r\n\nx,6,\r\ny,7,z",
        "f.csv");
    ASSERT_EQ(table.rows().size(), 3U);
    const CsvRow& first = table.rows()[0];
    EXPECT_EQ(first.text("name"), "吴兴, 区");
    EXPECT_EQ(first.integer("n"), -5);
    EXPECT_EQ(first.real("n"), -5.0);
    EXPECT_EQ(first.text("note"), "a \"b\"\nc");
    EXPECT_EQ(first.line(), 2);
    EXPECT_EQ(table.rows()[1].optional_text("note"), std::nullopt);
    EXPECT_EQ(table.rows()[1].optional_integer("n"), 6);
    EXPECT_EQ(table.rows()[1].line(), 5);
    EXPECT_EQ(table.rows()[2].text("note"), "z");
}

TEST(CsvTest, RefusalsNameFileAndLine) {
    EXPECT_EQ(refusal("n\n1\nx\n"), "f.csv:3: column n: not a number: x");
    EXPECT_EQ(refusal("n\n99999999999999999999\n"),
              "f.csv:2: column n: not a number: 99999999999999999999");
    EXPECT_EQ(refusal("m\n1\n"), "f.csv:2: there is no column n");
    EXPECT_EQ(refusal("n,m\n1\n"), "f.csv:2: 1 cells, but the header has 2");
    EXPECT_EQ(refusal("n\n1,2\n"), "f.csv:2: 2 cells, but the header has 1");
    EXPECT_EQ(refusal(""), "f.csv:1: the header row is missing");
    EXPECT_EQ(refusal("n,n\n1,2\n"), "f.csv:1: two columns are named n");
    EXPECT_EQ(refusal("n\n\"1\n"), "f.csv:3: a quoted cell has no end");
    EXPECT_EQ(refusal("n\n1\"2\n"), "f.csv:2: a quote inside of an unquoted cell");
    EXPECT_EQ(refusal("n\n\"1\"2\n"), "f.csv:2: a comma is missing after a quoted cell");
    EXPECT_EQ(refusal("n\n1\r2\n"), "f.csv:2: a lone carriage return");
    EXPECT_EQ(refusal("n\n\xFF\n"), "f.csv:1: the file is not UTF-8");
    EXPECT_EQ(refusal("n\n\n1\n"), "accepted");
    EXPECT_THROW(CsvTable::parse("n\nnan\n", "f.csv").rows()[0].real("n"), std::runtime_error);
}

TEST(CsvTest, WhatIsQuotedComesBack) {
    const std::uint64_t seed = 41;
    SeededRng rng(seed);
    const std::string_view characters = "a,\"\n\r b";
    for (int round = 0; round < 2'000; ++round) {
        std::array<std::string, 3> cells;
        std::string line;
        for (std::string& cell : cells) {
            std::string quoted;
            for (std::uint64_t left = rng.below(6); left > 0; --left) {
                const char character = characters[rng.below(characters.size())];
                cell += character;
                quoted += character;
                if (character == '"') quoted += character;
            }
            line += (line.empty() ? "\"" : ",\"") + quoted + "\"";
        }
        const CsvTable table = CsvTable::parse("a,b,c\n" + line, "f.csv");
        ASSERT_EQ(table.rows().size(), 1U) << line << ", seed " << seed;
        ASSERT_EQ(table.rows()[0].text("a"), cells[0]) << line << ", seed " << seed;
        ASSERT_EQ(table.rows()[0].text("c"), cells[2]) << line << ", seed " << seed;
    }
}

TEST(FileTest, FilesAreReadWholeUpToTheirLimit) {
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) / "gigfair_file_test";
    std::filesystem::remove(file);
    create_private_file(file, "12345");
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(read_file(file, 5), "12345");
    EXPECT_THROW(read_file(file, 4), std::runtime_error);
    EXPECT_THROW(create_private_file(file, "other"), std::runtime_error);
    EXPECT_EQ(read_file(file), "12345");
    std::filesystem::remove(file);
    EXPECT_THROW(read_file(file), std::runtime_error);
}

}  // namespace
}  // namespace gig
