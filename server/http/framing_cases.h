#pragma once

// For tests: bytes that a bounded, well-formed answer must follow, whatever they are.

#include <string>
#include <vector>

namespace gig::http::testing {

struct FramingCase {
    std::string name;
    std::string bytes;
    int status;  // Of the first answer.
};

/// SECURITY catalogue A (framing), B (line, headers, methods), C (body) and D (JSON).
std::vector<FramingCase> framing_cases();

}  // namespace gig::http::testing
