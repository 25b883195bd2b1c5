#include "plan/history.h"

#include <gtest/gtest.h>

#include <memory>

#include "base/random.h"
#include "support/sample_plan.h"

namespace meso::plan {
namespace {

/// What a History promises, told as naively as possible: every head so far, and a place in it.
struct Model {
    std::vector<int> heads{0};
    std::vector<std::string> labels{""}; ///< of the edit that made each head
    std::size_t at = 0;
    int draft = 0;
    std::string pending;

    void commit() {
        if (draft == heads[at])
            return;
        heads.resize(at + 1);
        labels.resize(at + 1);
        heads.push_back(draft);
        labels.push_back(pending);
        ++at;
    }
    std::optional<std::string> undo() {
        if (at == 0)
            return std::nullopt;
        const std::string label = labels[at--];
        draft = heads[at];
        return label;
    }
    std::optional<std::string> redo() {
        if (at + 1 == heads.size())
            return std::nullopt;
        draft = heads[++at];
        return labels[at];
    }
};

void expectSame(const History<int>& history, const Model& model) {
    EXPECT_EQ(history.draft(), model.draft);
    EXPECT_EQ(history.head(), model.heads[model.at]);
    EXPECT_EQ(history.hasDraft(), model.draft != model.heads[model.at]);
    ASSERT_EQ(history.undoLabel() != nullptr, model.at > 0);
    if (history.undoLabel()) {
        EXPECT_EQ(*history.undoLabel(), model.labels[model.at]);
    }
    ASSERT_EQ(history.redoLabel() != nullptr, model.at + 1 < model.heads.size());
    if (history.redoLabel()) {
        EXPECT_EQ(*history.redoLabel(), model.labels[model.at + 1]);
    }
}

void takeStep(Random& random, History<int>& history, Model& model) {
    switch (random.below(6)) {
    case 0:
    case 1: {
        // Few values, so that drafts often equal the head again.
        model.draft = static_cast<int>(random.below(4));
        model.pending = "edit " + std::to_string(random.below(100));
        history.edit(model.draft, model.pending);
        break;
    }
    case 2: {
        const bool drafted = model.draft != model.heads[model.at];
        model.commit();
        EXPECT_EQ(history.commit(), drafted);
        break;
    }
    case 3:
        model.draft = model.heads[model.at];
        history.cancel();
        break;
    case 4:
        EXPECT_EQ(history.undo(), model.undo());
        break;
    default:
        EXPECT_EQ(history.redo(), model.redo());
        break;
    }
}

TEST(History, FollowsASimpleModelThroughAnythingThatUsersDo) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        History<int> history(0);
        Model model;
        for (int i = 0; i < 200; ++i) {
            takeStep(random, history, model);
            ASSERT_NO_FATAL_FAILURE(expectSame(history, model)) << "seed " << seed << ", " << i;
            ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", " << i;
        }
    }
}

TEST(History, TenStepsBackAndForthAreExact) {
    std::vector<Plan> plans{test::randomPlan(1)};
    History<Plan> history(plans.front());
    for (std::uint64_t seed = 2; seed <= 11; ++seed) {
        plans.push_back(test::randomPlan(seed));
        history.edit(plans.back(), "Edit " + std::to_string(seed));
        ASSERT_TRUE(history.commit());
    }
    for (std::size_t i = plans.size() - 1; i-- > 0;) {
        EXPECT_EQ(history.undo(), "Edit " + std::to_string(i + 2));
        EXPECT_EQ(history.head(), plans[i]);
    }
    EXPECT_EQ(history.undo(), std::nullopt);
    EXPECT_EQ(history.draft(), plans.front());
    for (std::size_t i = 1; i < plans.size(); ++i) {
        EXPECT_EQ(history.redo(), "Edit " + std::to_string(i + 1));
        EXPECT_EQ(history.head(), plans[i]);
    }
    EXPECT_EQ(history.redo(), std::nullopt);
}

TEST(History, TheLastLabelBeforeACommitCounts) {
    History<int> history(0);
    for (int i = 1; i <= 50; ++i)
        history.edit(i, "Move site " + std::to_string(i));
    ASSERT_TRUE(history.commit());
    EXPECT_EQ(*history.undoLabel(), "Move site 50");
    EXPECT_EQ(history.undo(), "Move site 50") << "one entry for the whole drag";
    EXPECT_EQ(history.head(), 0);
}

TEST(History, UndoThrowsADraftAway) {
    History<int> history(0);
    history.edit(1, "one");
    ASSERT_TRUE(history.commit());
    history.edit(2, "two");
    EXPECT_EQ(history.undo(), "one");
    EXPECT_EQ(history.draft(), 0);
    EXPECT_FALSE(history.commit());
    EXPECT_EQ(*history.redoLabel(), "one");
}

TEST(History, UndoWithNothingToUndoKeepsTheDraft) {
    History<int> history(0);
    history.edit(1, "one");
    EXPECT_EQ(history.undo(), std::nullopt);
    EXPECT_EQ(history.redo(), std::nullopt);
    EXPECT_EQ(history.draft(), 1);
    EXPECT_TRUE(history.commit());
    EXPECT_EQ(*history.undoLabel(), "one");
}

TEST(History, AnEditAfterUndoEndsTheOldFuture) {
    History<int> history(0);
    history.edit(1, "one");
    history.commit();
    history.undo();
    history.edit(2, "two");
    EXPECT_EQ(*history.redoLabel(), "one") << "until it is committed";
    history.commit();
    EXPECT_EQ(history.redoLabel(), nullptr);
    EXPECT_EQ(history.undo(), "two");
}

TEST(History, WhatCannotGoForwardIsReleased) {
    const auto old = std::make_shared<int>(1);
    History<std::shared_ptr<int>> history(nullptr);
    history.edit(old, "one");
    history.commit();
    history.undo();
    EXPECT_GT(old.use_count(), 1);
    history.edit(std::make_shared<int>(2), "two");
    history.commit();
    EXPECT_EQ(old.use_count(), 1);
}

} // namespace
} // namespace meso::plan
