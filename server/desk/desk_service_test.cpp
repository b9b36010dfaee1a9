#include "desk/desk_service.h"

#include <gtest/gtest.h>

#include <memory>

#include "accounts/accounts_service.h"
#include "base/time.h"
#include "base/vault.h"
#include "events/events.h"
#include "storage/faulty_database.h"
#include "storage/temporary_database.h"

namespace gig::desk {
namespace {

class DeskServiceTest : public testing::Test {
protected:
    Actor worker() {
        const std::string number = std::to_string(++people_);
        const Result<accounts::Account> account = accounts_.create_for_demo(
            {*Phone::parse("120" + std::string(8 - number.size(), '0') + number),
             *accounts::DisplayName::parse("演示" + number),
             {{Role::worker}}});
        return {.account = account->id, .grants = {{Role::worker}}};
    }
    static Actor staff_of(MarketId market) {
        return {.account = AccountId(10), .grants = {{Role::market_staff, market.value()}}};
    }
    Result<Registration> at_desk(const Actor& staff, MarketId market, AccountId worker) {
        return desk_.register_at_desk(staff, market, worker, {});
    }
    template <typename T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : std::string(result.error().code);
    }
    std::int64_t count(storage::Sql sql) {
        return database_->ask(
            [&](storage::Reader& reader) { return reader.find(sql, {})->integer(0); });
    }
    events::Event last_event() {
        return database_->ask([&](storage::Reader& reader) {
            return events::read_after(reader, database_->last_event() - 1).at(0).event;
        });
    }

    const MarketId donghu_ = markets::market_id_of("donghu");
    const MarketId fuxi_ = markets::market_id_of("fuxi");
    ManualClock clock_{time_value("2026-11-25T09:00:00+08:00").value()};
    SystemRng rng_;
    accounts::Policy policy_ =
        accounts::Policy::load(GIG_SOURCE_DIR "/server/accounts/authz_matrix.csv");
    markets::MarketDirectory markets_ =
        markets::MarketDirectory::load(GIG_SOURCE_DIR "/city/huzhou");
    storage::TemporaryDatabase database_;
    std::unique_ptr<Vault> vault_ =
        Vault::open_or_create(database_.folder() / "keys", CryptoProfile::intl, rng_);
    accounts::AccountsService accounts_{*database_, clock_, rng_, *vault_, policy_};
    DeskService desk_{*database_, clock_, rng_, policy_, markets_};

private:
    int people_ = 0;
};

TEST_F(DeskServiceTest, StaffRegisterWhoStandsBeforeThem) {
    const AccountId person = *worker().account;
    const Result<Registration> made = at_desk(staff_of(donghu_), donghu_, person);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->via, Via::desk);
    EXPECT_EQ(made->at, clock_.now());
    EXPECT_EQ(count("SELECT count(*) FROM registration WHERE via = 'desk' AND day = '2026-11-25'"),
              1);
    const auto told = std::get<events::SeekerRegistered>(last_event());
    EXPECT_EQ(told.registration, made->id);
    EXPECT_EQ(told.worker, person);
    EXPECT_EQ(told.market, donghu_);
    EXPECT_EQ(told.via, "desk");
}

TEST_F(DeskServiceTest, AWorkerRegistersOnlineWithOrWithoutAMarket) {
    const Actor person = worker();
    ASSERT_TRUE(desk_.register_online(person, donghu_, {}));
    EXPECT_EQ(std::get<events::SeekerRegistered>(last_event()).via, "online");
    ASSERT_TRUE(desk_.register_online(person, std::nullopt, {}));
    EXPECT_FALSE(std::get<events::SeekerRegistered>(last_event()).market);
}

