#include "storage/database.h"

namespace gig::storage {

Error Database::concurrent_request() {
    return {ErrorKind::conflict, "idempotency.concurrent"};
}

}  // namespace gig::storage
