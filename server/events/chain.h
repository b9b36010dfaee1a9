#pragma once

#include "base/digest.h"
#include "base/vault.h"
#include "storage/database.h"

namespace gig::events {

/// Where a chain begins: before the first event of the city's store.
Digest chain_start(CryptoProfile profile);

/// H(the link before ‖ canonical bytes of the event): SHA-256 in profile intl, SM3 in sm.
Digest next_link(CryptoProfile profile, const Digest& before, const storage::EventRow& event);

}  // namespace gig::events
