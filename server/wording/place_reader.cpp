#include "wording/post_page.h"

namespace gig::wording {

namespace {

constexpr std::size_t address_points_max = 120;  // As a job's address takes.
constexpr std::size_t address_points_min = 3;
constexpr std::size_t near_points_max = 24;

/// The end of what is written of a place: its clause, or where the next heading begins.
std::size_t address_end(const PostPage& page, std::size_t begin) {
    const std::size_t clause = begin + page.clause_after(begin).size();
    const std::u32string_view words = page.text().substr(begin, clause - begin);
    // In a line of headings (地址:… 电话:…) a colon belongs to the next one.
    const std::size_t colon = words.find(U':');
    std::size_t end = clause;
    if (colon != std::u32string_view::npos) {
        const std::size_t blank = words.substr(0, colon).rfind(U' ');
        if (blank == std::u32string_view::npos) return begin;
        end = begin + blank;
    }
    return before_blanks(page.text(), end);
}

void note_address(const PostPage& page, std::size_t begin, std::size_t end, Confidence confidence,
                  PostFacts& facts) {
    const bool fits = end >= begin + address_points_min && end - begin <= address_points_max;
    if (!fits) return;
    const Span words = page.source(begin, end);
    const std::string address = page.original(words);
    const bool same = facts.address && facts.address->value == address;
    note(facts.address, {address, confidence, words}, same);
}

/// 地址：…
void read_labelled(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* label = page.words().at(WordKind::address_label, text, at);
        if (label == nullptr) continue;
        std::size_t begin = after_blanks(text, at + label->text.size());
        const bool has_colon = begin < text.size() && (text[begin] == U':' || text[begin] == U'在');
        if (has_colon) begin = after_blanks(text, begin + 1);
        const bool is_other =
            page.words().before(WordKind::address_other, text, before_blanks(text, at)) != nullptr;
        at = begin - 1;
        const bool is_none = page.words().at(WordKind::no_address, text, begin) != nullptr;
        if (is_other || is_none) continue;
        note_address(page, begin, address_end(page, begin),
                     has_colon ? Confidence::sure : Confidence::likely, facts);
    }
}

/// 在…附近, 位于….
void read_near(const PostPage& page, PostFacts& facts) {
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* before = page.words().at(WordKind::near, text, at);
        if (before == nullptr || before->meaning != "before") continue;
        const std::size_t begin = after_blanks(text, at + before->text.size());
        const std::u32string_view clause = page.clause_after(begin).substr(0, near_points_max);
        std::size_t place = 0;
        for (; place < clause.size(); ++place) {
            const Word* after = page.words().at(WordKind::near, clause, place);
            if (after != nullptr && after->meaning == "after") break;
        }
        if (place == clause.size()) continue;
        const Word* after = page.words().at(WordKind::near, clause, place);
        note_address(page, begin, begin + place + after->text.size(), Confidence::likely, facts);
        return;
    }
}

/// 招洗碗工, 岗位：洗碗工: what is sought, and not only something that is done.
bool is_announced(const PostPage& page, std::size_t begin) {
    std::size_t end = before_blanks(page.text(), begin);
    if (end > 0 && page.text()[end - 1] == U':') end = before_blanks(page.text(), end - 1);
    return page.words().before(WordKind::people_verb, page.text(), end) != nullptr ||
           page.words().before(WordKind::occupation_label, page.text(), end) != nullptr;
}

void read_occupation(const PostPage& page, PostFacts& facts) {
    std::optional<Fact<std::string>> announced;
    std::optional<Fact<std::string>> named;
    const std::u32string_view text = page.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Word* name = page.words().occupation_at(text, at);
        if (name == nullptr) continue;
        const std::size_t end = at + name->text.size();
        if (page.words().at(WordKind::occupation_other, text, end) == nullptr) {
            std::optional<Fact<std::string>>& fact = is_announced(page, at) ? announced : named;
            const bool same = fact && fact->value == name->meaning;
            note(fact, {name->meaning, Confidence::sure, page.source(at, end)}, same);
        }
        at = end - 1;
    }
    facts.occupation = announced ? announced : named;
}

}  // namespace

void read_place(const PostPage& page, PostFacts& facts) {
    read_labelled(page, facts);
    if (!facts.address) read_near(page, facts);
    read_occupation(page, facts);
}

}  // namespace gig::wording
