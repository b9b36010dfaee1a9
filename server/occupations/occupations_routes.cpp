#include "occupations/occupations_routes.h"

#include "base/json.h"

namespace gig::occupations {

namespace {

constexpr std::int64_t page_default = 20;

http::Reply list_occupations(const Occupations& occupations, const http::Call& call);

}  // namespace

void add_routes(http::Router& router, const Occupations& occupations) {
    router.get("/api/v1/occupations", Action::job_search, [&occupations](const http::Call& call) {
        return list_occupations(occupations, call);
    });
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

/// A cursor is the code of the last occupation of the page before.
http::Reply list_occupations(const Occupations& occupations, const http::Call& call) {
    const std::vector<Occupation>& all = occupations.all();
    auto next = all.begin();
    if (const std::optional<std::string> cursor = call.query.text("cursor")) {
        next = std::ranges::find(all, *cursor, &Occupation::code);
        if (next == all.end()) {
            return http::refused({ErrorKind::malformed, "query.bad_cursor", "cursor"}, call);
        }
        ++next;
    }
    const auto limit = call.query.integer("limit").value_or(page_default);
    const auto end = next + std::min<std::ptrdiff_t>(limit, all.end() - next);

    json::array items;
    std::for_each(next, end, [&](const Occupation& occupation) {
        items.push_back(
            occupation_json(occupation, occupations.family_of(occupation), call.locale));
    });
    const bool has_more = end != all.end();
    return http::ok({{"items", std::move(items)},
                     {"next_cursor", has_more ? json::value((end - 1)->code) : nullptr}});
}

}  // namespace

}  // namespace gig::occupations
