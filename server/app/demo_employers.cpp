#include "app/demo_employers.h"

#include <array>
#include <stdexcept>
#include <string>

#include "app/demo_rooms.h"

namespace gig::app {

namespace {

using employers::LicenceKind;

/// What tells one agency of the demo from another.
struct DemoAgency {
    std::string_view phone;
    std::string_view name;
    std::string_view credit_code_17;
    std::chrono::days licensed_for;  // From the day before today on.
    bool dispatches;
    std::string_view title;
    std::string_view user_enterprise;  // Whom it posts for.
};

constexpr std::array<DemoAgency, 3> agencies{{
    {"12000000101", "示例甲子人力资源有限公司", "91330500900000001", std::chrono::days(730), false,
     "仓库理货员，下午四小时", "示例甲仓储有限公司"},
    {"12000000102", "示例乙丑人力资源有限公司", "91330500900000002", std::chrono::days(365), true,
     "会场布置，下午四小时", "示例乙会展有限公司"},
    {"12000000103", "示例丙寅人力资源有限公司", "91330500900000003", std::chrono::days(0), false,
     "超市理货员，下午四小时", "示例丙超市有限公司"},
}};

constexpr std::int32_t people_each = 3;
static_assert(people_each * agencies.size() == demo_agency_people);

employers::EmployersService::Application application_of(const DemoAgency& agency, Date yesterday) {
    const Date expires_on(std::chrono::sys_days(yesterday) + agency.licensed_for);
    const auto licence = [&](LicenceKind kind, const char* mark) {
        return employers::Licence{kind, std::string(mark) + std::string(agency.credit_code_17),
                                  "示例区人力社保局", expires_on};
    };
    employers::EmployersService::Application application{
        .kind = employers::EmployerKind::agency,
        .name = std::string(agency.name),
        .credit_code = must(employers::CreditCode::complete(agency.credit_code_17), agency.name),
        .region_code = std::nullopt,
        .made_up = true,
        .licences = {licence(LicenceKind::human_resources_service, "示例人服")},
        .mandate = employers::Mandate{std::nullopt, "示例委托书"}};
    if (agency.dispatches) {
        application.licences.push_back(licence(LicenceKind::labour_dispatch, "示例派遣"));
    }
    return application;
}

jobs::JobDraft post_of(const DemoAgency& agency, const markets::Market& market, Date today) {
    const Time start = midnight(today) + std::chrono::hours(24 + 13);
    return {.market = market.id,
            .title = std::string(agency.title),
            .occupation = "shelf_stocker",
            .description =
                "为示例单位招收临时人员，按清单搬放和摆齐物品，室内站立工作，有人带，包一顿饭。",
            .place = places::SourcePlace{market.place.latitude_degrees(),
                                         market.place.longitude_degrees(), places::Crs::wgs84},
            .address = market.address,
            .pay = {Money{2'600}, PayUnit::hour},
            .settlement = Settlement::day,
            .relation = Relation::part_time,
            .shifts = {{start, start + std::chrono::hours(4), people_each}},
            .benefits = {jobs::Benefit::meal},
            .injury_cover = {InjuryCoverKind::work_injury},
            .user_enterprise = jobs::UserEnterprise{std::string(agency.user_enterprise)},
            .expires_at = start};
}

}  // namespace

void make_demo_agencies(House& house, const DemoStaff& staff, Date today) {
    const markets::Market* market = house.markets.nearest(*house.regions.city().centre);
    invariant(market != nullptr);  // A demo city has markets.
    const Date yesterday(std::chrono::sys_days(today) - std::chrono::days(1));
    for (const DemoAgency& agency : agencies) {
        const accounts::Account account =
            must(house.accounts.create_for_demo({*Phone::parse(agency.phone),
                                                 *accounts::DisplayName::parse("演示经办人"),
                                                 {{Role::worker}}}),
                 agency.phone);
        Actor member{.account = account.id, .grants = {{Role::worker}}};
        const employers::Employer applied =
            must(house.employers.apply(member, application_of(agency, yesterday), {}), agency.name);
        for (const Actor& person : {staff.first, staff.second}) {
            must(house.employer_checks.decide(person, applied.id,
                                              {employers::CheckVerdict::approved, ""}, {}),
                 agency.name);
        }
        member.grants = {{Role::agency, applied.id.value()}};
        must(house.jobs.publish(member, post_of(agency, *market, today), {}), agency.title);
    }
}

}  // namespace gig::app
