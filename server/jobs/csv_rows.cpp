#include "base/text.h"
#include "jobs/table_rows.h"

namespace gig::jobs {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Takes records off a stream without ever holding more than one row's limit.
class RecordReader {
public:
    explicit RecordReader(std::istream& stream) : bytes_(*stream.rdbuf()) {}

    /// Nothing at the end.
    std::optional<TableRow> next() {
        if (bytes_.sgetc() == end_of_file) return std::nullopt;
        if (line_ == 1) skip_byte_order_mark();
        row_ = {.number = line_};
        size_ = 0;
        do {
            read_cell();
        } while (take(','));
        take('\r');
        if (!take('\n') && bytes_.sgetc() != end_of_file) {
            fail("import.csv_malformed");
            skip_line();
        }
        ++line_;
        for (const std::string& cell : row_.cells) {
            if (!is_utf8(cell)) fail("import.bad_utf8");
        }
        return std::move(row_);
    }

private:
    static constexpr int end_of_file = std::char_traits<char>::eof();

    bool take(char wanted) {
        if (bytes_.sgetc() != std::char_traits<char>::to_int_type(wanted)) return false;
        bytes_.sbumpc();
        return true;
    }

    void skip_byte_order_mark() {
        for (const char byte : byte_order_mark) {
            if (!take(byte)) return;
        }
    }

    void skip_line() {
        int byte = bytes_.sgetc();
        while (byte != end_of_file && byte != '\n')
            byte = bytes_.snextc();
        take('\n');
    }

    void fail(std::string_view code) {
        if (row_.error) return;
        row_.error = Error{ErrorKind::invalid, code};
        if (code == "import.line_too_long") {
            row_.error->values.emplace_back("max", std::to_string(table_row_bytes_max));
        }
        if (code == "import.too_many_columns") {
            row_.error->values.emplace_back("max", std::to_string(table_columns_max));
        }
    }

    void keep(std::string& cell, int byte) {
        if (++size_ > table_row_bytes_max) return fail("import.line_too_long");
        cell += static_cast<char>(byte);
    }

    void read_cell() {
        std::string cell;
        if (take('"')) {
            read_quoted(cell);
        } else {
            for (int byte = bytes_.sgetc(); !ends_plain(byte); byte = bytes_.snextc()) {
                if (byte == '"') fail("import.csv_malformed");
                keep(cell, byte);
            }
        }
        if (row_.cells.size() == table_columns_max) return fail("import.too_many_columns");
        row_.cells.push_back(std::move(cell));
    }

    static bool ends_plain(int byte) {
        return byte == end_of_file || byte == ',' || byte == '\n' || byte == '\r';
    }

    void read_quoted(std::string& cell) {
        for (int byte = bytes_.sbumpc(); byte != end_of_file; byte = bytes_.sbumpc()) {
            if (byte == '"' && !take('"')) return;
            if (byte == '\n') ++line_;
            keep(cell, byte);
        }
        fail("import.csv_malformed");  // The quote is never closed.
    }

    std::streambuf& bytes_;
    std::size_t line_ = 1;
    TableRow row_{.number = 0};
    std::size_t size_ = 0;
};

bool is_empty(const TableRow& row) {
    if (row.error) return false;
    for (const std::string& cell : row.cells) {
        if (!trimmed(cell).empty()) return false;
    }
    return true;
}

}  // namespace

TableReader csv_rows(std::istream& stream) {
    return [&stream](const RowVisit& visit) -> Result<void> {
        RecordReader reader(stream);
        while (std::optional<TableRow> row = reader.next()) {
            if (!is_empty(*row) && !visit(*std::move(row))) break;
        }
        return {};
    };
}

}  // namespace gig::jobs
