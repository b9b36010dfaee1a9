#include "base/dated_terms.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gig {
namespace {

struct Fee {
    Date valid_from;
    std::optional<Date> valid_to;
    std::int64_t fen;
};

Fee fee_in(const json::object& row) {
    return {date_in(row.at("valid_from")), optional_date_in(row.at("valid_to")),
            number_in(row, "fen", {1, 100})};
}

DatedTerms<Fee> read(const std::string& rows) {
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "terms.json";
    std::ofstream(file) << R"({"terms":[)" << rows << "]}";
    return DatedTerms<Fee>::load(file, fee_in);
}

std::string fault_of(const std::string& rows) {
    try {
        read(rows);
    } catch (const std::runtime_error& fault) {
        return fault.what();
    }
    return "";
}

constexpr const char* newer = R"({"source":"s","valid_from":"2026-01-01","valid_to":null,"fen":7})";
constexpr const char* older =
    R"({"source":"s","valid_from":"2025-01-01","valid_to":"2025-06-30","fen":5})";

TEST(DatedTermsTest, TheNewestInForceCountsWhateverTheirOrder) {
    const DatedTerms<Fee> fees = read(std::string(newer) + "," + older);
    EXPECT_EQ(fees.on(*date_value("2025-06-30")).fen, 5);
    EXPECT_EQ(fees.on(*date_value("2026-01-01")).fen, 7);
    EXPECT_EQ(fees.on(*date_value("2020-01-01")).fen, 5);  // Before all: the first.
}

TEST(DatedTermsTest, AnUnusableFileIsNamedWithWhatIsWrong) {
    EXPECT_NE(fault_of("").find("terms.json: there is no term"), std::string::npos);
    EXPECT_NE(fault_of(R"({"source":"","valid_from":"2026-01-01","valid_to":null,"fen":7})")
                  .find("where it comes from"),
              std::string::npos);
    EXPECT_NE(fault_of(R"({"source":"s","valid_from":"1 May","valid_to":null,"fen":7})")
                  .find("YYYY-MM-DD"),
              std::string::npos);
    EXPECT_NE(fault_of(R"({"source":"s","valid_from":"2026-01-01","valid_to":null,"fen":101})")
                  .find("fen is out of range"),
              std::string::npos);
}

}  // namespace
}  // namespace gig
