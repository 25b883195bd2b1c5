#include "sim/model/sim_input.h"

#include <limits>
#include <optional>

#include "base/hash.h"

namespace meso::sim {
namespace {

void add(Hasher& h, const geom::Vec3& p) {
    for (int k = 0; k < 3; ++k)
        h.add(p[k]);
}

void add(Hasher& h, const std::optional<double>& value) {
    h.add(static_cast<int>(value.has_value()));
    h.add(value.value_or(0));
}

void add(Hasher& h, const clinic::Compound& c) {
    h.add(c.id);
    h.add(c.molarMass.value());
    add(h, c.logP);
    add(h, c.pKaAcid);
    add(h, c.pKaBase);
    h.add(static_cast<int>(c.ionClass));
    add(h, c.fractionUnbound);
    h.add(c.matrixBinding);
    h.add(c.capillaryFactor);
    h.add(static_cast<int>(c.release.has_value()));
    h.add(c.release ? c.release->rate.value() : 0);
    h.add(c.release ? c.release->fromStrength.value() : 0);
}

void add(Hasher& h, const PharmacokineticOptions& o) {
    for (const bool chosen : {o.porePath, o.subcutisLipid, o.bloodCarriage})
        h.add(static_cast<int>(chosen));
    for (const double value : {o.temperature_C, o.diffusivityFactor, o.lymphFactor})
        h.add(value);
}

// The state that was chosen, not those that were not.
void addFlow(Hasher& h, const SimInput& input) {
    h.add(input.bloodFlowState);
    h.add(input.bloodFlowFactor);
    if (const auto* state = input.tissue.flowState(input.bloodFlowState)) {
        h.add(state->flow ? state->flow->value() : -1);
        h.add(state->factor);
        h.add(state->lasts.value());
    }
}

void add(Hasher& h, const anatomy::TissueProfile& t) {
    for (const anatomy::TissueLayer& layer : t.layers) {
        h.add(static_cast<int>(layer.kind));
        h.add(layer.thickness.value());
        h.add(layer.poreFraction);
    }
    for (const anatomy::BulbBand& band : t.bulbBands) {
        h.add(band.from.value());
        h.add(band.to.value());
    }
    h.add(static_cast<int>(t.depotRoom));
    h.add(static_cast<int>(t.injectionFlow.applies));
    h.add(t.injectionFlow.factor);
    h.add(t.injectionFlow.lasts.value());
    for (const anatomy::BlebWidth& bleb : t.blebs) {
        h.add(bleb.volume.value());
        h.add(bleb.width.value());
    }
    for (const double value :
         {t.bloodFlow.value(), t.galeaFlowFactor, t.epidermisFlowFactor, t.referenceRadius.value(),
          t.leakFraction, t.depotFraction, t.depotHalfHeight.value(), t.depotEdgeWidth.value()})
        h.add(value);
}

} // namespace

double SimInput::thicknessAt(const geom::Vec3& position) const {
    if (thicknessFactor.empty())
        return 1;
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::max();
    for (std::size_t v = 0; v < thicknessFactor.size(); ++v) {
        const double away = (surface->vertices()[v] - position).squaredNorm();
        if (away < least)
            nearest = v, least = away;
    }
    return static_cast<double>(thicknessFactor[nearest]);
}

std::uint64_t SimInput::hash(std::uint64_t surfaceHash) const {
    Hasher h;
    h.add(surfaceHash);
    h.add(depots.size());
    for (const SimDepot& d : depots) {
        add(h, d.position);
        for (const double value : {d.depth.value(), d.volume.value(), d.strength.value()})
            h.add(value);
    }
    add(h, compound);
    add(h, tissue);
    add(h, pharmacokinetics);
    addFlow(h, *this);
    h.add(std::span<const float>(thicknessFactor));
    h.add(duration.value());
    h.add(outputTimes.size());
    for (const Seconds t : outputTimes)
        h.add(t.value());
    return h.value();
}

std::vector<Seconds> standardOutputTimes(Seconds duration) {
    std::vector<Seconds> times;
    const auto add = [&](Seconds time) {
        if (time < duration)
            times.push_back(time);
    };
    for (const double minutes : {0, 2, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90})
        add(fromMinutes(minutes));
    for (int hour = 2; hour <= 24; ++hour)
        add(fromHours(hour));
    // Half days after the first: a month of hours would not fit in memory.
    for (int hour = 36; fromHours(hour) < duration; hour += 12)
        add(fromHours(hour));
    times.push_back(duration);
    return times;
}

} // namespace meso::sim
