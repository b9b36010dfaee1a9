#pragma once

#include <cstddef>
#include <semaphore>

#include "employers/employers_service.h"
#include "http/router.h"
#include "jobs/jobs_service.h"
#include "markets/markets.h"
#include "occupations/occupations.h"
#include "storage/database.h"

namespace gig::matching {

struct OpenDataLimits {
    std::size_t bytes_max = std::size_t{128} << 20U;  // Of one snapshot.
};

/// What open data is made from.
struct OpenDataSources {
    storage::Database& database;
    const jobs::JobsService& jobs;
    const employers::EmployersService& employers;
    const occupations::Occupations& occupations;
    const markets::MarketDirectory& markets;
};

/// Every open job, one JSON object a line, for anybody to take.
///
/// Read from storage in one transaction, page by page, so that a snapshot is of one moment. One is
/// made at a time, because each walks all open jobs; whoever asks meanwhile comes again later.
/// Safe from any thread.
class OpenData {
public:
    explicit OpenData(const OpenDataSources& sources, OpenDataLimits limits = {})
        : sources_(sources), limits_(limits) {}

    /// http.busy while another is made; open_data.too_large.
    Result<std::string> snapshot(http::Locale locale);

private:
    Result<std::string> make(http::Locale locale);

    OpenDataSources sources_;
    OpenDataLimits limits_;
    std::binary_semaphore idle_{1};
};

/// GET /open/jobs. The open data must outlive the router.
void add_routes(http::Router& router, OpenData& open_data);

}  // namespace gig::matching
