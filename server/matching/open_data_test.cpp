#include "matching/open_data.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "base/json.h"
#include "matching/matching_fixture.h"
#include "matching/open_data_routes.h"
#include "storage/faulty_database.h"

namespace gig::matching {
namespace {

/// A database whose readers wait until they are let through.
class HeldDatabase final : public storage::Database {
public:
    explicit HeldDatabase(storage::Database& real) : real_(real) {}

    void read(const std::function<void(storage::Reader&)>& ask) override {
        ++readers;
        if (is_held) open.wait();
        real_.read(ask);
    }
    void write(storage::Purpose purpose,
               const std::function<bool(storage::Transaction&)>& act) override {
        real_.write(purpose, act);
    }
    std::int64_t last_event() override { return real_.last_event(); }
    std::int64_t wait_for_event(std::int64_t sequence, std::chrono::milliseconds timeout) override {
        return real_.wait_for_event(sequence, timeout);
    }

    std::atomic<bool> is_held = true;
    std::latch open{1};
    std::atomic<int> readers = 0;

private:
    storage::Database& real_;
};

class OpenDataTest : public MatchingHouse {
protected:
    OpenDataTest() { add_routes(router_, open_data_, changes_); }

    OpenDataSources sources() {
        return {*database_, market_jobs_, employers_, occupations_, markets_};
    }

    http::Reply get(std::string_view path, const std::string& since = {}) {
        const auto match = router_.match(http::Method::get, path);
        http::Call call;
        if (!since.empty()) call.query = http::Query({{"since", since}});
        return match.value().route->handler(call);
    }

    static std::string position_in(const http::Reply& reply) {
        for (const auto& [name, value] : reply.headers) {
            if (name == "Gigfair-Position") return value;
        }
        return "";
    }

    /// What the stream tells after a position, a word a line, and the position to go on after.
    std::pair<std::string, std::int64_t> told_after(std::int64_t position) {
        const JobChanges::Page page = *changes_.after(position, http::Locale::zh_cn);
        std::string told;
        std::string_view rest = page.lines;
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            const json::value line = json::parse(rest.substr(0, end));
            told += std::string(line.at("change").as_string());
            told += line.at("job").is_null() ? "(gone) " : "(open) ";
            rest.remove_prefix(end + 1);
        }
        return {told, page.position};
    }

    OpenData open_data_{sources(), clock_};
    JobChanges changes_{sources(), clock_};
    http::Router router_;
};

TEST_F(OpenDataTest, ASnapshotIsOneLineAJobWithoutPersonalData) {
    jobs::JobDraft draft = shift("洗碗");
    draft.address = "暗号胡同7号";
    const JobId first = published(draft);
    const JobId second = published(shift("切配"));
    close(second);
    const http::Reply reply = get("/open/jobs");
    const std::string& body = *reply.shared_body;
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.content_type, "application/x-ndjson");
    EXPECT_EQ(position_in(reply), std::to_string(database_->last_event()));
    ASSERT_EQ(std::ranges::count(body, '\n'), 1);
    ASSERT_EQ(body.back(), '\n');
    const json::value line = json::parse(body.substr(0, body.size() - 1));
    EXPECT_EQ(line.at("job_id").as_string(), first.text());
    EXPECT_EQ(line.at("employer").at("name"), "家庭用工方");
    EXPECT_EQ(line.at("openings").as_array().size(), 1U);
    EXPECT_EQ(line.at("relation"), "task_term");
    EXPECT_TRUE(line.at("user_enterprise").is_null());
    EXPECT_EQ(line.at("wage_payer"), "employer");
    EXPECT_EQ(line.as_object().size(), 17U);
    EXPECT_EQ(body.find("暗号"), std::string::npos);
    EXPECT_EQ(body.find("演示用工方"), std::string::npos);
}

