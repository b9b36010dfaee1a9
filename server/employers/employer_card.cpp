#include "employers/employer_card.h"

#include "base/time.h"

namespace gig::employers {

namespace {

/// 人社厅发〔2025〕60号 asks for this mark on everything that a recruitment service shows.
std::optional<std::string> agency_label_of(const Employer& employer, http::Locale locale) {
    if (employer.kind != EmployerKind::agency) return std::nullopt;
    switch (locale) {
        case http::Locale::zh_cn:
            return "招聘服务";
        case http::Locale::en:
            return "Recruitment service";
    }
    return std::nullopt;
}

json::array accepted_licences_json(const Employer& employer) {
    json::array licences;
    for (const Licence& licence : employer.licences) {
        if (licence.stage == LicenceStage::accepted) licences.push_back(licence_json(licence));
    }
    return licences;
}

}  // namespace

std::optional<std::string> demo_label(const Employer& employer, http::Locale locale) {
    if (!employer.made_up) return std::nullopt;
    switch (locale) {
        case http::Locale::zh_cn:
            return "演示数据";
        case http::Locale::en:
            return "Demo data";
    }
    return std::nullopt;
}

json::value or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

json::value date_or_null(const std::optional<Date>& date) {
    return date ? json::value(date_text(*date)) : json::value(nullptr);
}

json::object licence_json(const Licence& licence) {
    return {{"kind", name_of(licence.kind)},
            {"number", licence.number},
            {"issued_by", licence.issued_by},
            {"expires_on", date_text(licence.expires_on)}};
}

json::object card_json(const Employer& employer, http::Locale locale) {
    return {{"id", employer.id.text()},
            {"name", employer.name},
            {"kind", name_of(employer.kind)},
            {"verified", employer.verified()},
            {"pay_reliability", nullptr},  // There are no facts before wages are kept.
            {"label", or_null(demo_label(employer, locale))},
            {"agency_label", or_null(agency_label_of(employer, locale))},
            {"verified_until", date_or_null(employer.verified_until)},
            {"licences", accepted_licences_json(employer)}};
}

}  // namespace gig::employers
