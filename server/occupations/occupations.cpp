#include "occupations/occupations.h"

#include <algorithm>
#include <limits>

#include "base/csv.h"
#include "base/invariant.h"
#include "base/time.h"

namespace gig::occupations {

namespace {

constexpr std::size_t key_bytes_max = 40;

bool is_key(std::string_view text) {
    if (text.empty() || text.size() > key_bytes_max) return false;
    const bool starts_well = text.front() >= 'a' && text.front() <= 'z';
    return starts_well && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                              std::string_view::npos;
}

/// A key of the contract's shape.
std::string key_in(const CsvRow& row, std::string_view column) {
    const std::string& key = row.text(column);
    if (!is_key(key)) row.refuse(std::string(column) + ": not a key: " + key);
    return key;
}

std::string name_in(const CsvRow& row, std::string_view column) {
    const std::string& name = row.text(column);
    if (name.empty()) row.refuse(std::string(column) + ": empty");
    return name;
}

template <typename Integer>
Integer integer_in(const CsvRow& row, std::string_view column, std::int64_t end) {
    const std::int64_t value = row.integer(column);
    if (value < 0 || value >= end) row.refuse(std::string(column) + ": out of range");
    return static_cast<Integer>(value);
}

Date day_in(const CsvRow& row, std::string_view column) {
    const std::optional<Date> day = date_value(row.text(column));
    if (!day) row.refuse(std::string(column) + ": not a date");
    return *day;
}

std::optional<Date> optional_day_in(const CsvRow& row, std::string_view column) {
    if (row.text(column).empty()) return std::nullopt;
    return day_in(row, column);
}

std::vector<std::string> list_in(const CsvRow& row, std::string_view column) {
    std::vector<std::string> items;
    std::string_view rest = row.text(column);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        items.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return items;
}

bool is_called(const Skill& skill, std::string_view words) {
    return skill.code == words || skill.name == words || skill.name_en == words;
}

}  // namespace

Occupations Occupations::load(const std::filesystem::path& city_folder) {
    Occupations catalogue;
    catalogue.read_families(city_folder / "families.csv");
    catalogue.read_certificates(city_folder / "certificates.csv");
    catalogue.read_occupations(city_folder / "occupations.csv");
    catalogue.read_common_names(city_folder / "occupation_words.csv");
    catalogue.read_skills(city_folder / "skills.csv");
    return catalogue;
}

void Occupations::read_families(const std::filesystem::path& file) {
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const Family family{key_in(row, "key"),
                            integer_in<std::uint32_t>(row, "number", families_max),
                            name_in(row, "name"), name_in(row, "name_en")};
        const bool is_taken = std::ranges::any_of(families_, [&](const Family& other) {
            return other.key == family.key || other.number == family.number;
        });
        if (is_taken) row.refuse("key or number occurs twice");
        families_.push_back(family);
    }
}

void Occupations::read_certificates(const std::filesystem::path& file) {
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const Certificate certificate{
            key_in(row, "key"),        integer_in<std::uint32_t>(row, "bit", certificates_max),
            name_in(row, "name"),      name_in(row, "name_en"),
            row.text("basis"),         row.text("issuer_kind") == "medical_institution",
            day_in(row, "valid_from"), optional_day_in(row, "valid_to")};
        const bool is_taken = std::ranges::any_of(certificates_, [&](const Certificate& other) {
            return other.key == certificate.key || other.bit == certificate.bit;
        });
        if (is_taken) row.refuse("key or bit occurs twice");
        certificates_.push_back(certificate);
    }
}

