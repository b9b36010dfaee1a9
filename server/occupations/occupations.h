#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"

namespace gig::occupations {

struct Family {
    std::string key;
    std::uint32_t number;  // 0..63
    std::string name;
    std::string name_en;
};

struct Certificate {
    std::string key;
    std::uint32_t bit;  // 0..31, the engine's mask.
    std::string name;
    std::string name_en;
    std::string basis;  // The articles that ask for it; empty where none is known.
    bool is_of_health;  // A doctor's: it says that somebody is well, not what they can do.
    Date asked_from;    // The first day on which the articles ask for it.
    std::optional<Date> asked_to;
};

/// Something that somebody can do and that no law asks for.
struct Skill {
    std::string code;
    std::uint32_t number;  // 0..63, the bit in the engine's mask.
    std::string name;
    std::string name_en;
    bool is_taught;  // In a market's own course, which makes no certificate.
};

/// A kind of gig work. `code` is our own stable key; engine_id div 64 is the family's number.
struct Occupation {
    std::string code;
    std::string name;
    std::string name_en;
    std::uint32_t engine_id;
    std::string family;
    std::optional<std::string> gb_code;  // 职业分类大典, where verified or known.
    std::vector<std::string> legal_certificates;
    std::int32_t pay_fen_hour_low;  // Typical band, for the demo only.
    std::int32_t pay_fen_hour_high;
};

/// What people call an occupation when they write of it; several may lead to one code.
struct CommonName {
    std::string code;
    std::string words;
};

inline constexpr std::uint32_t occupations_per_family = 64;  // As the engine counts.
inline constexpr std::uint32_t families_max = 64;
inline constexpr std::uint32_t certificates_max = 32;
inline constexpr std::uint32_t skills_max = 64;

/// The city's catalogue, read once. Only read afterwards, from any thread.
class Occupations {
public:
    /// Reads families.csv, certificates.csv, occupations.csv and, where there are such,
    /// occupation_words.csv and skills.csv of a city's folder. Throws std::runtime_error naming
    /// file and line where the data can't be used.
    static Occupations load(const std::filesystem::path& city_folder);

    const Occupation* find(std::string_view code) const;
    const Family& family_of(const Occupation& occupation) const;

    /// The occupations of a family; none where its key is unknown. No occupation's code is the
    /// key of a family.
    std::vector<const Occupation*> in_family(std::string_view key) const;

    /// Family by family, in order of engine_id.
    const std::vector<Occupation>& all() const { return occupations_; }
    /// Each occupation's own name, and the other words for it.
    const std::vector<CommonName>& common_names() const { return common_names_; }
    const std::vector<Certificate>& certificates() const { return certificates_; }

    /// In order of their numbers.
    const std::vector<Skill>& skills() const { return skills_; }

    const Skill* find_skill(std::string_view code) const;

    /// The engine's bits of the skills that are meant by their code or by their name in either
    /// language. What is none of the catalogue has no bit.
    std::uint64_t skills_mask(const std::vector<std::string>& skills) const;

    const Certificate* find_certificate(std::string_view key) const;

    /// The certificates' bits; nothing where a key is unknown.
    std::optional<std::uint32_t> mask_of(const std::vector<std::string>& certificates) const;

private:
    const Family* find_family(std::string_view key) const;
    void read_families(const std::filesystem::path& file);
    void read_certificates(const std::filesystem::path& file);
    void read_occupations(const std::filesystem::path& file);
    void read_common_names(const std::filesystem::path& file);
    void read_skills(const std::filesystem::path& file);

    std::vector<Family> families_;
    std::vector<Certificate> certificates_;
    std::vector<Occupation> occupations_;
    std::vector<CommonName> common_names_;
    std::vector<Skill> skills_;
    std::unordered_map<std::string, std::size_t> by_code_;
};

}  // namespace gig::occupations
