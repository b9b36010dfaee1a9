// What a post's own words and its occupation say beside its fields.

#include <gtest/gtest.h>

#include <algorithm>

#include "jobs/jobs_fixture.h"

namespace gig::jobs {
namespace {

class RulePostTest : public JobsHouse {
protected:
    /// Rule, field and words of each finding.
    std::vector<std::string> found(const JobDraft& draft) {
        const Result<Checked> checked = jobs_.look_over(visitor(), draft);
        EXPECT_TRUE(checked);
        std::vector<std::string> all;
        for (const Finding& finding : checked->findings) {
            std::string one = finding.rule + " " + finding.field;
            const std::string* text = text_of(draft, finding.field);
            if (finding.span && text != nullptr) {
                one += " " + wording::words_in(*text, *finding.span);
            }
            all.push_back(one);
        }
        return all;
    }

    using Found = std::vector<std::string>;
    Actor boss_ = employer_member();

private:
    static const std::string* text_of(const JobDraft& draft, std::string_view field) {
        if (field == "/title") return &draft.title;
        if (field == "/description") return &draft.description;
        return field == "/address" ? &draft.address : nullptr;
    }
};

TEST_F(RulePostTest, OtherHoursThanTheShiftsAreMarked) {
    JobDraft draft = this->draft();  // From 17:00 to 21:00.
    draft.description = "洗碗、收台，17:00-21:00，包一餐。";
    EXPECT_EQ(found(draft), Found{});
    draft.description = "洗碗、收台，10:00-22:00，包一餐。";
    EXPECT_EQ(found(draft), Found{"hours.said_otherwise /description 10:00-22:00"});
}

TEST_F(RulePostTest, HoursThatAreAChoiceOrNoShiftAreLeftAlone) {
    JobDraft draft = this->draft();
    for (const char* text :
         {"洗碗、收台，10:00-14:00或17:00-21:00。", "洗碗、收台。营业时间10:00-22:00。",
          "洗碗、收台，上午或晚上都有活。", "洗碗、收台，面试时间9:00-11:00。"}) {
        draft.description = text;
        EXPECT_EQ(found(draft), Found{}) << text;
    }
    draft.title = "晚餐洗碗工10:00-14:00";
    draft.description = "洗碗、收台，17:00-21:00。";
    EXPECT_EQ(found(draft), Found{});  // Two texts, two hours: no doubt is left out.
}

TEST_F(RulePostTest, AgesOfTheTextAreMarked) {
    JobDraft draft = this->draft();
    draft.description = "洗碗、收台，18-45岁，包一餐。";
    EXPECT_EQ(found(draft), Found{"age.cap /description 18-45岁"});
    draft.requirements.age_min = 18;
    draft.requirements.age_max = 60;
    draft.description = "洗碗、收台，18-55岁，包一餐。";
    const Found both = found(draft);
    EXPECT_NE(std::ranges::find(both, "age.said_otherwise /description 18-55岁"), both.end());
    draft.requirements = {.certificates = {"health"}};
    draft.occupation = "scaffolder";
    draft.description = "搭架子，满16周岁，有人带。";
    const Found minor = found(draft);
    EXPECT_NE(std::ranges::find(minor, "age.minor_hazard /description 16周岁"), minor.end());
}

TEST_F(RulePostTest, AnotherCountyThanThePlacesIsMarked) {
    JobDraft draft = this->draft();  // In Wuxing.
    draft.address = "吴兴区月河街道1号";
    EXPECT_EQ(found(draft), Found{});
    draft.address = "安吉县递铺街道1号";
    EXPECT_EQ(found(draft), Found{"place.said_otherwise /address 安吉县递铺街道1号"});
    draft.address = "月河街道1号";
    draft.description = "洗碗、收台。\n地址：德清县武康街道千秋街";
    EXPECT_EQ(found(draft), Found{"place.said_otherwise /description 德清县武康街道千秋街"});
    draft.description = "洗碗、收台，离安吉路不远，接送去德清县的客人。";
    EXPECT_EQ(found(draft), Found{});  // No address.
}

TEST_F(RulePostTest, CertificatesOfLawAreAskedForAndNobodyWaits) {
    JobDraft draft = this->draft();
    draft.requirements = {};
    const Result<Verdict> verdict = jobs_.check(boss_, draft);
    ASSERT_TRUE(verdict);
    ASSERT_EQ(verdict->findings.size(), 1U);
    const Finding& finding = verdict->findings[0];
    EXPECT_EQ(finding.rule, "certificate.missing");
    EXPECT_EQ(finding.article, "食品安全法第四十五条");
    ASSERT_TRUE(finding.offer);
    EXPECT_EQ(finding.offer->value, "health");
    EXPECT_EQ(kept(published(boss_, draft)).job.state, JobState::open);
    draft.occupation = "packer";
    EXPECT_EQ(found(draft), Found{});
    draft.occupation = "lifeguard";
    EXPECT_EQ(found(draft), (Found(2, "certificate.missing /requirements/certificates")));
}

TEST_F(RulePostTest, ACertificateOfHealthExplainsNoHighPay) {
    JobDraft draft = this->draft();
    draft.pay.amount = Money{30'000};
    EXPECT_EQ(found(draft), Found{"pay.implausible /pay/amount_fen"});
    draft.requirements.skills = {"冰雕"};
    EXPECT_EQ(found(draft), Found{});
    draft.requirements = {.certificates = {"electrician"}};
    draft.occupation = "electrician";
    EXPECT_EQ(found(draft), Found{});
}

}  // namespace
}  // namespace gig::jobs
