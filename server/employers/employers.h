#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "employers/licences.h"

namespace gig::employers {

enum class EmployerKind { firm, shop, household, agency };

/// awaiting_second: one of the staff has approved, another must. lapsed: verification or licence
/// ran out, a renewal brings it back. suspended: two of the staff have stopped it.
enum class EmployerState { pending, awaiting_second, verified, refused, lapsed, suspended };

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
    bool made_up = false;                               // Of the demo city: shown with a label.
    std::optional<MarketId> market = std::nullopt;      // Whose staff look after it.
    std::optional<Date> verified_until = std::nullopt;  // The last day that counts.
    std::vector<Licence> licences = {};                 // Accepted and handed in, of an agency.

    bool verified() const { return state == EmployerState::verified; }
};

/// Why an employer may not post.
enum class PostingBar { not_licensed, licence_expired, verification_ended, suspended, refused };

/// The bar of that day, or nothing where it may post (whoever isn't verified yet may: the posts
/// wait for staff). Read from the dates themselves, so that it is right from 00:00 on, whenever
/// lapsing is written down.
std::optional<PostingBar> posting_bar(const Employer& employer, Date today);

/// Whether it may send out workers of its own: 劳务派遣 takes a licence (劳动合同法 57).
bool may_dispatch(const Employer& employer, Date today);

}  // namespace gig::employers
