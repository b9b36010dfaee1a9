#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace gig::jobs {

inline constexpr std::size_t table_columns_max = 100;
inline constexpr std::size_t table_row_bytes_max = std::size_t{64} << 10;

// A workbook is an archive that may say anything of itself: what is unpacked is counted.
struct WorkbookLimits {
    std::size_t part_bytes_max;  // Unpacked.
    std::size_t strings_max;
};
inline constexpr std::size_t xlsx_file_bytes_max = std::size_t{32} << 20;
inline constexpr WorkbookLimits file_limits{std::size_t{64} << 20, 1'000'000};
inline constexpr WorkbookLimits upload_limits{std::size_t{16} << 20, 100'000};

/// A row as its table has it, or why it can't be read.
struct TableRow {
    std::size_t number;  // From 1, as an editor or a spreadsheet counts; of its first line.
    std::vector<std::string> cells = {};
    std::optional<Error> error = std::nullopt;
};

/// Sees one row after another; false ends the reading.
using RowVisit = std::function<bool(TableRow)>;

/// A table's rows in order, its heading first; empty ones are left out. An Error is of the whole
/// table: nothing more of it can be read.
using TableReader = std::function<Result<void>(const RowVisit&)>;

/// CSV as RFC 4180 has it, in UTF-8. A row that is broken (import.csv_malformed, import.bad_utf8,
/// import.line_too_long, import.too_many_columns) is one row's error; reading goes on at the next
/// line.
TableReader csv_rows(std::istream& stream);

/// The first sheet of a workbook, which lies in the bytes given. import.xlsx_malformed,
/// import.xlsx_too_large; a row over its limits is one row's error.
TableReader xlsx_rows(std::string bytes, WorkbookLimits limits);

/// The same of a file of at most xlsx_file_bytes_max.
TableReader xlsx_rows(const std::filesystem::path& file);

}  // namespace gig::jobs