TEST_F(OpenDataTest, AnAgencysLineSaysForWhomAndWhoPays) {
    jobs::JobDraft draft = shift("洗碗");
    draft.user_enterprise = jobs::UserEnterprise{"示例餐饮有限公司"};
    published_by(agency_member(), draft);
    const json::value line = json::parse(*get("/open/jobs").shared_body);
    EXPECT_EQ(json::serialize(line.at("user_enterprise")),
              R"({"name":"示例餐饮有限公司","uscc":null})");
    EXPECT_EQ(line.at("wage_payer"), "user_enterprise");
    EXPECT_EQ(line.at("employer").at("kind"), "agency");
}

TEST_F(OpenDataTest, ASnapshotHasALimit) {
    published(shift("洗碗"));
    const std::size_t bytes = open_data_.snapshot(http::Locale::en)->lines->size();
    OpenData wide(sources(), clock_, {.bytes_max = bytes});
    EXPECT_TRUE(wide.snapshot(http::Locale::en));
    OpenData narrow(sources(), clock_, {.bytes_max = bytes - 1});
    EXPECT_EQ(narrow.snapshot(http::Locale::en).error().code, "open_data.too_large");
}

TEST_F(OpenDataTest, ASnapshotIsGivenOutAgainForASecond) {
    published(shift("洗碗"));
    const auto first = open_data_.snapshot(http::Locale::zh_cn)->lines;
    published(shift("切配"));
    EXPECT_EQ(open_data_.snapshot(http::Locale::zh_cn)->lines, first);
    EXPECT_NE(open_data_.snapshot(http::Locale::en)->lines, first) << "each language its own";
    clock_.advance(std::chrono::milliseconds(999));
    EXPECT_EQ(open_data_.snapshot(http::Locale::zh_cn)->lines, first);
    clock_.advance(std::chrono::milliseconds(1));
    const OpenData::Snapshot next = *open_data_.snapshot(http::Locale::zh_cn);
    EXPECT_EQ(std::ranges::count(*next.lines, '\n'), 2);
    EXPECT_EQ(next.position, database_->last_event());
}

TEST_F(OpenDataTest, WhatIsOldIsLetGo) {
    std::weak_ptr<const std::string> lines = open_data_.snapshot(http::Locale::zh_cn)->lines;
    open_data_.drop_old();
    EXPECT_FALSE(lines.expired());
    clock_.advance(std::chrono::seconds(1));
    open_data_.drop_old();
    EXPECT_TRUE(lines.expired());
}

TEST_F(OpenDataTest, SeveralTakersAtOnceShareOneSnapshotAndTheirNumberIsBounded) {
    published(shift("洗碗"));
    HeldDatabase held(*database_);
    constexpr int waiting_max = 3;
    OpenData open_data({held, market_jobs_, employers_, occupations_, markets_}, clock_,
                       {.takers_waiting_max = waiting_max});
    std::atomic<int> refused = 0;
    std::mutex mutex;
    std::set<const std::string*> taken;
    const auto take = [&] {
        const Result<OpenData::Snapshot> snapshot = open_data.snapshot(http::Locale::zh_cn);
        if (!snapshot) {
            EXPECT_EQ(snapshot.error().code, "http.busy");
            EXPECT_GT(snapshot.error().retry_after_seconds, 0);
            ++refused;
            return;
        }
        const std::scoped_lock lock(mutex);
        taken.insert(snapshot->lines.get());
    };
    std::vector<std::jthread> takers;
    takers.emplace_back(take);
    while (held.readers == 0)
        std::this_thread::yield();
    // One makes and waiting_max wait: of five more, two are told to come again.
    for (int number = 0; number < waiting_max + 2; ++number)
        takers.emplace_back(take);
    while (refused < 2)
        std::this_thread::yield();
    held.is_held = false;
    held.open.count_down();
    takers.clear();
    EXPECT_EQ(refused, 2);
    EXPECT_EQ(taken.size(), 1U);
    EXPECT_EQ(held.readers, 1);
}

