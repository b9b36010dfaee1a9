#pragma once

#include <optional>
#include <string_view>

#include "base/names.h"

namespace gig {

// The terms of work, as the contract and the store word them. Rules judge by them and jobs carry
// them, so they belong to neither.

enum class PayUnit { hour, day, shift, piece, task, month };
enum class Settlement { day, week, fortnight, month, completion };
enum class Relation {
    part_time,
    full_time,
    task_term,
    dispatch,
    outsourcing,
    service,
    household,
    retired,
    platform,
    internship,
};
enum class InjuryCoverKind { work_injury, single_item, occupational, commercial, none };

std::string_view name_of(PayUnit unit);
std::string_view name_of(Settlement settlement);
std::string_view name_of(Relation relation);
std::string_view name_of(InjuryCoverKind kind);

template <>
std::optional<PayUnit> named(std::string_view name);
template <>
std::optional<Settlement> named(std::string_view name);
template <>
std::optional<Relation> named(std::string_view name);
template <>
std::optional<InjuryCoverKind> named(std::string_view name);

}  // namespace gig
