#include "matching/job_page.h"

#include <gtest/gtest.h>

#include "matching/matching_fixture.h"

namespace gig::matching {
namespace {

const std::string app_page = "<html><head><title>找零工</title></head><body>app</body></html>";
constexpr std::string_view script_start = R"(<script type="application/ld+json">)";
constexpr std::string_view script_end = "</script>";

class JobPageTest : public MatchingHouse {
protected:
    http::Reply show(const std::string& id, const Actor& actor = {}) const {
        http::Call call;
        call.actor = actor;
        call.received_at = clock_.now();
        call.path = {{"id", id}};
        return page_.show(call);
    }

    /// The data in the page's head, as a browser finds it: up to the first end of the element.
    static json::object posting_in(const std::string& html) {
        const std::size_t start = html.find(script_start);
        EXPECT_NE(start, std::string::npos);
        const std::size_t end = html.find(script_end, start);
        EXPECT_LT(end, html.find("</head>"));
        EXPECT_EQ(html.find(script_start, end), std::string::npos) << "one element";
        const std::size_t text = start + script_start.size();
        return json::parse(html.substr(text, end - text)).as_object();
    }

    json::object posting_of(const jobs::JobDraft& job) {
        return posting_in(show(published(job).text()).body);
    }

    int posted_ = 0;
    JobPage page_{{*database_, market_jobs_, employers_, occupations_, markets_}, app_page};
};

TEST_F(JobPageTest, AnOpenJobBearsItsFacts) {
    jobs::JobDraft draft = shift("晚餐洗碗");
    draft.address = "暗号胡同7号";
    draft.description = "洗碗、收台。\n包一餐。";
    const JobId job = published(draft);
    const http::Reply reply = show(job.text());
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.content_type, "text/html; charset=utf-8");
    EXPECT_TRUE(reply.body.starts_with("<html><head><title>找零工</title><script"));
    EXPECT_TRUE(reply.body.ends_with("</head><body>app</body></html>"));
    EXPECT_EQ(
        json::serialize(posting_in(reply.body)),
        R"({"@context":"https://schema.org","@type":"JobPosting",)"
        R"("identifier":{"@type":"PropertyValue","name":"gigfair","value":")" +
            job.text() +
            R"("},"title":"晚餐洗碗","description":"洗碗、收台。<br>包一餐。",)"
            R"("datePosted":"2026-11-25T00:00:00+08:00",)"
            R"("validThrough":"2026-11-26T17:00:00+08:00","employmentType":"TEMPORARY",)"
            R"("hiringOrganization":{"@type":"Organization","name":"家庭用工方"},)"
            R"("baseSalary":{"@type":"MonetaryAmount","currency":"CNY",)"
            R"("value":{"@type":"QuantitativeValue","value":2.5E1,"unitText":"HOUR"}},)"
            R"("totalJobOpenings":2,"directApply":true,)"
            R"("jobLocation":{"@type":"Place","address":{"@type":"PostalAddress",)"
            R"("addressCountry":"CN","addressLocality":"吴兴区月河街道"},)"
            R"("geo":{"@type":"GeoCoordinates","latitude":3.0868E1,"longitude":1.20104E2}}})");
    EXPECT_EQ(reply.body.find("暗号"), std::string::npos);
    EXPECT_EQ(reply.body.find("演示用工方"), std::string::npos);
}

TEST_F(JobPageTest, AnAgencysPostNamesWhoHiresAndWhereTheWorkIs) {
    const Actor agency = agency_member();
    const auto posting = [&](Relation relation) {
        jobs::JobDraft draft = shift("洗碗" + std::to_string(++posted_));
        draft.relation = relation;
        if (relation == Relation::dispatch) draft.settlement = Settlement::month;
        if (relation != Relation::household) {
            draft.user_enterprise = jobs::UserEnterprise{"示例餐饮有限公司", credit_code(5).text()};
        }
        const jobs::JobWithOpenings job = kept(market_jobs_.publish(agency, draft, {})->job);
        return job_posting_json(job, *employers_.find(employer_of(agency)), "");
    };
    const json::object introduced = posting(Relation::task_term);
    EXPECT_EQ(introduced.at("hiringOrganization").at("name"), "示例餐饮有限公司");
    EXPECT_EQ(introduced.at("hiringOrganization").at("identifier").at("value"),
              json::value(credit_code(5).text()));
    EXPECT_EQ(introduced.at("applicationContact").at("name"), "示例人力资源有限公司");
    EXPECT_FALSE(introduced.contains("employmentUnit"));

    const json::object dispatched = posting(Relation::dispatch);
    EXPECT_EQ(dispatched.at("hiringOrganization").at("name"), "示例人力资源有限公司");
    EXPECT_EQ(dispatched.at("employmentUnit").at("name"), "示例餐饮有限公司");

    const json::object at_home = posting(Relation::household);
    EXPECT_EQ(at_home.at("hiringOrganization").at("name"), "家庭用工方");
    EXPECT_FALSE(at_home.contains("employmentUnit"));
}

