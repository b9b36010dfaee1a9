#include "jobs/job_versions_store.h"

#include <cmath>
#include <limits>

#include "base/invariant.h"
#include "base/json.h"
#include "jobs/job_body.h"
#include "jobs/jobs_columns.h"

namespace gig::jobs {

std::vector<JobVersion> JobVersionsStore::of_job(storage::Reader& reader, JobId job,
                                                 std::int64_t before, std::size_t limit) const {
    std::vector<JobVersion> versions;
    for (const storage::Row& row : reader.query(
             "SELECT version, at, body, findings FROM job_version WHERE city = $1 AND job = $2 "
             "AND version < $3 ORDER BY version DESC LIMIT $4",
             {city_, job, before, static_cast<std::int64_t>(limit)})) {
        versions.push_back({row.integer(0), row.time(1), row.text(2), row.text(3)});
    }
    return versions;
}

JobVersion JobVersionsStore::newest(storage::Reader& reader, JobId job) const {
    const std::vector<JobVersion> newest =
        of_job(reader, job, std::numeric_limits<std::int64_t>::max(), 1);
    invariant(newest.size() == 1);  // A job is never without its first version.
    return newest.front();
}

void JobVersionsStore::add(storage::Transaction& transaction, const JobWithOpenings& changed,
                           AccountId actor, const JobVersion& version) const {
    const Job& job = changed.job;
    transaction.execute(
        "INSERT INTO job_version (city, job, version, at, actor, body, findings) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {city_, job.id, version.version, version.at, actor, version.body, version.findings});
    const PayColumns pay(job.pay);
    const UserEnterpriseColumns enterprise(job.user_enterprise);
    const std::int64_t updated = transaction.execute(
        "UPDATE job SET version = $1, title = $2, description = $3, address = $4, pay_fen = $5, "
        "pay_unit = $6, pieces_per_hour = $7, minutes_expected = $8, hourly_fen = $9, "
        "settlement = $10, requirements = $11, certificates_mask = $12, benefits = $13, "
        "injury_cover = $14, policy_number = $15, state = $16, expires_at = $17, "
        "reposted_from = $18, user_enterprise = $19, user_enterprise_code = $20 "
        "WHERE city = $21 AND id = $22",
        {job.version,
         job.title,
         job.description,
         job.address,
         job.pay.amount,
         name_of(job.pay.unit),
         pay.pieces,
         pay.minutes,
         job.hourly_fen,
         name_of(job.settlement),
         json::serialize(requirements_json(job.requirements)),
         job.certificates_mask,
         benefits_text(job.benefits),
         name_of(job.injury_cover.kind),
         job.injury_cover.policy_number,
         name_of(job.state),
         job.expires_at,
         job.reposted_from,
         enterprise.name,
         enterprise.code,
         city_,
         job.id});
    invariant(updated == 1);
    for (const Opening& opening : changed.openings) {
        transaction.execute(
            "UPDATE opening SET hourly_fen = $1 WHERE city = $2 AND id = $3 AND start_at > $4",
            {opening.hourly_fen, city_, opening.id, version.at});
    }
}

}  // namespace gig::jobs
