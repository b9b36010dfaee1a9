#include "jobs/said_facts.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"

namespace gig::jobs {

namespace {

using places::Region;
using places::Regions;
using wording::PostFacts;

/// One text of the post and what it says.
struct ReadText {
    std::string field;
    std::string_view text;
    PostFacts facts;
};

template <typename T>
bool is_sure(const std::optional<wording::Fact<T>>& fact) {
    return fact && fact->confidence == wording::Confidence::sure;
}

/// From the base, where one is named beside the total.
rules::PayRange pay_range(const wording::PostedPay& pay) {
    const Money low = pay.base ? std::min(*pay.base, pay.low) : pay.low;
    return {pay.unit, low.fen, pay.high.fen};
}

/// What is too long to be read is left out: its length is refused elsewhere.
std::vector<ReadText> read_texts(const rules::Post& post, const wording::PostReader& reader,
                                 Time now) {
    std::vector<ReadText> texts;
    for (const auto& [field, text] : post.texts) {
        if (field != "/title" && field != "/description") continue;
        Result<PostFacts> facts = reader.read(text, now);
        if (facts) texts.push_back({field, text, *std::move(facts)});
    }
    return texts;
}

void add_facts(rules::Post& post, const ReadText& read) {
    const PostFacts& facts = read.facts;
    if (!post.said_pay && is_sure(facts.pay)) {
        post.said_pay = {pay_range(facts.pay->value), read.field, facts.pay->words};
    }
    if (!post.said_settlement && is_sure(facts.settlement)) {
        post.said_settlement = {facts.settlement->value, read.field, facts.settlement->words};
    }
    if (!post.said_age && is_sure(facts.age)) {
        post.said_age = {facts.age->value, read.field, facts.age->words};
    }
}

/// Only where all texts name the same hours: several are a choice, or the parts of a day.
void add_hours(rules::Post& post, const std::vector<ReadText>& texts) {
    for (const ReadText& read : texts) {
        for (const auto& hours : read.facts.hours) {
            const bool same =
                !post.said_hours || (post.said_hours->value.start == hours.value.start &&
                                     post.said_hours->value.end == hours.value.end);
            if (hours.confidence != wording::Confidence::sure || !same) {
                post.said_hours.reset();
                return;
            }
            if (!post.said_hours) post.said_hours = {hours.value, read.field, hours.words};
        }
    }
}

/// The county that an address names, by its own name or else by those of its streets; nothing
/// where there are several, as streets of two counties may share a name.
const Region* county_named(std::string_view address, const Regions& regions) {
    const auto names = [&](const Region* region) {
        return address.find(region->name) != std::string_view::npos;
    };
    std::set<const Region*> counties;
    std::set<const Region*> of_streets;
    for (const Region* county : regions.children(regions.city().code)) {
        if (names(county)) counties.insert(county);
        if (std::ranges::any_of(regions.children(county->code), names)) of_streets.insert(county);
    }
    const std::set<const Region*>& found = counties.empty() ? of_streets : counties;
    return found.size() == 1 ? *found.begin() : nullptr;
}

/// Regions are known by the centres of their streets: a place this near may lie in the county.
bool is_near(GeoPoint place, const Region& county, const Regions& regions) {
    return std::ranges::any_of(regions.children(county.code), [&](const Region* street) {
        return street->centre &&
               places::metres_between(place, *street->centre) <= places::street_reach_metres;
    });
}

std::optional<wording::Span> address_in(const rules::FieldText& text,
                                        const std::vector<ReadText>& texts) {
    if (text.field == "/address") return wording::Span{0, code_points(text.text)};
    const auto read = std::ranges::find(texts, text.field, &ReadText::field);
    if (read == texts.end() || !is_sure(read->facts.address)) return std::nullopt;
    return read->facts.address->words;
}

void add_county(rules::Post& post, GeoPoint place, const std::vector<ReadText>& texts,
                const Regions& regions) {
    for (const rules::FieldText& text : post.texts) {
        const std::optional<wording::Span> address = address_in(text, texts);
        if (!address) continue;
        const Region* county = county_named(wording::words_in(text.text, *address), regions);
        if (county == nullptr || county->code == post.county) continue;
        if (is_near(place, *county, regions)) continue;
        post.said_county = {county->name, text.field, *address};
        return;
    }
}

}  // namespace

void add_said(rules::Post& post, const std::optional<GeoPoint>& place, const Readers& readers,
              Time now) {
    const std::vector<ReadText> texts = read_texts(post, readers.posts, now);
    for (const ReadText& read : texts)
        add_facts(post, read);
    add_hours(post, texts);
    // Of a place outside of the city that alone is said.
    if (place && !post.county.empty()) add_county(post, *place, texts, readers.regions);
}

}  // namespace gig::jobs
