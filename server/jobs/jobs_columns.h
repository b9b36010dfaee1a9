#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jobs/jobs.h"

namespace gig::jobs {

// How parts of a job stand in its row, for every store that writes it.

struct PayColumns {
    explicit PayColumns(const Pay& pay);

    std::optional<std::int64_t> pieces;
    std::optional<std::int64_t> minutes;
};

struct UserEnterpriseColumns {
    explicit UserEnterpriseColumns(const std::optional<UserEnterprise>& enterprise);

    std::optional<std::string> name;
    std::optional<std::string> code;
};

std::string benefits_text(const std::vector<Benefit>& benefits);

}  // namespace gig::jobs
