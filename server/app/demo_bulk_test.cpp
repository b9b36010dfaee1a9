#include "app/demo_bulk.h"

#include "app/app_fixture.h"
#include "jobs/job_body.h"

namespace gig::app {
namespace {

class DemoBulkTest : public WholeHouse {
protected:
    static constexpr Date tomorrow = std::chrono::year{2026} / 11 / 26;

    void post(int count) {
        DemoRooms rooms = rooms_of(house_, clock_);
        DemoPosters posters(rooms, colour_);
        const DemoDraw draw(colour_, house_.regions, house_.occupations, {});
        DemoBulk(rooms, posters, draw, house_.occupations, rng_).post(count, tomorrow, 7);
    }

    /// The rules that a kept body breaks.
    std::string findings_of(const std::string& body) const {
        const Result<jobs::JobDraft> draft = jobs::draft_of(json::parse(body));
        const Result<jobs::Checked> checked = house_.jobs.look_over({}, *draft);
        if (!checked) return std::string(checked.error().code);
        std::string rules;
        for (const jobs::Finding& finding : checked->findings) {
            // A certificate that a post doesn't name keeps nothing from opening.
            if (finding.rule != "certificate.missing") rules += finding.rule + " ";
        }
        return rules;
    }

    House house_{settings_of_demo("bulk"), {clock_, rng_, log_}};
};

TEST_F(DemoBulkTest, PostsThatManyWhichPassTheRulesAndAreFound) {
    constexpr int count = 120;
    post(count);
    int posted = 0;
    std::size_t openings = 0;
    house_.database.read([&](storage::Reader& reader) {
        house_.jobs.each_open(reader, [&](const jobs::JobWithOpenings& found) {
            ++posted;
            openings += found.openings.size();
        });
        for (const storage::Row& row : reader.query("SELECT body FROM job_version", {}))
            EXPECT_EQ(findings_of(row.text(0)), "");
    });
    EXPECT_EQ(posted, count);

    const Doors doors(house_);
    EXPECT_EQ(doors.index.snapshot()->size, openings);
}

}  // namespace
}  // namespace gig::app
