#pragma once

#include "accounts/accounts_service.h"
#include "accounts/sign_in_service.h"
#include "accounts/sms_simulator.h"
#include "accounts/staff_service.h"
#include "http/call.h"
#include "http/router.h"

namespace gig::accounts {

void add_routes(http::Router& router, AccountsService& accounts, SignInService& sign_in,
                StaffService& staff);

/// Only where the house runs with simulators.
void add_simulator_routes(http::Router& router, SmsSimulator& simulator);

http::Reply send_code(SignInService& sign_in, const http::Call& call);
http::Reply sign_in(SignInService& sign_in, const http::Call& call);
http::Reply sign_in_staff(StaffService& staff, const http::Call& call);
http::Reply sign_out(AccountsService& accounts, const http::Call& call);
http::Reply read_self(const AccountsService& accounts, const http::Call& call);
http::Reply list_simulated_sms(SmsSimulator& simulator, const http::Call& call);

}  // namespace gig::accounts
