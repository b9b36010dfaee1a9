#include <zip.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <memory>
#include <pugixml.hpp>

#include "base/text.h"
#include "jobs/table_rows.h"

namespace gig::jobs {

namespace {

Error malformed() {
    return Error{ErrorKind::invalid, "import.xlsx_malformed"};
}

Error too_large(std::size_t part_bytes_max) {
    Error error{ErrorKind::invalid, "import.xlsx_too_large"};
    error.values.emplace_back("max", std::to_string(part_bytes_max >> 20));
    return error;
}

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

struct ClosePart {
    void operator()(zip_file_t* part) const { zip_fclose(part); }
};

/// The archive that a workbook is.
class Workbook {
public:
    /// The bytes must outlive it.
    static Result<Workbook> open(const std::string& bytes, WorkbookLimits limits) {
        zip_error_t failure;
        zip_error_init(&failure);
        zip_source_t* source =
            zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, &failure);
        zip_t* archive = source == nullptr
                             ? nullptr
                             : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure);
        zip_error_fini(&failure);
        if (archive == nullptr) {
            zip_source_free(source);
            return malformed();
        }
        return Workbook(archive, limits);
    }

    Error too_large() const { return jobs::too_large(limits_.part_bytes_max); }
    std::size_t strings_max() const { return limits_.strings_max; }

    bool holds(const std::string& name) const {
        return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
    }

    /// One part unpacked and parsed. What the archive says of its size isn't trusted.
    Result<void> read(const std::string& name, pugi::xml_document& document) const {
        const std::unique_ptr<zip_file_t, ClosePart> part(
            zip_fopen(archive_.get(), name.c_str(), 0));
        if (!part) return malformed();
        std::string text;
        std::string piece(piece_bytes, '\0');
        while (true) {
            const zip_int64_t count = zip_fread(part.get(), piece.data(), piece.size());
            if (count < 0) return malformed();
            if (count == 0) break;
            text.append(piece, 0, static_cast<std::size_t>(count));
            if (text.size() > limits_.part_bytes_max) return too_large();
        }
        const unsigned plain = pugi::parse_default | pugi::parse_ws_pcdata;
        if (!document.load_buffer(text.data(), text.size(), plain)) return malformed();
        return {};
    }

private:
    static constexpr std::size_t piece_bytes = std::size_t{64} << 10;

    Workbook(zip_t* archive, WorkbookLimits limits) : archive_(archive), limits_(limits) {}

    std::unique_ptr<zip_t, CloseArchive> archive_;
    WorkbookLimits limits_;
};

/// An element's child of that name, whatever its namespace prefix is.
pugi::xml_node child_of(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& child) {
        const std::string_view full = child.name();
        return full == name || (full.ends_with(name) && full.size() > name.size() &&
                                full[full.size() - name.size() - 1] == ':');
    });
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
    const std::string_view full = node.name();
    return full.substr(full.find(':') == std::string_view::npos ? 0 : full.find(':') + 1) == name;
}

/// The text of a string element: one <t>, or runs of them; not the reading aids of <rPh>.
std::string text_of(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& child : element.children()) {
        if (is_named(child, "t")) text += child.text().get();
        if (is_named(child, "r")) text += child_of(child, "t").text().get();
    }
    return text;
}

