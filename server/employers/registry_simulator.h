#pragma once

#include <chrono>

#include "employers/registry.h"

namespace gig::employers {

/// A SIMULATOR of the business registry, for demo and tests: it knows no firm, and what it says
/// of a code says nothing about the firm that may bear it.
///
/// The 17th character of the code decides, the last before the check character:
///
///     C  ceased                   U  no such code
///     D  another name             X  no answer
///     W  match, but only after `slow`
///
/// All other codes match, whatever the name. A household matches, unless its name ends in
/// 待核, which stands for one that real-name sign-in can't vouch for.
///
/// The last character of a licence's number decides likewise: E ended, D granted to another name,
/// U no such licence, X no answer, W valid, but only after `slow`; all others are valid, and an
/// empty number is unknown.
class RegistrySimulator final : public Registry {
public:
    explicit RegistrySimulator(std::chrono::milliseconds slow = std::chrono::seconds(2))
        : slow_(slow) {}

    RegistryAnswer ask(const RegistryQuestion& question) override;
    LicenceAnswer ask_licence(const LicenceQuestion& question) override;

private:
    std::chrono::milliseconds slow_;
};

}  // namespace gig::employers
