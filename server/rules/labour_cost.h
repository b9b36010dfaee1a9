#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/terms.h"
#include "rules/rules.h"

namespace gig::rules {

/// What some workers get each within one calendar month.
struct MonthOfWork {
    std::int64_t wage_fen;
    std::int32_t workers;
};

/// The paid work of a whole post.
struct PaidWork {
    Relation relation;
    InjuryCoverKind injury_cover;
    std::vector<MonthOfWork> months;
};

/// One insurance or tax, for the whole post. A range where the rate depends on what a post doesn't
/// tell, such as the trade's class of risk.
struct CostLine {
    std::string id;
    Words name;
    std::int64_t low_fen;
    std::int64_t high_fen;
    std::string article;
    bool verified;  // Whether somebody checked the rate against its document, and not too long ago.
};

/// An estimate, not a bill: what the post costs its employer, and what is held back from the wage.
struct LabourCost {
    std::int64_t wage_fen;
    std::vector<CostLine> on_top;     // Paid by the employer beside the wage.
    std::vector<CostLine> held_back;  // Taken out of the wage: tax.
    std::vector<Words> left_out;      // What is owed too, but not known well enough to count.

    std::int64_t low_fen() const;
    std::int64_t high_fen() const;
};

/// Rates of insurance and tax by date, of one city. Read once; then safe from any thread.
class LabourCosts {
public:
    /// Throws std::runtime_error naming the file where it can't be used.
    explicit LabourCosts(const std::filesystem::path& file);

    /// By the rates in force that day.
    LabourCost estimate(const PaidWork& work, Time now) const;

    /// The rates in force that nobody verified, or too long ago.
    std::vector<TableWarning> warnings(Time now) const;

private:
    /// Whom a row binds, and when.
    struct Scope {
        std::vector<Relation> relations;
        std::optional<InjuryCoverKind> injury_cover;  // Nothing: whatever the cover is.
        std::chrono::sys_days valid_from;
        std::optional<std::chrono::sys_days> valid_to;

        bool is_in_force(std::chrono::sys_days day) const;
        bool binds(const PaidWork& work, std::chrono::sys_days day) const;
    };
    struct Named {
        std::string id;
        Words name;
        std::string article;
        std::optional<std::chrono::sys_days> verified_on;

        CostLine empty_line(std::chrono::sys_days day) const;
    };
    struct Insurance {
        Scope scope;
        Named named;
        std::int64_t rate_low_ppm;
        std::int64_t rate_high_ppm;
        std::int64_t base_floor_fen;  // A lower monthly wage counts as this.
    };
    struct Bracket {
        std::optional<std::int64_t> up_to_fen;  // Nothing: the last.
        std::int64_t rate_ppm;
        std::int64_t quick_fen;  // Taken off again: the lower brackets' difference.
    };
    struct Tax {
        Scope scope;
        Named named;
        std::int64_t free_fen;        // Taken off a wage before it is taxed;
        std::int64_t free_up_to_fen;  // above this wage a share is taken off instead.
        std::int64_t free_ppm;
        std::vector<Bracket> brackets;

        std::int64_t of(std::int64_t wage_fen) const;
    };
    struct Gap {
        Scope scope;
        Words words;
    };

    static Scope scope_in(const json::object& row);
    static Named named_in(const json::object& row);
    static Insurance insurance_in(const json::object& row);
    static Tax tax_in(const json::object& row);

    std::vector<Insurance> insurances_;
    std::vector<Tax> taxes_;
    std::vector<Gap> gaps_;
};

}  // namespace gig::rules
