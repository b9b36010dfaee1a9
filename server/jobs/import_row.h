#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "jobs/jobs.h"
#include "occupations/occupations.h"
#include "wording/post_text.h"

namespace gig::jobs {

/// What a column of an imported table holds.
enum class Column {
    title,
    occupation,
    description,
    address,
    lon,
    lat,
    crs,
    pay,
    hours,
    date,
    people,
    age,
    settlement,
    relation,
    benefits,
    injury_cover,
    reposted_from,
    text,
    expires_at,
    employer_id,
    market_id,
    // A row's digest holds these numbers: a new column stands at the end.
    user_enterprise,
    user_enterprise_uscc,
};

/// The column that a heading names, in English or Chinese; nothing for any other.
std::optional<Column> column_named(std::string_view heading);

using Cells = std::map<Column, std::string>;

/// What reads the words of a row's cells.
struct RowReading {
    const wording::PostReader& posts;
    const occupations::Occupations& occupations;
    Time now;
};

/// A row's cells as the body of POST /jobs. Codes and numbers are taken as they stand; everything
/// else is read as people write it, and what isn't sure is refused rather than guessed:
/// import.cell_unsure, import.cell_missing, import.cell_malformed, wording.text_too_long, each with
/// the pointer of the value.
Result<json::object> body_of_row(const Cells& cells, const RowReading& reading);

}  // namespace gig::jobs
