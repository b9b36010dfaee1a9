#include "desk/desk_store.h"

#include "base/time.h"

namespace gig::desk {

constexpr storage::Sql insert_registration_sql =
    "INSERT INTO registration (city, id, worker, market, via, day, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

bool DeskStore::insert(storage::Transaction& transaction, const Registration& registration) const {
    return transaction.execute(insert_registration_sql,
                               {city_, registration.id, registration.worker, registration.market,
                                name_of(registration.via), date_text(date_of(registration.at)),
                                registration.at}) == 1;
}

constexpr storage::Sql insert_visit_sql =
    "INSERT INTO visit (city, id, market, channel, at) VALUES ($1, $2, $3, $4, $5)";

void DeskStore::insert(storage::Transaction& transaction, const Visit& visit) const {
    transaction.execute(insert_visit_sql,
                        {city_, visit.id, visit.market, name_of(visit.channel), visit.at});
}

}  // namespace gig::desk
