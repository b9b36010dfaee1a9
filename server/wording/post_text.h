#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "base/terms.h"
#include "base/time.h"
#include "wording/folded_text.h"

namespace gig::wording {

/// sure: the words allow one reading only. likely: a person should look at it first.
enum class Confidence { sure, likely };

std::string_view name_of(Confidence confidence);

/// What a post says, how surely, and the words that say it, in code points of the post.
template <typename T>
struct Fact {
    T value;
    Confidence confidence;
    Span words;
};

/// What the work pays: the named total (综合, 到手, after "=") where there is one, else the base.
struct PostedPay {
    Money low;
    Money high;  // As low where one amount is named.
    PayUnit unit;
    std::optional<Money> base = std::nullopt;  // Where parts are named beside a total.
};

/// A shift by the clock. Where end is not after start it ends on the next day.
struct PostedHours {
    std::chrono::minutes start;
    std::chrono::minutes end;
};

struct PostedDates {
    Date from;
    Date to;  // Included.
};

struct PostedRange {
    std::optional<std::int32_t> low = std::nullopt;
    std::optional<std::int32_t> high = std::nullopt;
};

enum class PostedSex { any, female, male };

std::string_view name_of(PostedSex sex);

/// The facts of one post. What it doesn't say, or says so that no reading is the likely one, is
/// absent. Sex is kept so that the rules can speak of it; it never becomes a requirement.
struct PostFacts {
    std::optional<Fact<PostedPay>> pay = std::nullopt;
    std::optional<Fact<Settlement>> settlement = std::nullopt;
    std::vector<Fact<PostedHours>> hours = {};  // In the order of the text.
    std::optional<Fact<bool>> night = std::nullopt;
    std::vector<Fact<PostedDates>> dates = {};
    std::optional<Fact<PostedRange>> days_off = std::nullopt;  // In a month.
    std::optional<Fact<std::int32_t>> people = std::nullopt;
    std::optional<Fact<PostedRange>> age = std::nullopt;
    std::optional<Fact<PostedSex>> sex = std::nullopt;
    std::optional<Fact<bool>> meal = std::nullopt;
    std::optional<Fact<bool>> lodging = std::nullopt;
    std::optional<Fact<bool>> transport = std::nullopt;
    std::optional<Fact<bool>> trial_paid = std::nullopt;
    std::optional<Fact<Relation>> relation = std::nullopt;
    std::optional<Fact<InjuryCoverKind>> injury_cover = std::nullopt;
    std::optional<Fact<std::string>> address = std::nullopt;
    std::optional<Fact<std::string>> occupation = std::nullopt;  // The code that was handed in.
    std::vector<Span> contacts = {};  // Phones and the like: to be left out of what is kept.
};

/// A name for something that this room knows nothing of, and its code.
struct Naming {
    std::string words;
    std::string code;
};

inline constexpr std::size_t post_text_max = 4'000;  // In code points, as a description.

class PostWords;

/// Reads posts as people write them. Loaded once; then only read, from any thread.
class PostReader {
public:
    /// Reads words.csv of the folder; `occupations` are the names to look for. Throws
    /// std::runtime_error naming file and line where the words can't be used.
    static PostReader load(const std::filesystem::path& folder, std::vector<Naming> occupations);

    PostReader(PostReader&&) noexcept;
    ~PostReader();

    /// wording.text_too_long over post_text_max. Days such as 明天 are seen from `now`. Takes any
    /// bytes; the same text and moment give the same facts.
    Result<PostFacts> read(std::string_view utf8, Time now) const;

private:
    explicit PostReader(std::unique_ptr<const PostWords> words);

    std::unique_ptr<const PostWords> words_;
};

/// The words of a span, as they stand in the text.
std::string words_in(std::string_view utf8, Span span);

/// The text without its contacts, trimmed.
std::string without_contacts(std::string_view utf8, const std::vector<Span>& contacts);

}  // namespace gig::wording
