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
inline constexpr std::uintmax_t xlsx_file_bytes_max = std::uintmax_t{32} << 20;
inline constexpr std::size_t xlsx_part_bytes_max = std::size_t{64} << 20;  // Unpacked.
inline constexpr std::size_t xlsx_strings_max = 1'000'000;

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

/// The first sheet of a workbook. import.xlsx_malformed, import.xlsx_too_large; a row over its
/// limits is one row's error.
TableReader xlsx_rows(std::filesystem::path file);

}  // namespace gig::jobs
