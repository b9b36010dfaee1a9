#include <cstdlib>

#include "base/json.h"

/// Whatever bytes come: refused, or read into a value that is written and read again unchanged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const gig::Result<gig::json::value> parsed =
        gig::parse_json({reinterpret_cast<const char*>(data), size});
    if (!parsed) return 0;
    const gig::Result<gig::json::value> again = gig::parse_json(gig::json::serialize(*parsed));
    if (!again || *again != *parsed) std::abort();
    return 0;
}
