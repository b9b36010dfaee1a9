#pragma once

#include "base/json.h"
#include "http/call.h"
#include "occupations/occupations.h"
#include "workers/certificates_service.h"

namespace gig::workers {

// What the doors of certificates take and answer, as api/worker_certificates.yaml fixes it.

/// For whom an answer is made.
struct CertificateReading {
    const occupations::Occupations& occupations;
    http::Locale locale;
    Date today;
};

json::object certificate_json(const HeldCertificate& certificate,
                              const CertificateReading& reading);
json::object seen_json(const CertificatesService::Seen& seen, const CertificateReading& reading);

/// certificate.date_malformed.
Result<Paper> paper_in(const json::value& body);

}  // namespace gig::workers
