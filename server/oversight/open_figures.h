#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/guarded.h"
#include "http/call.h"
#include "markets/markets.h"
#include "oversight/figure_definitions.h"
#include "oversight/figures_service.h"

namespace gig::oversight {

/// How old the sheet may be that is given out. Making one walks all counters many times.
inline constexpr std::chrono::seconds open_figures_age_max{60};

/// All figures with their definitions, for anybody to take: whole, by county, by market, by month.
/// One sheet a language is kept and shared by all who ask. Safe from any thread.
class OpenFigures {
public:
    OpenFigures(const FiguresService& figures, const Definitions& definitions,
                const places::Regions& regions, const markets::MarketDirectory& markets,
                const Clock& clock)
        : figures_(figures),
          definitions_(definitions),
          regions_(regions),
          markets_(markets),
          clock_(clock) {}

    std::shared_ptr<const std::string> sheet(http::Locale locale);

private:
    struct Kept {
        std::shared_ptr<const std::string> sheet;
        Time made_at;
    };

    std::string make(http::Locale locale) const;

    const FiguresService& figures_;
    const Definitions& definitions_;
    const places::Regions& regions_;
    const markets::MarketDirectory& markets_;
    const Clock& clock_;
    Guarded<std::array<std::optional<Kept>, 2>> kept_;  // By locale.
};

}  // namespace gig::oversight
