#include "jobs/job_import.h"

#include <algorithm>
#include <unordered_set>

#include "base/digest.h"
#include "base/text.h"
#include "jobs/job_body.h"

namespace gig::jobs {

namespace {

using Outcome = ImportedLine::Outcome;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string digest_of(std::string_view line) {
    return "import:" + sha256_hex(line);
}

/// Takes lines off a stream without ever holding more than one line's limit.
class LineReader {
public:
    explicit LineReader(std::istream& stream) : stream_(stream) {}

    /// False at the end. Without its line end; cut where it is too long, which is then known.
    bool next() {
        line_.clear();
        too_long_ = false;
        std::streambuf& bytes = *stream_.rdbuf();
        int byte = bytes.sbumpc();
        if (byte == end_of_file) return false;

        for (; byte != end_of_file && byte != '\n'; byte = bytes.sbumpc()) {
            // One more than the limit is kept for the CR of a CR LF.
            if (line_.size() <= import_line_bytes_max) {
                line_ += static_cast<char>(byte);
            } else {
                too_long_ = true;
            }
        }
        ++number_;
        if (number_ == 1 && line_.starts_with(byte_order_mark))
            line_.erase(0, byte_order_mark.size());
        if (!too_long_ && line_.ends_with('\r')) line_.pop_back();
        too_long_ = too_long_ || line_.size() > import_line_bytes_max;
        return true;
    }

    const std::string& line() const { return line_; }
    bool too_long() const { return too_long_; }
    std::size_t number() const { return number_; }

private:
    static constexpr int end_of_file = std::char_traits<char>::eof();

    std::istream& stream_;
    std::string line_;
    bool too_long_ = false;
    std::size_t number_ = 0;
};

ImportedLine refused(std::size_t number, Error error) {
    return {.number = number, .outcome = Outcome::refused, .error = std::move(error)};
}

/// A draft that breaks rules is told which.
ImportedLine refused(std::size_t number, const Error& error, const JobDraft& draft,
                     const Import& import) {
    ImportedLine line = refused(number, error);
    if (error.code != "job.breaks_rules") return line;
    Result<Checked> checked = import.jobs.look_over(import.actor, draft);
    if (checked) line.findings = std::move(checked->findings);
    return line;
}

/// What a dry run says of a line that is new to the file.
ImportedLine checked(std::size_t number, const JobDraft& draft, const std::string& digest,
                     const Import& import) {
    if (import.jobs.imported(import.actor, digest)) {
        return {.number = number, .outcome = Outcome::repeated};
    }
    Result<Verdict> verdict = import.jobs.check(import.actor, draft);
    if (!verdict) return refused(number, verdict.error(), draft, import);
    return {.number = number,
            .outcome = Outcome::accepted,
            .state = verdict->state,
            .findings = std::move(verdict->findings)};
}

ImportedLine published(std::size_t number, const JobDraft& draft, const std::string& digest,
                       const Import& import) {
    Result<Published> made = import.jobs.publish_line(import.actor, draft, digest, import.pace);
    if (!made) return refused(number, made.error(), draft, import);
    return {.number = number,
            .outcome = made->repeated ? Outcome::repeated : Outcome::accepted,
            .job = made->job,
            .state = made->state,
            .findings = std::move(made->findings)};
}

/// One import's memory: the lines that it took so far.
class Run {
public:
    explicit Run(const Import& import) : import_(import) {}

    ImportedLine take(const LineReader& reader) {
        const std::size_t number = reader.number();
        if (reader.too_long()) {
            Error error{ErrorKind::invalid, "import.line_too_long"};
            error.values.emplace_back("max", std::to_string(import_line_bytes_max));
            return refused(number, std::move(error));
        }
        return take(number, draft_of_line(reader.line(), import_.body_check),
                    digest_of(reader.line()));
    }

