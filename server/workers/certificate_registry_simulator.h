#pragma once

#include <chrono>

#include "workers/certificate_registry.h"

namespace gig::workers {

/// A SIMULATOR of the registries of certificates, for demo and tests: it knows no certificate, and
/// what it says of a number says nothing about the person who may hold it.
///
/// The last character of the number decides:
///
///     R  refused                  U  unknown
///     X  no answer                W  confirmed, but only after `slow`
///
/// All others are confirmed, whatever the name. A number or a name that nobody could have is
/// unknown.
class CertificateRegistrySimulator final : public CertificateRegistry {
public:
    explicit CertificateRegistrySimulator(std::chrono::milliseconds slow = std::chrono::seconds(2))
        : slow_(slow) {}

    CertificateAnswer ask(const CertificateQuestion& question) override;

private:
    std::chrono::milliseconds slow_;
};

}  // namespace gig::workers
