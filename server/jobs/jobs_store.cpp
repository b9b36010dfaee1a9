#include "jobs/jobs_store.h"

#include <cmath>

#include "base/json.h"
#include "jobs/job_body.h"
#include "jobs/jobs_columns.h"

// The columns that make a Job and an Opening, in the order in which job_in and opening_in read
// them. Macros, because a statement is one string literal.
#define GIG_JOB_COLUMNS                                                                          \
    "id, employer, market, title, occupation, description, latitude_e7, longitude_e7, "          \
    "place_source, region_code, address, pay_fen, pay_unit, pieces_per_hour, minutes_expected, " \
    "hourly_fen, settlement, relation, requirements, certificates_mask, benefits, "              \
    "injury_cover, policy_number, series, state, created_at, opened_at, expires_at, "            \
    "review_market, "                                                                            \
    "version, sampled_at, reposted_from, user_enterprise, user_enterprise_code"
#define GIG_OPENING_COLUMNS                                                          \
    "opening.id, opening.job, opening.engine_id, opening.start_at, opening.end_at, " \
    "opening.places, opening.places_left, opening.hourly_fen"

namespace gig::jobs {

namespace {

using storage::Row;

/// Reads the columns of a row one after the other.
class Columns {
public:
    explicit Columns(const Row& row) : row_(row) {}

    std::size_t next() { return position_++; }
    const Row& row() const { return row_; }

    const std::string& text() { return row_.text(next()); }
    std::int64_t integer() { return row_.integer(next()); }
    std::int32_t small() { return static_cast<std::int32_t>(integer()); }
    Time time() { return row_.time(next()); }

    template <typename Enum>
    Enum word() {
        const std::optional<Enum> value = named<Enum>(text());
        invariant(value.has_value());
        return *value;
    }

private:
    const Row& row_;
    std::size_t position_ = 0;
};

std::optional<GeoPoint> point_in(Columns& columns) {
    const std::optional<std::int64_t> latitude = columns.row().optional_integer(columns.next());
    const std::optional<std::int64_t> longitude = columns.row().optional_integer(columns.next());
    if (!latitude || !longitude) return std::nullopt;
    return GeoPoint(Latitude{static_cast<std::int32_t>(*latitude)},
                    Longitude{static_cast<std::int32_t>(*longitude)});
}

std::optional<places::Crs> crs_in(Columns& columns) {
    const std::optional<std::string> name = columns.row().optional_text(columns.next());
    return name ? places::crs_named(*name) : std::nullopt;
}

constexpr double minutes_per_hour = 60;

Pay pay_in(Columns& columns) {
    Pay pay{Money{columns.integer()}, columns.word<PayUnit>()};
    const std::optional<std::int64_t> pieces = columns.row().optional_integer(columns.next());
    const std::optional<std::int64_t> minutes = columns.row().optional_integer(columns.next());
    if (pieces) pay.pieces_per_hour = static_cast<std::int32_t>(*pieces);
    if (minutes) pay.hours_expected = static_cast<double>(*minutes) / minutes_per_hour;
    return pay;
}

std::vector<Benefit> benefits_in(const std::string& text) {
    std::vector<Benefit> benefits;
    const json::value names = json::parse(text);
    for (const json::value& name : names.as_array()) {
        const std::optional<Benefit> benefit = named<Benefit>(name.as_string());
        invariant(benefit.has_value());
        benefits.push_back(*benefit);
    }
    return benefits;
}

/// Empty for remote work.
struct PlaceColumns {
    explicit PlaceColumns(const Job& job) {
        if (job.place) {
            latitude = job.place->latitude().e7;
            longitude = job.place->longitude().e7;
        }
        if (job.place_source) source = std::string(places::crs_name(*job.place_source));
    }

