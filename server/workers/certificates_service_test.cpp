#include "workers/certificates_service.h"

#include "storage/faulty_database.h"
#include "workers/workers_fixture.h"

namespace gig::workers {
namespace {

using Key = CertificatesService::Key;
using Seen = CertificatesService::Seen;

class CertificatesServiceTest : public WorkersHouse {
protected:
    static Paper paper(const std::string& number = "33050001") {
        return {number, "示例疾控中心", std::chrono::year(2026) / 1 / 10,
                std::chrono::year(2027) / 1 / 10};
    }
    Result<HeldCertificate> hand_in(const Actor& actor, const Paper& handed_in = paper(),
                                    const std::string& code = "health") {
        return certificates_.hand_in(actor, code, handed_in, {});
    }
    HeldCertificate own(const Actor& actor, const std::string& code = "health") {
        const Result<std::vector<HeldCertificate>> all = certificates_.own(actor);
        for (const HeldCertificate& held : *all) {
            if (held.code == code) return held;
        }
        ADD_FAILURE() << code << " isn't held";
        return {*actor.account, code};
    }
    Key key(const Actor& actor) { return {*actor.account, "health"}; }
    Result<Seen> confirm(const Actor& staff, const Actor& worker) {
        return certificates_.confirm(staff, key(worker), {});
    }
    Result<Seen> refuse(const Actor& staff, const Actor& worker,
                        CertificateRemark reason = CertificateRemark::unreadable) {
        return certificates_.refuse(staff, key(worker), reason, {});
    }
    std::uint32_t mask(const Actor& actor, Date day = std::chrono::year(2026) / 11 / 25) {
        return workers_.certificates_mask(*workers_.read_self(actor), day);
    }
    std::size_t waiting_at(MarketId market) {
        return certificates_.waiting(staff_of(market), market, {}, certificates_listed_max)->size();
    }
    /// The states told of since then, in order.
    std::string told_since(std::int64_t sequence) {
        std::string told;
        for (const events::Event& event : events_after(sequence)) {
            if (std::holds_alternative<events::WorkerProfileSaved>(event)) told += "saved ";
            if (std::holds_alternative<events::CertificateDeclared>(event)) told += "declared ";
            if (const auto* checked = std::get_if<events::CertificateChecked>(&event)) {
                told += "checked:" + checked->state + " ";
            }
        }
        return told;
    }
};

TEST_F(CertificatesServiceTest, OneOfTheListIsDeclaredAndCounts) {
    const Actor actor = worker();
    EXPECT_TRUE(certificates_.own(actor)->empty());
    ASSERT_TRUE(save(actor, draft()));
    EXPECT_EQ(own(actor).state, CertificateState::declared);
    EXPECT_FALSE(own(actor).handed_in);
    EXPECT_EQ(mask(actor), 1U);
    EXPECT_EQ(waiting_at(near_market), 0U);
}

TEST_F(CertificatesServiceTest, ThePaperIsKeptAndTheRegistryAskedByNumberAndName) {
    const Actor actor = worker();
    const std::int64_t before = database_->last_event();
    const Result<HeldCertificate> kept = hand_in(actor);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->state, CertificateState::confirmed);
    EXPECT_EQ(kept->handed_in->paper, paper());
    EXPECT_EQ(kept->handed_in->check->by, "registry");
    EXPECT_FALSE(kept->handed_in->remark);
    ASSERT_EQ(registry_.questions.size(), 1U);
    EXPECT_EQ(registry_.questions[0].code, "health");
    EXPECT_EQ(registry_.questions[0].number, "33050001");
    EXPECT_EQ(registry_.questions[0].name, "演示1");
    EXPECT_EQ(told_since(before), "saved declared checked:confirmed ");
    EXPECT_EQ(workers_.read_self(actor)->preferences.certificates,
              std::vector<std::string>{"health"});
    EXPECT_EQ(waiting_at(far_market), 0U);
}

TEST_F(CertificatesServiceTest, WhatTheRegistryCantSayWaitsForTheStaffNearTheHome) {
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    registry_.answer = CertificateAnswer::unknown;
    EXPECT_EQ(hand_in(actor)->handed_in->remark, CertificateRemark::registry_unknown);
    EXPECT_EQ(own(actor).state, CertificateState::declared);
    EXPECT_EQ(mask(actor), 1U);
    EXPECT_EQ(waiting_at(near_market), 1U);

    const Actor homeless = worker();
    registry_.answer = CertificateAnswer::unreachable;
    EXPECT_EQ(hand_in(homeless)->handed_in->remark, CertificateRemark::registry_unreachable);
    EXPECT_EQ(waiting_at(far_market), 1U);
    EXPECT_EQ(waiting_at(near_market), 1U);
}

TEST_F(CertificatesServiceTest, WhatTheRegistryRefusesCountsNoLonger) {
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    registry_.answer = CertificateAnswer::refused;
    const Result<HeldCertificate> kept = hand_in(actor);
    EXPECT_EQ(kept->state, CertificateState::refused);
    EXPECT_EQ(kept->handed_in->remark, CertificateRemark::registry_refused);
    EXPECT_EQ(mask(actor), 0U);
    EXPECT_EQ(waiting_at(near_market), 0U);
}

TEST_F(CertificatesServiceTest, TheSamePaperStaysWhatItIsAndAnotherIsDeclaredAgain) {
    const Actor actor = worker();
    ASSERT_TRUE(hand_in(actor));
    const std::int64_t before = database_->last_event();
    registry_.answer = CertificateAnswer::refused;
    EXPECT_EQ(hand_in(actor)->state, CertificateState::confirmed);
    EXPECT_EQ(registry_.questions.size(), 1U);
    EXPECT_EQ(database_->last_event(), before);

    registry_.answer = CertificateAnswer::unreachable;
    const Result<HeldCertificate> other = hand_in(actor, paper("33050002"));
    EXPECT_EQ(other->state, CertificateState::declared);
    EXPECT_EQ(told_since(before), "declared checked:declared ");
    registry_.answer = CertificateAnswer::confirmed;
    EXPECT_EQ(hand_in(actor, paper("33050002"))->state, CertificateState::confirmed);
}

TEST_F(CertificatesServiceTest, WhatIsOverCountsToItsLastDay) {
    const Actor actor = worker();
    ASSERT_TRUE(hand_in(actor));
    EXPECT_EQ(mask(actor, std::chrono::year(2027) / 1 / 10), 1U);
    EXPECT_EQ(mask(actor, std::chrono::year(2027) / 1 / 11), 0U);
}

TEST_F(CertificatesServiceTest, TakenOutOfTheListIsForgotten) {
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    ASSERT_TRUE(hand_in(actor));
    ASSERT_TRUE(hand_in(actor, paper(), "forklift"));
    ProfileDraft without = draft();
    without.preferences.certificates = {"forklift"};
    ASSERT_TRUE(save(actor, without));
    EXPECT_EQ(count("SELECT count(*) FROM worker_certificate"), 1);
    EXPECT_EQ(own(actor, "forklift").state, CertificateState::confirmed);

    EXPECT_TRUE(certificates_.drop(actor, "forklift", {}));
    EXPECT_TRUE(certificates_.own(actor)->empty());
    EXPECT_EQ(count("SELECT count(*) FROM worker_certificate"), 0);
    EXPECT_EQ(code_of(certificates_.drop(actor, "forklift", {})), "http.not_found");
    ASSERT_TRUE(save(actor, draft()));
    EXPECT_EQ(own(actor).state, CertificateState::declared);
}

TEST_F(CertificatesServiceTest, TheNumberIsNowhereInTheOpen) {
    const Actor actor = worker();
    ASSERT_TRUE(hand_in(actor));
    EXPECT_EQ(count("SELECT count(*) FROM worker_certificate "
                    "WHERE instr(number_enc, '33050001') > 0"),
              0);
    EXPECT_EQ(count("SELECT count(*) FROM event WHERE instr(body, '33050001') > 0"), 0);
}

TEST_F(CertificatesServiceTest, BadPapersAreRefusedBeforeAnybodyIsAsked) {
    const Actor actor = worker();
    EXPECT_EQ(code_of(hand_in(actor, paper("1"))), "certificate.number_malformed");
    EXPECT_EQ(code_of(hand_in(actor, paper(), "magic")), "http.not_found");
    EXPECT_EQ(code_of(hand_in({})), "session.required");
    EXPECT_EQ(code_of(hand_in(staff_of(near_market))), "http.not_found");
    EXPECT_TRUE(registry_.questions.empty());
    EXPECT_EQ(count("SELECT count(*) FROM worker_profile"), 0);
}

TEST_F(CertificatesServiceTest, NobodyGuessesNumbersAllDay) {
    const Actor actor = worker();
    for (std::size_t time = 0; time < hand_ins_per_day_max; ++time) {
        ASSERT_TRUE(hand_in(actor, paper("3305" + std::to_string(1000 + time))));
    }
    const Result<HeldCertificate> refused = hand_in(actor);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "certificate.handed_in_too_often");
    EXPECT_EQ(refused.error().retry_after_seconds, 24 * 3600);
    EXPECT_TRUE(hand_in(worker()));
    clock_.advance(std::chrono::hours(24));
    EXPECT_TRUE(hand_in(actor));
}

