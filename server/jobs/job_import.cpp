#include "jobs/job_import.h"

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

/// What a dry run says of a line that is new to the file.
ImportedLine checked(std::size_t number, const JobDraft& draft, const std::string& digest,
                     const Import& import) {
    if (import.jobs.imported(import.actor, digest)) {
        return {.number = number, .outcome = Outcome::repeated};
    }
    Result<Verdict> verdict = import.jobs.check(import.actor, draft);
    if (!verdict) return refused(number, verdict.error());
    return {.number = number,
            .outcome = Outcome::accepted,
            .state = verdict->state,
            .findings = std::move(verdict->findings)};
}

ImportedLine published(std::size_t number, const JobDraft& draft, const std::string& digest,
                       const Import& import) {
    Result<Published> made = import.jobs.publish_line(import.actor, draft, digest);
    if (!made) return refused(number, made.error());
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
        const Result<JobDraft> draft = draft_of_line(reader.line(), import_.body_check);
        if (!draft) return refused(number, draft.error());

        const std::string digest = digest_of(reader.line());
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

}  // namespace

ImportTotals import_jobs(std::istream& lines, const Import& import) {
    ImportTotals totals;
    Run run(import);
    LineReader reader(lines);
    while (reader.next()) {
        const bool over = reader.number() > import_lines_max;
        if (!over && !reader.too_long() && trimmed(reader.line()).empty()) continue;

        Error too_many{ErrorKind::invalid, "import.too_many_lines"};
        too_many.values.emplace_back("max", std::to_string(import_lines_max));
        const ImportedLine line =
            over ? refused(reader.number(), std::move(too_many)) : run.take(reader);
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
