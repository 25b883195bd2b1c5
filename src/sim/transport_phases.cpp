#include "sim/transport_phases.h"

#include <algorithm>

namespace meso::sim {
namespace {

Result<TransportPhase> phase(const SimInput& input, PerSecond flow, Seconds until) {
    anatomy::TissueProfile tissue = input.tissue;
    tissue.bloodFlow = flow;
    auto transports = layerTransports(input.compound, tissue, input.pharmacokinetics);
    if (!transports)
        return transports.error();
    return TransportPhase{until, std::move(transports).value()};
}

} // namespace

Result<std::vector<TransportPhase>> transportPhases(const SimInput& input) {
    if (!(input.bloodFlowFactor >= 1e-3 && input.bloodFlowFactor <= 1e3))
        return Error{"The factor of the blood flow must lie between 0.001 and 1000."};
    const PerSecond usual = input.tissue.bloodFlow * input.bloodFlowFactor;
    PerSecond flow = usual;
    Seconds until = input.duration;
    if (!input.bloodFlowState.empty()) {
        const anatomy::BloodFlowState* state = input.tissue.flowState(input.bloodFlowState);
        if (!state)
            return Error{"The tissue has no blood flow state \"" + input.bloodFlowState + "\"."};
        flow = state->flow.value_or(input.tissue.bloodFlow) * state->factor * input.bloodFlowFactor;
        if (state->lasts.value() > 0)
            until = std::min(until, state->lasts);
    }
    std::vector<TransportPhase> phases;
    auto first = phase(input, flow, until);
    if (!first)
        return first.error();
    phases.push_back(std::move(first).value());
    if (until < input.duration) {
        auto second = phase(input, usual, input.duration);
        if (!second)
            return second.error();
        phases.push_back(std::move(second).value());
    }
    return phases;
}

} // namespace meso::sim