TEST_F(CertificatesServiceTest, AnotherPaperMeanwhileIsNotHeardOf) {
    const Actor actor = worker();
    registry_.meanwhile = [&] {
        registry_.meanwhile = {};
        registry_.answer = CertificateAnswer::unreachable;
        ASSERT_TRUE(hand_in(actor, paper("33050002")));
        registry_.answer = CertificateAnswer::confirmed;
    };
    EXPECT_EQ(code_of(hand_in(actor)), "certificate.changed_meanwhile");
    EXPECT_EQ(own(actor).handed_in->paper.number, "33050002");
    EXPECT_EQ(own(actor).state, CertificateState::declared);
}

TEST_F(CertificatesServiceTest, AWordOfTheStaffMeanwhileStands) {
    const Actor actor = worker();
    registry_.meanwhile = [&] { ASSERT_TRUE(refuse(staff_of(far_market), actor)); };
    EXPECT_EQ(hand_in(actor)->state, CertificateState::refused);
    EXPECT_EQ(own(actor).handed_in->remark, CertificateRemark::unreadable);
}

TEST_F(CertificatesServiceTest, TheStaffOfTheMarketConfirmAndRefuse) {
    registry_.answer = CertificateAnswer::unknown;
    const Actor actor = worker();
    ASSERT_TRUE(save(actor, draft()));
    ASSERT_TRUE(hand_in(actor));
    const Actor staff = staff_of(near_market);
    const std::int64_t before = database_->last_event();

    const Result<Seen> confirmed = confirm(staff, actor);
    ASSERT_TRUE(confirmed);
    EXPECT_EQ(confirmed->name_masked, "演*");
    EXPECT_EQ(own(actor).state, CertificateState::confirmed);
    EXPECT_EQ(own(actor).handed_in->check->by, "market_staff");
    EXPECT_EQ(own(actor).handed_in->check->checker, staff.account);
    EXPECT_FALSE(own(actor).handed_in->remark);
    EXPECT_EQ(code_of(confirm(staff, actor)), "certificate.decided_already");
    EXPECT_EQ(waiting_at(near_market), 0U);

    ASSERT_TRUE(refuse(staff, actor, CertificateRemark::name_differs));
    EXPECT_EQ(own(actor).handed_in->remark, CertificateRemark::name_differs);
    EXPECT_EQ(mask(actor), 0U);
    EXPECT_EQ(code_of(refuse(staff, actor)), "certificate.decided_already");
    EXPECT_EQ(told_since(before), "checked:confirmed checked:refused ");
}

