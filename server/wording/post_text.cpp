#include "wording/post_text.h"

#include <algorithm>

#include "base/text.h"
#include "wording/post_page.h"

namespace gig::wording {

namespace {

bool ends_sentence(char32_t value) {
    return value == sentence_end || value == U'\n' || value == left_out;
}

bool ends_clause(char32_t value) {
    return ends_sentence(value) || value == clause_end;
}

// However long a clause is, its words are looked for this near only: reading stays linear.
constexpr std::size_t stretch_max = 160;

template <typename Ends>
std::u32string_view stretch_before(std::u32string_view text, std::size_t at, Ends ends) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < stretch_max && !ends(text[begin - 1]))
        --begin;
    return text.substr(begin, at - begin);
}

template <typename Ends>
std::u32string_view stretch_after(std::u32string_view text, std::size_t at, Ends ends) {
    std::size_t end = at;
    while (end < text.size() && end - at < stretch_max && !ends(text[end]))
        ++end;
    return text.substr(at, end - at);
}

/// Each code point with its bytes and place; a broken byte is one place, as fold() counts.
template <typename Visit>
void for_each_point(std::string_view utf8, Visit visit) {
    for (std::size_t place = 0; !utf8.empty(); ++place) {
        std::string_view rest = utf8;
        const std::size_t length =
            take_code_point(rest) ? utf8.size() - rest.size() : std::size_t{1};
        visit(utf8.substr(0, length), place);
        utf8.remove_prefix(length);
    }
}

}  // namespace

std::string_view name_of(Confidence confidence) {
    return confidence == Confidence::sure ? "sure" : "likely";
}

std::string_view name_of(PostedSex sex) {
    if (sex == PostedSex::any) return "any";
    return sex == PostedSex::female ? "female" : "male";
}

PostPage::PostPage(std::string_view utf8, const PostWords& words, Time now)
    : original_(utf8), spelling_(spell(utf8)), text_(spelling_.text()), words_(&words), now_(now) {}

std::u32string_view PostPage::clause_before(std::size_t at) const {
    return stretch_before(text_, at, ends_clause);
}

std::u32string_view PostPage::clause_after(std::size_t at) const {
    return stretch_after(text_, at, ends_clause);
}

std::u32string_view PostPage::sentence_before(std::size_t at) const {
    return stretch_before(text_, at, ends_sentence);
}

std::u32string_view PostPage::sentence_after(std::size_t at) const {
    return stretch_after(text_, at, ends_sentence);
}

std::u32string_view PostPage::line_before(std::size_t at) const {
    return stretch_before(text_, at, [](char32_t value) { return value == U'\n'; });
}

void PostPage::leave_out(std::size_t begin, std::size_t end) {
    std::fill(text_.begin() + static_cast<std::ptrdiff_t>(begin),
              text_.begin() + static_cast<std::ptrdiff_t>(end), left_out);
}

PostReader::PostReader(std::unique_ptr<const PostWords> words) : words_(std::move(words)) {}
PostReader::PostReader(PostReader&&) noexcept = default;
PostReader::~PostReader() = default;

PostReader PostReader::load(const std::filesystem::path& folder, std::vector<Naming> occupations) {
    return PostReader(
        std::make_unique<const PostWords>(PostWords::load(folder, std::move(occupations))));
}

Result<PostFacts> PostReader::read(std::string_view utf8, Time now) const {
    constexpr std::size_t bytes_of_point_max = 4;
    if (utf8.size() > post_text_max * bytes_of_point_max || code_points(utf8) > post_text_max) {
        Error error{ErrorKind::invalid, "wording.text_too_long"};
        error.values.emplace_back("max", std::to_string(post_text_max));
        return error;
    }
    PostPage page(utf8, *words_, now);
    PostFacts facts;
    read_contacts(page, facts);
    page.find_numbers();
    read_pay(page, facts);
    read_hours(page, facts);
    read_dates(page, facts);
    read_people(page, facts);
    read_terms(page, facts);
    read_place(page, facts);
    return facts;
}

std::string words_in(std::string_view utf8, Span span) {
    std::string words;
    for_each_point(utf8, [&](std::string_view point, std::size_t place) {
        if (place >= span.start && place < span.end) words += point;
    });
    return words;
}

std::string without_contacts(std::string_view utf8, const std::vector<Span>& contacts) {
    std::string kept;
    for_each_point(utf8, [&](std::string_view point, std::size_t place) {
        const bool is_contact = std::ranges::any_of(contacts, [&](const Span& contact) {
            return place >= contact.start && place < contact.end;
        });
        if (!is_contact) kept += point;
    });
    return std::string(trimmed(kept));
}

}  // namespace gig::wording
