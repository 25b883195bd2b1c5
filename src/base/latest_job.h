#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "base/progress.h"

namespace meso {

/// One worker thread that does one thing at a time, always the newest: a new request stops the
/// running one. Results of a superseded request never arrive. All members are called on the owner's
/// thread; the destructor stops and joins.
template <class Output>
class LatestJob {
public:
    using Publish = std::function<void(Output)>;
    /// What a request does, on the worker thread. It publishes as often as it likes (previews
    /// first) and returns soon after `stop` is requested. Exceptions must not leave it.
    using Task = std::function<void(std::stop_token stop, const Progress&, const Publish&)>;

    /// `wake` is called on the worker thread when something is there to take() or a task has ended,
    /// with no lock held; it must be safe to call from any thread, and may be empty.
    explicit LatestJob(std::function<void()> wake = {})
        : wake_(std::move(wake)), worker_([this](std::stop_token quit) { work(quit); }) {}
    ~LatestJob() {
        worker_.request_stop();
        cancel();
    }
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    /// Starts the task as soon as the one that runs, if any, has stopped.
    void start(Task task) {
        replace(std::move(task));
        changed_.notify_all();
    }
    /// Stops what runs and forgets what waits.
    void cancel() { replace(nullptr); }
    /// A task that was not cancelled waits or runs.
    [[nodiscard]] bool busy() const {
        std::lock_guard lock(mutex_);
        return next_ != nullptr || running_ == newest_;
    }
    /// Progress of the newest task, 0 to 1.
    [[nodiscard]] double fraction() const { return fraction_; }
    /// The newest output that was not taken yet.
    std::optional<Output> take() {
        std::lock_guard lock(mutex_);
        return std::exchange(output_, std::nullopt);
    }

private:
    /// What is stopped or dropped is so after the lock is given back: stop callbacks and
    /// destructors are others' code, which may be slow or call back.
    void replace(Task task) {
        std::stop_source superseded;
        std::optional<Output> dropped;
        {
            std::lock_guard lock(mutex_);
            std::swap(stop_, superseded);
            ++newest_;
            std::swap(next_, task);
            std::swap(output_, dropped);
            fraction_ = 0;
        }
        superseded.request_stop();
    }
    void work(std::stop_token quit) {
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, quit, [this] { return next_ != nullptr; })) {
            Task task = std::exchange(next_, nullptr);
            const unsigned long long mine = running_ = newest_;
            const std::stop_token stop = stop_.get_token();
            lock.unlock();
            task(
                stop, [this, mine](double f) { report(mine, f); },
                [this, mine](Output out) { deliver(mine, std::move(out)); });
            task = nullptr;
            lock.lock();
            running_ = 0;
            lock.unlock();
            if (wake_)
                wake_();
            lock.lock();
        }
    }
    void report(unsigned long long mine, double fraction) {
        std::lock_guard lock(mutex_);
        if (mine == newest_)
            fraction_ = fraction;
    }
    void deliver(unsigned long long mine, Output out) {
        std::optional<Output> offered(std::move(out));
        {
            std::lock_guard lock(mutex_);
            if (mine != newest_)
                return;
            std::swap(output_, offered);
        }
        if (wake_)
            wake_();
    }

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::stop_source stop_;
    Task next_;
    unsigned long long newest_ = 1;  ///< number of the latest request or cancellation
    unsigned long long running_ = 0; ///< number of the request that runs; 0: none
    std::optional<Output> output_;
    std::atomic<double> fraction_{0};
    std::jthread worker_; ///< last, so that it ends before what it uses
};

} // namespace meso
