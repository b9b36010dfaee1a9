#pragma once

#include "accounts/accounts_service.h"
#include "employers/employers_service.h"
#include "http/call.h"
#include "http/router.h"
#include "places/places.h"

namespace gig::employers {

/// What the doors of this room lead to.
struct Rooms {
    EmployersService& employers;
    accounts::AccountsService& accounts;
    const places::Regions& regions;
};

void add_routes(http::Router& router, Rooms rooms);

http::Reply create_employer(const Rooms& rooms, const http::Call& call);
http::Reply verify_employer(EmployersService& employers, const http::Call& call);
http::Reply renew_employer(EmployersService& employers, const http::Call& call);
http::Reply list_own_employers(const EmployersService& employers, const http::Call& call);
http::Reply show_employer(const EmployersService& employers, const http::Call& call);

}  // namespace gig::employers