/// What would end the element, open a comment in it, or be taken for markup by its reader.
TEST_F(JobPageTest, NoTextLeavesItsElement) {
    const std::vector<std::string> attempts = {
        "</script><script>alert(1)</script>",
        "</SCRIPT ><img src=x onerror=alert(1)>",
        "<!--<script>",
        "]]>-->",
        "\"},\"@type\":\"Person",
        "\\u003c/script>\\",
        "&lt;/script&gt;<b>",
    };
    const jobs::JobWithOpenings known = kept(published(shift("洗碗")));
    for (const std::string& attempt : attempts) {
        jobs::JobWithOpenings job = known;
        job.job.title = "洗碗" + attempt;
        job.job.description = "收台" + attempt;
        const json::object posting =
            job_posting_json(job, *employers_.find(employer_of(employer_)), attempt);
        const std::string script = data_script(posting);
        EXPECT_EQ(script.find('<', 1), script.size() - script_end.size()) << script;
        EXPECT_EQ(script.find('>', script_start.size()), script.size() - 1) << script;
        EXPECT_EQ(script.find('&'), std::string::npos) << script;

        const json::object read = posting_in(script + "</head>");
        EXPECT_EQ(read.at("title").as_string(), "洗碗" + attempt);
        EXPECT_EQ(read.at("@type"), "JobPosting");
        const std::string description(read.at("description").as_string());
        EXPECT_EQ(description.find('<'), std::string::npos) << "text, for who reads it as HTML";
    }
}

TEST_F(JobPageTest, PayIsToldInUnitsThatSchemaOrgKnows) {
    const auto salary = [&](jobs::Pay pay) {
        jobs::JobDraft draft = shift("洗碗" + std::to_string(++posted_));
        draft.pay = pay;
        const json::object posting = posting_of(draft);
        const json::value& value = posting.at("baseSalary").at("value");
        return std::to_string(value.at("value").to_number<double>()) + " " +
               std::string(value.at("unitText").as_string());
    };
    EXPECT_EQ(salary({Money{2'550}, PayUnit::hour}), "25.500000 HOUR");
    EXPECT_EQ(salary({Money{20'000}, PayUnit::day}), "200.000000 DAY");
    EXPECT_EQ(salary({Money{12'000}, PayUnit::shift}), "30.000000 HOUR") << "4 hours";
    EXPECT_EQ(salary({.amount = Money{100}, .unit = PayUnit::piece, .pieces_per_hour = 30}),
              "30.000000 HOUR");
}

TEST_F(JobPageTest, RemoteWorkHasNoPlace) {
    jobs::JobDraft draft = shift("线上客服");
    draft.place = std::nullopt;
    const json::object posting = posting_of(draft);
    EXPECT_EQ(posting.at("jobLocationType"), "TELECOMMUTE");
    EXPECT_EQ(posting.at("applicantLocationRequirements").at("name"), "CN");
    EXPECT_FALSE(posting.contains("jobLocation"));
}

TEST_F(JobPageTest, AMadeUpPostSaysSo) {
    const jobs::JobWithOpenings job = kept(published(shift("洗碗")));
    employers::Employer employer = *employers_.find(job.job.employer);
    EXPECT_FALSE(job_posting_json(job, employer, "").contains("disambiguatingDescription"));
    employer.made_up = true;
    EXPECT_EQ(job_posting_json(job, employer, "").at("disambiguatingDescription"), "演示数据");
}

TEST_F(JobPageTest, WhatIsOverIsGoneForStrangersAndNeverBearsFacts) {
    const JobId closed = published(shift("洗碗"));
    close(closed);
    EXPECT_EQ(show(closed.text()).status, 410);
    EXPECT_EQ(show(closed.text()).body, app_page);
    EXPECT_EQ(show(closed.text(), worker()).status, 200) << "who had a part in it reads on";
    EXPECT_EQ(show(closed.text(), employer_).body, app_page);

    const JobId expired = published(shift("切配"));
    clock_.advance(std::chrono::hours(24 + 17));
    EXPECT_EQ(show(expired.text()).status, 410) << "also before the scheduler saw it";
    EXPECT_EQ(show(expired.text()).body, app_page);
}

TEST_F(JobPageTest, WhatWasNeverPublicIsNotThereForStrangers) {
    const Actor pending = employer_member(false);
    const JobId waits = market_jobs_.publish(pending, shift("洗碗"), {})->job;
    const http::Reply hidden = show(waits.text());
    const http::Reply nothing = show("0000000000000");
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(hidden.body, app_page);
    EXPECT_EQ(nothing.status, hidden.status);
    EXPECT_EQ(nothing.body, hidden.body);
    EXPECT_EQ(nothing.headers, hidden.headers);
    EXPECT_EQ(show("no id").status, 404);
    EXPECT_EQ(show(waits.text(), pending).status, 200);
    EXPECT_EQ(show(waits.text(), pending).body, app_page);
}

TEST_F(JobPageTest, ThePageIsAskedAgainAndItsTagFollowsTheFacts) {
    const JobId job = published(shift("洗碗"));
    const auto tag = [&] {
        std::string etag;
        std::string cache;
        for (const auto& [name, value] : show(job.text()).headers) {
            if (name == "ETag") etag = value;
            if (name == "Cache-Control") cache = value;
        }
        EXPECT_EQ(cache, "no-cache");
        return etag;
    };
    const std::string first = tag();
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(tag(), first);
    database_->write(storage::Purpose::housekeeping, [&](storage::Transaction& transaction) {
        transaction.execute("UPDATE opening SET places_left = 1 WHERE job = $1", {job});
        return true;
    });
    EXPECT_NE(tag(), first);
}

TEST_F(JobPageTest, WithoutTheWebPagesThereIsNone) {
    const JobPage bare({*database_, market_jobs_, employers_, occupations_, markets_}, "");
    EXPECT_EQ(bare.show({}).status, 404);
}

}  // namespace
}  // namespace gig::matching
