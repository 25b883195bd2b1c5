#include "sim/kernel/kernel_store.h"

#include <array>
#include <thread>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

struct Question {
    TissueColumn column;
    std::vector<TransportPhase> phases;
    DepotShape shape{Ml(0.05), Mm(3), Mm(1.3), Mm(2.5), Mm(0.4)};
};

Question usualQuestion() {
    const auto transports = layerTransports(test::minoxidil(), test::scalpTissue()).value();
    return {{{0.1, 1.9, 3, 1}, transports, 0},
            {{fromMinutes(40), transports}, {fromHours(2), transports}}};
}

TEST(KernelStore, MakesEachThingOnce) {
    KernelStore store;
    const Question q = usualQuestion();
    const DiscPtr disc = store.disc(12, 8);
    EXPECT_EQ(store.disc(12, 8), disc);
    EXPECT_NE(store.disc(14, 8), disc);
    const MediumPtr medium = store.medium(q.column, q.phases, disc);
    EXPECT_EQ(store.medium(q.column, q.phases, disc), medium);
    const auto kernel = store.kernel(medium, q.shape, anatomy::DepotRoom::Pores, PerSecond(0));
    EXPECT_EQ(store.kernel(medium, q.shape, anatomy::DepotRoom::Pores, PerSecond(0)), kernel);
    const std::array times{0.0, 600.0};
    const Reading reading = test::kTerminalBand;
    const RadialTablePtr table = store.table(kernel, reading, times);
    EXPECT_EQ(store.table(kernel, reading, times), table);
    EXPECT_NE(store.table(kernel, reading, std::array{0.0, 601.0}), table);
    EXPECT_NE(store.table(kernel, {reading.range, Measure::Unbound}, times), table);
    const RadialTablePtr sums = store.integrals(kernel, reading);
    EXPECT_EQ(store.integrals(kernel, reading), sums);
    EXPECT_NE(sums, table);
    const auto surface = store.surface(test::ballCap());
    EXPECT_EQ(store.surface(test::ballCap()), surface);
    EXPECT_GT(store.bytes(), std::size_t{1} << 20);
}

// Whatever changes an answer names another question.
TEST(KernelStore, TellsQuestionsApart) {
    KernelStore store;
    const Question plain = usualQuestion();
    const DiscPtr disc = store.disc(10, 5);
    std::vector<DepotKernelPtr> seen;
    const auto expectOther = [&](auto change) {
        Question q = plain;
        anatomy::DepotRoom room = anatomy::DepotRoom::Pores;
        double release = 0;
        change(q, room, release);
        const auto found =
            store.kernel(store.medium(q.column, q.phases, disc), q.shape, room, PerSecond(release));
        for (const DepotKernelPtr& other : seen) {
            EXPECT_NE(found, other) << "change " << seen.size();
            EXPECT_NE(found->key(), other->key());
        }
        seen.push_back(found);
    };
    using Room = anatomy::DepotRoom;
    expectOther([](Question&, Room&, double&) {});
    expectOther([](Question& q, Room&, double&) { q.column.thickness_mm[2] = 3.1; });
    expectOther([](Question& q, Room&, double&) { q.column.curvature_per_mm = 0.01; });
    expectOther([](Question& q, Room&, double&) { q.phases[0].until = fromMinutes(41); });
    expectOther([](Question& q, Room&, double&) { q.phases.pop_back(); });
    expectOther(
        [](Question& q, Room&, double&) { q.phases[1].transports[1].capillary = PerSecond(0.01); });
    expectOther(
        [](Question& q, Room&, double&) { q.phases[0].transports[2].lymph = PerSecond(0.01); });
    expectOther([](Question& q, Room&, double&) { q.shape.delivered = Ml(0.06); });
    expectOther([](Question& q, Room&, double&) { q.shape.halfWidth = Mm(3.1); });
    expectOther([](Question& q, Room&, double&) { q.shape.halfHeight = Mm(1.2); });
    expectOther([](Question& q, Room&, double&) { q.shape.centre = Mm(2.6); });
    expectOther([](Question& q, Room&, double&) { q.shape.edge = Mm(0.5); });
    expectOther([](Question&, Room& room, double&) { room = Room::WholeTissue; });
    expectOther([](Question&, Room&, double& release) { release = 1e-4; });
    // How long the last phase lasts changes nothing.
    Question longer = plain;
    longer.phases[1].until = fromHours(9);
    EXPECT_EQ(store.medium(longer.column, longer.phases, disc)->key(), seen[0]->medium().key());
}

