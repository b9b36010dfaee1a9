#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/demo_draw.h"
#include "app/demo_rooms.h"

namespace gig::app {

/// The made-up employers: one for every trade of every street, made when it first posts.
class DemoPosters {
public:
    struct Poster {
        Actor actor;
        EmployerId employer;
    };

    /// Whether the employers may have jobs that weren't posted here: then the jobs room is asked
    /// before each post, which takes as long again.
    enum class Before { nothing, something };

    DemoPosters(DemoRooms& rooms, const LocalColour& colour, Before before = Before::nothing)
        : rooms_(rooms), colour_(colour), before_(before) {}

    /// Who posts that job.
    const Poster& of(const DemoJob& job);

    /// The one whose owner has the phone that API.md names.
    const Poster& known();

    /// Posts the job under a line of its own, once; nothing where that was done before. The title
    /// is told apart from the employer's others. Must come out open.
    std::optional<JobId> post(const DemoJob& job, const std::string& line);

    /// An employer whom the registry refuses, for the nth reason.
    Poster refused(const places::Region& street, int nth);

private:
    struct Taken {
        Time start;
        Time end;
    };

    Poster make(const DemoJob& job, const std::string& phone_digits);
    Actor owner(const std::string& phone_digits);
    void tell_apart(const Poster& poster, jobs::JobDraft& draft);
    bool looks_new(const Poster& poster, const jobs::JobDraft& draft);

    DemoRooms& rooms_;
    const LocalColour& colour_;
    Before before_;
    std::map<std::string, Poster> by_phone_;
    std::map<std::pair<EmployerId, std::string>, std::vector<Taken>> titles_;
};

/// A stable number for made-up phones and the like.
std::uint64_t number_of(std::string_view text);

}  // namespace gig::app
