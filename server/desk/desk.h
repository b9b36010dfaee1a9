#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"

namespace gig::desk {

/// How somebody came to be registered.
enum class Via { desk, online };

/// Where a visit was counted.
enum class Channel { online, hall };

std::string_view name_of(Via via);
std::string_view name_of(Channel channel);

/// 求职登记: counted each time, not each person.
struct Registration {
    RegistrationId id;
    AccountId worker;
    std::optional<MarketId> market;
    Via via;
    Time at;
};

using VisitId = Id<struct VisitTag>;

struct Visit {
    VisitId id;
    std::optional<MarketId> market;
    Channel channel;
    Time at;
};

}  // namespace gig::desk
