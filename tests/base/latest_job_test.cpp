#include "base/latest_job.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <vector>

namespace meso {
namespace {

using namespace std::chrono_literals;
using Job = LatestJob<int>;

/// Waits until something holds; false after far longer than any of it can take.
template <class Condition>
bool comesTrue(const Condition& condition) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(200us);
    }
    return true;
}

/// What was taken, which must not be an error.
std::optional<int> taken(Job& job) {
    const auto got = job.take();
    if (!got)
        return std::nullopt;
    EXPECT_TRUE(got->ok()) << got->error().message;
    return got->ok() ? std::optional(**got) : std::nullopt;
}

/// A gate that tasks wait at and that tests open.
class Gate {
public:
    void open() { open_ = true; }
    void waitFor(const std::stop_token& stop = {}) const {
        while (!open_ && !stop.stop_requested())
            std::this_thread::sleep_for(200us);
    }

private:
    std::atomic<bool> open_{false};
};

TEST(LatestJob, IsIdleUntilAsked) {
    Job job;
    EXPECT_FALSE(job.busy());
    EXPECT_FALSE(taken(job).has_value());
    job.cancel();
    EXPECT_FALSE(job.busy());
}

TEST(LatestJob, DeliversOnceAndComesToRest) {
    Job job;
    job.start([](const std::stop_token&, const Progress& progress, const Job::Publish& publish) {
        progress(0.75);
        publish(7);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return !job.busy(); }));
    EXPECT_EQ(job.fraction(), 0.75);
    EXPECT_EQ(taken(job), 7);
    EXPECT_EQ(taken(job), std::nullopt);
}

TEST(LatestJob, PreviewArrivesWhileTheTaskRuns) {
    Gate gate;
    Job job;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
        publish(1);
        gate.waitFor(stop);
        publish(2);
        return Done{};
    });
    std::optional<int> got;
    ASSERT_TRUE(comesTrue([&] { return (got = taken(job)).has_value(); }));
    EXPECT_EQ(got, 1);
    EXPECT_TRUE(job.busy());
    gate.open();
    ASSERT_TRUE(comesTrue([&] { return (got = taken(job)).has_value(); }));
    EXPECT_EQ(got, 2);
}

TEST(LatestJob, OvertakenRequestIsStoppedAndNeverHeardOf) {
    Gate begun;
    std::atomic<bool> firstEnded{false};
    Job job;
    job.start(
        [&](const std::stop_token& stop, const Progress& progress, const Job::Publish& publish) {
            begun.open();
            Gate().waitFor(stop);
            progress(0.9);
            publish(1);
            firstEnded = true;
            return Done{};
        });
    begun.waitFor();
    Gate gate;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
        gate.waitFor(stop);
        publish(2);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return firstEnded.load(); }));
    EXPECT_EQ(taken(job), std::nullopt) << "the first one's";
    EXPECT_EQ(job.fraction(), 0) << "the first one's";
    EXPECT_TRUE(job.busy());
    gate.open();
    ASSERT_TRUE(comesTrue([&] { return !job.busy(); }));
    EXPECT_EQ(taken(job), 2);
}

TEST(LatestJob, UntakenOutputOfAnOvertakenRequestIsDropped) {
    Job job;
    job.start([](const std::stop_token&, const Progress&, const Job::Publish& publish) {
        publish(1);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return !job.busy(); }));
    Gate gate;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish&) {
        gate.waitFor(stop);
        return Done{};
    });
    EXPECT_EQ(taken(job), std::nullopt);
    gate.open();
}

TEST(LatestJob, CancelStopsWhatRunsAndForgetsWhatWaits) {
    Gate begun;
    std::atomic<bool> ended{false}, secondRan{false};
    Job job;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
        begun.open();
        Gate().waitFor(stop);
        publish(1);
        std::this_thread::sleep_for(5ms);
        ended = true;
        return Done{};
    });
    begun.waitFor();
    job.start([&](const std::stop_token&, const Progress&, const Job::Publish&) {
        secondRan = true;
        return Done{};
    });
    job.cancel();
    EXPECT_FALSE(job.busy());
    ASSERT_TRUE(comesTrue([&] { return ended.load(); }));
    job.start([](const std::stop_token&, const Progress&, const Job::Publish& publish) {
        publish(3);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return !job.busy(); }));
    EXPECT_EQ(taken(job), 3);
    EXPECT_FALSE(secondRan);
}

TEST(LatestJob, WakesForEveryOutputAndForTheEnd) {
    std::atomic<int> woken{0};
    Job job([&] { ++woken; });
    job.start([](const std::stop_token&, const Progress&, const Job::Publish& publish) {
        publish(1);
        publish(2);
        return Done{};
    });
    EXPECT_TRUE(comesTrue([&] { return woken == 3; }));
    job.start([](const std::stop_token&, const Progress&, const Job::Publish&) { return Done{}; });
    EXPECT_TRUE(comesTrue([&] { return woken == 4; })) << "nothing published, but it ended";
}

TEST(LatestJob, WakeMayAskTheJob) {
    std::atomic<bool> seen{false};
    Job* asked = nullptr;
    Job job([&] { seen = seen || !asked->busy(); });
    asked = &job;
    job.start([](const std::stop_token&, const Progress&, const Job::Publish&) { return Done{}; });
    EXPECT_TRUE(comesTrue([&] { return seen.load(); })) << "at the end it is no longer busy";
}

