#include "jobs/import_row.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "jobs/read_text.h"

namespace gig::jobs {

namespace {

struct Heading {
    std::string_view text;
    Column column;
};

constexpr std::array headings{
    Heading{"title", Column::title},
    Heading{"标题", Column::title},
    Heading{"岗位", Column::title},
    Heading{"岗位名称", Column::title},
    Heading{"occupation", Column::occupation},
    Heading{"工种", Column::occupation},
    Heading{"description", Column::description},
    Heading{"工作内容", Column::description},
    Heading{"address", Column::address},
    Heading{"地址", Column::address},
    Heading{"工作地点", Column::address},
    Heading{"lon", Column::lon},
    Heading{"经度", Column::lon},
    Heading{"lat", Column::lat},
    Heading{"纬度", Column::lat},
    Heading{"crs", Column::crs},
    Heading{"坐标系", Column::crs},
    Heading{"pay", Column::pay},
    Heading{"薪资", Column::pay},
    Heading{"工资", Column::pay},
    Heading{"报酬", Column::pay},
    Heading{"hours", Column::hours},
    Heading{"工作时间", Column::hours},
    Heading{"date", Column::date},
    Heading{"日期", Column::date},
    Heading{"people", Column::people},
    Heading{"人数", Column::people},
    Heading{"age", Column::age},
    Heading{"年龄", Column::age},
    Heading{"settlement", Column::settlement},
    Heading{"结算", Column::settlement},
    Heading{"结算方式", Column::settlement},
    Heading{"relation", Column::relation},
    Heading{"用工形式", Column::relation},
    Heading{"benefits", Column::benefits},
    Heading{"福利", Column::benefits},
    Heading{"injury_cover", Column::injury_cover},
    Heading{"保障", Column::injury_cover},
    Heading{"reposted_from", Column::reposted_from},
    Heading{"转自", Column::reposted_from},
    Heading{"来源", Column::reposted_from},
    Heading{"text", Column::text},
    Heading{"原文", Column::text},
    Heading{"expires_at", Column::expires_at},
    Heading{"有效期至", Column::expires_at},
    Heading{"employer_id", Column::employer_id},
    Heading{"market_id", Column::market_id},
    Heading{"user_enterprise", Column::user_enterprise},
    Heading{"用工单位", Column::user_enterprise},
    Heading{"实际用工单位", Column::user_enterprise},
    Heading{"user_enterprise_uscc", Column::user_enterprise_uscc},
    Heading{"用工单位信用代码", Column::user_enterprise_uscc},
    Heading{"用工单位统一社会信用代码", Column::user_enterprise_uscc},
};

/// The headings under which cells are read as a post's words.
constexpr std::array words_of_columns{
    Heading{"薪资：", Column::pay},
    Heading{"工作时间：", Column::hours},
    Heading{"日期：", Column::date},
    Heading{"年龄：", Column::age},
    Heading{"结算：", Column::settlement},
    Heading{"用工：", Column::relation},
    Heading{"福利：", Column::benefits},
    Heading{"保险：", Column::injury_cover},
    Heading{"", Column::text},
};

constexpr std::int64_t spreadsheet_day_min = 20'000;  // 1954; days since 1899-12-30.
constexpr std::int64_t spreadsheet_day_max = 80'000;

std::string_view cell_in(const Cells& cells, Column column) {
    const auto found = cells.find(column);
    return found == cells.end() ? std::string_view() : trimmed(found->second);
}

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// A spreadsheet keeps a date as a number of days.
std::string date_words(std::string_view cell) {
    const std::optional<std::int64_t> days = number_in<std::int64_t>(cell);
    if (!days || *days < spreadsheet_day_min || *days > spreadsheet_day_max) {
        return std::string(cell);
    }
    const std::chrono::sys_days epoch = std::chrono::year(1899) / 12 / 30;
    return date_text(Date(epoch + std::chrono::days(*days)));
}

/// The cells that are read as words, as one post.
std::string message_of(const Cells& cells) {
    std::string message;
    const auto add = [&](std::string_view heading, std::string_view words) {
        if (!words.empty()) message += std::string(heading) + std::string(words) + "\n";
    };
    const std::string_view people = cell_in(cells, Column::people);
    add("人数：", number_in<int>(people) ? std::string(people) + "人" : std::string(people));
    for (const Heading& heading : words_of_columns) {
        const std::string_view cell = cell_in(cells, heading.column);
        add(heading.text, heading.column == Column::date ? date_words(cell) : std::string(cell));
    }
    return message;
}

Error missing(std::string pointer) {
    return Error{ErrorKind::invalid, "import.cell_missing", std::move(pointer)};
}

Error cell_malformed(std::string pointer) {
    return Error{ErrorKind::invalid, "import.cell_malformed", std::move(pointer)};
}

/// Builds one body; the first fault stands.
class RowReader {
public:
    RowReader(const Cells& cells, const RowReading& reading) : cells_(cells), reading_(reading) {}

    Result<json::object> body() {
        const std::string message = message_of(cells_);
        const Result<wording::PostFacts> facts = reading_.posts.read(message, reading_.now);
        if (!facts) return facts.error();
        ReadPost read = read_post(message, *facts, reading_.now);
        body_ = std::move(read.body);
        take_words();
        take_codes();
        take_place();
        take_user_enterprise();
        if (error_) return *error_;
        if (std::optional<Error> unsure = first_unsure(message, *facts)) return *unsure;
        for (const std::string& pointer : read.missing) {
            if (!holds(pointer)) return missing(pointer);
        }
        return std::move(body_);
    }

private:
    std::string_view cell(Column column) const { return cell_in(cells_, column); }