TEST_F(CertificatesServiceTest, NobodyConfirmsWhatIsOverOrTheirOwn) {
    registry_.answer = CertificateAnswer::unknown;
    const Actor actor = worker();
    ASSERT_TRUE(hand_in(actor));
    Actor both = actor;
    both.grants.push_back({Role::market_staff, far_market.value()});
    EXPECT_EQ(code_of(confirm(both, actor)), "certificate.own_case");
    clock_.advance(std::chrono::hours(24 * 60));
    EXPECT_EQ(code_of(confirm(staff_of(far_market), actor)), "certificate.over");
    EXPECT_TRUE(refuse(staff_of(far_market), actor, CertificateRemark::ended));
}

TEST_F(CertificatesServiceTest, WhatIsAnotherMarketsOrNowhereLooksAlike) {
    registry_.answer = CertificateAnswer::unknown;
    const Actor actor = worker();
    ASSERT_TRUE(hand_in(actor));
    EXPECT_EQ(code_of(confirm(staff_of(near_market), actor)), "http.not_found");
    EXPECT_EQ(code_of(confirm(staff_of(near_market), worker())), "http.not_found");
    EXPECT_EQ(code_of(confirm(worker(), actor)), "role.not_allowed");
    EXPECT_EQ(code_of(certificates_.waiting(staff_of(near_market), far_market, {}, 10)),
              "http.not_found");
    EXPECT_EQ(code_of(certificates_.waiting(staff_of(MarketId(99)), MarketId(99), {}, 10)),
              "http.not_found");
}