void Occupations::read_occupations(const std::filesystem::path& file) {
    constexpr std::int64_t engine_ids = std::int64_t{families_max} * occupations_per_family;
    constexpr std::int64_t pay_end = std::numeric_limits<std::uint16_t>::max();
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const Occupation occupation{
            key_in(row, "code"),
            name_in(row, "name"),
            name_in(row, "name_en"),
            integer_in<std::uint32_t>(row, "engine_id", engine_ids),
            key_in(row, "family"),
            row.optional_text("gb_code"),
            list_in(row, "legal_certificates"),
            integer_in<std::int32_t>(row, "pay_fen_hour_typical_low", pay_end),
            integer_in<std::int32_t>(row, "pay_fen_hour_typical_high", pay_end),
        };
        const Family* family = find_family(occupation.family);
        if (family == nullptr) row.refuse("family: unknown: " + occupation.family);
        if (occupation.engine_id / occupations_per_family != family->number) {
            row.refuse("engine_id: not of its family");
        }
        if (!mask_of(occupation.legal_certificates)) row.refuse("legal_certificates: unknown");
        if (find_family(occupation.code) != nullptr) row.refuse("code: is a family's key");
        const bool is_taken = std::ranges::any_of(occupations_, [&](const Occupation& other) {
            return other.code == occupation.code || other.engine_id == occupation.engine_id;
        });
        if (is_taken) row.refuse("code or engine_id occurs twice");
        occupations_.push_back(occupation);
    }
    std::ranges::sort(occupations_, {}, &Occupation::engine_id);
    for (std::size_t at = 0; at < occupations_.size(); ++at) {
        by_code_.emplace(occupations_[at].code, at);
    }
}

void Occupations::read_common_names(const std::filesystem::path& file) {
    for (const Occupation& occupation : occupations_)
        common_names_.push_back({occupation.code, occupation.name});
    if (!std::filesystem::exists(file)) return;
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const CommonName name{key_in(row, "code"), name_in(row, "words")};
        if (find(name.code) == nullptr) row.refuse("code: unknown: " + name.code);
        const bool is_taken =
            std::ranges::find(common_names_, name.words, &CommonName::words) != common_names_.end();
        if (is_taken) row.refuse("words: occur twice: " + name.words);
        common_names_.push_back(name);
    }
}

void Occupations::read_skills(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return;
    for (const CsvRow& row : CsvTable::read(file).rows()) {
        const Skill skill{key_in(row, "code"), integer_in<std::uint32_t>(row, "number", skills_max),
                          name_in(row, "name"), name_in(row, "name_en"),
                          integer_in<int>(row, "market_course", 2) == 1};
        const bool is_taken = std::ranges::any_of(skills_, [&](const Skill& other) {
            return other.number == skill.number || is_called(other, skill.code) ||
                   is_called(other, skill.name) || is_called(other, skill.name_en);
        });
        if (is_taken) row.refuse("code, number or name occurs twice");
        skills_.push_back(skill);
    }
    std::ranges::sort(skills_, {}, &Skill::number);
}

const Occupation* Occupations::find(std::string_view code) const {
    const auto found = by_code_.find(std::string(code));
    return found == by_code_.end() ? nullptr : &occupations_[found->second];
}

const Family* Occupations::find_family(std::string_view key) const {
    const auto found = std::ranges::find(families_, key, &Family::key);
    return found == families_.end() ? nullptr : &*found;
}

const Family& Occupations::family_of(const Occupation& occupation) const {
    const Family* family = find_family(occupation.family);
    invariant(family != nullptr);
    return *family;
}

std::vector<const Occupation*> Occupations::in_family(std::string_view key) const {
    std::vector<const Occupation*> members;
    for (const Occupation& occupation : occupations_) {
        if (occupation.family == key) members.push_back(&occupation);
    }
    return members;
}

const Skill* Occupations::find_skill(std::string_view code) const {
    const auto found = std::ranges::find(skills_, code, &Skill::code);
    return found == skills_.end() ? nullptr : &*found;
}

std::uint64_t Occupations::skills_mask(const std::vector<std::string>& skills) const {
    std::uint64_t mask = 0;
    for (const Skill& skill : skills_) {
        const bool is_meant = std::ranges::any_of(
            skills, [&](const std::string& words) { return is_called(skill, words); });
        if (is_meant) mask |= std::uint64_t{1} << skill.number;
    }
    return mask;
}

const Certificate* Occupations::find_certificate(std::string_view key) const {
    const auto found = std::ranges::find(certificates_, key, &Certificate::key);
    return found == certificates_.end() ? nullptr : &*found;
}

std::optional<std::uint32_t> Occupations::mask_of(
    const std::vector<std::string>& certificates) const {
    std::uint32_t mask = 0;
    for (const std::string& key : certificates) {
        const Certificate* certificate = find_certificate(key);
        if (certificate == nullptr) return std::nullopt;
        mask |= std::uint32_t{1} << certificate->bit;
    }
    return mask;
}

}  // namespace gig::occupations
