#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/latest_worker.h"
#include "base/progress.h"
#include "base/result.h"

namespace meso {

/// One worker thread that does one thing at a time, always the newest: a new request stops the
/// running one. Results of a superseded request never arrive. All members are called on the owner's
/// thread; the destructor stops and joins.
///
/// What a task has in its hands is the task's until it has *ended*: hasEnded() of its number, or
/// idle(). That it was overtaken or cancelled, that busy() is false or that its output was taken
/// only means that it will end soon. Once it has ended, the task and what it captured are gone, and
/// all that it did has happened before what the owner does next.
template <class Output>
class LatestJob {
public:
    using Publish = std::function<void(Output)>;
    /// What a request does, on the worker thread. It publishes as often as it likes (previews
    /// first) and returns soon after `stop` is requested. The error that it returns, or the
    /// exception that leaves it in the words of JobFailureText, takes the place of what it
    /// published and is not taken yet.
    using Task = std::function<Status(std::stop_token stop, const Progress&, const Publish&)>;

    /// What a request does that has one output: it returns it, or why there is none.
    using Make = std::function<Result<Output>(std::stop_token stop, const Progress&)>;

    /// `wake` is called on the worker thread when something is there to take() or a task has ended,
    /// with no lock held; it must be safe to call from any thread and not throw, and may be empty.
    explicit LatestJob(std::function<void()> wake = {}, JobFailureText failureText = {})
        : worker_(std::move(wake), std::move(failureText)) {}

    /// Starts the task as soon as the one that runs, if any, has ended. Returns its number, above
    /// 0.
    unsigned long long start(Task task) {
        return worker_.start([task = std::move(task)](std::stop_token stop,
                                                      const Progress& progress,
                                                      const LatestWorker::Publish& publish) {
            return task(std::move(stop), progress, [&publish](Output out) {
                publish(std::make_shared<Output>(std::move(out)));
            });
        });
    }
    unsigned long long start(Make make) {
        return start(Task([make = std::move(make)](std::stop_token stop, const Progress& progress,
                                                   const Publish& publish) -> Status {
            auto made = make(std::move(stop), progress);
            if (!made)
                return made.error();
            publish(std::move(made).value());
            return Done{};
        }));
    }
    /// Stops what runs and forgets what waits.
    void cancel() { worker_.cancel(); }
    /// A task that was not cancelled waits or runs.
    [[nodiscard]] bool busy() const { return worker_.busy(); }
    /// No task waits or runs, a cancelled one neither: nothing is in the worker's hands.
    [[nodiscard]] bool idle() const { return worker_.idle(); }
    /// The task of this number neither waits nor runs; 0 is the number of none.
    [[nodiscard]] bool hasEnded(unsigned long long number) const {
        return worker_.hasEnded(number);
    }
    /// Progress of the newest task, 0 to 1.
    [[nodiscard]] double fraction() const { return worker_.fraction(); }
    /// The newest output that was not taken yet, or why the newest task failed.
    std::optional<Result<Output>> take() {
        auto taken = worker_.take();
        if (!taken)
            return std::nullopt;
        if (!*taken)
            return Result<Output>(taken->error());
        return Result<Output>(std::move(*std::static_pointer_cast<Output>(**taken)));
    }

private:
    LatestWorker worker_;
};

} // namespace meso
