#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace gig::employers {

enum class EmployerKind { firm, shop, household };
enum class EmployerState { pending, verified, refused };

std::string_view name_of(EmployerKind kind);
std::string_view name_of(EmployerState state);
std::optional<EmployerKind> kind_named(std::string_view name);
std::optional<EmployerState> state_named(std::string_view name);

inline constexpr std::size_t credit_code_characters = 18;
inline constexpr std::size_t name_characters_max = 60;

/// 统一社会信用代码 (GB 32100-2015): 18 characters whose check character is right. That it exists
/// is for the registry to say.
class CreditCode {
public:
    /// employer.credit_code_malformed (length, alphabet), employer.credit_code_mistyped (check).
    static Result<CreditCode> parse(std::string_view text);

    /// The code that begins with these 17 characters: for made-up employers of demo and tests.
    static Result<CreditCode> complete(std::string_view first_17);

    const std::string& text() const { return text_; }

private:
    explicit CreditCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// Who offers work, as everybody may see it.
struct Employer {
    EmployerId id;
    EmployerKind kind;
    std::string name;
    EmployerState state;
    std::optional<std::string> reason;       // Why refused, or what is missing: a code.
    std::optional<std::string> region_code;  // The street they named.
    Time applied_at;
    bool made_up = false;  // Of the demo city: shown with a label.

    bool verified() const { return state == EmployerState::verified; }
};

}  // namespace gig::employers
