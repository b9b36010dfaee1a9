#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"
#include "base/result.h"
#include "base/time.h"

namespace gig::employers {

/// 人力资源服务许可证 (who introduces to work) and 劳务派遣经营许可证 (who sends out its own
/// workers).
enum class LicenceKind { human_resources_service, labour_dispatch };

/// handed_in waits for the market's staff; accepted counts; what was accepted before or was not
/// accepted stays to be read.
enum class LicenceStage { handed_in, accepted, replaced, refused };

std::string_view name_of(LicenceKind kind);
std::string_view name_of(LicenceStage stage);

inline constexpr std::size_t licence_number_characters_max = 40;
inline constexpr std::size_t issuer_characters_max = 60;
inline constexpr std::size_t licence_kinds = 2;

/// A licence as it is printed. Its last day counts in full: it has ended at 00:00 in UTC+8 of the
/// day after.
struct Licence {
    LicenceKind kind;
    std::string number;
    std::string issued_by;
    Date expires_on;
    LicenceStage stage = LicenceStage::handed_in;

    bool covers(Date day) const { return day <= expires_on; }
};

/// The text trimmed, where a person can read it on one line; nothing otherwise.
std::optional<std::string> one_line(std::string_view text, std::size_t characters_max);

/// Licences as an applicant hands them in, tidied. employer.licence_malformed,
/// employer.licence_twice (one of a kind), employer.licence_expired.
Result<std::vector<Licence>> checked_licences(std::vector<Licence> licences, Date today);

/// The accepted licence of that kind that covers the day.
const Licence* licence_in_force(const std::vector<Licence>& licences, LicenceKind kind, Date day);

}  // namespace gig::employers

namespace gig {

template <>
std::optional<employers::LicenceKind> named(std::string_view name);
template <>
std::optional<employers::LicenceStage> named(std::string_view name);

}  // namespace gig
