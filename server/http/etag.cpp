#include "http/etag.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"

namespace gig::http {

namespace {

constexpr std::size_t etag_characters = 20;

}  // namespace

std::string etag_of(std::string_view bytes) {
    return '"' + sha256_hex(bytes).substr(0, etag_characters) + '"';
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const std::size_t end = std::min(if_none_match.find(','), if_none_match.size());
        std::string_view tag = trimmed(if_none_match.substr(0, end));
        if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == etag || tag == "*") return true;
    }
    return false;
}

}  // namespace gig::http
