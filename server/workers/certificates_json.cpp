#include "workers/certificates_json.h"

namespace gig::workers {

namespace {

json::value date_json(const std::optional<Date>& date) {
    return date ? json::value(date_text(*date)) : json::value(nullptr);
}

/// A catalogue may lose a certificate that old profiles still name.
std::string name_in(const CertificateReading& reading, const std::string& code) {
    const occupations::Certificate* certificate = reading.occupations.find_certificate(code);
    if (certificate == nullptr) return code;
    return reading.locale == http::Locale::en ? certificate->name_en : certificate->name;
}

json::value remark_json(const std::optional<CertificateRemark>& remark) {
    return remark ? json::value(name_of(*remark)) : json::value(nullptr);
}

json::value check_json(const std::optional<CertificateCheck>& check) {
    if (!check) return nullptr;
    return json::object{{"by", check->by}, {"at", time_text(check->at)}};
}

json::value paper_json(const HandedIn& handed_in) {
    return json::object{{"number_masked", masked_number(handed_in.paper.number)},
                        {"issuer", handed_in.paper.issuer},
                        {"issued_on", date_json(handed_in.paper.issued_on)},
                        {"expires_on", date_json(handed_in.paper.expires_on)},
                        {"handed_in_at", time_text(handed_in.at)}};
}

Result<std::optional<Date>> date_in(const json::value& body, std::string_view name) {
    const json::value* const text = body.as_object().if_contains(name);
    if (text == nullptr || text->is_null()) return std::optional<Date>();
    const std::optional<Date> date = date_value(text->as_string());
    if (date) return date;
    return Error{ErrorKind::invalid, "certificate.date_malformed", "/" + std::string(name)};
}

}  // namespace

json::object certificate_json(const HeldCertificate& certificate,
                              const CertificateReading& reading) {
    const std::optional<HandedIn>& handed_in = certificate.handed_in;
    return {{"code", certificate.code},
            {"name", name_in(reading, certificate.code)},
            {"state", name_of(certificate.state)},
            {"over", certificate.is_over(reading.today)},
            {"paper", handed_in ? paper_json(*handed_in) : json::value(nullptr)},
            {"check", handed_in ? check_json(handed_in->check) : json::value(nullptr)},
            {"remark", handed_in ? remark_json(handed_in->remark) : json::value(nullptr)}};
}

json::object seen_json(const CertificatesService::Seen& seen, const CertificateReading& reading) {
    return {{"worker", json::object{{"id", seen.certificate.worker.text()},
                                    {"name_masked", seen.name_masked}}},
            {"certificate", certificate_json(seen.certificate, reading)}};
}

Result<Paper> paper_in(const json::value& body) {
    const Result<std::optional<Date>> issued_on = date_in(body, "issued_on");
    if (!issued_on) return issued_on.error();
    const Result<std::optional<Date>> expires_on = date_in(body, "expires_on");
    if (!expires_on) return expires_on.error();
    return Paper{std::string(body.at("number").as_string()),
                 std::string(body.at("issuer").as_string()), *issued_on, *expires_on};
}

}  // namespace gig::workers
