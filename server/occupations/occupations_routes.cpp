#include "occupations/occupations_routes.h"

#include "base/json.h"

namespace gig::occupations {

namespace {

constexpr std::int64_t page_default = 20;

http::Reply list_occupations(const Occupations& occupations, const http::Call& call);
http::Reply list_skills(const Occupations& occupations, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const Occupations& occupations) {
    router.get("/api/v1/occupations", Action::job_search, [&occupations](const http::Call& call) {
        return list_occupations(occupations, call);
    });
    router.get("/api/v1/skills", Action::job_search,
               [&occupations](const http::Call& call) { return list_skills(occupations, call); });
}

namespace {

json::object occupation_json(const Occupation& occupation, const Family& family,
                             http::Locale locale) {
    const bool is_english = locale == http::Locale::en;
    json::array certificates;
    for (const std::string& certificate : occupation.legal_certificates) {
        certificates.emplace_back(certificate);
    }
    return {
        {"code", occupation.code},
        {"name", is_english ? occupation.name_en : occupation.name},
        {"name_en", occupation.name_en},
        {"family", family.key},
        {"family_name", is_english ? family.name_en : family.name},
        {"gb_code", occupation.gb_code ? json::value(*occupation.gb_code) : json::value(nullptr)},
        {"legal_certificates", std::move(certificates)}};
}

json::object skill_json(const Skill& skill, http::Locale locale) {
    return {{"code", skill.code},
            {"name", locale == http::Locale::en ? skill.name_en : skill.name},
            {"name_en", skill.name_en},
            {"market_course", skill.is_taught}};
}

/// A page of one of the catalogue's lists. A cursor is the code of the last item of the page before
/// after the list's own words.
template <typename Item, typename Spell>
http::Reply page_of(const std::vector<Item>& all, const std::string& list, const http::Call& call,
                    const Spell& spell) {
    auto next = all.begin();
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        const bool of_list = cursor->starts_with(list);
        next =
            of_list ? std::ranges::find(all, cursor->substr(list.size()), &Item::code) : all.end();
        if (next == all.end()) {
            return http::refused({ErrorKind::malformed, "query.bad_cursor", "cursor"}, call);
        }
        ++next;
    }
    const auto limit = call.query.integer("limit").value_or(page_default);
    const auto end = next + std::min<std::ptrdiff_t>(limit, all.end() - next);

    json::array items;
    std::for_each(next, end, [&](const Item& item) { items.push_back(spell(item)); });
    const bool has_more = end != all.end();
    return http::ok({{"items", std::move(items)},
                     {"next_cursor", has_more ? json::value(list + (end - 1)->code) : nullptr}});
}

http::Reply list_occupations(const Occupations& occupations, const http::Call& call) {
    return page_of(occupations.all(), "", call, [&](const Occupation& occupation) {
        return occupation_json(occupation, occupations.family_of(occupation), call.locale);
    });
}

http::Reply list_skills(const Occupations& occupations, const http::Call& call) {
    return page_of(occupations.skills(), "skills-", call,
                   [&](const Skill& skill) { return skill_json(skill, call.locale); });
}

}  // namespace

}  // namespace gig::occupations
