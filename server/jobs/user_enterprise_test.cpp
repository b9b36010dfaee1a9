#include "jobs/user_enterprise.h"

#include "http/contract.h"
#include "http/router.h"
#include "jobs/job_body.h"
#include "jobs/jobs_fixture.h"
#include "jobs/jobs_routes.h"

namespace gig::jobs {
namespace {

class UserEnterpriseTest : public JobsHouse {
protected:
    UserEnterpriseTest() { add_routes(router_, jobs_, employers_, occupations_, rules_); }

    std::string posted(const Actor& actor, const JobDraft& draft) {
        const Result<Published> made = jobs_.publish(actor, draft, {});
        if (made) return std::string(name_of(made->state));
        return std::string(made.error().code) + " " + made.error().field;
    }
    JobDraft naming(UserEnterprise enterprise) const {
        JobDraft posted = draft();
        posted.user_enterprise = std::move(enterprise);
        return posted;
    }

    /// The answer's body, held against the contract.
    json::value send(const Actor& actor, http::Method method, const std::string& path,
                     json::value body = nullptr) {
        const std::optional<http::Router::Match> match = router_.match(method, path);
        const http::Call call{.actor = actor,
                              .received_at = clock_.now(),
                              .path = match->path,
                              .body = std::move(body)};
        const http::Reply reply = match->route->handler(call);
        if (reply.problem) return json::value(reply.problem->code);
        const auto fault = http::reply_fault(*contract_.find(method, match->route->pattern),
                                             reply.status, reply.content_type, reply.body);
        EXPECT_FALSE(fault) << *fault << "\n" << reply.body;
        return json::parse(reply.body);
    }
    std::vector<std::string> rules_broken(const Actor& actor, const JobDraft& draft) {
        const Result<Checked> checked = jobs_.look_over(actor, draft);
        std::vector<std::string> rules;
        for (const Finding& finding : checked->findings)
            rules.push_back(finding.rule);
        return rules;
    }

