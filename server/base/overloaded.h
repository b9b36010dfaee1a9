#pragma once

namespace gig {

/// One visitor of a variant out of several lambdas.
template <typename... Visits>
struct Overloaded : Visits... {
    using Visits::operator()...;
};
template <typename... Visits>
Overloaded(Visits...) -> Overloaded<Visits...>;

}  // namespace gig
