#include "jobs/draft_checks.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace gig::jobs {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

const Time now =
    midnight(Date(std::chrono::year(2026), std::chrono::November, std::chrono::day(25)));

JobDraft plain_draft() {
    return {
        .title = "晚餐洗碗工",
        .occupation = "dishwasher",
        .description = "洗碗、收台。",
        .place = places::SourcePlace{30.868, 120.104, places::Crs::wgs84},
        .address = "月河街道1号",
        .pay = {Money{2'500}, PayUnit::hour},
        .settlement = Settlement::day,
        .relation = Relation::part_time,
        .shifts = {{now + hours(17), now + hours(21), 2}, {now + hours(41), now + hours(45), 2}},
        .injury_cover = {InjuryCoverKind::commercial},
        .expires_at = now + hours(17)};
}

class DraftChecks : public testing::Test {
protected:
    /// The refusal of the plain draft after one change, as "code field".
    template <typename Change>
    std::string refusal_after(Change change) const {
        JobDraft draft = plain_draft();
        change(draft);
        const Result<void> checked = check_draft(draft, occupations_, now);
        if (checked) return "";
        return std::string(checked.error().code) + " " + checked.error().field;
    }

    occupations::Occupations occupations_ =
        occupations::Occupations::load(GIG_SOURCE_DIR "/city/huzhou");
};

/// `count` Chinese characters: the limits count code points, not bytes.
std::string characters(std::size_t count) {
    std::string text;
    for (std::size_t position = 0; position < count; ++position)
        text += "字";
    return text;
}

TEST_F(DraftChecks, APlainDraftIsFine) {
    EXPECT_EQ(refusal_after([](JobDraft&) {}), "");
}

TEST_F(DraftChecks, TextsAreNeitherBlankNorTooLong) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.title = " \xE3\x80\x80"; }),
              "job.title_blank /title");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.title = characters(60); }), "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.title = characters(61); }),
              "job.text_too_long /title");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.description = "\n"; }),
              "job.description_blank /description");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.description = characters(4'000); }), "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.description = characters(4'001); }),
              "job.text_too_long /description");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.address = characters(120); }), "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.address = characters(121); }),
              "job.text_too_long /address");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.requirements.reason = characters(201); }),
              "job.text_too_long /requirements/reason");
    EXPECT_EQ(
        refusal_after([](JobDraft& draft) { draft.requirements.experience = characters(201); }),
        "job.text_too_long /requirements/experience");
    EXPECT_EQ(refusal_after(
                  [](JobDraft& draft) { draft.injury_cover.policy_number = std::string(65, '1'); }),
              "job.text_too_long /injury_cover/policy_no");
}

TEST_F(DraftChecks, OnlyRemoteWorkHasNoAddress) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.address = " "; }),
              "job.address_missing /address");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.place.reset();
                  draft.address = "";
              }),
              "");
}

TEST_F(DraftChecks, NothingIsHiddenInTexts) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.title = "洗碗\xE2\x80\xAE工"; }),
              "job.text_hidden_characters /title");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.title = "洗碗\n工"; }),
              "job.text_hidden_characters /title");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.description = "两行\n可以\t的"; }), "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.description = "a\xE2\x80\x8B"; }),
              "job.text_hidden_characters /description");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.address = "\xFF"; }),
              "job.text_hidden_characters /address");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.requirements.skills = {"a\x01"}; }),
              "job.text_hidden_characters /requirements/skills/0");
}

TEST_F(DraftChecks, TheOccupationIsKnown) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.occupation = "astronaut"; }),
              "job.occupation_unknown /occupation");
}

TEST_F(DraftChecks, ShiftsLieInTheFutureWithinTheHorizon) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.shifts[1].start = now; }),
              "job.shift_in_past /shifts/1/start");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.shifts[1] = {now + milliseconds(1), now + hours(1), 1};
              }),
              "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.shifts[1] = {now + horizon_max, now + horizon_max + hours(1), 1};
              }),
              "");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.shifts[1].start = now + horizon_max + milliseconds(1);
              }),
              "job.shift_too_far_ahead /shifts/1/start");
}

