#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/vault.h"
#include "matching/search_service.h"

namespace gig::matching {

/// Writes a page's end as a cursor that only this house can write and read, and that fits only
/// the search it was made for.
///
/// Sealed, because a position holds the engine's id of an opening: shown in the clear it would
/// tell how many openings there are, and make their ids guessable. The same position is the same
/// cursor. Only read after construction, from any thread.
class OpeningCursors {
public:
    /// Its key comes from the vault's and outlives a restart: a phone may go on where it stopped.
    explicit OpeningCursors(const Vault& vault) : key_(vault.index("openings_cursor/1", "key")) {}

    /// `search` is any text that names the search, the same for each of its pages.
    std::string write(const Position& position, std::string_view search) const;

    /// Nothing where the cursor is not one of ours for this search.
    std::optional<Position> read(std::string_view cursor, std::string_view search) const;

private:
    std::string tag_of(std::string_view plain, std::string_view search) const;
    std::string masked(std::string_view text, std::string_view tag) const;

    std::string key_;
};

}  // namespace gig::matching
