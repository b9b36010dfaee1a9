#include "scheduler/scheduler.h"

#include <algorithm>

#include "base/invariant.h"

namespace gig::scheduler {

using std::chrono::steady_clock;

void Scheduler::every(std::chrono::milliseconds interval, std::string name,
                      std::function<void()> task) {
    invariant(!thread_.joinable());
    tasks_.push_back({std::move(name), interval, std::move(task)});
}

void Scheduler::start() {
    invariant(!thread_.joinable() && !stopping_);
    thread_ = std::thread([this] { run_until_stopped(); });
}

void Scheduler::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

int Scheduler::run_due() {
    int count = 0;
    for (Task& task : tasks_) {
        if (stopping()) break;
        if (steady_clock::now() < task.due) continue;
        run(task);
        task.due = steady_clock::now() + task.interval;
        ++count;
    }
    return count;
}

void Scheduler::run_until_stopped() {
    if (tasks_.empty()) return;
    while (!stopping()) {
        run_due();
        const SteadyTime next = std::ranges::min_element(tasks_, {}, &Task::due)->due;
        std::unique_lock lock(mutex_);
        changed_.wait_until(lock, next, [&] { return stopping_; });
    }
}

void Scheduler::run(Task& task) {
    try {
        task.run();
    } catch (const std::exception& failure) {
        log_.write(LogLevel::error, "scheduler.task_failed",
                   {{"task", std::string_view(task.name)}, {"why", failure.what()}});
    } catch (...) {
        log_.write(LogLevel::error, "scheduler.task_failed",
                   {{"task", std::string_view(task.name)}});
    }
}

bool Scheduler::stopping() {
    const std::scoped_lock lock(mutex_);
    return stopping_;
}

}  // namespace gig::scheduler
