#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"
#include "http/request_reader.h"

namespace gig::http {

/// Checks a request's head (request line, fields, without the empty line at the end) against the
/// strict grammar of RFC 9112. Nothing where it is sound.
std::optional<Error> head_fault(std::string_view head, const RequestLimits& limits);

/// Checks the bytes from a position on, of a head that may not be whole yet, for what can't become
/// right any more: a bare LF, a bare CR, a control character.
std::optional<Error> byte_fault(std::string_view bytes, std::size_t from);

}  // namespace gig::http