    std::optional<std::int64_t> latitude = std::nullopt;
    std::optional<std::int64_t> longitude = std::nullopt;
    std::optional<std::string> source = std::nullopt;
};

std::optional<UserEnterprise> user_enterprise_in(Columns& columns) {
    std::optional<std::string> name = columns.row().optional_text(columns.next());
    std::optional<std::string> code = columns.row().optional_text(columns.next());
    if (!name) return std::nullopt;
    return UserEnterprise{*std::move(name), std::move(code)};
}

InjuryCover injury_cover_in(Columns& columns) {
    const auto kind = columns.word<InjuryCoverKind>();
    return {kind, columns.row().optional_text(columns.next())};
}

Job job_in(const Row& row) {
    Columns columns(row);
    // A braced list is read from left to right: the order of GIG_JOB_COLUMNS.
    Job job{.id = JobId(columns.integer()),
            .employer = EmployerId(columns.integer()),
            .market = row.optional_id<MarketId>(columns.next()),
            .title = columns.text(),
            .occupation = columns.text(),
            .description = columns.text(),
            .place = point_in(columns),
            .place_source = crs_in(columns),
            .region_code = row.optional_text(columns.next()),
            .address = columns.text(),
            .pay = pay_in(columns),
            .hourly_fen = columns.small(),
            .settlement = columns.word<Settlement>(),
            .relation = columns.word<Relation>(),
            .requirements = requirements_of(json::parse(columns.text()).as_object()),
            .certificates_mask = static_cast<std::uint32_t>(columns.integer()),
            .benefits = benefits_in(columns.text()),
            .injury_cover = injury_cover_in(columns),
            .series = row.flag(columns.next()),
            .state = columns.word<JobState>(),
            .was_open = false,
            .created_at = columns.time(),
            .posted_at = {},
            .expires_at = {},
            .review_market = std::nullopt,
            .version = 1};
    const std::optional<Time> opened_at = row.optional_time(columns.next());
    job.was_open = opened_at.has_value();
    job.posted_at = opened_at.value_or(job.created_at);
    job.expires_at = columns.time();
    job.review_market = row.optional_id<MarketId>(columns.next());
    if (!job.review_market) job.review_market = job.market;  // Of before there was a queue.
    job.version = columns.integer();
    job.sampled_at = row.optional_time(columns.next());
    job.reposted_from = row.optional_text(columns.next());
    job.user_enterprise = user_enterprise_in(columns);
    return job;
}

Opening opening_in(const Row& row) {
    Columns columns(row);
    return {.id = OpeningId(columns.integer()),
            .job = JobId(columns.integer()),
            .engine_id = static_cast<std::uint32_t>(columns.integer()),
            .start = columns.time(),
            .end = columns.time(),
            .places = columns.small(),
            .places_left = columns.small(),
            .hourly_fen = columns.small()};
}

std::vector<Job> jobs_in(const std::vector<Row>& rows) {
    std::vector<Job> jobs;
    jobs.reserve(rows.size());
    for (const Row& row : rows)
        jobs.push_back(job_in(row));
    return jobs;
}

std::vector<Opening> openings_in(const std::vector<Row>& rows) {
    std::vector<Opening> openings;
    openings.reserve(rows.size());
    for (const Row& row : rows)
        openings.push_back(opening_in(row));
    return openings;
}

std::int64_t limit_of(std::size_t limit) {
    return static_cast<std::int64_t>(limit);
}

}  // namespace

PayColumns::PayColumns(const Pay& pay) {
    if (pay.pieces_per_hour) pieces = *pay.pieces_per_hour;
    if (pay.hours_expected) minutes = std::llround(*pay.hours_expected * minutes_per_hour);
}

UserEnterpriseColumns::UserEnterpriseColumns(const std::optional<UserEnterprise>& enterprise) {
    if (!enterprise) return;
    name = enterprise->name;
    code = enterprise->credit_code;
}

std::string benefits_text(const std::vector<Benefit>& benefits) {
    json::array names;
    for (const Benefit benefit : benefits)
        names.emplace_back(name_of(benefit));
    return json::serialize(names);
}

void JobsStore::insert(storage::Transaction& transaction, const JobWithOpenings& job,
                       const Origin& origin) const {
    insert_job(transaction, job, origin);
    for (const Opening& opening : job.openings)
        insert_opening(transaction, opening);
    transaction.execute(
        "INSERT INTO job_version (city, job, version, at, actor, body, findings) "
        "VALUES ($1, $2, 1, $3, $4, $5, $6)",
        {city_, job.job.id, job.job.created_at, origin.created_by, origin.body, origin.findings});
}

void JobsStore::insert_job(storage::Transaction& transaction, const JobWithOpenings& published,
                           const Origin& origin) const {
    const Job& job = published.job;
    const auto [first, last] = std::ranges::minmax(published.openings, {}, &Opening::start);
    const Time last_end = std::ranges::max(published.openings, {}, &Opening::end).end;
    invariant(first.start <= last.start && job.expires_at <= last.start);

    const PlaceColumns place(job);
    const PayColumns pay(job.pay);
    const UserEnterpriseColumns enterprise(job.user_enterprise);
    const std::optional<Time> opened_at =
        job.was_open ? std::optional(job.posted_at) : std::nullopt;

    transaction.execute(
        "INSERT INTO job (city, " GIG_JOB_COLUMNS
        ", created_by, import_digest, first_start, last_end) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
        "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, "
        "$36, $37, $38, $39)",
        {city_,
         job.id,
         job.employer,
         job.market,
         job.title,
         job.occupation,
         job.description,
         place.latitude,
         place.longitude,
         place.source,
         job.region_code,
         job.address,
         job.pay.amount,
         name_of(job.pay.unit),
         pay.pieces,
         pay.minutes,
         job.hourly_fen,
         name_of(job.settlement),
         name_of(job.relation),
         json::serialize(requirements_json(job.requirements)),
         job.certificates_mask,
         benefits_text(job.benefits),
         name_of(job.injury_cover.kind),
         job.injury_cover.policy_number,
         job.series,
         name_of(job.state),
         job.created_at,
         opened_at,
         job.expires_at,
         job.review_market,
         job.version,
         job.sampled_at,
         job.reposted_from,
         enterprise.name,
         enterprise.code,
         origin.created_by,
         origin.import_digest,
         first.start,
         last_end});
}

void JobsStore::insert_opening(storage::Transaction& transaction, const Opening& opening) const {
    transaction.execute(
        "INSERT INTO opening (city, id, job, engine_id, start_at, end_at, places, places_left, "
        "hourly_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {city_, opening.id, opening.job, opening.engine_id, opening.start, opening.end,
         opening.places, opening.places_left, opening.hourly_fen});
}