TEST_F(OpenDataTest, AMakerThatFailsLeavesTheNextATry) {
    published(shift("洗碗"));
    storage::FaultyDatabase faulty(*database_);
    OpenData open_data({faulty, market_jobs_, employers_, occupations_, markets_}, clock_);
    faulty.misbehave(1, {.read = 1'000});
    EXPECT_THROW((void)open_data.snapshot(http::Locale::zh_cn), storage::Broken);
    faulty.behave();
    EXPECT_TRUE(open_data.snapshot(http::Locale::zh_cn));
}

TEST_F(OpenDataTest, ChangesKeepASnapshotUp) {
    const JobId first = published(shift("洗碗"));
    const std::int64_t start = open_data_.snapshot(http::Locale::zh_cn)->position;
    EXPECT_EQ(told_after(start), (std::pair<std::string, std::int64_t>("", start)));

    published(shift("切配"));
    EXPECT_EQ(told_after(start).first, "opened(open) ");
    close(first);
    EXPECT_EQ(told_after(start).first, "opened(open) closed(gone) ");
    clock_.advance(std::chrono::hours(24 * 3));
    market_jobs_.expire_due();
    const auto [told, next] = told_after(start);
    EXPECT_EQ(told, "opened(gone) closed(gone) expired(gone) ") << "facts are those of now";
    EXPECT_EQ(next, database_->last_event());
    EXPECT_EQ(told_after(next).first, "");
    EXPECT_EQ(told_after(0).first, "opened(gone) opened(gone) closed(gone) expired(gone) ");
}

TEST_F(OpenDataTest, ChangesSayNothingOfWhatWasNeverPublic) {
    const Actor pending = employer_member(false);
    const Result<jobs::Published> waits = market_jobs_.publish(pending, shift("切配"), {});
    ASSERT_EQ(waits->state, jobs::JobState::in_review);
    ASSERT_TRUE(market_jobs_.close(pending, waits->job, "", {}));
    EXPECT_EQ(told_after(0).first, "");
}

TEST_F(OpenDataTest, AChangeLineIsAsTheContractSaysAndNamesNobody) {
    jobs::JobDraft draft = shift("洗碗");
    draft.address = "暗号胡同7号";
    const JobId job = published(draft);
    const http::Reply reply = get("/open/jobs/changes", "0");
    EXPECT_EQ(reply.content_type, "application/x-ndjson");
    EXPECT_EQ(position_in(reply), std::to_string(database_->last_event()));
    const json::value line = json::parse(reply.body);
    EXPECT_EQ(line.at("position"), database_->last_event());
    EXPECT_EQ(line.at("at"), "2026-11-25T00:00:00+08:00");
    EXPECT_EQ(line.at("change"), "opened");
    EXPECT_EQ(line.at("job_id").as_string(), job.text());
    EXPECT_EQ(line.at("job").at("employer").at("name"), "家庭用工方");
    EXPECT_EQ(reply.body.find("暗号"), std::string::npos);
    EXPECT_EQ(reply.body.find("演示用工方"), std::string::npos);
}

TEST_F(OpenDataTest, ChangesComeInPages) {
    const JobId job = published(shift("洗碗"));
    const std::int64_t start = database_->last_event();
    database_->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        for (std::size_t number = 0; number < change_lines_max + 1; ++number) {
            events::record(transaction, clock_.now(), std::nullopt, events::JobExpired{job});
        }
        return true;
    });
    const JobChanges::Page page = *changes_.after(start, http::Locale::zh_cn);
    EXPECT_EQ(std::ranges::count(page.lines, '\n'), static_cast<std::ptrdiff_t>(change_lines_max));
    EXPECT_EQ(page.position, start + static_cast<std::int64_t>(change_lines_max));
    const JobChanges::Page rest = *changes_.after(page.position, http::Locale::zh_cn);
    EXPECT_EQ(std::ranges::count(rest.lines, '\n'), 1);
    EXPECT_EQ(rest.position, database_->last_event());
}

TEST_F(OpenDataTest, APositionOfAnotherLogIsRefused) {
    published(shift("洗碗"));
    const std::int64_t last = database_->last_event();
    EXPECT_TRUE(changes_.after(last, http::Locale::zh_cn));
    const http::Reply reply = get("/open/jobs/changes", std::to_string(last + 1));
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.problem->code, "open_data.position_unknown");
}

}  // namespace
}  // namespace gig::matching
