#include "accounts/reveal.h"

#include "events/events.h"

namespace gig::accounts {

Result<ShownPhone> Reveal::phone_of(const Actor& actor, AccountId subject, Object relation) {
    const std::optional<Phone> phone =
        database_.ask([&](storage::Reader& reader) { return store_.find_phone(reader, subject); });
    if (!phone) return Error{ErrorKind::not_found, "http.not_found"};

    const Time now = clock_.now();
    relation.owner = subject;
    if (!policy_.authorize(actor, Action::phone_read_full, relation, now)) {
        return ShownPhone{phone->masked(), false};
    }
    return database_.act(
        Once<ShownPhone>{}, [&](storage::Transaction& transaction) -> Result<ShownPhone> {
            events::record(transaction, now, actor.account, events::PhoneRevealed{subject});
            return ShownPhone{phone->digits_, true};
        });
}

}  // namespace gig::accounts
