#include "events/events.h"

#include <algorithm>
#include <type_traits>

#include "base/invariant.h"
#include "events/codec.h"
#include "events/job_trail.h"
#include "events/log_rows.h"

namespace gig::events {

namespace {

[[noreturn]] void refuse(std::string_view type, std::string_view why) {
    throw storage::Broken("event " + std::string(type) + " can't be read: " + std::string(why));
}

// Writing. Every type that a field may have is listed here, once for each direction.

json::value written(std::int32_t value) {
    return std::int64_t{value};
}
json::value written(std::uint32_t value) {
    return std::int64_t{value};
}
json::value written(std::int64_t value) {
    return value;
}
json::value written(const std::string& value) {
    return json::value(value);
}
json::value written(Time value) {
    return std::int64_t{value.time_since_epoch().count()};
}
json::value written(const GeoPoint& value) {
    return json::array{std::int64_t{value.latitude().e7}, std::int64_t{value.longitude().e7}};
}
template <typename Tag>
json::value written(Id<Tag> value) {
    return json::value(value.text());
}
template <typename T>
json::value written(const std::optional<T>& value) {
    return value ? written(*value) : json::value(nullptr);
}

json::value written(const std::vector<OpeningFacts>& openings);

template <typename Struct>
json::object written_fields(const Struct& from) {
    json::object object;
    std::apply(
        [&](const auto&... field) { ((object[field.name] = written(from.*field.member)), ...); },
        Codec<Struct>::fields);
    return object;
}

json::value written(const std::vector<OpeningFacts>& openings) {
    json::array array;
    for (const OpeningFacts& opening : openings) {
        array.push_back(written_fields(opening));
    }
    return array;
}

// Reading. Boost throws where a value is of another type or out of range.

template <typename T>
struct As {};

template <typename Integer>
    requires std::is_integral_v<Integer>
Integer read(const json::value& value, As<Integer>) {
    return value.to_number<Integer>();
}
std::string read(const json::value& value, As<std::string>) {
    return std::string(value.as_string());
}
Time read(const json::value& value, As<Time>) {
    return Time(std::chrono::milliseconds(value.to_number<std::int64_t>()));
}
GeoPoint read(const json::value& value, As<GeoPoint>) {
    const json::array& pair = value.as_array();
    return {Latitude{pair.at(0).to_number<std::int32_t>()},
            Longitude{pair.at(1).to_number<std::int32_t>()}};
}
template <typename Tag>
Id<Tag> read(const json::value& value, As<Id<Tag>>) {
    const std::optional<Id<Tag>> id = Id<Tag>::parse(std::string_view(value.as_string()));
    if (!id) throw std::invalid_argument("a malformed id");
    return *id;
}
template <typename T>
std::optional<T> read(const json::value& value, As<std::optional<T>>) {
    if (value.is_null()) return std::nullopt;
    return read(value, As<T>());
}

template <typename Struct>
Struct read_fields(const json::object& object) {
    return std::apply(
        [&]<typename... Members>(const Field<Struct, Members>&... field) {
            if (object.size() != sizeof...(field)) throw std::invalid_argument("other fields");
            return Struct{read(object.at(field.name), As<Members>())...};
        },
        Codec<Struct>::fields);
}

std::vector<OpeningFacts> read(const json::value& value, As<std::vector<OpeningFacts>>) {
    std::vector<OpeningFacts> openings;
    for (const json::value& opening : value.as_array()) {
        openings.push_back(read_fields<OpeningFacts>(opening.as_object()));
    }
    return openings;
}

/// Tries each alternative of the variant by its name.
template <std::size_t index = 0>
Event read_event(std::string_view type, const json::object& object) {
    if constexpr (index == std::variant_size_v<AnyEvent>) {
        throw std::invalid_argument("an unknown type");
    } else {
        using Alternative = std::variant_alternative_t<index, AnyEvent>;
        if (Codec<Alternative>::name == type) return read_fields<Alternative>(object);
        return read_event<index + 1>(type, object);
    }
}

}  // namespace

std::vector<Recorded> recorded_in(const std::vector<storage::Row>& rows) {
    std::vector<Recorded> page;
    page.reserve(rows.size());
    for (const storage::Row& row : rows) {
        page.push_back({row.integer(0), row.time(1), row.optional_id<AccountId>(2),
                        from_bytes(row.text(3), row.text(4))});
    }
    return page;
}

void record(storage::Transaction& transaction, Time at, std::optional<AccountId> actor,
            const Event& event) {
    storage::EventRow row;
    row.at = at;
    row.type = type_name(event);
    row.actor = actor;
    row.body = to_bytes(event);
    leave_trail(transaction, transaction.append_event(row), event);
}

std::int64_t last_of(storage::Reader& reader) {
    return reader.find("SELECT coalesce(max(sequence), 0) FROM event WHERE origin = 0", {})
        ->integer(0);
}

std::vector<Recorded> read_after(storage::Reader& reader, std::int64_t sequence) {
    return recorded_in(
        reader.query("SELECT sequence, at, actor, type, body FROM event "
                     "WHERE origin = 0 AND sequence > $1 ORDER BY sequence LIMIT $2",
                     {sequence, page_events_max}));
}

std::vector<Recorded> read_types(storage::Reader& reader,
                                 const std::vector<std::string_view>& types, Stretch stretch) {
    invariant(!types.empty() && types.size() <= types_max);
    const auto type = [&](std::size_t number) {
        return std::string(types[std::min(number, types.size() - 1)]);
    };
    return recorded_in(
        reader.query("SELECT sequence, at, actor, type, body FROM event "
                     "WHERE origin = 0 AND sequence > $1 AND sequence <= $2 "
                     "AND type IN ($3, $4, $5, $6, $7, $8, $9, $10) ORDER BY sequence LIMIT $11",
                     {stretch.after, stretch.until, type(0), type(1), type(2), type(3), type(4),
                      type(5), type(6), type(7), page_events_max}));
}

std::string_view type_name(const Event& event) {
    return std::visit(
        []<typename Struct>(const Struct&) -> std::string_view { return Codec<Struct>::name; },
        event);
}

std::string to_bytes(const Event& event) {
    return std::visit(
        [](const auto& alternative) { return json::serialize(written_fields(alternative)); },
        event);
}

Event from_bytes(std::string_view type, std::string_view bytes) {
    const Result<json::value> parsed = parse_json(bytes);
    if (!parsed) refuse(type, parsed.error().code);
    if (!parsed->is_object()) refuse(type, "not an object");
    try {
        return read_event(type, parsed->get_object());
    } catch (const std::exception& failure) {
        refuse(type, failure.what());
    }
}

}  // namespace gig::events
