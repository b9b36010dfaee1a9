#include "matching/card_maker.h"

#include <set>

#include "base/invariant.h"
#include "base/time.h"
#include "matching/text_match.h"

namespace gig::matching {

namespace {

// The engine's settlements are the contract's, in the same order.
static_assert(static_cast<int>(Settlement::day) == static_cast<int>(gigfair::Settlement::day));
static_assert(static_cast<int>(Settlement::completion) ==
              static_cast<int>(gigfair::Settlement::completion));

std::size_t dates_of(const std::vector<jobs::Opening>& openings) {
    std::set<Date> dates;
    for (const jobs::Opening& opening : openings) {
        dates.insert(date_of(opening.start));
    }
    return dates.size();
}

bool is_rotating(const jobs::JobWithOpenings& job) {
    const auto is_night = [](const jobs::Opening& opening) {
        return jobs::shift_class(opening.start, opening.end) == jobs::ShiftClass::night;
    };
    const auto nights = std::ranges::count_if(job.openings, is_night);
    return job.job.series && nights > 0 && nights < std::ssize(job.openings);
}

}  // namespace

std::vector<IndexedOpening> CardMaker::openings_of(const jobs::JobWithOpenings& job, Time now) {
    std::vector<IndexedOpening> openings;
    if (job.job.state != jobs::JobState::open) return openings;

    const std::shared_ptr<const JobCard> card = card_of(job);
    for (const jobs::Opening& opening : job.openings) {
        if (opening.start <= now) continue;
        openings.push_back({opening.id, opening.start, opening.end, opening.places_left,
                            opening.hourly_fen, engine_opening(job.job, opening), card});
    }
    return openings;
}

std::shared_ptr<const JobCard> CardMaker::card_of(const jobs::JobWithOpenings& found) {
    const jobs::Job& job = found.job;
    const EmployerCard& employer = employer_card(job.employer);
    const std::string address = jobs_.public_address(job);

    // One line each, so that no word is found across two of them.
    std::string text = job.title + "\n" + employer.name + "\n" + address + "\n" + job.description;
    if (const occupations::Occupation* occupation = occupations_.find(job.occupation)) {
        text += "\n" + occupation->name + "\n" + occupation->name_en;
    }
    return std::make_shared<const JobCard>(JobCard{.job = job.id,
                                                   .title = job.title,
                                                   .occupation = job.occupation,
                                                   .employer = employer,
                                                   .market = job.market,
                                                   .place = job.place,
                                                   .region_code = job.region_code,
                                                   .address_public = address,
                                                   .pay_amount = job.pay.amount,
                                                   .pay_unit = job.pay.unit,
                                                   .settlement = job.settlement,
                                                   .injury_cover = job.injury_cover.kind,
                                                   .posted_at = job.posted_at,
                                                   .expires_at = job.expires_at,
                                                   .dates = dates_of(found.openings),
                                                   .rotating = is_rotating(found),
                                                   .search_text = folded(text)});
}

gigfair::Opening CardMaker::engine_opening(const jobs::Job& job,
                                           const jobs::Opening& opening) const {
    // A catalogue may lose an occupation that old jobs still name: then no filter finds them.
    const occupations::Occupation* occupation = occupations_.find(job.occupation);
    const auto occupation_number =
        occupation == nullptr ? gigfair::occupation_max : occupation->engine_id;
    const gigfair::Opening engine{
        .id = opening.engine_id,
        .employer = 0,  // A visitor blocks nobody, so no employer has a number yet.
        .place = job.place ? gigfair::Place{job.place->latitude().e7, job.place->longitude().e7}
                           : gigfair::Place{0, 0},
        .occupation = static_cast<std::uint16_t>(occupation_number),
        .pay_fen_hour = static_cast<std::uint16_t>(jobs::engine_pay(opening.hourly_fen)),
        .settlement = static_cast<gigfair::Settlement>(job.settlement),
        .start = minute_of(opening.start),
        .end = minute_of(opening.end),
        .certificates = job.certificates_mask,
        .skills = 0,  // No event tells yet which a job asks for, so no answer could be made again.
        .posted = minute_of(job.posted_at),
        .trust = gigfair::trust_prior,
        .places = static_cast<std::uint16_t>(opening.places_left)};
    invariant(!gigfair::fault_of(engine));
    return engine;
}

const EmployerCard& CardMaker::employer_card(EmployerId id) {
    const auto remembered = remembered_.find(id);
    if (remembered != remembered_.end()) return remembered->second;
    const std::optional<employers::Employer> employer = employers_.find(id);
    invariant(employer.has_value());
    return remembered_
        .emplace(id, EmployerCard{id, employer->name, employer->kind, employer->verified()})
        .first->second;
}

}  // namespace gig::matching
