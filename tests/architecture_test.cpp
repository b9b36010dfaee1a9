#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

// The house's plan as a test: which room may enter which, through which doors, and the habits
// that keep a file readable. ARCHITECTURE.md tells the same in words.

namespace {

namespace fs = std::filesystem;

constexpr int file_lines_max = 500;

const fs::path root = GIG_SOURCE_DIR;

/// A room may enter the rooms on lower floors. Rooms that don't exist yet are named already, so
/// that a new one finds its floor.
const std::map<std::string, int> floors = {
    {"base", 0},        {"storage", 1},    {"http", 1},     {"scheduler", 1}, {"wording", 1},
    {"events", 2},      {"accounts", 3},   {"places", 3},   {"rules", 3},     {"occupations", 3},
    {"live", 4},        {"markets", 4},    {"workers", 4},  {"employers", 4}, {"jobs", 5},
    {"training", 5},    {"advice", 5},     {"matching", 6}, {"chat", 6},      {"agreements", 6},
    {"engagements", 7}, {"wages", 8},      {"credit", 9},   {"rights", 9},    {"desk", 10},
    {"notices", 11},    {"oversight", 11}, {"app", 12},
};

/// Through which headers a room is entered, besides <room>.h and <room>_service.h.
const std::map<std::string, std::set<std::string>> more_doors = {
    {"storage", {"sql.h", "database.h"}},
    {"http", {"call.h", "router.h", "gate.h"}},
    {"events", {"event.h", "follower.h", "job_trail.h"}},
    {"accounts", {"authorize.h"}},
    {"places", {"crs.h"}},
    {"rules", {"labour_cost.h"}},
    {"employers", {"employer_card.h"}},
    {"jobs", {"user_enterprise.h"}},
    {"wording", {"folded_text.h", "post_text.h"}},
};

struct Line {
    fs::path file;
    int number;
    std::string text;
};

std::vector<fs::path> sources_under(const fs::path& folder) {
    std::vector<fs::path> sources;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string extension = entry.path().extension();
        if (extension == ".h" || extension == ".cpp") sources.push_back(entry.path());
    }
    return sources;
}

std::vector<Line> lines_of(const fs::path& file) {
    std::vector<Line> lines;
    std::ifstream source(file);
    int number = 0;
    for (std::string text; std::getline(source, text);) {
        lines.push_back({file, ++number, text});
    }
    return lines;
}

std::string place_of(const Line& line) {
    return fs::relative(line.file, root).string() + ":" + std::to_string(line.number);
}

bool is_test(const fs::path& file) {
    const std::string name = file.stem();
    return name.ends_with("_test") || name.ends_with("_fixture") || name.ends_with("_fuzz") ||
           name.ends_with("_bench");
}

/// The room and header of `#include "room/header.h"`, or two empty strings.
std::pair<std::string, std::string> included_by(const std::string& text) {
    static const std::regex include(R"re(^#include "([a-z_]+)/([a-z_/]+\.h)")re");
    std::smatch match;
    if (!std::regex_search(text, match, include)) return {};
    return {match[1], match[2]};
}

bool is_door(const std::string& room, const std::string& header) {
    if (room == "base") return true;
    if (header == room + ".h" || header == room + "_service.h") return true;
    const auto doors = more_doors.find(room);
    return doors != more_doors.end() && doors->second.contains(header);
}

TEST(ArchitectureTest, RoomsEnterOnlyLowerFloorsThroughTheirDoors) {
    int arrows = 0;
    for (const auto& folder : fs::directory_iterator(root / "server")) {
        if (!folder.is_directory()) continue;
        const std::string room = folder.path().filename();
        ASSERT_TRUE(floors.contains(room)) << room << " has no floor";
        for (const fs::path& file : sources_under(folder)) {
            for (const Line& line : lines_of(file)) {
                const auto [entered, header] = included_by(line.text);
                if (entered.empty() || entered == room || !floors.contains(entered)) continue;
                ++arrows;
                EXPECT_LT(floors.at(entered), floors.at(room))
                    << place_of(line) << " may not enter " << entered;
                EXPECT_TRUE(room == "app" || is_test(file) || is_door(entered, header))
                    << place_of(line) << ": " << header << " is not a door of " << entered;
            }
        }
    }
    EXPECT_GT(arrows, 0);
}

