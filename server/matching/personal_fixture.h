#pragma once

#include <string>
#include <vector>

#include "matching/contests_service.h"
#include "matching/day_plans_service.h"
#include "matching/matching_fixture.h"
#include "matching/recommendations_service.h"
#include "workers/workers_service.h"

namespace gig::matching {

/// For tests: personal search over the house, asked by workers who live at Donghu.
class PersonalHouse : public MatchingHouse {
protected:
    /// A worker without a saved profile.
    Actor newcomer() {
        const std::string number = std::to_string(60'000'000 + ++workers_made_);
        const Result<accounts::Account> account =
            accounts_.create_for_demo({*Phone::parse("120" + number),
                                       *accounts::DisplayName::parse("演示求职者"),
                                       {{Role::worker}}});
        return {.account = account->id, .grants = {{Role::worker}}};
    }

    /// Lives at Donghu, has the certificate of health, and goes up to 10 km at 15 km/h.
    static workers::ProfileDraft profile() {
        workers::ProfileDraft draft;
        draft.home = places::SourcePlace{30.868, 120.104, places::Crs::wgs84};
        draft.preferences.radius_m = 10'000;
        draft.preferences.certificates = {"health"};
        return draft;
    }

    Actor worker_with(const workers::ProfileDraft& draft) {
        const Actor actor = newcomer();
        save(actor, draft);
        return actor;
    }
    void save(const Actor& actor, const workers::ProfileDraft& draft) {
        invariant(workers_.save_self(actor, draft, {}).has_value());
    }

    /// What the index has now.
    Recommendations recommend(const Actor& actor, std::uint32_t k = recommended_default) {
        follow();
        Result<Recommendations> answer = recommendations_.recommend(actor, k);
        invariant(answer.has_value());
        return *std::move(answer);
    }
    std::string titles_for(const Actor& actor, std::uint32_t k = recommended_default) {
        std::string titles;
        for (const Recommended& item : recommend(actor, k).items)
            titles += item.opening->card->title + " ";
        return titles;
    }

    OpeningId opening_of(JobId job, std::size_t number = 0) {
        return kept(job).openings.at(number).id;
    }

    /// What the room above does when somebody confirms.
    void take_place(OpeningId opening) {
        database_->write(storage::Purpose::act, [&](storage::Transaction& transaction) {
            market_jobs_.take_place(transaction, opening);
            events::record(transaction, clock_.now(), std::nullopt,
                           events::IntentConfirmed{IntentId::random(rng_), opening, AccountId(5)});
            return true;
        });
    }

    Actor manager_of(const markets::Market& market) const {
        return {.account = AccountId(700),
                .grants = {{Role::market_manager, market.id.value()}},
                .stepped_up_at = clock_.now()};
    }
    const markets::Market& nearest_market() const {
        return *markets_.nearest(*GeoPoint::from_degrees(30.868, 120.104));
    }

    std::vector<gigfair::Interval> agreed_ = {};
    workers::WorkersService workers_{*database_, clock_, *vault_, policy_, occupations_, regions_};
    RankingRules ranking_ =
        RankingRules::load(GIG_SOURCE_DIR "/server/matching/ranking_rules.json");
    PersonalQueries queries_{workers_, occupations_, regions_,
                             [this](storage::Reader&, AccountId) { return agreed_; }};
    RankingReplay replays_{*database_, ranking_};
    ReceiptsService receipts_{*database_, clock_, rng_, policy_, *vault_, replays_};
    RecommendationsService recommendations_{{*database_, clock_, policy_, index_, queries_,
                                             ranking_, market_jobs_, employers_, occupations_},
                                            receipts_};
    DayPlansService day_plans_{{*database_, clock_, policy_, index_, queries_, ranking_,
                                market_jobs_, employers_, occupations_}};
    ContestsService contests_{{*database_, clock_, rng_, policy_, *vault_, ranking_, replays_,
                               receipts_, workers_, queries_, markets_}};

private:
    int workers_made_ = 0;
};

}  // namespace gig::matching
