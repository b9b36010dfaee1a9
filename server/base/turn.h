#pragma once

#include <semaphore>

namespace gig {

/// One of a limited number of turns: taken where one is free at once, never waited for, and given
/// back when this ends, however it ends.
template <std::ptrdiff_t turns_max>
class Turn {
public:
    explicit Turn(std::counting_semaphore<turns_max>& turns)
        : turns_(turns), taken_(turns.try_acquire()) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (taken_) turns_.release();
    }

    bool taken() const { return taken_; }

private:
    std::counting_semaphore<turns_max>& turns_;
    bool taken_;
};

}  // namespace gig
