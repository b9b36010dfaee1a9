#include "jobs/report_quotes.h"

#include "wording/folded_text.h"

namespace gig::jobs {

bool quotes(std::string_view words, std::string_view report) {
    const wording::FoldedText said = wording::fold(words);
    const wording::FoldedText reported = wording::fold(report);
    const std::u32string_view text = reported.text();
    for (std::size_t at = 0; at + quoted_characters <= text.size(); ++at) {
        const std::u32string_view run = text.substr(at, quoted_characters);
        if (said.text().find(run) != std::u32string_view::npos) return true;
    }
    return false;
}

}  // namespace gig::jobs
