#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.h"
#include "storage/committed_events.h"
#include "storage/disk_space.h"
#include "storage/sqlite_connection.h"

namespace gig::storage {

struct WriterLimits {
    std::size_t acts_waiting_max = 1'024;
    std::size_t acts_per_commit_max = 128;
};

struct WriterOptions {
    WriterLimits limits = {};

    /// Ends the process; no write is acknowledged after it was called.
    std::function<void()> on_sync_failed;
};

/// The one thread that writes. Takes all the acts that wait, runs each in a savepoint of its own,
/// commits them with one sync of the disk, and only then wakes their callers.
class SqliteWriter {
public:
    SqliteWriter(SqliteConnection& connection, DiskSpace& space, CommittedEvents& events,
                 WriterOptions options, Log& log);
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    /// Finishes the acts that wait, then ends the thread.
    ~SqliteWriter();

    /// See Database::write.
    void write(Purpose purpose, const std::function<bool(Transaction&)>& act);

private:
    /// Lives on the stack of the caller, who waits for `done`.
    struct Waiting {
        Purpose purpose;
        const std::function<bool(Transaction&)>& act;
        std::exception_ptr failure = nullptr;
        std::promise<void> done = {};
    };

    void run();
    std::vector<Waiting*> take_group();
    void commit_group(const std::vector<Waiting*>& group);
    void run_group(const std::vector<Waiting*>& group);
    std::int64_t run_act(Waiting& waiting, std::int64_t last_event);
    void checkpoint();
    void end_process(const std::exception& failure);
    void undo_all();
    static void answer(const std::vector<Waiting*>& group, const std::exception_ptr& failure);

    SqliteConnection& connection_;
    DiskSpace& space_;
    CommittedEvents& events_;
    WriterOptions options_;
    Log& log_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting*> waiting_;
    bool stopping_ = false;
    bool broken_ = false;
    bool had_room_ = true;  // Of the thread alone.
    std::thread thread_;
};

}  // namespace gig::storage