/// Where the first sheet lies in the archive.
Result<std::string> first_sheet(const Workbook& workbook) {
    pugi::xml_document book;
    if (const Result<void> read = workbook.read("xl/workbook.xml", book); !read) {
        return read.error();
    }
    const pugi::xml_node sheets = child_of(child_of(book, "workbook"), "sheets");
    const std::string_view id = child_of(sheets, "sheet").attribute("r:id").value();
    pugi::xml_document relations;
    if (const Result<void> read = workbook.read("xl/_rels/workbook.xml.rels", relations); !read) {
        return read.error();
    }
    for (const pugi::xml_node& relation : child_of(relations, "Relationships").children()) {
        if (relation.attribute("Id").value() != id) continue;
        const std::string target = relation.attribute("Target").value();
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return malformed();
}

Result<std::vector<std::string>> shared_strings(const Workbook& workbook) {
    std::vector<std::string> strings;
    const std::string name = "xl/sharedStrings.xml";
    if (!workbook.holds(name)) return strings;
    pugi::xml_document document;
    if (const Result<void> read = workbook.read(name, document); !read) return read.error();
    for (const pugi::xml_node& item : child_of(document, "sst").children()) {
        if (strings.size() == workbook.strings_max()) return workbook.too_large();
        strings.push_back(text_of(item));
    }
    return strings;
}

/// The column of a reference such as AB12, from 0; past the end where it is none.
std::size_t column_in(std::string_view reference) {
    std::size_t column = 0;
    for (const char letter : reference) {
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(letter - 'A') + 1;
        if (column > table_columns_max) break;
    }
    return column == 0 ? table_columns_max : column - 1;
}

std::optional<std::size_t> index_in(std::string_view text) {
    std::size_t index = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return index;
}

/// Reads the sheet's rows with the strings that its cells point to.
class SheetReader {
public:
    explicit SheetReader(const std::vector<std::string>& strings) : strings_(strings) {}

    TableRow row_of(const pugi::xml_node& element) {
        const std::optional<std::size_t> given = index_in(element.attribute("r").value());
        number_ = given.value_or(number_ + 1);
        TableRow row{.number = number_};
        std::size_t size = 0;
        std::size_t next = 0;
        for (const pugi::xml_node& cell : element.children()) {
            const pugi::xml_attribute reference = cell.attribute("r");
            const std::size_t column = reference ? column_in(reference.value()) : next;
            if (column >= table_columns_max) {
                row.error = limit("import.too_many_columns", table_columns_max);
                break;
            }
            std::string text = text_in(cell, row);
            size += text.size();
            if (size > table_row_bytes_max) {
                row.error = limit("import.line_too_long", table_row_bytes_max);
                break;
            }
            if (row.cells.size() <= column) row.cells.resize(column + 1);
            row.cells[column] = std::move(text);
            next = column + 1;
        }
        return row;
    }

private:
    static Error limit(std::string_view code, std::size_t max) {
        Error error{ErrorKind::invalid, code};
        error.values.emplace_back("max", std::to_string(max));
        return error;
    }

    std::string text_in(const pugi::xml_node& cell, TableRow& row) const {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") return text_of(child_of(cell, "is"));
        const std::string value = child_of(cell, "v").text().get();
        if (type == "e") row.error = malformed();  // #REF! and the like.
        if (type != "s") return value;
        const std::optional<std::size_t> index = index_in(value);
        if (index && *index < strings_.size()) return strings_[*index];
        row.error = malformed();
        return {};
    }

    const std::vector<std::string>& strings_;
    std::size_t number_ = 0;
};

bool is_empty(const TableRow& row) {
    return !row.error && std::ranges::all_of(row.cells, [](const std::string& cell) {
        return trimmed(cell).empty();
    });
}

Result<void> read_workbook(const std::string& bytes, WorkbookLimits limits, const RowVisit& visit) {
    const Result<Workbook> workbook = Workbook::open(bytes, limits);
    if (!workbook) return workbook.error();
    const Result<std::string> name = first_sheet(*workbook);
    if (!name) return name.error();
    const Result<std::vector<std::string>> strings = shared_strings(*workbook);
    if (!strings) return strings.error();
    pugi::xml_document sheet;
    if (const Result<void> read = workbook->read(*name, sheet); !read) return read.error();

    const pugi::xml_node rows = child_of(child_of(sheet, "worksheet"), "sheetData");
    if (!rows) return malformed();
    SheetReader reader(*strings);
    for (const pugi::xml_node& element : rows.children()) {
        TableRow row = reader.row_of(element);
        if (!is_empty(row) && !visit(std::move(row))) break;
    }
    return {};
}

}  // namespace

TableReader xlsx_rows(std::string bytes, WorkbookLimits limits) {
    return [bytes = std::move(bytes), limits](const RowVisit& visit) {
        return read_workbook(bytes, limits, visit);
    };
}

TableReader xlsx_rows(const std::filesystem::path& file) {
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(file, failed);
    if (!failed && size > xlsx_file_bytes_max) {
        return [](const RowVisit&) { return Result<void>(too_large(file_limits.part_bytes_max)); };
    }
    std::ifstream stream(file, std::ios::binary);
    return xlsx_rows(std::string(std::istreambuf_iterator<char>(stream), {}), file_limits);
}

}  // namespace gig::jobs
