#include "base/latest_worker.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace {
thread_local bool isMemoryGone = false; // for this thread
} // namespace

// The memory of the whole test program, but for threads that are to have none. Not inlined: the
// compiler would miss the pairs.
[[gnu::noinline]] void* operator new(std::size_t size) {
    void* memory = isMemoryGone ? nullptr : std::malloc(size > 0 ? size : 1);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace meso {
namespace {

using Publishing = LatestWorker::Publish;

/// Gives a worker a task that fails, and then one that does not. Returns the failure's sentence.
std::string sentenceAfter(const std::function<Status(const Publishing&)>& work) {
    LatestWorker worker([] { isMemoryGone = false; }, {"No memory left.", "It stopped: "});
    const auto outcomeOf = [&](const std::function<Status(const Publishing&)>& one) {
        worker.start([&one](const std::stop_token&, const Progress&, const Publishing& publish) {
            return one(publish);
        });
        while (!worker.idle())
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        return worker.take();
    };
    const auto failure = outcomeOf(work);
    EXPECT_TRUE(failure && !failure->ok());
    EXPECT_FALSE(worker.take().has_value()) << "it is said once";
    const auto after = outcomeOf([](const Publishing& publish) {
        publish(std::make_shared<int>(5));
        return Done{};
    });
    EXPECT_TRUE(after && after->ok()) << "the thread has survived";
    return failure && !failure->ok() ? failure->error().message : std::string();
}

TEST(LatestWorker, HandsOutTheErrorThatATaskReturns) {
    EXPECT_EQ(sentenceAfter([](const Publishing& publish) -> Status {
                  publish(std::make_shared<int>(1));
                  return Error{"The plan has no sites."};
              }),
              "The plan has no sites.");
}

TEST(LatestWorker, HandsOutWhatLeftATask) {
    EXPECT_EQ(
        sentenceAfter([](const Publishing&) -> Status { throw std::runtime_error("a wall"); }),
        "It stopped: a wall");
    EXPECT_EQ(sentenceAfter([](const Publishing&) -> Status { throw std::bad_alloc(); }),
              "No memory left.");
}

TEST(LatestWorker, NeedsNoMemoryToSayThatThereIsNone) {
    EXPECT_EQ(sentenceAfter([](const Publishing&) -> Status {
                  isMemoryGone = true;
                  throw std::bad_alloc();
              }),
              "No memory left.");
    const std::runtime_error wall("a wall");
    EXPECT_EQ(sentenceAfter([&](const Publishing&) -> Status {
                  isMemoryGone = true;
                  throw std::runtime_error(wall);
              }),
              "No memory left.")
        << "the sentence about the wall could not be made";
    EXPECT_EQ(sentenceAfter([](const Publishing& publish) -> Status {
                  isMemoryGone = true;
                  publish(std::make_shared<int>(1));
                  return Done{};
              }),
              "No memory left.");
}

} // namespace
} // namespace meso
