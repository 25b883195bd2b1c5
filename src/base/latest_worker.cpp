#include "base/latest_worker.h"

#include <exception>
#include <new>
#include <utility>

namespace meso {

LatestWorker::LatestWorker(std::function<void()> wake, JobFailureText failureText)
    : wake_(std::move(wake)), failureText_(std::move(failureText)),
      worker_([this](const std::stop_token& quit) { work(quit); }) {}

LatestWorker::~LatestWorker() {
    worker_.request_stop();
    cancel();
}

unsigned long long LatestWorker::start(Task task) {
    const auto number = replace({std::move(task), Error{failureText_.outOfMemory}});
    changed_.notify_all();
    return number;
}

void LatestWorker::cancel() {
    replace({});
}

bool LatestWorker::busy() const {
    std::lock_guard lock(mutex_);
    return next_.task != nullptr || running_ == newest_;
}

bool LatestWorker::idle() const {
    std::lock_guard lock(mutex_);
    return next_.task == nullptr && running_ == 0;
}

bool LatestWorker::hasEnded(unsigned long long number) const {
    std::lock_guard lock(mutex_);
    const bool waits = next_.task != nullptr && newest_ == number;
    return number == 0 || (!waits && running_ != number);
}

std::optional<Result<LatestWorker::Output>> LatestWorker::take() {
    std::lock_guard lock(mutex_);
    return std::exchange(output_, std::nullopt);
}

// What is stopped or dropped is so after the lock is given back: stop callbacks and destructors are
// others' code, which may be slow or call back.
unsigned long long LatestWorker::replace(Request request) {
    std::stop_source superseded;
    std::optional<Result<Output>> dropped;
    unsigned long long number = 0;
    {
        std::lock_guard lock(mutex_);
        std::swap(stop_, superseded);
        number = ++newest_;
        std::swap(next_, request);
        std::swap(output_, dropped);
        fraction_ = 0;
    }
    superseded.request_stop();
    return number;
}

void LatestWorker::work(const std::stop_token& quit) {
    for (;;) {
        Request request;
        unsigned long long mine = 0;
        std::stop_token stop;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, quit, [this] { return next_.task != nullptr; }))
                return;
            std::swap(request, next_);
            mine = running_ = newest_;
            stop = stop_.get_token();
        }
        auto failure = run(request, mine, stop);
        request.task = nullptr;
        {
            std::lock_guard lock(mutex_);
            if (failure && mine == newest_)
                std::swap(output_, failure);
            running_ = 0;
        }
        if (wake_)
            wake_();
    }
}

/// Why the task failed; empty: it did not.
std::optional<Result<LatestWorker::Output>>
LatestWorker::run(Request& request, unsigned long long mine, const std::stop_token& stop) noexcept {
    try {
        try {
            const Status ended = request.task(
                stop, [this, mine](double fraction) { report(mine, fraction); },
                [this, mine](Output out) { deliver(mine, std::move(out)); });
            if (ended)
                return std::nullopt;
            return ended.error();
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& e) {
            return Error{failureText_.stopped + e.what()};
        }
    } catch (...) { // no memory, neither for the work nor for a sentence about it
        return std::move(request.outOfMemory);
    }
}

void LatestWorker::report(unsigned long long mine, double fraction) {
    std::lock_guard lock(mutex_);
    if (mine == newest_)
        fraction_ = fraction;
}

void LatestWorker::deliver(unsigned long long mine, Output out) {
    std::optional<Result<Output>> offered(std::move(out));
    {
        std::lock_guard lock(mutex_);
        if (mine != newest_)
            return;
        std::swap(output_, offered);
    }
    if (wake_)
        wake_();
}

} // namespace meso
