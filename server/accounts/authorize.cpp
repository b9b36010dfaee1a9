#include "accounts/authorize.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "base/invariant.h"

namespace gig::accounts {

namespace {

constexpr std::size_t leading_columns = 2;  // group, action

constexpr std::array<std::pair<std::string_view, Reach>, 10> reaches{{
    {"-", Reach::denied},
    {"own", Reach::own},
    {"org", Reach::org},
    {"pty", Reach::party},
    {"mkt", Reach::market},
    {"cty", Reach::county},
    {"cas", Reach::assigned_case},
    {"all", Reach::all},
    {"pub", Reach::public_view},
    {"agg", Reach::aggregates},
}};

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t comma = line.find(','); comma != line.npos; comma = line.find(',')) {
        fields.push_back(line.substr(0, comma));
        line.remove_prefix(comma + 1);
    }
    fields.push_back(line);
    return fields;
}

/// A reach and its marks, each at most once: "mkt", "pty*", "all2".
std::optional<Cell> cell_of(std::string_view text) {
    const std::size_t marks_at = std::min(text.find_first_of("*+!2"), text.size());
    const auto* const named = std::ranges::find(reaches, text.substr(0, marks_at),
                                                &std::pair<std::string_view, Reach>::first);
    if (named == reaches.end()) return std::nullopt;
    if (named->second == Reach::denied && marks_at != text.size()) return std::nullopt;

    Cell cell{named->second};
    for (const char mark : text.substr(marks_at)) {
        bool* const flag = mark == '*'   ? &cell.masked
                           : mark == '+' ? &cell.step_up
                           : mark == '!' ? &cell.break_glass
                           : mark == '2' ? &cell.two_people
                                         : nullptr;
        if (flag == nullptr || *flag) return std::nullopt;
        *flag = true;
    }
    return cell;
}

[[noreturn]] void refuse_line(int line_number, const std::string& why) {
    throw std::runtime_error("authorisation matrix, line " + std::to_string(line_number) + ": " +
                             why);
}

/// The roles that the actor acts under.
std::vector<Grant> grants_of(const Actor& actor) {
    if (!actor.signed_in()) return {Grant{Role::visitor}};
    return actor.grants;
}

bool in_scope(Reach reach, std::int64_t scope, const Actor& actor, const Object& object) {
    switch (reach) {
        case Reach::denied:
        case Reach::assigned_case:
            return false;
        case Reach::own:
            return actor.account && object.owner == actor.account;
        case Reach::org:
            return object.employer && object.employer->value() == scope;
        case Reach::party:
            return actor.account &&
                   std::ranges::find(object.parties, *actor.account) != object.parties.end();
        case Reach::market:
            return object.market && object.market->value() == scope;
        case Reach::county:
            return object.county && *object.county == scope;
        case Reach::all:
        case Reach::public_view:
            return true;
        case Reach::aggregates:
            return object.aggregate;
    }
    return false;
}

/// What is still missing though the object is in scope. Where no other person can help, a second
/// factor would be asked for in vain: so it comes last.
Result<void> conditions_met(const Cell& cell, const Actor& actor, const Object& object, Time now) {
    const bool agreed = object.agreed_by && object.agreed_by != actor.account;
    if (cell.two_people && !agreed) {
        return Error{ErrorKind::forbidden, "policy.second_person_required"};
    }
    if (cell.break_glass) return Error{ErrorKind::forbidden, "policy.break_glass_required"};
    if (!cell.step_up) return {};

    // Both ways, so that a clock put back can't make an old factor fresh for hours.
    const bool fresh =
        actor.stepped_up_at && std::chrono::abs(now - *actor.stepped_up_at) <= step_up_age_max;
    if (!fresh) return Error{ErrorKind::unauthenticated, "session.step_up_required"};
    return {};
}

}  // namespace

Policy Policy::load(const std::filesystem::path& matrix_csv) {
    std::ifstream file(matrix_csv);
    if (!file)
        throw std::runtime_error("authorisation matrix not readable: " + matrix_csv.string());

    Policy policy;
    std::string line;
    std::getline(file, line);
    policy.read_header(line);
    for (int line_number = 2; std::getline(file, line); ++line_number) {
        policy.read_row(line, line_number);
    }

    for (int action = 0; action < action_count; ++action) {
        const std::string_view name = action_name(static_cast<Action>(action));
        if (policy.knows(name)) continue;
        throw std::runtime_error("authorisation matrix: no row for " + std::string(name));
    }
    return policy;
}

void Policy::read_header(const std::string& line) const {
    std::string expected = "group,action";
    for (int role = 0; role < role_count; ++role) {
        expected += "," + std::string(role_name(static_cast<Role>(role)));
    }
    if (line != expected) refuse_line(1, "the columns must be " + expected);
}

void Policy::read_row(const std::string& line, int line_number) {
    const std::vector<std::string_view> fields = fields_of(line);
    if (fields.size() != leading_columns + role_count) {
        refuse_line(line_number, "must have " + std::to_string(leading_columns + role_count) +
                                     " fields, has " + std::to_string(fields.size()));
    }
    const std::string name(fields[1]);
    if (fields[0].empty() || name.empty()) refuse_line(line_number, "group or action is empty");
    if (!names_.insert(name).second) refuse_line(line_number, name + " stands twice");

    CellsByRole cells;
    for (std::size_t role = 0; role < cells.size(); ++role) {
        const std::optional<Cell> cell = cell_of(fields[leading_columns + role]);
        if (!cell) {
            refuse_line(line_number,
                        "unknown cell '" + std::string(fields[leading_columns + role]) + "'");
        }
        cells[role] = *cell;
    }
    const std::optional<Action> action = action_named(name);
    if (action) cells_[static_cast<std::size_t>(*action)] = cells;
}

const Cell& Policy::cell(Action action, Role role) const {
    return cells_[static_cast<std::size_t>(action)][static_cast<std::size_t>(role)];
}

Result<void> Policy::admit(const Actor& actor, Action action) const {
    const auto allowed = [&](const Grant& grant) {
        return cell(action, grant.role).reach != Reach::denied;
    };
    if (std::ranges::any_of(grants_of(actor), allowed)) return {};

    const CellsByRole& cells = cells_[static_cast<std::size_t>(action)];
    const bool some_role_may =
        std::ranges::any_of(cells, [](const Cell& each) { return each.reach != Reach::denied; });
    if (!actor.signed_in() && some_role_may) {
        return Error{ErrorKind::unauthenticated, "session.required"};
    }
    return Error{ErrorKind::forbidden, "role.not_allowed"};
}

Result<void> Policy::authorize(const Actor& actor, Action action, const Object& object,
                               Time now) const {
    const Result<void> admitted = admit(actor, action);
    if (!admitted) return admitted.error();

    Result<void> outcome = Error{ErrorKind::not_found, "http.not_found"};
    for (const Grant& grant : grants_of(actor)) {
        const Cell& each = cell(action, grant.role);
        if (!in_scope(each.reach, grant.scope, actor, object)) continue;

        outcome = conditions_met(each, actor, object, now);
        if (outcome) return outcome;
    }
    return outcome;
}

bool Policy::knows(std::string_view action) const {
    return names_.contains(action);
}

}  // namespace gig::accounts