TEST_F(DeskServiceTest, OnceADayAndMarketCounts) {
    const Actor person = worker();
    ASSERT_TRUE(at_desk(staff_of(donghu_), donghu_, *person.account));
    const std::int64_t before = database_->last_event();
    EXPECT_EQ(code_of(at_desk(staff_of(donghu_), donghu_, *person.account)),
              "desk.registered_today");
    EXPECT_EQ(code_of(desk_.register_online(person, donghu_, {})), "desk.registered_today");
    EXPECT_EQ(database_->last_event(), before);

    EXPECT_TRUE(at_desk(staff_of(fuxi_), fuxi_, *person.account));
    ASSERT_TRUE(desk_.register_online(person, std::nullopt, {}));
    EXPECT_EQ(code_of(desk_.register_online(person, std::nullopt, {})), "desk.registered_today");
    clock_.advance(std::chrono::hours(14) + std::chrono::minutes(59));
    EXPECT_EQ(code_of(desk_.register_online(person, donghu_, {})), "desk.registered_today");
    clock_.advance(std::chrono::minutes(1));  // The next civil day.
    EXPECT_TRUE(desk_.register_online(person, donghu_, {}));
    EXPECT_EQ(count("SELECT count(*) FROM registration"), 4);
}

TEST_F(DeskServiceTest, OnlyTheMarketsOwnStaffRegisterThere) {
    const Actor person = worker();
    EXPECT_EQ(code_of(at_desk(staff_of(fuxi_), donghu_, *person.account)), "http.not_found");
    EXPECT_EQ(code_of(at_desk(person, donghu_, *person.account)), "role.not_allowed");
    EXPECT_EQ(code_of(at_desk({}, donghu_, *person.account)), "session.required");
    EXPECT_EQ(code_of(desk_.register_online({}, donghu_, {})), "session.required");
    EXPECT_EQ(count("SELECT count(*) FROM registration"), 0);
}

TEST_F(DeskServiceTest, MarketAndWorkerMustBeThere) {
    const MarketId nowhere(1);
    EXPECT_EQ(code_of(at_desk(staff_of(nowhere), nowhere, *worker().account)),
              "desk.market_unknown");
    EXPECT_EQ(code_of(desk_.register_online(worker(), nowhere, {})), "desk.market_unknown");
    EXPECT_EQ(code_of(desk_.count_in_hall(staff_of(nowhere), nowhere, {})), "desk.market_unknown");
    EXPECT_EQ(code_of(at_desk(staff_of(donghu_), donghu_, AccountId(12345))),
              "desk.worker_unknown");
}

TEST_F(DeskServiceTest, VisitsAreCountedWithoutANameOfAnybody) {
    ASSERT_TRUE(desk_.count_online());
    auto told = std::get<events::VisitCounted>(last_event());
    EXPECT_EQ(told.channel, "online");
    EXPECT_FALSE(told.market);
    ASSERT_TRUE(desk_.count_in_hall(staff_of(donghu_), donghu_, {}));
    told = std::get<events::VisitCounted>(last_event());
    EXPECT_EQ(told.channel, "hall");
    EXPECT_EQ(told.market, donghu_);
    EXPECT_EQ(count("SELECT count(*) FROM visit"), 2);
    EXPECT_EQ(code_of(desk_.count_in_hall(staff_of(fuxi_), donghu_, {})), "http.not_found");
}

TEST_F(DeskServiceTest, EachIsAllOrNothingWhicheverStatementFails) {
    const Actor person = worker();
    storage::FaultyDatabase faulty(*database_);
    DeskService over_faults(faulty, clock_, rng_, policy_, markets_);
    const std::int64_t before = database_->last_event();
    for (int nth = 1; nth <= 2; ++nth) {  // The row, the event.
        faulty.fail_statement(nth);
        EXPECT_THROW((void)over_faults.register_online(person, donghu_, {}), storage::Broken);
        faulty.fail_statement(nth);
        EXPECT_THROW((void)over_faults.count_online(), storage::Broken);
    }
    EXPECT_EQ(database_->last_event(), before);
    EXPECT_EQ(count("SELECT count(*) FROM registration"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM visit"), 0);
    EXPECT_TRUE(over_faults.register_online(person, donghu_, {}));
    EXPECT_TRUE(over_faults.count_online());
    EXPECT_EQ(database_->last_event(), before + 2);
}

}  // namespace
}  // namespace gig::desk