TEST_F(CertificatesServiceTest, WhatWaitsComesOldestFirstAndInPages) {
    registry_.answer = CertificateAnswer::unknown;
    std::vector<AccountId> workers;
    for (int person = 0; person < 3; ++person) {
        const Actor actor = worker();
        workers.push_back(*actor.account);
        ASSERT_TRUE(hand_in(actor));
        clock_.advance(std::chrono::seconds(1));
    }
    const Actor staff = staff_of(far_market);
    const auto page = [&](const std::optional<Key>& after) {
        std::vector<AccountId> listed;
        const Result<std::vector<Seen>> waiting =
            certificates_.waiting(staff, far_market, after, 2);
        for (const Seen& seen : *waiting) {
            listed.push_back(seen.certificate.worker);
        }
        return listed;
    };
    EXPECT_EQ(page({}), (std::vector{workers[0], workers[1]}));
    EXPECT_EQ(page(Key{workers[1], "health"}), std::vector{workers[2]});
    EXPECT_EQ(code_of(certificates_.waiting(staff, far_market, Key{workers[0], "welder"}, 2)),
              "query.bad_cursor");
    EXPECT_EQ(code_of(certificates_.waiting(staff_of(near_market), near_market,
                                            Key{workers[0], "health"}, 2)),
              "query.bad_cursor");
}

TEST_F(CertificatesServiceTest, HandingInIsAllOrNothingWhicheverStatementFails) {
    const Actor actor = worker();
    storage::FaultyDatabase faulty(*database_);
    const WorkersService workers = workers_over(faulty);
    CertificatesService over_faults = certificates_over(faulty, workers);
    int statements = 0;
    for (bool kept = false; !kept;) {
        faulty.fail_statement(++statements);
        ASSERT_LT(statements, 50);
        try {
            ASSERT_TRUE(over_faults.hand_in(actor, "health", paper(), {}));
            kept = true;
        } catch (const storage::Broken&) {
            // The list and the papers say the same, whatever broke.
            EXPECT_EQ(count("SELECT count(*) FROM worker_certificate"),
                      count("SELECT count(*) FROM worker_profile"))
                << statements;
        }
    }
    EXPECT_GE(statements, 6);
    EXPECT_EQ(own(actor).state, CertificateState::confirmed);
}

}  // namespace
}  // namespace gig::workers
