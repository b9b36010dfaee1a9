#include "events/events.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "events/codec.h"
#include "storage/temporary_database.h"

namespace gig::events {
namespace {

constexpr Time noon{std::chrono::milliseconds{1'795'579'200'000}};

/// Any value of a field's type. The codec lists the fields, so a new kind of event is tested too.
template <typename T>
struct Any;

template <typename T>
    requires std::is_integral_v<T>
struct Any<T> {
    static T value(Rng& rng) { return static_cast<T>(rng.next()); }
};
template <>
struct Any<std::string> {
    static std::string value(Rng& rng) {
        const std::array<std::string, 4> texts = {"", "reason", "\"\\\n\x01/", "零工😀"};
        return texts.at(rng.below(texts.size()));
    }
};
template <>
struct Any<Time> {
    static Time value(Rng& rng) {
        return Time(std::chrono::milliseconds{static_cast<std::int64_t>(rng.next() >> 16)});
    }
};
template <>
struct Any<GeoPoint> {
    static GeoPoint value(Rng& rng) {
        return {Latitude{Any<std::int32_t>::value(rng)}, Longitude{Any<std::int32_t>::value(rng)}};
    }
};
template <typename Tag>
struct Any<Id<Tag>> {
    static Id<Tag> value(Rng& rng) { return Id<Tag>::random(rng); }
};
template <typename T>
struct Any<std::optional<T>> {
    static std::optional<T> value(Rng& rng) {
        if (rng.below(2) == 0) return std::nullopt;
        return Any<T>::value(rng);
    }
};

template <typename Struct>
Struct any_struct(Rng& rng) {
    return std::apply(
        [&]<typename... Members>(const Field<Struct, Members>&...) {
            return Struct{Any<Members>::value(rng)...};
        },
        Codec<Struct>::fields);
}
template <>
struct Any<std::vector<OpeningFacts>> {
    static std::vector<OpeningFacts> value(Rng& rng) {
        std::vector<OpeningFacts> openings;
        for (std::uint64_t left = rng.below(4); left > 0; --left) {
            openings.push_back(any_struct<OpeningFacts>(rng));
        }
        return openings;
    }
};

/// One event of each kind.
template <std::size_t... indices>
std::vector<Event> one_of_each(Rng& rng, std::index_sequence<indices...>) {
    return {Event(any_struct<std::variant_alternative_t<indices, AnyEvent>>(rng))...};
}
std::vector<Event> one_of_each(Rng& rng) {
    return one_of_each(rng, std::make_index_sequence<std::variant_size_v<AnyEvent>>());
}

TEST(EventsTest, EveryKindOfEventRoundTrips) {
    const std::uint64_t seed = 61;
    SeededRng rng(seed);
    for (int round = 0; round < 200; ++round) {
        for (const Event& event : one_of_each(rng)) {
            const std::string bytes = to_bytes(event);
            const Event again = from_bytes(type_name(event), bytes);
            ASSERT_EQ(again.index(), event.index()) << bytes << ", seed " << seed;
            ASSERT_EQ(to_bytes(again), bytes) << type_name(event) << ", seed " << seed;
        }
    }
}

TEST(EventsTest, NoTwoKindsShareAName) {
    SeededRng rng(1);
    std::map<std::string_view, std::size_t> names;
    for (const Event& event : one_of_each(rng)) {
        EXPECT_TRUE(names.emplace(type_name(event), event.index()).second) << type_name(event);
    }
    EXPECT_EQ(names.size(), std::variant_size_v<AnyEvent>);
}

/// The bytes are what seals cover and what old logs hold: they may not change by accident.
TEST(EventsTest, TheBytesAreTheAgreedOnes) {
    const JobOpened opened{
        JobId(1), EmployerId(2), std::nullopt, GeoPoint({308680000}, {1201040000}),     3, 0, 4,
        2,        noon,          noon,         {{OpeningId(5), 6, noon, noon, 2, 2500}}};
    EXPECT_EQ(type_name(Event(opened)), "job_opened");
    EXPECT_EQ(to_bytes(Event(opened)),
              R"({"job":"0000000000001","employer":"0000000000002","market":null,)"
              R"("place":[308680000,1201040000],"occupation":3,"settlement":0,"certificates":4,)"
              R"("people_wanted":2,"posted_at":1795579200000,"expires_at":1795579200000,)"
              R"("openings":[{"id":"0000000000005","engine_id":6,"start":1795579200000,)"
              R"("end":1795579200000,"places":2,"pay_fen_hour":2500}]})");
}

TEST(EventsTest, BytesOfNoEventOfThisVersionAreRefused) {
    for (const char* bytes : {"", "[]", "{}", R"({"job":1})", R"({"job":"x"})", R"({"job":null})",
                              R"({"job":"0000000000001","more":1})", R"({"jobs":"0000000000001"})",
                              R"({"job":"0000000000001","job":"0000000000001"})"}) {
        EXPECT_THROW(from_bytes("job_expired", bytes), storage::Broken) << bytes;
    }
    EXPECT_NO_THROW(from_bytes("job_expired", R"({"job":"0000000000001"})"));
    EXPECT_THROW(from_bytes("job_unheard_of", R"({"job":"0000000000001"})"), storage::Broken);
    EXPECT_THROW(
        from_bytes("staff_created",
                   R"({"account":"0000000000001","role":"x","scope":9223372036854775808})"),
        storage::Broken);
}

TEST(EventsTest, TheLogIsReadInPagesAndInOrder) {
    storage::TemporaryDatabase db;
    const AccountId actor(9);
    constexpr std::int64_t count = page_events_max + 5;
    db->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
        for (std::int64_t id = 1; id <= count; ++id) {
            const auto by = id % 2 == 0 ? std::optional(actor) : std::nullopt;
            record(transaction, noon, by, JobExpired{JobId(id)});
        }
        return true;
    });
    const auto page = db->ask([](storage::Reader& reader) { return read_after(reader, 0); });
    ASSERT_EQ(page.size(), static_cast<std::size_t>(page_events_max));
    EXPECT_EQ(page[0].sequence, 1);
    EXPECT_EQ(page[0].actor, std::nullopt);
    EXPECT_EQ(page[1].actor, actor);
    EXPECT_EQ(page[1].at, noon);
    EXPECT_EQ(std::get<JobExpired>(page[1].event).job, JobId(2));

    const auto rest =
        db->ask([&](storage::Reader& reader) { return read_after(reader, page.back().sequence); });
    ASSERT_EQ(rest.size(), 5U);
    EXPECT_EQ(rest.back().sequence, count);
    EXPECT_TRUE(db->ask([](storage::Reader& reader) { return read_after(reader, count); }).empty());
}

}  // namespace
}  // namespace gig::events
