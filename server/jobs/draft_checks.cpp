#include "jobs/draft_checks.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "jobs/user_enterprise.h"

namespace gig::jobs {

namespace {

Error refusal(std::string_view code, std::string field) {
    return Error{ErrorKind::invalid, code, std::move(field)};
}

/// The pointer of one shift's value; of the whole pattern where the body had no single shifts.
std::string shift_field(const JobDraft& draft, std::size_t position, std::string_view key) {
    if (draft.weekly) return "/shifts";
    return "/shifts/" + std::to_string(position) + std::string(key);
}

Result<void> check_title(const std::string& title) {
    if (trimmed(title).empty()) return refusal("job.title_blank", "/title");
    // A title is one line: a break would hide what follows it in every list.
    if (title.find_first_of("\n\t") != std::string::npos) {
        return refusal("job.text_hidden_characters", "/title");
    }
    return check_text(title, title_max, "/title");
}

Result<void> check_texts(const JobDraft& draft) {
    const Result<void> title = check_title(draft.title);
    if (!title) return title.error();
    if (trimmed(draft.description).empty()) {
        return refusal("job.description_blank", "/description");
    }
    if (draft.place && trimmed(draft.address).empty()) {
        return refusal("job.address_missing", "/address");
    }

    struct Checked {
        const std::string* text;
        std::size_t points_max;
        const char* field;
    };
    const auto text_of = [](const std::optional<std::string>& text) {
        return text ? &*text : nullptr;
    };
    const Requirements& requirements = draft.requirements;
    const Checked all[] = {
        {&draft.description, description_max, "/description"},
        {&draft.address, address_max, "/address"},
        {text_of(requirements.experience), remark_max, "/requirements/experience"},
        {text_of(requirements.reason), remark_max, "/requirements/reason"},
        {text_of(draft.reposted_from), reposted_from_max, "/reposted_from"},
        {text_of(draft.injury_cover.policy_number), policy_number_max, "/injury_cover/policy_no"},
    };
    for (const Checked& checked : all) {
        if (checked.text == nullptr) continue;
        const Result<void> fine = check_text(*checked.text, checked.points_max, checked.field);
        if (!fine) return fine.error();
    }
    return {};
}

Result<void> check_shift(const JobDraft& draft, std::size_t position, Time now) {
    const Shift& shift = draft.shifts[position];
    if (shift.start <= now) {
        return refusal("job.shift_in_past", shift_field(draft, position, "/start"));
    }
    if (shift.start > now + horizon_max) {
        return refusal("job.shift_too_far_ahead", shift_field(draft, position, "/start"));
    }
    if (shift.end <= shift.start) {
        return refusal("job.shift_end_before_start", shift_field(draft, position, "/end"));
    }
    if (shift.end - shift.start < shift_min) {
        return refusal("job.shift_too_short", shift_field(draft, position, "/end"));
    }
    if (shift.end - shift.start > shift_max) {
        return refusal("job.shift_too_long", shift_field(draft, position, "/end"));
    }
    if (shift.places < 1 || shift.places > places_max) {
        return refusal("job.places_out_of_range", shift_field(draft, position, "/places"));
    }
    const Result<std::int32_t> hourly = hourly_fen(draft.pay, minutes_of(shift.start, shift.end));
    if (!hourly) return hourly.error();
    return {};
}

Result<void> check_shifts(const JobDraft& draft, Time now) {
    if (draft.shifts.empty()) return refusal("job.no_shifts", "/shifts");
    if (draft.shifts.size() > shifts_max) return refusal("job.too_many_shifts", "/shifts");

    std::set<std::pair<Time, Time>> seen;
    for (std::size_t position = 0; position < draft.shifts.size(); ++position) {
        const Result<void> fine = check_shift(draft, position, now);
        if (!fine) return fine.error();
        const Shift& shift = draft.shifts[position];
        if (!seen.emplace(shift.start, shift.end).second) {
            return refusal("job.shift_repeated", shift_field(draft, position, ""));
        }
    }
    return {};
}

Result<void> check_requirements(const Requirements& requirements,
                                const occupations::Occupations& occupations) {
    if (requirements.certificates.size() > certificates_max) {
        return refusal("job.too_many_requirements", "/requirements/certificates");
    }
    if (requirements.skills.size() > skills_max) {
        return refusal("job.too_many_requirements", "/requirements/skills");
    }
    for (std::size_t position = 0; position < requirements.certificates.size(); ++position) {
        if (!occupations.mask_of({requirements.certificates[position]})) {
            return refusal("job.certificate_unknown",
                           "/requirements/certificates/" + std::to_string(position));
        }
    }
    for (std::size_t position = 0; position < requirements.skills.size(); ++position) {
        const std::string field = "/requirements/skills/" + std::to_string(position);
        const Result<void> fine = check_text(requirements.skills[position], title_max, field);
        if (!fine) return fine.error();
    }

    const auto out_of_range = [](const std::optional<std::int32_t>& age) {
        return age && (*age < 0 || *age > age_limit_max);
    };
    if (out_of_range(requirements.age_min)) {
        return refusal("job.age_out_of_range", "/requirements/min_age");
    }
    if (out_of_range(requirements.age_max)) {
        return refusal("job.age_out_of_range", "/requirements/max_age");
    }
    if (requirements.age_min && requirements.age_max &&
        *requirements.age_min > *requirements.age_max) {
        return refusal("job.ages_reversed", "/requirements/max_age");
    }
    return {};
}

}  // namespace

Result<void> check_draft(const JobDraft& draft, const occupations::Occupations& occupations,
                         Time now) {
    const Result<void> texts = check_texts(draft);
    if (!texts) return texts.error();
    const Result<void> enterprise = check_user_enterprise(draft);
    if (!enterprise) return enterprise.error();
    if (occupations.find(draft.occupation) == nullptr) {
        return refusal("job.occupation_unknown", "/occupation");
    }
    const Result<void> shifts = check_shifts(draft, now);
    if (!shifts) return shifts.error();
    const Result<void> requirements = check_requirements(draft.requirements, occupations);
    if (!requirements) return requirements.error();
    if (draft.expires_at <= now) return refusal("job.expires_in_past", "/expires_at");
    return {};
}

Result<void> check_text(std::string_view text, std::size_t points_max, std::string field) {
    if (!is_utf8(text) || has_hidden_characters(text)) {
        return refusal("job.text_hidden_characters", std::move(field));
    }
    if (code_points(text) > points_max) {
        Error error = refusal("job.text_too_long", std::move(field));
        error.values.emplace_back("max", std::to_string(points_max));
        return error;
    }
    return {};
}

std::uint32_t certificates_mask(const JobDraft& draft,
                                const occupations::Occupations& occupations) {
    const occupations::Occupation* occupation = occupations.find(draft.occupation);
    invariant(occupation != nullptr);
    std::uint32_t mask = 0;
    for (const auto* certificates :
         {&draft.requirements.certificates, &occupation->legal_certificates}) {
        const std::optional<std::uint32_t> bits = occupations.mask_of(*certificates);
        invariant(bits.has_value());
        mask |= bits.value();
    }
    return mask;
}

}  // namespace gig::jobs
