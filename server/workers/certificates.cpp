#include "workers/certificates.h"

#include <algorithm>
#include <array>

#include "base/names.h"
#include "base/text.h"

namespace gig::workers {

namespace {

constexpr std::array<std::string_view, 8> remarks{"registry_unknown", "registry_unreachable",
                                                  "registry_refused", "number_unknown",
                                                  "name_differs",     "ended",
                                                  "other_kind",       "unreadable"};

constexpr std::size_t number_characters_shown = 4;

/// A line of visible characters, without the space around it.
std::optional<std::string> line_of(std::string_view text, std::size_t characters_min,
                                   std::size_t characters_max) {
    if (!is_utf8(text)) return std::nullopt;
    const std::string_view line = trimmed(text);
    const bool broken = line.find_first_of("\n\t") != std::string_view::npos;
    if (broken || has_hidden_characters(line)) return std::nullopt;
    const std::size_t characters = code_points(line);
    if (characters < characters_min || characters > characters_max) return std::nullopt;
    return std::string(line);
}

Error refusal(std::string_view code, std::string_view field) {
    return Error{ErrorKind::invalid, code, std::string(field)};
}

}  // namespace

std::string_view name_of(CertificateRemark remark) {
    return name_in(remarks, remark);
}

bool is_of_staff(CertificateRemark remark) {
    return remark >= CertificateRemark::number_unknown;
}

bool HeldCertificate::is_over(Date day) const {
    return handed_in && handed_in->paper.expires_on && *handed_in->paper.expires_on < day;
}

std::string masked_number(std::string_view number) {
    const std::size_t characters = code_points(number);
    const std::size_t hidden = characters - std::min(number_characters_shown, characters / 2);
    for (std::size_t at = 0; at < hidden; ++at)
        take_code_point(number);
    return "****" + std::string(number);
}

Result<Paper> checked_paper(Paper paper, Date today) {
    std::optional<std::string> number =
        line_of(paper.number, number_characters_min, number_characters_max);
    if (!number) return refusal("certificate.number_malformed", "/number");
    std::optional<std::string> issuer = line_of(paper.issuer, 1, issuer_characters_max);
    if (!issuer) return refusal("certificate.issuer_malformed", "/issuer");
    paper.number = *std::move(number);
    paper.issuer = *std::move(issuer);

    if (paper.issued_on && *paper.issued_on > today) {
        return refusal("certificate.issued_in_future", "/issued_on");
    }
    if (paper.expires_on && *paper.expires_on < today) {
        return refusal("certificate.over", "/expires_on");
    }
    return paper;
}

}  // namespace gig::workers

namespace gig {

template <>
std::optional<workers::CertificateRemark> named(std::string_view name) {
    return value_in<workers::CertificateRemark>(workers::remarks, name);
}

}  // namespace gig