TEST_F(DraftChecks, ShiftsLastFromAMinuteToADay) {
    const auto lasting = [&](milliseconds length) {
        return refusal_after(
            [&](JobDraft& draft) { draft.shifts[0].end = draft.shifts[0].start + length; });
    };
    EXPECT_EQ(lasting(milliseconds(0)), "job.shift_end_before_start /shifts/0/end");
    EXPECT_EQ(lasting(-hours(1)), "job.shift_end_before_start /shifts/0/end");
    EXPECT_EQ(lasting(minutes(1) - milliseconds(1)), "job.shift_too_short /shifts/0/end");
    EXPECT_EQ(lasting(minutes(1)), "");
    EXPECT_EQ(lasting(hours(24)), "");
    EXPECT_EQ(lasting(hours(24) + milliseconds(1)), "job.shift_too_long /shifts/0/end");
}

TEST_F(DraftChecks, PlacesAndShiftsHaveLimits) {
    for (const std::int32_t places : {0, -1, 501}) {
        EXPECT_EQ(refusal_after([&](JobDraft& draft) { draft.shifts[1].places = places; }),
                  "job.places_out_of_range /shifts/1/places");
    }
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.shifts[1].places = 500; }), "");

    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.shifts.clear(); }),
              "job.no_shifts /shifts");
    const auto with_shifts = [&](int count) {
        return refusal_after([&](JobDraft& draft) {
            draft.shifts.clear();
            for (int day = 0; day < count; ++day) {
                const Time start = now + hours(24 * day + 8);
                draft.shifts.push_back({start, start + hours(4), 1});
            }
        });
    };
    EXPECT_EQ(with_shifts(200), "");
    EXPECT_EQ(with_shifts(201), "job.too_many_shifts /shifts");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.shifts[1] = draft.shifts[0]; }),
              "job.shift_repeated /shifts/1");
}

TEST_F(DraftChecks, AFaultOfAPatternIsShownAtThePattern) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.weekly = true;
                  draft.shifts[1].start = now;
              }),
              "job.shift_in_past /shifts");
}

TEST_F(DraftChecks, PayIsCheckedForEveryShift) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.pay.amount = Money{0}; }),
              "job.pay_not_positive /pay/amount_fen");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.pay = {Money{100'000'000}, PayUnit::shift};
                  draft.shifts[1].end = draft.shifts[1].start + minutes(59);
              }),
              "job.pay_too_high /pay/amount_fen");
}

TEST_F(DraftChecks, RequirementsAreKnownAndInRange) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.requirements.certificates = {"health", "pilot"};
              }),
              "job.certificate_unknown /requirements/certificates/1");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.requirements.certificates = std::vector<std::string>(9, "health");
              }),
              "job.too_many_requirements /requirements/certificates");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.requirements.skills = {"a", "b", "c", "d"};
              }),
              "job.too_many_requirements /requirements/skills");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.requirements.age_min = 121; }),
              "job.age_out_of_range /requirements/min_age");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.requirements.age_max = -1; }),
              "job.age_out_of_range /requirements/max_age");
    EXPECT_EQ(refusal_after([](JobDraft& draft) {
                  draft.requirements.age_min = 40;
                  draft.requirements.age_max = 39;
              }),
              "job.ages_reversed /requirements/max_age");
}

TEST_F(DraftChecks, TheEndLiesInTheFuture) {
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.expires_at = now; }),
              "job.expires_in_past /expires_at");
    EXPECT_EQ(refusal_after([](JobDraft& draft) { draft.expires_at = now + milliseconds(1); }), "");
}

TEST_F(DraftChecks, TheLawsCertificatesAreAskedBesideTheEmployers) {
    JobDraft draft = plain_draft();
    const std::vector<std::string> legal = occupations_.find("dishwasher")->legal_certificates;
    ASSERT_EQ(legal, std::vector<std::string>{"health"});
    EXPECT_EQ(certificates_mask(draft, occupations_), occupations_.mask_of(legal));

    draft.requirements.certificates = {"health_public"};
    EXPECT_EQ(certificates_mask(draft, occupations_),
              occupations_.mask_of({"health", "health_public"}));
}

}  // namespace
}  // namespace gig::jobs
