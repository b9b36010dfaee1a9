#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/action.h"
#include "base/actor.h"
#include "base/result.h"

namespace gig::accounts {

/// What a cell of the matrix reaches.
enum class Reach {
    denied,         // -
    own,            // The actor's own object.
    org,            // Their employer's.
    party,          // pty: an object that they are a party to.
    market,         // mkt: their market's, and a live relation.
    county,         // cty
    assigned_case,  // cas: reaches nothing yet, as no room keeps cases.
    all,
    public_view,  // pub
    aggregates,   // agg: sums over many, never one object's rows.
};

struct Cell {
    Reach reach = Reach::denied;
    bool masked = false;       // *  the room that answers masks what it shows
    bool step_up = false;      // +  a second factor at most step_up_age_max old
    bool break_glass = false;  // !  refused until its room exists
    bool two_people = false;   // 2  refused until another person has agreed (Object::agreed_by)
};

/// How long a second factor counts as fresh: SECURITY §2, "OTP ≤ 5 min old".
inline constexpr std::chrono::minutes step_up_age_max{5};

/// Whose the object is. What a room doesn't know stays empty, and an empty owner matches nobody.
struct Object {
    std::optional<AccountId> owner = std::nullopt;
    std::optional<EmployerId> employer = std::nullopt;
    std::optional<MarketId> market = std::nullopt;  // Only where the relation to it is live.
    std::optional<std::int64_t> county = std::nullopt;
    std::vector<AccountId> parties = {};
    bool aggregate = false;  // A sum over many people, which is nobody's.

    // Who has agreed already, for a cell that takes two people: somebody else than the actor.
    std::optional<AccountId> agreed_by = std::nullopt;
};

/// The authorisation matrix. Deny by default. Only read after load, from any thread.
///
/// An account has what its roles have together. It does not have the visitor's cells besides:
/// who is signed in acts under a role.
class Policy {
public:
    /// Reads the matrix; throws std::runtime_error naming the line where a cell can't be read,
    /// the columns are not the roles in their order, an action stands twice, or an Action of this
    /// house has no row.
    static Policy load(const std::filesystem::path& matrix_csv);

    const Cell& cell(Action action, Role role) const;

    /// Whether some role of the actor may ever do this; what the front hall asks.
    /// session.required for a visitor whom signing in could help, else role.not_allowed.
    Result<void> admit(const Actor& actor, Action action) const;

    /// Whether the actor may do this to this object now. Refusals of admit; not theirs: kind
    /// not_found, code http.not_found (not yours and not there look alike). Where the object is
    /// theirs but something is missing: session.step_up_required, policy.second_person_required,
    /// policy.break_glass_required.
    Result<void> authorize(const Actor& actor, Action action, const Object& object, Time now) const;

    /// The rows of the matrix by name, also those without a route yet.
    bool knows(std::string_view action) const;

private:
    using CellsByRole = std::array<Cell, role_count>;

    void read_header(const std::string& line) const;
    void read_row(const std::string& line, int line_number);

    std::array<CellsByRole, action_count> cells_ = {};
    std::set<std::string, std::less<>> names_;
};

}  // namespace gig::accounts
