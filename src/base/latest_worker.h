#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "base/progress.h"
#include "base/result.h"

namespace meso {

/// What people read when a task ended by an exception.
struct JobFailureText {
    std::string outOfMemory = "There was not enough memory."; ///< the whole sentence
    std::string stopped = "The work stopped: ";               ///< before what the exception says
};

/// The thread and the rules of LatestJob, which see, whatever the tasks make.
class LatestWorker {
public:
    using Output = std::shared_ptr<void>;
    using Publish = std::function<void(Output)>;
    using Task = std::function<Status(std::stop_token stop, const Progress&, const Publish&)>;

    LatestWorker(std::function<void()> wake, JobFailureText failureText);
    ~LatestWorker();
    LatestWorker(const LatestWorker&) = delete;
    LatestWorker& operator=(const LatestWorker&) = delete;

    unsigned long long start(Task task);
    void cancel();
    [[nodiscard]] bool busy() const;
    [[nodiscard]] bool idle() const;
    [[nodiscard]] bool hasEnded(unsigned long long number) const;
    [[nodiscard]] double fraction() const { return fraction_; }
    std::optional<Result<Output>> take();

private:
    /// The error is made on the owner's thread: where memory is short there is none for a sentence.
    struct Request {
        Task task; ///< empty: nothing waits
        Error outOfMemory;
    };
    unsigned long long replace(Request request);
    void work(const std::stop_token& quit);
    std::optional<Result<Output>> run(Request& request, unsigned long long mine,
                                      const std::stop_token& stop) noexcept;
    void report(unsigned long long mine, double fraction);
    void deliver(unsigned long long mine, Output out);

    std::function<void()> wake_;
    JobFailureText failureText_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::stop_source stop_;
    Request next_;
    unsigned long long newest_ = 1;  ///< number of the latest request or cancellation
    unsigned long long running_ = 0; ///< number of the request that runs; 0: none
    std::optional<Result<Output>> output_;
    std::atomic<double> fraction_{0};
    std::jthread worker_; ///< last, so that it ends before what it uses
};

} // namespace meso
