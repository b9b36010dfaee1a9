#include "employers/employers_json.h"

#include "base/time.h"
#include "employers/employer_card.h"

namespace gig::employers {

namespace {

json::array filed_licences_json(const Employer& employer) {
    json::array licences;
    for (const Licence& licence : employer.licences) {
        json::object filed = licence_json(licence);
        filed["stage"] = name_of(licence.stage);
        licences.push_back(std::move(filed));
    }
    return licences;
}

json::value waits_for_json(const EmployerFile& file) {
    if (!file.waiting) return nullptr;
    return json::value(name_of(file.waiting->reason));
}

json::object mandate_json(const Mandate& mandate) {
    return {{"since", date_or_null(mandate.since)},
            {"until", date_or_null(mandate.until)},
            {"document_ref", or_null(mandate.document_ref)}};
}

json::array mandates_json(const std::vector<Mandate>& mandates) {
    json::array items;
    for (const Mandate& mandate : mandates) {
        items.push_back(mandate_json(mandate));
    }
    return items;
}

/// Nothing where it is not suspended and nobody asks for that.
json::value suspension_json(const EmployerFile& file) {
    if (!file.suspended_at && !file.first_word) return nullptr;
    json::object suspension{{"since", nullptr}, {"asked", nullptr}, {"asked_until", nullptr}};
    if (file.suspended_at) suspension["since"] = time_text(*file.suspended_at);
    if (file.first_word) {
        suspension["asked"] = file.suspended_at ? "reinstatement" : "suspension";
        suspension["asked_until"] = time_text(file.first_word->at + second_word_within);
    }
    return suspension;
}

json::value question_json(const std::optional<Question>& question) {
    if (!question) return nullptr;
    return json::object{{"remark", question->remark}, {"at", time_text(question->at)}};
}

Result<Date> date_in(const json::value& value, const std::string& field) {
    const std::optional<Date> date = date_value(value.as_string());
    if (!date) return Error{ErrorKind::invalid, "employer.date_malformed", field};
    return *date;
}

Result<Licence> licence_in(const json::object& object, const std::string& field) {
    const std::optional<LicenceKind> kind = named<LicenceKind>(object.at("kind").as_string());
    invariant(kind.has_value());  // The contract lists the same kinds.
    const Result<Date> expires_on = date_in(object.at("expires_on"), field + "/expires_on");
    if (!expires_on) return expires_on.error();
    return Licence{*kind, std::string(object.at("number").as_string()),
                   std::string(object.at("issued_by").as_string()), *expires_on};
}

Result<Mandate> mandate_in(const json::object& object) {
    Mandate mandate;
    if (const json::value* since = object.if_contains("since")) {
        const Result<Date> date = date_in(*since, "/mandate/since");
        if (!date) return date.error();
        mandate.since = *date;
    }
    if (const json::value* until = object.if_contains("until")) {
        const Result<Date> date = date_in(*until, "/mandate/until");
        if (!date) return date.error();
        mandate.until = *date;
    }
    if (const json::value* document = object.if_contains("document_ref")) {
        mandate.document_ref = std::string(document->as_string());
    }
    return mandate;
}

}  // namespace

json::object own_json(const OwnEmployer& own) {
    const Employer& employer = own.file.employer;
    json::value mandate = nullptr;
    if (own.mandate) mandate = mandate_json(*own.mandate);
    return {{"employer_id", employer.id.text()},
            {"name", employer.name},
            {"kind", name_of(employer.kind)},
            {"state", name_of(employer.state)},
            {"verified", employer.verified()},
            {"reason", or_null(employer.reason)},
            {"verified_until", date_or_null(employer.verified_until)},
            {"renew_on", date_or_null(own.file.renew_on)},
            {"waits_for", waits_for_json(own.file)},
            {"question", question_json(own.question)},
            {"mandate", std::move(mandate)},
            {"licences", filed_licences_json(employer)}};
}

json::object file_json(const EmployerChecksService::Seen& seen, http::Locale locale) {
    const EmployerFile& file = seen.file;
    const Employer& employer = file.employer;
    json::value waiting_since = nullptr;
    if (file.waiting) waiting_since = time_text(file.waiting->since);
    return {{"employer_id", employer.id.text()},
            {"name", employer.name},
            {"kind", name_of(employer.kind)},
            {"state", name_of(employer.state)},
            {"reason", or_null(employer.reason)},
            {"uscc", or_null(file.credit_code)},
            {"region_code", or_null(employer.region_code)},
            {"applied_at", time_text(employer.applied_at)},
            {"verified_until", date_or_null(employer.verified_until)},
            {"waits_for", waits_for_json(file)},
            {"waiting_since", waiting_since},
            {"second_person_needed", file.approved_by.has_value() || file.first_word.has_value()},
            {"suspension", suspension_json(file)},
            {"licences", filed_licences_json(employer)},
            {"mandates", mandates_json(seen.mandates)},
            {"label", or_null(demo_label(employer, locale))}};
}

json::object check_json(const Check& check) {
    return {{"by", check.by},
            {"verdict", name_of(check.verdict)},
            {"reason", or_null(check.reason)},
            {"remark", check.remark},
            {"at", time_text(check.at)}};
}

Result<Papers> papers_in(const json::value& body) {
    Papers papers;
    const json::object* object = body.if_object();
    if (object == nullptr) return papers;
    if (const json::value* licences = object->if_contains("licences")) {
        for (const json::value& value : licences->as_array()) {
            const Result<Licence> licence = licence_in(
                value.as_object(), "/licences/" + std::to_string(papers.licences.size()));
            if (!licence) return licence.error();
            papers.licences.push_back(*licence);
        }
    }
    if (const json::value* value = object->if_contains("mandate")) {
        const Result<Mandate> mandate = mandate_in(value->as_object());
        if (!mandate) return mandate.error();
        papers.mandate = *mandate;
    }
    return papers;
}

}  // namespace gig::employers
