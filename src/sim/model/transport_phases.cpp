#include "sim/model/transport_phases.h"

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
    PerSecond chosen = usual;
    Seconds chosenUntil = input.duration;
    if (!input.bloodFlowState.empty()) {
        const anatomy::BloodFlowState* state = input.tissue.flowState(input.bloodFlowState);
        if (!state)
            return Error{"The tissue has no blood flow state \"" + input.bloodFlowState + "\"."};
        chosen =
            state->flow.value_or(input.tissue.bloodFlow) * state->factor * input.bloodFlowFactor;
        if (state->lasts.value() > 0)
            chosenUntil = std::min(input.duration, state->lasts);
    }
    const anatomy::InjectionFlow& injection = input.tissue.injectionFlow;
    const Seconds flushedUntil =
        injection.applies ? std::min(input.duration, injection.lasts) : Seconds(0);
    std::vector<Seconds> ends{chosenUntil, input.duration};
    if (flushedUntil > Seconds(0))
        ends.push_back(flushedUntil);
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    std::vector<TransportPhase> phases;
    for (const Seconds end : ends) {
        const PerSecond flow =
            (end <= chosenUntil ? chosen : usual) * (end <= flushedUntil ? injection.factor : 1.0);
        auto made = phase(input, flow, end);
        if (!made)
            return made.error();
        phases.push_back(std::move(made).value());
    }
    return phases;
}

} // namespace meso::sim