std::uint32_t JobsStore::take_engine_ids(storage::Transaction& transaction,
                                         std::size_t count) const {
    // The row stays locked until the commit, so nobody else is given the same ids; a transaction
    // that is undone gives them back unused.
    transaction.execute(
        "INSERT INTO engine_id_counter (city, last_id) VALUES ($1, $2) "
        "ON CONFLICT (city) DO UPDATE SET last_id = engine_id_counter.last_id + excluded.last_id",
        {city_, limit_of(count)});
    const std::optional<storage::Row> row =
        transaction.find("SELECT last_id FROM engine_id_counter WHERE city = $1", {city_});
    invariant(row.has_value());
    return static_cast<std::uint32_t>(row->integer(0) - limit_of(count) + 1);
}

void JobsStore::open(storage::Transaction& transaction, JobId job, Time at) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE job SET state = 'open', opened_at = coalesce(opened_at, $1) WHERE city = $2 AND id "
        "= $3",
        {at, city_, job});
    invariant(changed == 1);
}

void JobsStore::end(storage::Transaction& transaction, JobId job, const Ending& ending) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE job SET state = $1, ended_at = $2, close_reason = $3 WHERE city = $4 AND id = $5",
        {name_of(ending.state), ending.at, ending.reason, city_, job});
    invariant(changed == 1);
}

void JobsStore::restore(storage::Transaction& transaction, JobId job) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE job SET state = 'open', ended_at = NULL, close_reason = NULL "
        "WHERE city = $1 AND id = $2 AND opened_at IS NOT NULL",
        {city_, job});
    invariant(changed == 1);
}

void JobsStore::looked_at(storage::Transaction& transaction, JobId job) const {
    transaction.execute("UPDATE job SET sampled_at = NULL WHERE city = $1 AND id = $2",
                        {city_, job});
}

std::optional<JobWithOpenings> JobsStore::find(storage::Reader& reader, JobId job) const {
    const std::optional<storage::Row> row = reader.find(
        "SELECT " GIG_JOB_COLUMNS " FROM job WHERE city = $1 AND id = $2", {city_, job});
    if (!row) return std::nullopt;
    return JobWithOpenings{job_in(*row), openings_of(reader, job)};
}

std::optional<OpeningOfJob> JobsStore::find_opening(storage::Reader& reader,
                                                    OpeningId opening) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT " GIG_OPENING_COLUMNS " FROM opening WHERE city = $1 AND id = $2",
                    {city_, opening});
    if (!row) return std::nullopt;
    const Opening found = opening_in(*row);
    const std::optional<storage::Row> job = reader.find(
        "SELECT " GIG_JOB_COLUMNS " FROM job WHERE city = $1 AND id = $2", {city_, found.job});
    invariant(job.has_value());
    return OpeningOfJob{job_in(*job), found};
}

void JobsStore::take_place(storage::Transaction& transaction, OpeningId opening) const {
    const std::int64_t changed = transaction.execute(
        "UPDATE opening SET places_left = places_left - 1 "
        "WHERE city = $1 AND id = $2 AND places_left > 0",
        {city_, opening});
    invariant(changed == 1);
}

std::optional<Job> JobsStore::find_imported(storage::Reader& reader, AccountId account,
                                            std::string_view digest) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT " GIG_JOB_COLUMNS
                    " FROM job WHERE city = $1 AND created_by = $2 AND import_digest = $3",
                    {city_, account, digest});
    if (!row) return std::nullopt;
    return job_in(*row);
}

bool JobsStore::has_overlapping(storage::Reader& reader, const JobDraft& draft,
                                EmployerId employer) const {
    return std::ranges::any_of(draft.shifts, [&](const Shift& shift) {
        return reader
            .find(
                "SELECT 1 FROM job JOIN opening ON opening.city = job.city AND opening.job = "
                "job.id "
                "WHERE job.city = $1 AND job.employer = $2 AND job.title = $3 "
                "AND job.state IN ('open', 'in_review') "
                "AND job.first_start < $4 AND job.last_end > $5 "
                "AND opening.start_at < $4 AND opening.end_at > $5 LIMIT 1",
                {city_, employer, draft.title, shift.end, shift.start})
            .has_value();
    });
}