TEST(ArchitectureTest, TheEngineKnowsNobody) {
    for (const fs::path& file : sources_under(root / "engine")) {
        for (const Line& line : lines_of(file)) {
            EXPECT_FALSE(floors.contains(included_by(line.text).first)) << place_of(line);
        }
    }
}

TEST(ArchitectureTest, EveryRoomSaysWhatItIs) {
    for (const auto& folder : fs::directory_iterator(root / "server")) {
        if (!folder.is_directory()) continue;
        const fs::path readme = folder.path() / "README.md";
        EXPECT_TRUE(fs::exists(readme)) << readme;
        EXPECT_LE(lines_of(readme).size(), 24U) << readme << ": a map, not a book";
    }
}

TEST(ArchitectureTest, FilesFitInOnesHead) {
    for (const char* folder : {"server", "engine", "api", "tests"}) {
        for (const fs::path& file : sources_under(root / folder)) {
            const auto count = static_cast<int>(lines_of(file).size());
            EXPECT_LE(count, file_lines_max) << fs::relative(file, root);
        }
    }
}

TEST(ArchitectureTest, HabitsHold) {
    struct Habit {
        std::regex pattern;
        const char* why;
    };
    const std::vector<Habit> habits = {
        {std::regex("\\b(TO"
                    "DO|FIX"
                    "ME|HA"
                    "CK)\\b"),
         "an issue instead of a note"},
        {std::regex("using namespace std\\b"), "names keep their house"},
        {std::regex("\\b\\w+(Manager|Helper|Util|Utils|Impl)\\b"), "a name that says nothing"},
        {std::regex("system_clock::now|[^:]\\btime\\(nullptr\\)"), "only Clock says now"},
        {std::regex("\\b(rand|srand|random_device)\\b"), "only Rng rolls dice"},
        {std::regex("\\? *co_await|co_await[^;]*\\{\\.|EXPECT_[A-Z]+\\(.*co_await"),
         "g++ 12 miscompiles this: name the value first"},
    };
    for (const fs::path& file : sources_under(root / "server")) {
        if (file.filename() == "clock.h" || is_test(file)) continue;
        for (const Line& line : lines_of(file)) {
            for (const Habit& habit : habits) {
                EXPECT_FALSE(std::regex_search(line.text, habit.pattern))
                    << place_of(line) << ": " << habit.why << ": " << line.text;
            }
        }
    }
}

/// Every refusal's code has its words in both languages.
TEST(ArchitectureTest, EveryRefusalHasWords) {
    std::set<std::string> worded;
    for (const auto& entry : fs::directory_iterator(root / "api" / "problems")) {
        for (const Line& line : lines_of(entry.path())) {
            worded.insert(line.text.substr(0, line.text.find(',')));
        }
    }
    static const std::regex refusal(
        R"re((?:ErrorKind::\w+,\s*(?:\.code = )?|\brefusal\()"([a-z_0-9]+\.[a-z_0-9]+)")re");
    int found = 0;
    for (const fs::path& file : sources_under(root / "server")) {
        if (is_test(file)) continue;
        std::string text;
        for (const Line& line : lines_of(file)) {
            text += line.text + "\n";
        }
        for (std::sregex_iterator match(text.begin(), text.end(), refusal), end; match != end;
             ++match) {
            ++found;
            EXPECT_TRUE(worded.contains((*match)[1]))
                << fs::relative(file, root) << ": " << (*match)[1] << " has no words";
        }
    }
    EXPECT_GT(found, 20);
}

}  // namespace
