#include "workers/certificates.h"

#include <gtest/gtest.h>

namespace gig::workers {
namespace {

constexpr Date today = std::chrono::year(2026) / 11 / 25;

/// "code /field", or nothing where the paper is fine.
std::string refusal_of(const Paper& paper) {
    const Result<Paper> checked = checked_paper(paper, today);
    return checked ? "" : std::string(checked.error().code) + " " + checked.error().field;
}

TEST(PaperTest, NumbersAndIssuersAreOneVisibleLine) {
    EXPECT_EQ(refusal_of({std::string(4, '1'), "a"}), "");
    EXPECT_EQ(refusal_of({std::string(40, '1'), std::string(60, 'a')}), "");
    for (const std::string& number :
         {std::string(3, '1'), std::string(41, '1'), std::string(), std::string("12 \n 34"),
          std::string("\xFF\xFE\xFF\xFE"), std::string("12\u202E34")}) {
        EXPECT_EQ(refusal_of({number, "a"}), "certificate.number_malformed /number") << number;
    }
    for (const std::string& issuer : {std::string(), std::string(" "), std::string(61, 'a')}) {
        EXPECT_EQ(refusal_of({"1234", issuer}), "certificate.issuer_malformed /issuer") << issuer;
    }
    const Result<Paper> kept = checked_paper({" 1234 ", "示例疾控中心 "}, today);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->number, "1234");
    EXPECT_EQ(kept->issuer, "示例疾控中心");
}

TEST(PaperTest, ItWasIssuedByTodayAndTodayIsNoDayTooLate) {
    using std::chrono::year;
    Paper paper{"1234", "a", today, today};
    EXPECT_EQ(refusal_of(paper), "");
    paper.issued_on = year(2026) / 11 / 26;
    EXPECT_EQ(refusal_of(paper), "certificate.issued_in_future /issued_on");
    paper.issued_on = std::nullopt;
    paper.expires_on = year(2026) / 11 / 24;
    EXPECT_EQ(refusal_of(paper), "certificate.over /expires_on");
}

TEST(PaperTest, ItsLastDayCountsInFull) {
    HeldCertificate held{.worker = AccountId(1), .code = "health"};
    EXPECT_FALSE(held.is_over(today));
    held.handed_in = HandedIn{.paper = {"1234", "a", std::nullopt, today}};
    EXPECT_FALSE(held.is_over(today));
    EXPECT_TRUE(held.is_over(std::chrono::year(2026) / 11 / 26));
    held.handed_in->paper.expires_on = std::nullopt;
    EXPECT_FALSE(held.is_over(std::chrono::year(2099) / 1 / 1));
}

TEST(PaperTest, OfANumberItsEndIsShown) {
    EXPECT_EQ(masked_number("T330501199001011234"), "****1234");
    EXPECT_EQ(masked_number("12345678"), "****5678");
    EXPECT_EQ(masked_number("1234567"), "****567");
    EXPECT_EQ(masked_number("1234"), "****34");
    EXPECT_EQ(masked_number("湖健字第一二三四号"), "****二三四号");
}

TEST(PaperTest, RemarksHaveNamesAndSomeAreOfTheStaff) {
    EXPECT_EQ(name_of(CertificateRemark::registry_unreachable), "registry_unreachable");
    EXPECT_EQ(named<CertificateRemark>("unreadable"), CertificateRemark::unreadable);
    EXPECT_FALSE(named<CertificateRemark>("pretty"));
    EXPECT_FALSE(is_of_staff(CertificateRemark::registry_refused));
    EXPECT_TRUE(is_of_staff(CertificateRemark::number_unknown));
}

}  // namespace
}  // namespace gig::workers
