#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gig {

/// One record of a CSV file. Every refusal is a std::runtime_error that names file and line.
class CsvRow {
public:
    /// The cell of a column; asking for a column that the header doesn't have is refused.
    const std::string& text(std::string_view column) const;
    std::int64_t integer(std::string_view column) const;
    double real(std::string_view column) const;

    /// Nothing where the cell is empty.
    std::optional<std::string> optional_text(std::string_view column) const;
    std::optional<std::int64_t> optional_integer(std::string_view column) const;

    /// "regions.csv:12: <why>", for the checks that only the reader of the cells can do.
    [[noreturn]] void refuse(std::string_view why) const;

    int line() const { return line_; }

private:
    friend class CsvTable;
    struct Header {
        std::string file;
        std::map<std::string, std::size_t, std::less<>> columns;
    };

    CsvRow(std::shared_ptr<const Header> header, int line, std::vector<std::string> cells);

    std::shared_ptr<const Header> header_;
    int line_;
    std::vector<std::string> cells_;
};

/// A CSV file as RFC 4180 has it: UTF-8, a header row, commas, quotes doubled inside of quotes.
/// A byte order mark at the start and CRLF or LF ends are accepted; empty lines are skipped.
class CsvTable {
public:
    static CsvTable read(const std::filesystem::path& file);
    static CsvTable parse(std::string_view text, std::string file_name);

    const std::vector<CsvRow>& rows() const& { return rows_; }
    /// Of a table that is about to go, as in `for (… : CsvTable::read(file).rows())`.
    std::vector<CsvRow> rows() && { return std::move(rows_); }

private:
    std::vector<CsvRow> rows_;
};

}  // namespace gig
