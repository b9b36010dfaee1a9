#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gig {

/// What a failed request means to the caller. Only http/ knows the status code of each.
enum class ErrorKind {
    malformed,        // Can't be read: query, path, JSON that doesn't parse.
    invalid,          // Read, but a value is not allowed.
    unauthenticated,  // Nobody is signed in.
    forbidden,        // No role of the caller may ever do this.
    not_found,        // Not there, or not the caller's: the two must look alike.
    conflict,         // The state doesn't allow it now.
    outdated,         // Changed since the caller read it.
    too_many,         // A limit in time; try again later.
    busy,             // The house is full; try again soon.
    storage_full,     // Reads go on, writes don't.
};

/// Why a request wasn't granted: an expected outcome, never a bug.
struct Error {
    ErrorKind kind;
    std::string_view
        code;  // Stable name, such as "job.pay_below_minimum"; words in api/problems.csv.
    std::string field = {};  // JSON pointer of the value at fault, such as "/pay/amount_fen".
    std::vector<std::pair<std::string, std::string>> values = {};  // Fill {name} in the words.
    int retry_after_seconds = 0;                                   // For too_many and busy.
};

}  // namespace gig
