#include "employers/licences.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gig::employers {

namespace {

constexpr std::array<std::string_view, licence_kinds> kinds{"human_resources_service",
                                                            "labour_dispatch"};
constexpr std::array<std::string_view, 4> stages{"handed_in", "accepted", "replaced", "refused"};

std::string field_of(std::size_t position, std::string_view name) {
    return "/licences/" + std::to_string(position) + "/" + std::string(name);
}

}  // namespace

std::string_view name_of(LicenceKind kind) {
    return name_in(kinds, kind);
}

std::string_view name_of(LicenceStage stage) {
    return name_in(stages, stage);
}

std::optional<std::string> one_line(std::string_view text, std::size_t characters_max) {
    if (!is_utf8(text)) return std::nullopt;
    const std::string_view kept = trimmed(text);
    const bool broken = kept.find_first_of("\n\t") != std::string_view::npos;
    if (kept.empty() || broken || has_hidden_characters(kept) ||
        code_points(kept) > characters_max) {
        return std::nullopt;
    }
    return std::string(kept);
}

Result<std::vector<Licence>> checked_licences(std::vector<Licence> licences, Date today) {
    for (std::size_t position = 0; position < licences.size(); ++position) {
        Licence& licence = licences[position];
        std::optional<std::string> number = one_line(licence.number, licence_number_characters_max);
        std::optional<std::string> issuer = one_line(licence.issued_by, issuer_characters_max);
        if (!number || !issuer) {
            return Error{ErrorKind::invalid, "employer.licence_malformed",
                         field_of(position, number ? "issued_by" : "number")};
        }
        licence.number = *std::move(number);
        licence.issued_by = *std::move(issuer);
        licence.stage = LicenceStage::handed_in;
        if (!licence.covers(today)) {
            return Error{ErrorKind::invalid, "employer.licence_expired",
                         field_of(position, "expires_on")};
        }
        const bool twice = std::ranges::count(licences, licence.kind, &Licence::kind) > 1;
        if (twice) {
            return Error{ErrorKind::invalid, "employer.licence_twice", field_of(position, "kind")};
        }
    }
    return licences;
}

const Licence* licence_in_force(const std::vector<Licence>& licences, LicenceKind kind, Date day) {
    for (const Licence& licence : licences) {
        if (licence.kind == kind && licence.stage == LicenceStage::accepted && licence.covers(day))
            return &licence;
    }
    return nullptr;
}

}  // namespace gig::employers

namespace gig {

template <>
std::optional<employers::LicenceKind> named(std::string_view name) {
    return value_in<employers::LicenceKind>(employers::kinds, name);
}

template <>
std::optional<employers::LicenceStage> named(std::string_view name) {
    return value_in<employers::LicenceStage>(employers::stages, name);
}

}  // namespace gig