    http::Router router_;
    http::Contract contract_ = http::Contract::load(GIG_SHARE_DIR "/openapi.json");
};

TEST_F(UserEnterpriseTest, WhoPaysIsWhatTheRelationSays) {
    using employers::EmployerKind;
    using enum Relation;
    for (const Relation relation : {part_time, full_time, dispatch, outsourcing, household}) {
        EXPECT_EQ(wage_payer(EmployerKind::firm, relation), WagePayer::employer);
        EXPECT_EQ(wage_payer(EmployerKind::household, relation), WagePayer::employer);
    }
    for (const Relation relation :
         {part_time, full_time, task_term, service, retired, platform, internship}) {
        EXPECT_EQ(wage_payer(EmployerKind::agency, relation), WagePayer::user_enterprise);
    }
    EXPECT_EQ(wage_payer(EmployerKind::agency, dispatch), WagePayer::employer);
    EXPECT_EQ(wage_payer(EmployerKind::agency, outsourcing), WagePayer::employer);
    EXPECT_EQ(wage_payer(EmployerKind::agency, household), WagePayer::household);
}

TEST_F(UserEnterpriseTest, AnAgencyMustNameItAndNobodyElseMay) {
    const Actor agency = agency_member();
    EXPECT_EQ(posted(agency, draft()), "job.breaks_rules /user_enterprise");
    EXPECT_EQ(posted(agency, for_others()), "open");
    EXPECT_EQ(posted(employer_member(), for_others()),
              "job.user_enterprise_not_for_kind /user_enterprise");
}

TEST_F(UserEnterpriseTest, AHouseholdIsNotNamed) {
    const Actor agency = agency_member();
    JobDraft at_home = draft("家庭保洁");
    at_home.relation = Relation::household;
    EXPECT_EQ(posted(agency, at_home), "open");
    at_home.user_enterprise = UserEnterprise{"某先生家"};
    EXPECT_EQ(posted(agency, at_home), "job.user_enterprise_not_for_household /user_enterprise");
}

TEST_F(UserEnterpriseTest, ItsNameAndCodeAreChecked) {
    const Actor agency = agency_member();
    const std::string name_field = "/user_enterprise/name";
    EXPECT_EQ(posted(agency, naming({""})), "job.user_enterprise_blank " + name_field);
    EXPECT_EQ(posted(agency, naming({"示例\n餐饮"})), "job.text_hidden_characters " + name_field);
    std::string long_name;
    for (std::size_t letter = 0; letter < employers::name_characters_max; ++letter)
        long_name += "店";
    EXPECT_EQ(posted(agency, naming({long_name})), "open");
    EXPECT_EQ(posted(agency, naming({long_name + "店"})), "job.text_too_long " + name_field);

    const std::string code = credit_code(1).text();
    EXPECT_EQ(posted(agency, naming({"示例一店", code.substr(1)})),
              "employer.credit_code_malformed /user_enterprise/uscc");
    std::string mistyped = code;
    std::swap(mistyped[7], mistyped[8]);
    ASSERT_NE(mistyped, code);
    EXPECT_EQ(posted(agency, naming({"示例一店", mistyped})),
              "employer.credit_code_mistyped /user_enterprise/uscc");
    // What it is called is read like the rest of a post.
    EXPECT_EQ(posted(agency, naming({"示例厂，先交押金200元"})), "job.breaks_rules " + name_field);
}

TEST_F(UserEnterpriseTest, EverybodySeesForWhomAndWhoPays) {
    const Actor agency = agency_member();
    const std::string code = credit_code(7).text();
    const JobId job = published(agency, naming({"示例餐饮有限公司", code}));
    const json::value shown = send(visitor(), http::Method::get, "/api/v1/jobs/" + job.text());
    EXPECT_EQ(json::serialize(shown.at("user_enterprise")),
              R"({"name":"示例餐饮有限公司","uscc":")" + code + R"("})");
    EXPECT_EQ(shown.at("wage_payer"), "user_enterprise");
    EXPECT_EQ(shown.at("employer").at("kind"), "agency");

    const JobId own = published(employer_member(), draft());
    const json::value of_own = send(visitor(), http::Method::get, "/api/v1/jobs/" + own.text());
    EXPECT_TRUE(of_own.at("user_enterprise").is_null());
    EXPECT_EQ(of_own.at("wage_payer"), "employer");
}

TEST_F(UserEnterpriseTest, ACheckSaysSoToTheAgencysOwnPeople) {
    const Actor agency = agency_member();
    const std::vector<std::string> missing{"relation.user_enterprise_missing"};
    EXPECT_EQ(rules_broken(agency, draft()), missing);
    EXPECT_TRUE(rules_broken(agency, for_others()).empty());
    EXPECT_TRUE(rules_broken(visitor(), draft()).empty());
    EXPECT_TRUE(rules_broken(visitor(), for_others()).empty());  // Of whom isn't known.
    JobDraft of_others = draft();
    of_others.employer = employer_of(agency);
    EXPECT_TRUE(rules_broken(worker(), of_others).empty());

    EXPECT_EQ(code_of(jobs_.look_over(employer_member(), for_others())),
              "job.user_enterprise_not_for_kind");
    const json::value checked =
        send(agency, http::Method::post, "/api/v1/jobs:check", body_of(draft()));
    EXPECT_EQ(checked.at("findings").at(0).at("severity"), "block");
    EXPECT_EQ(checked.at("findings").at(0).at("field"), "/user_enterprise");
    EXPECT_FALSE(checked.at("findings").at(0).at("article").is_null());
}

TEST_F(UserEnterpriseTest, EachVersionKeepsItsOwn) {
    const Actor agency = agency_member();
    const JobId job = published(agency, for_others());
    const json::object other{{"user_enterprise", {{"name", "示例宴会有限公司"}}}};
    ASSERT_TRUE(jobs_.change(agency, job, {other, std::nullopt}, {}));
    EXPECT_EQ(kept(job).job.user_enterprise->name, "示例宴会有限公司");
    const std::vector<JobVersion> versions = *jobs_.versions(agency, job, std::nullopt, 2);
    EXPECT_NE(versions.at(0).body.find("示例宴会有限公司"), std::string::npos);
    EXPECT_NE(versions.at(1).body.find("示例餐饮有限公司"), std::string::npos);

    const Actor firm = employer_member();
    const JobId of_firm = published(firm, draft());
    EXPECT_EQ(code_of(jobs_.change(firm, of_firm, {other, std::nullopt}, {})),
              "job.user_enterprise_not_for_kind");
}

TEST_F(UserEnterpriseTest, ABodyIsReadBackAsItWasWritten) {
    const JobDraft draft = naming({"示例餐饮有限公司", credit_code(3).text()});
    const Result<JobDraft> read = draft_of(body_of(draft));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->user_enterprise->name, "示例餐饮有限公司");
    EXPECT_EQ(read->user_enterprise->credit_code, credit_code(3).text());
    json::object bad = body_of(draft);
    bad["user_enterprise"] = "示例";
    EXPECT_EQ(code_of(draft_of(bad)), "job.body_malformed");
}

}  // namespace
}  // namespace gig::jobs