TEST(LatestJob, StopCallbacksMayPublish) {
    Gate begun, over;
    Job job;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
        const std::stop_callback tell(stop, [&] { publish(1); });
        begun.open();
        over.waitFor();
        return Done{};
    });
    begun.waitFor();
    job.cancel();
    over.open();
    EXPECT_EQ(taken(job), std::nullopt);
}

TEST(LatestJob, DestructionEndsWhatRuns) {
    std::atomic<bool> ended{false};
    Gate begun;
    {
        Job job;
        job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
            begun.open();
            Gate().waitFor(stop);
            publish(1);
            ended = true;
            return Done{};
        });
        begun.waitFor();
    }
    EXPECT_TRUE(ended);
}

TEST(LatestJob, TaskIsReleasedWhenItIsDone) {
    const auto held = std::make_shared<int>(1);
    Job job;
    job.start(
        [held](const std::stop_token&, const Progress&, const Job::Publish&) { return Done{}; });
    EXPECT_TRUE(comesTrue([&] { return !job.busy() && held.use_count() == 1; }));
}

TEST(LatestJob, FailureOfAnOvertakenRequestIsNeverHeardOf) {
    Gate begun;
    Job job;
    const auto first =
        job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish&) -> Status {
            begun.open();
            Gate().waitFor(stop);
            return Error{"It was stopped."};
        });
    begun.waitFor();
    Gate gate;
    job.start([&](const std::stop_token& stop, const Progress&, const Job::Publish&) {
        gate.waitFor(stop);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return job.hasEnded(first); }));
    EXPECT_FALSE(job.take().has_value());
    gate.open();
    ASSERT_TRUE(comesTrue([&] { return job.idle(); }));
    EXPECT_FALSE(job.take().has_value());
}

TEST(LatestJob, OvertakenOrCancelledIsNotEnded) {
    Gate begun, over;
    Job job;
    EXPECT_TRUE(job.idle());
    EXPECT_TRUE(job.hasEnded(0));
    const auto deaf = [&](const std::stop_token&, const Progress&, const Job::Publish& publish) {
        publish(1);
        begun.open();
        over.waitFor();
        return Done{};
    };
    const auto first = job.start(deaf);
    EXPECT_FALSE(job.hasEnded(first)) << "it waits or runs";
    begun.waitFor();
    EXPECT_EQ(taken(job), 1);
    EXPECT_FALSE(job.hasEnded(first)) << "taken is not ended";
    const auto second = job.start(deaf);
    EXPECT_FALSE(job.hasEnded(first)) << "overtaken is not ended";
    EXPECT_FALSE(job.hasEnded(second)) << "it waits";
    job.cancel();
    EXPECT_FALSE(job.busy());
    EXPECT_FALSE(job.idle()) << "cancelled is not ended";
    EXPECT_FALSE(job.hasEnded(first));
    EXPECT_TRUE(job.hasEnded(second)) << "it never ran";
    over.open();
    ASSERT_TRUE(comesTrue([&] { return job.hasEnded(first); }));
    EXPECT_TRUE(job.idle());
}

// To be run under ThreadSanitizer: the owner and the tasks write the same plain numbers.
TEST(LatestJob, WhatATaskHadMayBeTouchedOnceItHasEnded) {
    struct Field {
        std::vector<int> values = std::vector<int>(500);
    };
    const auto field = std::make_shared<Field>();
    Job job;
    std::minstd_rand random(1);
    for (int round = 0; round < 300; ++round) {
        const auto number = job.start(
            [field](const std::stop_token& stop, const Progress&, const Job::Publish& publish) {
                publish(1);
                for (int pass = 0; pass < 20 && !stop.stop_requested(); ++pass)
                    for (int& value : field->values)
                        ++value;
                return Done{};
            });
        if (random() % 3 == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 300));
        if (random() % 2 == 0)
            job.cancel();
        else // of something else
            job.start([](const std::stop_token&, const Progress&, const Job::Publish&) {
                return Done{};
            });
        ASSERT_TRUE(comesTrue([&] { return job.hasEnded(number); }));
        EXPECT_EQ(field.use_count(), 1) << "what it captured is gone";
        const std::vector<int> same(field->values.size(), field->values.front());
        EXPECT_EQ(field->values, same) << "every pass was made to its end";
        for (int& value : field->values)
            value = 0;
    }
}

TEST(LatestJob, OnlyTheNewestOfManyQuickRequestsArrives) {
    std::atomic<int> woken{0};
    Job job([&] { ++woken; });
    std::minstd_rand random(1);
    constexpr int kRequests = 2000;
    int highest = -1;
    for (int i = 0; i < kRequests; ++i) {
        job.start([i](const std::stop_token& stop, const Progress& progress,
                      const Job::Publish& publish) {
            for (int k = 0; k < 10 && !stop.stop_requested(); ++k)
                progress(k / 10.0);
            publish(i);
            return Done{};
        });
        if (random() % 7 == 0)
            job.cancel();
        if (random() % 3 == 0)
            std::this_thread::yield();
        if (const auto got = taken(job)) {
            EXPECT_EQ(*got, i) << "of an overtaken request";
            highest = *got;
        }
    }
    job.start([](const std::stop_token&, const Progress&, const Job::Publish& publish) {
        publish(kRequests);
        return Done{};
    });
    ASSERT_TRUE(comesTrue([&] { return !job.busy(); }));
    EXPECT_EQ(taken(job), kRequests);
    EXPECT_LT(highest, kRequests);
}

} // namespace
} // namespace meso
