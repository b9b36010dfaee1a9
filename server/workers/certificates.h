#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/time.h"
#include "workers/workers.h"

namespace gig::workers {

/// The paper that a certificate is, as its worker handed it in. The number says too much to be
/// shown: a special operations certificate's is that of the identity card.
struct Paper {
    std::string number;
    std::string issuer;
    std::optional<Date> issued_on = std::nullopt;
    std::optional<Date> expires_on = std::nullopt;  // Its last day counts in full.

    friend bool operator==(const Paper&, const Paper&) = default;
};

/// Why a certificate was refused; the first two also say what the registry answered of one that is
/// declared still.
enum class CertificateRemark {
    registry_unknown,      // The registry knows none of that number and name.
    registry_unreachable,  // It didn't answer.
    registry_refused,      // It says that the certificate doesn't count.
    number_unknown,        // The others are said by the market's staff.
    name_differs,
    ended,
    other_kind,
    unreadable,
};

std::string_view name_of(CertificateRemark remark);

/// Whether it is for a person of the staff to say.
bool is_of_staff(CertificateRemark remark);

/// Who looked at a certificate last: the registry or a role of the staff.
struct CertificateCheck {
    std::string by;
    std::optional<AccountId> checker = std::nullopt;
    Time at;
};

/// What was handed in with a certificate, and what came of it.
struct HandedIn {
    Paper paper;
    std::optional<MarketId> market = std::nullopt;  // Whose staff look at it.
    Time at = {};
    std::optional<CertificateRemark> remark = std::nullopt;
    std::optional<CertificateCheck> check = std::nullopt;
};

/// A certificate of a worker's list. Without a paper it is declared.
struct HeldCertificate {
    AccountId worker;
    std::string code;
    CertificateState state = CertificateState::declared;
    std::optional<HandedIn> handed_in = std::nullopt;

    /// Whether its last day is over.
    bool is_over(Date day) const;
};

inline constexpr std::string_view by_registry = "registry";
inline constexpr std::size_t number_characters_min = 4;
inline constexpr std::size_t number_characters_max = 40;
inline constexpr std::size_t issuer_characters_max = 60;

/// Its last 4 characters, of a short one no more than half: what anybody is shown of a number.
std::string masked_number(std::string_view number);

/// The paper as it is kept. certificate.number_malformed, certificate.issuer_malformed,
/// certificate.issued_in_future, certificate.over for one whose last day is over.
Result<Paper> checked_paper(Paper paper, Date today);

}  // namespace gig::workers

namespace gig {

template <>
std::optional<workers::CertificateRemark> named(std::string_view name);

}  // namespace gig
