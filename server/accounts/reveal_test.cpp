#include "accounts/reveal.h"

#include <gtest/gtest.h>

#include <ostream>

#include "accounts/accounts_house_test.h"

namespace gig::accounts {
namespace {

template <typename T>
concept Streamable = requires(std::ostream& stream, const T& value) { stream << value; };

// A phone can't slip into an answer, a diary or a text by accident.
static_assert(!boost::json::has_value_from<Phone>::value);
static_assert(!Streamable<Phone>);
static_assert(Streamable<std::string>);
static_assert(!std::is_convertible_v<Phone, std::string>);
static_assert(!std::is_constructible_v<Phone, std::string>);
static_assert(!std::is_constructible_v<storage::Parameter, Phone>);

class RevealTest : public AccountsHouse {
protected:
    Actor actor_of(const OpenedSession& opened) { return *actor_by_bearer(opened.token); }
};

TEST_F(RevealTest, OwnersSeeTheirPhoneAndTheLookIsRecorded) {
    const OpenedSession opened = signed_in(1);
    const Result<ShownPhone> shown = reveal_->phone_of(actor_of(opened), opened.account.id, {});
    ASSERT_TRUE(shown);
    EXPECT_TRUE(shown->full);
    EXPECT_EQ(shown->text, digits(1));
    EXPECT_EQ(count_events<events::PhoneRevealed>(), 1u);
}

TEST_F(RevealTest, EverybodyElseSeesAMask) {
    const OpenedSession subject = signed_in(1);
    const OpenedSession stranger = signed_in(2);
    const Result<OpenedSession> staff = sign_in_staff(hired("window.three"));
    const std::vector<Actor> others{Actor{}, actor_of(stranger), actor_of(*staff)};
    for (const Actor& actor : others) {
        // The market is the staff's own: break-glass is what is missing.
        const Result<ShownPhone> shown =
            reveal_->phone_of(actor, subject.account.id, {.market = MarketId(77)});
        ASSERT_TRUE(shown);
        EXPECT_FALSE(shown->full);
        EXPECT_EQ(shown->text, "120****0001");
    }
    EXPECT_EQ(count_events<events::PhoneRevealed>(), 0u);
}

TEST_F(RevealTest, PartiesOfTheSameMatterSeeIt) {
    const OpenedSession worker = signed_in(1);
    const OpenedSession member = signed_in(2);
    Actor employer = actor_of(member);
    employer.grants.push_back({Role::employer_member, 5});
    const AccountId subject = worker.account.id;
    EXPECT_TRUE(reveal_->phone_of(employer, subject, {.parties = {member.account.id}})->full);
    EXPECT_FALSE(reveal_->phone_of(employer, subject, {.parties = {subject}})->full);
    EXPECT_EQ(count_events<events::PhoneRevealed>(), 1u);
}

TEST_F(RevealTest, TheRelationCannotClaimAnotherOwner) {
    const OpenedSession subject = signed_in(1);
    const OpenedSession stranger = signed_in(2);
    EXPECT_FALSE(
        reveal_->phone_of(actor_of(stranger), subject.account.id, {.owner = stranger.account.id})
            ->full);
}

TEST_F(RevealTest, WhoHasNoPhoneIsNotFound) {
    const StaffMember member = hired("window.three");
    EXPECT_EQ(code_of(reveal_->phone_of({}, member.created.account, {})), "http.not_found");
    EXPECT_EQ(code_of(reveal_->phone_of({}, AccountId(1), {})), "http.not_found");
}

}  // namespace
}  // namespace gig::accounts
