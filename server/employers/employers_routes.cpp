#include "employers/employers_routes.h"

#include <algorithm>

#include "base/json.h"
#include "employers/employer_card.h"
#include "employers/employers_json.h"

namespace gig::employers {

void add_routes(http::Router& router, Rooms rooms) {
    router.post("/api/v1/employers", Action::org_apply,
                [rooms](const http::Call& call) { return create_employer(rooms, call); });
    router.post("/api/v1/employers/{id}:verify", Action::org_apply,
                [rooms](const auto& call) { return verify_employer(rooms.employers, call); });
    router.post("/api/v1/employers/{id}:renew", Action::org_apply,
                [rooms](const auto& call) { return renew_employer(rooms.employers, call); });
    router.get("/api/v1/employers/me", Action::org_apply,
               [rooms](const auto& call) { return list_own_employers(rooms.employers, call); });
    router.get("/api/v1/employers/{id}", Action::org_read_public,
               [rooms](const auto& call) { return show_employer(rooms.employers, call); });
}

namespace {

using Application = EmployersService::Application;

constexpr std::int64_t page_default = 20;
constexpr std::string_view list_cursor = "employers-";

std::optional<std::string> optional_text(const json::value& body, std::string_view name) {
    const json::value* const value = body.as_object().if_contains(name);
    if (value == nullptr) return std::nullopt;
    return std::string(value->as_string());
}

Result<Application> application_in(const json::value& body, const places::Regions& regions) {
    const std::optional<EmployerKind> kind = kind_named(body.at("kind").as_string());
    invariant(kind.has_value());  // The contract lists the same kinds.
    Application application{*kind, std::string(body.at("name").as_string()), std::nullopt,
                            optional_text(body, "place_region_code")};

    const std::optional<std::string> code = optional_text(body, "uscc");
    if (code) {
        const Result<CreditCode> parsed = CreditCode::parse(*code);
        if (!parsed) return parsed.error();
        application.credit_code = *parsed;
    }
    if (application.region_code && regions.find(*application.region_code) == nullptr) {
        return Error{ErrorKind::invalid, "employer.region_unknown", "/place_region_code"};
    }
    const Result<Papers> papers = papers_in(body);
    if (!papers) return papers.error();
    application.licences = papers->licences;
    application.mandate = papers->mandate;
    return application;
}

/// Whom to ask for at the employer: its member, who is called so from now on. That is the name
/// that people are shown and the only one that is kept.
Result<std::optional<accounts::DisplayName>> contact_in(const json::value& body) {
    const std::optional<std::string> text = optional_text(body, "contact_name");
    if (!text) return std::optional<accounts::DisplayName>();

    const Result<accounts::DisplayName> name = accounts::DisplayName::parse(*text);
    if (name) return std::optional(*name);
    Error error = name.error();
    error.field = "/contact_name";
    return error;
}

http::Reply entered_reply(const Employer& employer) {
    return http::created(json::object{{"employer_id", employer.id.text()},
                                      {"state", name_of(employer.state)},
                                      {"reason", or_null(employer.reason)}});
}

http::Reply checked_reply(const Employer& employer) {
    http::Reply reply = entered_reply(employer);
    reply.status = 200;
    return reply;
}

/// The first item after the cursor's; nothing where the cursor is not of this list.
std::optional<std::size_t> start_of(const std::vector<OwnEmployer>& employers,
                                    const std::optional<std::string>& cursor) {
    if (!cursor) return 0;
    if (!cursor->starts_with(list_cursor)) return std::nullopt;
    const std::optional<EmployerId> last =
        EmployerId::parse(std::string_view(*cursor).substr(list_cursor.size()));
    if (!last) return std::nullopt;

    const auto found = std::ranges::find(
        employers, *last, [](const OwnEmployer& own) { return own.file.employer.id; });
    if (found == employers.end()) return std::nullopt;
    return static_cast<std::size_t>(found - employers.begin()) + 1;
}

}  // namespace

http::Reply create_employer(const Rooms& rooms, const http::Call& call) {
    const Result<Application> application = application_in(call.body, rooms.regions);
    if (!application) return http::refused(application.error(), call);
    const Result<std::optional<accounts::DisplayName>> contact = contact_in(call.body);
    if (!contact) return http::refused(contact.error(), call);

    const Result<Employer> entered =
        rooms.employers.apply(call.actor, *application, call.once(entered_reply));
    if (!entered) return http::refused(entered.error(), call);

    if (*contact) {
        const Result<accounts::Account> named = rooms.accounts.name_self(call.actor, **contact);
        if (!named) return http::refused(named.error(), call);
    }
    return entered_reply(*entered);
}

http::Reply verify_employer(EmployersService& employers, const http::Call& call) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);

    const Result<Employer> checked = employers.verify(call.actor, *id, call.once(checked_reply));
    if (!checked) return http::refused(checked.error(), call);

    return checked_reply(*checked);
}

http::Reply renew_employer(EmployersService& employers, const http::Call& call) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);
    const Result<Papers> papers = papers_in(call.body);
    if (!papers) return http::refused(papers.error(), call);

    const Result<Employer> renewed =
        employers.renew(call.actor, *id, *papers, call.once(checked_reply));
    if (!renewed) return http::refused(renewed.error(), call);

    return checked_reply(*renewed);
}

http::Reply list_own_employers(const EmployersService& employers, const http::Call& call) {
    invariant(call.actor.account.has_value());  // No visitor may; the front hall has asked.
    const std::vector<OwnEmployer> own = employers.own_of(*call.actor.account);
    const std::optional<std::size_t> start = start_of(own, call.query.text("cursor"));
    if (!start) {
        return http::refused({ErrorKind::malformed, "employer.cursor_unknown", "cursor"}, call);
    }

    const auto limit = static_cast<std::size_t>(call.query.integer("limit").value_or(page_default));
    const std::size_t end = std::min(own.size(), *start + limit);
    json::array items;
    for (std::size_t position = *start; position < end; ++position) {
        items.push_back(own_json(own[position]));
    }
    std::optional<std::string> next_cursor;
    if (end < own.size())
        next_cursor = std::string(list_cursor) + own[end - 1].file.employer.id.text();
    return http::ok(
        json::object{{"items", std::move(items)}, {"next_cursor", or_null(next_cursor)}});
}

http::Reply show_employer(const EmployersService& employers, const http::Call& call) {
    const std::optional<EmployerId> id = call.path_id<EmployerId>("id");
    if (!id) return http::not_found(call);

    // Whoever was refused is nobody's business but their own.
    const std::optional<Employer> employer = employers.find(*id);
    if (!employer || employer->state == EmployerState::refused) return http::not_found(call);

    return http::ok(card_json(*employer, call.locale));
}

}  // namespace gig::employers
