#pragma once

#include "http/router.h"
#include "occupations/occupations.h"
#include "workers/certificates_service.h"

namespace gig::workers {

/// A worker's own certificates, and the desk of the market's staff who check them. Both must
/// outlive the router.
void add_certificate_routes(http::Router& router, CertificatesService& certificates,
                            const occupations::Occupations& occupations);

}  // namespace gig::workers
