#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/once.h"
#include "storage/database.h"

namespace gig::storage {

inline constexpr std::int64_t answers_swept_max = 5'000;  // In one sweep.

struct KeptAnswer {
    std::string fingerprint;
    Answer answer;
};

/// The answer that was given to this key within answer_kept_for before `now`.
std::optional<KeptAnswer> find_answer(Reader& reader, AccountId account, std::string_view key,
                                      Time now);

/// Deletes answers that are older, at most answers_swept_max. Returns how many: as many as that
/// means that there may be more.
std::int64_t sweep_answers(Database& database, Time now);

}  // namespace gig::storage
