#include "base/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "base/file.h"
#include "base/text.h"

namespace gig {

namespace {

[[noreturn]] void refuse_at(const std::string& file, int line, std::string_view why) {
    throw std::runtime_error(file + ":" + std::to_string(line) + ": " + std::string(why));
}

/// Takes one record after another off a text, and knows the line that it stands in.
class RecordReader {
public:
    RecordReader(std::string_view rest, std::string file) : rest_(rest), file_(std::move(file)) {}

    /// The line on which the record that next() returned begins.
    int record_line() const { return record_line_; }

    /// The cells of the next record that isn't an empty line; nothing at the end.
    std::optional<std::vector<std::string>> next() {
        while (!rest_.empty() && take_line_end()) {
        }
        if (rest_.empty()) return std::nullopt;

        record_line_ = line_;
        std::vector<std::string> cells{take_cell()};
        while (!rest_.empty() && !take_line_end()) {
            if (!rest_.starts_with(',')) refuse("a comma is missing after a quoted cell");
            rest_.remove_prefix(1);
            cells.push_back(take_cell());
        }
        return cells;
    }

private:
    bool take_line_end() {
        const std::size_t length = rest_.starts_with("\r\n") ? 2 : rest_.starts_with('\n') ? 1 : 0;
        rest_.remove_prefix(length);
        if (length > 0) ++line_;
        return length > 0;
    }

    std::string take_cell() { return rest_.starts_with('"') ? take_quoted() : take_plain(); }

    std::string take_plain() {
        const std::size_t end = std::min(rest_.find_first_of(",\n\""), rest_.size());
        if (end < rest_.size() && rest_[end] == '"') refuse("a quote inside of an unquoted cell");
        std::size_t length = end;
        if (length > 0 && end < rest_.size() && rest_[end] == '\n' && rest_[end - 1] == '\r') {
            --length;
        }
        std::string cell(rest_.substr(0, length));
        if (cell.find('\r') != std::string::npos) refuse("a lone carriage return");
        rest_.remove_prefix(length);
        return cell;
    }

    std::string take_quoted() {
        rest_.remove_prefix(1);
        std::string cell;
        while (!rest_.empty()) {
            const char character = rest_.front();
            rest_.remove_prefix(1);
            if (character == '\n') ++line_;
            if (character == '"' && !rest_.starts_with('"')) return cell;
            if (character == '"') rest_.remove_prefix(1);
            cell += character;
        }
        refuse("a quoted cell has no end");
    }

    [[noreturn]] void refuse(std::string_view why) const { refuse_at(file_, line_, why); }

    std::string_view rest_;
    std::string file_;
    int line_ = 1;
    int record_line_ = 1;
};

template <typename Number>
Number number_of(const CsvRow& row, std::string_view column, const std::string& cell) {
    Number number{};
    const char* end = cell.data() + cell.size();
    const auto read = std::from_chars(cell.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) {
        row.refuse("column " + std::string(column) + ": not a number: " + cell);
    }
    return number;
}

}  // namespace

CsvRow::CsvRow(std::shared_ptr<const Header> header, int line, std::vector<std::string> cells)
    : header_(std::move(header)), line_(line), cells_(std::move(cells)) {}

const std::string& CsvRow::text(std::string_view column) const {
    const auto found = header_->columns.find(column);
    if (found == header_->columns.end()) refuse("there is no column " + std::string(column));
    return cells_[found->second];
}

std::int64_t CsvRow::integer(std::string_view column) const {
    return number_of<std::int64_t>(*this, column, text(column));
}

double CsvRow::real(std::string_view column) const {
    const double number = number_of<double>(*this, column, text(column));
    if (!std::isfinite(number)) refuse("column " + std::string(column) + ": not a finite number");
    return number;
}

std::optional<std::string> CsvRow::optional_text(std::string_view column) const {
    const std::string& cell = text(column);
    return cell.empty() ? std::nullopt : std::optional(cell);
}

std::optional<std::int64_t> CsvRow::optional_integer(std::string_view column) const {
    return text(column).empty() ? std::nullopt : std::optional(integer(column));
}

void CsvRow::refuse(std::string_view why) const {
    refuse_at(header_->file, line_, why);
}

CsvTable CsvTable::read(const std::filesystem::path& file) {
    return parse(read_file(file), file.string());
}

CsvTable CsvTable::parse(std::string_view text, std::string file_name) {
    if (!is_utf8(text)) refuse_at(file_name, 1, "the file is not UTF-8");
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

    RecordReader records(text, file_name);
    const auto names = records.next();
    if (!names) refuse_at(file_name, 1, "the header row is missing");

    auto header = std::make_shared<CsvRow::Header>();
    header->file = std::move(file_name);
    for (std::size_t column = 0; column < names->size(); ++column) {
        if (!header->columns.emplace((*names)[column], column).second) {
            refuse_at(header->file, 1, "two columns are named " + (*names)[column]);
        }
    }
    CsvTable table;
    while (auto cells = records.next()) {
        if (cells->size() != names->size()) {
            refuse_at(header->file, records.record_line(),
                      std::to_string(cells->size()) + " cells, but the header has " +
                          std::to_string(names->size()));
        }
        table.rows_.push_back(CsvRow(header, records.record_line(), *std::move(cells)));
    }
    return table;
}

}  // namespace gig
