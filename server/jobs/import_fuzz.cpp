#include "base/invariant.h"
#include "jobs/job_body.h"
#include "jobs/job_import.h"

// A line of foreign bytes becomes a draft or an Error, never anything else; and a draft written
// out as a body again means the same job.
// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(bytes), size);
    const auto any_shape = [](const gig::json::value&) { return gig::Result<void>(); };
    const gig::Result<gig::jobs::JobDraft> draft = gig::jobs::draft_of_line(line, any_shape);
    if (!draft) return 0;

    const gig::json::object body = gig::jobs::body_of(*draft);
    const gig::Result<gig::jobs::JobDraft> again = gig::jobs::draft_of(body);
    gig::invariant(again.has_value());
    gig::invariant(gig::jobs::body_of(*again) == body);
    return 0;
}