TEST(KernelStore, NamesASurfaceByItsContent) {
    KernelStore store;
    const auto first = store.surface(test::cap(90, 4, 20).mesh());
    EXPECT_EQ(store.surface(test::cap(90, 4, 20).mesh())->hash, first->hash);
    EXPECT_NE(store.surface(test::cap(91, 4, 20).mesh())->hash, first->hash);
    verify::PlainSurface turned = test::cap(90, 4, 20);
    std::swap(turned.triangles[0][0], turned.triangles[0][1]);
    EXPECT_NE(store.surface(turned.mesh())->hash, first->hash);
}

SimInput bitInput() {
    SimInput input = test::oneDepotInput();
    input.depots.push_back({test::onBall(6, 2), Mm(4), Ml(0.03), MgPerMl(2)});
    input.depots.push_back({test::onBall(-5, 1), Mm(1), Ml(0.02), MgPerMl(5)});
    input.outputTimes = {Seconds(0), fromMinutes(20), fromHours(2)};
    return input;
}

void expectSameBits(const SimResult& found, const SimResult& expected) {
    EXPECT_EQ(test::fieldBitsOf(found), test::fieldBitsOf(expected));
    EXPECT_EQ(test::balanceBitsOf(found), test::balanceBitsOf(expected));
    EXPECT_EQ(found.inputHash, expected.inputHash);
}

TEST(KernelStore, WhatItKeepsChangesNoBit) {
    const SimResultPtr fresh = simulate(bitInput()).value();
    expectSameBits(*simulate(bitInput()).value(), *fresh);
    const auto shared = std::make_shared<KernelStore>();
    for (int i = 0; i < 2; ++i)
        expectSameBits(*test::simulateWith(shared, bitInput()).value(), *fresh);
    SimInput other = bitInput(); // between them another compound
    other.compound = test::vegf165();
    EXPECT_TRUE(test::simulateWith(shared, other).ok());
    expectSameBits(*test::simulateWith(shared, bitInput()).value(), *fresh);
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{1} << 20}) {
        const auto tiny = std::make_shared<KernelStore>(bytes);
        const SimResultPtr first = test::simulateWith(tiny, bitInput()).value();
        EXPECT_TRUE(test::simulateWith(tiny, other).ok());
        expectSameBits(*first, *fresh); // though what it stands on was dropped
        expectSameBits(*test::simulateWith(tiny, bitInput()).value(), *fresh);
    }
}

TEST(KernelStore, FourThreadsGetTheBitsOfOne) {
    const SimResultPtr fresh = simulate(bitInput()).value();
    for (const std::size_t bytes : {std::size_t{1} << 27, std::size_t{1} << 18}) {
        const auto store = std::make_shared<KernelStore>(bytes);
        std::array<std::uint64_t, 4> field{}, balance{};
        {
            std::vector<std::jthread> threads;
            for (std::size_t t = 0; t < 4; ++t)
                threads.emplace_back([&, t] {
                    const SimResultPtr own = test::simulateWith(store, bitInput()).value();
                    field[t] = test::fieldBitsOf(*own);
                    balance[t] = test::balanceBitsOf(*own);
                });
        }
        for (std::size_t t = 0; t < 4; ++t) {
            EXPECT_EQ(field[t], test::fieldBitsOf(*fresh));
            EXPECT_EQ(balance[t], test::balanceBitsOf(*fresh));
        }
    }
}

} // namespace
} // namespace meso::sim