    ImportedLine take(std::size_t number, const Result<JobDraft>& draft,
                      const std::string& digest) {
        if (!draft) return refused(number, draft.error());
        if (import_.mode == ImportMode::commit) return published(number, *draft, digest, import_);
        if (seen_.contains(digest)) return {.number = number, .outcome = Outcome::repeated};
        ImportedLine line = checked(number, *draft, digest, import_);
        if (line.outcome == Outcome::accepted) seen_.insert(digest);
        return line;
    }

private:
    const Import& import_;
    std::unordered_set<std::string> seen_;  // Only of a dry run: a commit asks the store.
};

void count(const ImportedLine& line, ImportTotals& totals) {
    switch (line.outcome) {
        case Outcome::accepted:
            ++totals.accepted;
            return;
        case Outcome::repeated:
            ++totals.repeated;
            return;
        case Outcome::refused:
            ++totals.refused;
            return;
    }
}

Error too_many_lines(std::size_t lines_max) {
    Error error{ErrorKind::invalid, "import.too_many_lines"};
    error.values.emplace_back("max", std::to_string(lines_max));
    return error;
}

/// What the heading of a table says of its columns; nothing for one that is ignored.
using Heading = std::vector<std::optional<Column>>;

Result<Heading> heading_of(const TableRow& row, ImportTotals& totals) {
    if (row.error) return *row.error;
    Heading heading;
    for (const std::string& cell : row.cells) {
        const std::optional<Column> column = column_named(cell);
        if (column && std::ranges::find(heading, column) != heading.end()) {
            Error error{ErrorKind::invalid, "import.column_repeated"};
            error.values.emplace_back("name", cell);
            return error;
        }
        if (!column && !trimmed(cell).empty()) totals.ignored_columns.push_back(cell);
        heading.push_back(column);
    }
    const bool is_known =
        std::ranges::any_of(heading, [](const auto& column) { return column.has_value(); });
    if (!is_known) return Error{ErrorKind::invalid, "import.header_missing"};
    return heading;
}

Cells cells_of(const TableRow& row, const Heading& heading) {
    Cells cells;
    for (std::size_t at = 0; at < row.cells.size() && at < heading.size(); ++at) {
        if (heading[at] && !trimmed(row.cells[at]).empty()) cells[*heading[at]] = row.cells[at];
    }
    return cells;
}

/// A row is known again by what it says, in whatever order its columns stand.
std::string digest_of(const Cells& cells) {
    json::array all;
    for (const auto& [column, cell] : cells)
        all.push_back(json::array{static_cast<int>(column), cell});
    return digest_of(json::serialize(all));
}

Result<JobDraft> draft_of_cells(const Cells& cells, const RowReading& reading,
                                const BodyCheck& body_check) {
    const Result<json::object> body = body_of_row(cells, reading);
    if (!body) return body.error();
    const Result<void> shaped = body_check(*body);
    if (!shaped) return shaped.error();
    return draft_of(*body);
}

}  // namespace

ImportTotals import_table(const TableReader& rows, const RowReading& reading,
                          const Import& import) {
    ImportTotals totals;
    Run run(import);
    std::optional<Heading> heading;
    std::size_t count_of_rows = 0;
    const auto report = [&](const ImportedLine& line) {
        count(line, totals);
        import.report(line);
    };
    const Result<void> read = rows([&](const TableRow& row) {
        if (!heading) {
            const Result<Heading> named = heading_of(row, totals);
            if (!named) report(refused(row.number, named.error()));
            if (named) heading = *named;
            return heading.has_value();
        }
        if (++count_of_rows > import.lines_max) {
            report(refused(row.number, too_many_lines(import.lines_max)));
            return false;
        }
        if (row.error) {
            report(refused(row.number, *row.error));
            return true;
        }
        const Cells cells = cells_of(row, *heading);
        report(run.take(row.number, draft_of_cells(cells, reading, import.body_check),
                        digest_of(cells)));
        return true;
    });
    if (!read) report(refused(0, read.error()));
    return totals;
}

ImportTotals import_jobs(std::istream& lines, const Import& import) {
    ImportTotals totals;
    Run run(import);
    LineReader reader(lines);
    while (reader.next()) {
        const bool over = reader.number() > import.lines_max;
        if (!over && !reader.too_long() && trimmed(reader.line()).empty()) continue;

        const ImportedLine line =
            over ? refused(reader.number(), too_many_lines(import.lines_max)) : run.take(reader);
        count(line, totals);
        import.report(line);
        if (over) break;
    }
    return totals;
}

Result<JobDraft> draft_of_line(std::string_view line, const BodyCheck& body_check) {
    if (!is_utf8(line)) return Error{ErrorKind::invalid, "import.bad_utf8"};
    const Result<json::value> body = parse_json(line);
    if (!body) return body.error();
    const Result<void> shaped = body_check(*body);
    if (!shaped) return shaped.error();
    return draft_of(*body);
}

}  // namespace gig::jobs
