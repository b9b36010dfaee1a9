#pragma once

#include <string>
#include <unordered_map>

#include "employers/employers_service.h"
#include "jobs/jobs_service.h"
#include "markets/markets.h"
#include "matching/matching_json.h"
#include "occupations/occupations.h"
#include "storage/database.h"

namespace gig::matching {

/// What open data is made from. All must outlive it.
struct OpenDataSources {
    storage::Database& database;
    const jobs::JobsService& jobs;
    const employers::EmployersService& employers;
    const occupations::Occupations& occupations;
    const markets::MarketDirectory& markets;
};

/// A household is named by its kind: its name is a person's.
std::string public_name(const employers::Employer& employer, http::Locale locale);

/// Spells jobs as anybody may take them, each employer looked up once. One thread at a time.
class OpenJobs {
public:
    OpenJobs(const OpenDataSources& sources, http::Locale locale)
        : sources_(sources),
          reading_{locale, places::Crs::wgs84, sources.occupations, sources.markets} {}

    json::object json_of(const jobs::JobWithOpenings& found);

private:
    struct KnownEmployer {
        employers::EmployerKind kind;
        json::object shown;
    };
    const KnownEmployer& employer_of(EmployerId id);

    const OpenDataSources& sources_;
    Reading reading_;
    std::unordered_map<EmployerId, KnownEmployer> employers_;
};

}  // namespace gig::matching