    bool holds(const std::string& pointer) const {
        const bool is_inner = pointer.find('/', 1) != std::string::npos;
        return !is_inner && body_.contains(pointer.substr(1));
    }

    /// A cell of free text, without phones and accounts.
    void take_text(Column column, std::string_view key) {
        const std::string text(cell(column));
        if (text.empty()) return;
        const Result<wording::PostFacts> facts = reading_.posts.read(text, reading_.now);
        if (!facts) {
            error_ = facts.error();
            error_->field = "/" + std::string(key);
            return;
        }
        body_[key] = wording::without_contacts(text, facts->contacts);
        given_.push_back("/" + std::string(key));
    }

    void take_words() {
        take_text(Column::description, "description");
        take_text(Column::title, "title");
        take_text(Column::address, "address");
        take_occupation();
        if (!body_.contains("title") && body_.contains("occupation")) take_title();
        for (const auto& [column, key] : {std::pair{Column::expires_at, "expires_at"},
                                          std::pair{Column::employer_id, "employer_id"},
                                          std::pair{Column::market_id, "market_id"},
                                          std::pair{Column::reposted_from, "reposted_from"}}) {
            if (!cell(column).empty()) body_[key] = cell(column);
        }
    }

    /// A code of the catalogue or one of its names, in its own cell or in the title.
    void take_occupation() {
        const std::string_view cell_words = cell(Column::occupation);
        if (reading_.occupations.find(cell_words) != nullptr) {
            body_["occupation"] = cell_words;
            given_.emplace_back("/occupation");
            return;
        }
        const std::string_view words = cell_words.empty() ? cell(Column::title) : cell_words;
        if (words.empty()) return;
        const Result<wording::PostFacts> facts = reading_.posts.read(words, reading_.now);
        if (!facts || !facts->occupation) {
            if (!cell_words.empty()) error_ = cell_malformed("/occupation");
            return;
        }
        if (facts->occupation->confidence != wording::Confidence::sure) {
            error_ = unsure("/occupation", std::string(words));
            return;
        }
        body_["occupation"] = facts->occupation->value;
        given_.emplace_back("/occupation");
    }

    void take_title() {
        const std::string code(body_.at("occupation").as_string());
        body_["title"] = reading_.occupations.find(code)->name;
    }

    /// A cell that holds the contract's own word stands as it is.
    template <typename Enum>
    bool take_code(Column column, std::string_view pointer, const auto& put) {
        if (!named<Enum>(cell(column))) return false;
        put(json::value(cell(column)));
        given_.emplace_back(pointer);
        return true;
    }

    void take_codes() {
        take_code<Settlement>(Column::settlement, "/settlement",
                              [&](json::value code) { body_["settlement"] = std::move(code); });
        take_code<Relation>(Column::relation, "/relation",
                            [&](json::value code) { body_["relation"] = std::move(code); });
        take_code<InjuryCoverKind>(
            Column::injury_cover, "/injury_cover/kind", [&](json::value code) {
                body_["injury_cover"] = json::object{{"kind", std::move(code)}};
            });
    }

    void take_place() {
        if (cell(Column::lon).empty() && cell(Column::lat).empty()) return;
        const std::optional<double> longitude = number_in<double>(cell(Column::lon));
        const std::optional<double> latitude = number_in<double>(cell(Column::lat));
        if (!longitude) return note(cell_malformed("/place/lon"));
        if (!latitude) return note(cell_malformed("/place/lat"));
        // Without its system a pair of numbers is two places, half a kilometre apart.
        if (cell(Column::crs).empty()) return note(missing("/place/crs"));
        if (!places::crs_named(cell(Column::crs))) return note(cell_malformed("/place/crs"));
        body_["place"] = {{"lon", *longitude}, {"lat", *latitude}, {"crs", cell(Column::crs)}};
    }

    void take_user_enterprise() {
        const std::string_view name = cell(Column::user_enterprise);
        const std::string_view code = cell(Column::user_enterprise_uscc);
        if (name.empty() && code.empty()) return;
        if (name.empty()) return note(missing("/user_enterprise/name"));
        json::object enterprise{{"name", name}};
        if (!code.empty()) enterprise["uscc"] = code;
        body_["user_enterprise"] = std::move(enterprise);
    }

    void note(Error error) {
        if (!error_) error_ = std::move(error);
    }

    static Error unsure(std::string pointer, std::string words) {
        Error error{ErrorKind::invalid, "import.cell_unsure", std::move(pointer)};
        error.values.emplace_back("words", std::move(words));
        return error;
    }

    /// The first value of the post that isn't sure and that no cell gives plainly.
    std::optional<Error> first_unsure(const std::string& message,
                                      const wording::PostFacts& facts) const {
        for (const json::value& fact : facts_json(message, facts)) {
            if (fact.at("field").is_null() || fact.at("confidence") == "sure") continue;
            std::string field(fact.at("field").as_string());
            if (std::ranges::find(given_, field) != given_.end()) continue;
            return unsure(std::move(field), std::string(fact.at("words").as_string()));
        }
        return std::nullopt;
    }

    const Cells& cells_;
    const RowReading& reading_;
    json::object body_;
    std::vector<std::string> given_;  // Pointers of what a cell gives without being read.
    std::optional<Error> error_;
};

}  // namespace

std::optional<Column> column_named(std::string_view heading) {
    const std::string_view name = trimmed(heading);
    const auto found = std::ranges::find(headings, name, &Heading::text);
    if (found == headings.end()) return std::nullopt;
    return found->column;
}

Result<json::object> body_of_row(const Cells& cells, const RowReading& reading) {
    return RowReader(cells, reading).body();
}

}  // namespace gig::jobs
