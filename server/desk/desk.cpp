#include "desk/desk.h"

#include <array>

#include "base/names.h"

namespace gig::desk {

namespace {

// In the order of each enum.
constexpr std::array<std::string_view, 2> vias = {"desk", "online"};
constexpr std::array<std::string_view, 2> channels = {"online", "hall"};

}  // namespace

std::string_view name_of(Via via) {
    return name_in(vias, via);
}
std::string_view name_of(Channel channel) {
    return name_in(channels, channel);
}

}  // namespace gig::desk