std::vector<Job> JobsStore::of_employer(storage::Reader& reader, EmployerId employer,
                                        const Listing& listing) const {
    // Without a position the list begins after the end of time.
    Time created_before = Time::max();
    JobId id_before{std::numeric_limits<std::int64_t>::max()};
    if (listing.after) {
        const std::optional<Time> position = created_at(reader, *listing.after);
        if (!position) return {};
        created_before = *position;
        id_before = *listing.after;
    }
    std::optional<std::string> state;
    if (listing.state) state = std::string(name_of(*listing.state));
    return jobs_in(
        reader.query("SELECT " GIG_JOB_COLUMNS
                     " FROM job WHERE city = $1 AND employer = $2 AND (created_at, id) < ($3, $4) "
                     "AND state = coalesce($5, state) ORDER BY created_at DESC, id DESC LIMIT $6",
                     {city_, employer, created_before, id_before, state, limit_of(listing.limit)}));
}

std::optional<Time> JobsStore::created_at(storage::Reader& reader, JobId job) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT created_at FROM job WHERE city = $1 AND id = $2", {city_, job});
    if (!row) return std::nullopt;
    return row->time(0);
}

std::vector<Opening> JobsStore::openings_of(storage::Reader& reader, JobId job) const {
    return openings_in(reader.query("SELECT " GIG_OPENING_COLUMNS
                                    " FROM opening WHERE city = $1 AND job = $2 "
                                    "ORDER BY start_at, id",
                                    {city_, job}));
}

std::vector<Job> JobsStore::open_after(storage::Reader& reader, JobId after,
                                       std::size_t limit) const {
    return jobs_in(reader.query("SELECT " GIG_JOB_COLUMNS
                                " FROM job WHERE city = $1 AND id > $2 AND state = 'open' "
                                "ORDER BY id LIMIT $3",
                                {city_, after, limit_of(limit)}));
}

std::vector<Opening> JobsStore::live_openings(storage::Reader& reader, JobId after, JobId last,
                                              Time now) const {
    return openings_in(
        reader.query("SELECT " GIG_OPENING_COLUMNS
                     " FROM job JOIN opening ON opening.city = job.city AND opening.job = job.id "
                     "WHERE job.city = $1 AND job.id > $2 AND job.id <= $3 AND job.state = 'open' "
                     "AND opening.start_at > $4 ORDER BY opening.job, opening.start_at, opening.id",
                     {city_, after, last, now}));
}

std::vector<EmployerId> JobsStore::employers_after(storage::Reader& reader, EmployerId after,
                                                   std::size_t limit) const {
    std::vector<EmployerId> employers;
    for (const storage::Row& row :
         reader.query("SELECT DISTINCT employer FROM job WHERE city = $1 AND employer > $2 "
                      "AND state IN ('open', 'in_review') ORDER BY employer LIMIT $3",
                      {city_, after, limit_of(limit)})) {
        employers.push_back(row.id<EmployerId>(0));
    }
    return employers;
}

std::vector<JobsStore::LivingJob> JobsStore::living_of(storage::Reader& reader,
                                                       EmployerId employer) const {
    std::vector<LivingJob> jobs;
    for (const storage::Row& row :
         reader.query("SELECT id, relation FROM job WHERE city = $1 AND employer = $2 "
                      "AND state IN ('open', 'in_review') ORDER BY created_at, id LIMIT $3",
                      {city_, employer, limit_of(storage::rows_max)})) {
        const std::optional<Relation> relation = named<Relation>(row.text(1));
        invariant(relation.has_value());
        jobs.push_back({row.id<JobId>(0), *relation});
    }
    return jobs;
}

std::vector<JobId> JobsStore::due(storage::Reader& reader, Time now, std::size_t limit) const {
    std::vector<JobId> jobs;
    for (const storage::Row& row :
         reader.query("SELECT id FROM job WHERE city = $1 AND expires_at <= $2 "
                      "AND state IN ('open', 'in_review') ORDER BY expires_at, id LIMIT $3",
                      {city_, now, limit_of(limit)})) {
        jobs.push_back(row.id<JobId>(0));
    }
    return jobs;
}

std::optional<std::string> JobsStore::version_text(storage::Reader& reader, JobId job,
                                                   std::int64_t version) const {
    const std::optional<storage::Row> row =
        reader.find("SELECT body FROM job_version WHERE city = $1 AND job = $2 AND version = $3",
                    {city_, job, version});
    if (!row) return std::nullopt;
    return row->text(0);
}

}  // namespace gig::jobs
