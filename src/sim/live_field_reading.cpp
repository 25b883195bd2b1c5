#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/depot.h"
#include "sim/held_level.h"
#include "sim/live_field_state.h"

namespace meso::sim {
namespace {

float valueBetween(float before, float after, float share) {
    if (before > after && after > 0)
        return before * std::exp(share * std::log(after / before));
    return std::lerp(before, after, share);
}

struct Moment {
    int before = 0;
    float share = 0; // of the frame after it, 0 to below 1
};

Moment momentOf(const std::vector<Seconds>& times, Seconds time) {
    const auto after = std::upper_bound(times.begin(), times.end(), time);
    if (after == times.begin())
        return {};
    const int before = static_cast<int>(after - times.begin()) - 1;
    if (after == times.end())
        return {before, 0};
    const double share = (time - times[before]) / (*after - times[before]);
    return {before, static_cast<float>(share)};
}

} // namespace

std::vector<float> LiveField::field(int band, int frame) const {
    return fieldAt(band, times()[frame]);
}

std::vector<float> LiveField::fieldAt(int band, Seconds time) const {
    const State& s = *state_;
    const Moment moment = momentOf(times(), time);
    const std::vector<int>& surface = s.setup.domain->meshVertex();
    std::vector<float> out(s.setup.domain->surface()->vertices().size(), 0);
    for (int v = 0; v < static_cast<int>(surface.size()); ++v) {
        if (s.touching[v] == 0)
            continue;
        const Fixed* values = s.column(v, band) + moment.before;
        out[surface[v]] = moment.share > 0 ? valueBetween(mgPerMlOf(values[0]),
                                                          mgPerMlOf(values[1]), moment.share)
                                           : mgPerMlOf(values[0]);
    }
    return out;
}

std::vector<float> LiveField::maximum(int band, int lastFrame) const {
    const State& s = *state_;
    const int end = lastFrame < 0 ? s.frames : lastFrame + 1;
    const std::vector<int>& surface = s.setup.domain->meshVertex();
    std::vector<float> out(s.setup.domain->surface()->vertices().size(), 0);
    for (int v = 0; v < static_cast<int>(surface.size()); ++v)
        if (s.touching[v] > 0) {
            const Fixed* values = s.column(v, band);
            out[surface[v]] =
                mgPerMlOf(std::max(Fixed(0), *std::max_element(values, values + end)));
        }
    return out;
}

std::vector<float> LiveField::heldLevels(int band, Seconds atLeast) const {
    const State& s = *state_;
    const std::vector<int>& surface = s.setup.domain->meshVertex();
    std::vector<float> out(s.setup.domain->surface()->vertices().size(), 0);
    std::vector<double> curve(s.frames);
    for (int v = 0; v < static_cast<int>(surface.size()); ++v) {
        if (s.touching[v] == 0 || s.weight[v] == 0)
            continue;
        const Fixed* values = s.column(v, band);
        for (int f = 0; f < s.frames; ++f)
            curve[f] = static_cast<double>(values[f]) / kFixedPerMgPerMl;
        out[surface[v]] = static_cast<float>(heldLevel(curve, times(), atLeast));
    }
    return out;
}

std::vector<Coverage> LiveField::coverage(int band, int threshold) const {
    const State& s = *state_;
    const auto share = [&](std::int64_t area) {
        return s.totalWeight > 0 ? static_cast<double>(area) / static_cast<double>(s.totalWeight)
                                 : 0;
    };
    std::vector<Coverage> curve;
    std::int64_t ever = 0;
    for (int f = 0; f < s.frames; ++f) {
        const std::size_t at = s.tallyAt(band, threshold) + f;
        ever += s.first[at];
        curve.push_back({times()[f], share(s.now[at]), share(ever)});
    }
    return curve;
}

std::vector<MgPerMl> LiveField::mean(int band) const {
    const State& s = *state_;
    std::vector<MgPerMl> curve;
    for (int f = 0; f < s.frames; ++f) {
        Fixed sum = 0;
        for (const State::Site& site : s.sites)
            sum += site.mean[static_cast<std::size_t>(band) * s.frames + f];
        curve.emplace_back(static_cast<double>(sum) / kFixedPerMgPerMl);
    }
    return curve;
}

std::vector<MgPerMl> LiveField::highest(int band) const {
    const State& s = *state_;
    std::vector<Fixed> most(s.frames, 0);
    for (int v = 0; v < static_cast<int>(s.weight.size()); ++v) {
        if (s.weight[v] == 0 || s.touching[v] == 0)
            continue;
        const Fixed* values = s.column(v, band);
        for (int f = 0; f < s.frames; ++f)
            most[f] = std::max(most[f], values[f]);
    }
    std::vector<MgPerMl> curve;
    for (const Fixed value : most)
        curve.emplace_back(static_cast<double>(value) / kFixedPerMgPerMl);
    return curve;
}

TargetSeries LiveField::targetSeries(int band) const {
    const State& s = *state_;
    const std::vector<int>& surface = s.setup.domain->meshVertex();
    std::vector<std::pair<int, int>> target; // surface and domain vertex
    for (int v = 0; v < static_cast<int>(surface.size()); ++v)
        if (s.weight[v] > 0)
            target.emplace_back(surface[v], v);
    std::sort(target.begin(), target.end());
    TargetSeries out;
    out.at.assign(s.frames, std::vector<float>(target.size()));
    for (std::size_t t = 0; t < target.size(); ++t) {
        out.vertices.push_back(target[t].first);
        const Fixed* values = s.column(target[t].second, band);
        for (int f = 0; f < s.frames; ++f)
            out.at[f][t] = mgPerMlOf(values[f]);
    }
    return out;
}

double LiveField::State::toDepot_mm(int vertex) const {
    const geom::Vec3& position = setup.domain->positions()[vertex];
    double nearest = std::numeric_limits<double>::infinity();
    for (const SimDepot& depot : depots)
        nearest = std::min(nearest, (depot.position - position).norm());
    return depots.empty() ? 0 : nearest;
}

std::vector<LiveField::State::Lack> LiveField::State::lacks(int band, int end) const {
    std::vector<Lack> out;
    for (int v = 0; v < static_cast<int>(weight.size()); ++v) {
        if (weight[v] == 0)
            continue;
        const Fixed* values = column(v, band);
        const Fixed most = *std::max_element(values, values + end);
        // Distances decide only where nothing arrives.
        out.push_back({most, most == 0 ? -toDepot_mm(v) : 0, v});
    }
    return out;
}

std::vector<Gap> LiveField::worstGaps(int band, int count, Mm apart, int lastFrame) const {
    const State& s = *state_;
    const std::vector<geom::Vec3>& positions = s.setup.domain->positions();
    std::vector<State::Lack> lacks = s.lacks(band, lastFrame < 0 ? s.frames : lastFrame + 1);
    std::vector<Gap> gaps;
    while (static_cast<int>(gaps.size()) < count && !lacks.empty()) {
        const State::Lack worst = *std::min_element(lacks.begin(), lacks.end());
        const geom::Vec3 centre = positions[worst.vertex];
        gaps.push_back({s.setup.domain->meshVertex()[worst.vertex], centre,
                        MgPerMl(static_cast<double>(mgPerMlOf(worst.highest))),
                        Mm(s.toDepot_mm(worst.vertex))});
        std::erase_if(lacks, [&](const State::Lack& lack) {
            return lack.vertex == worst.vertex ||
                   (positions[lack.vertex] - centre).norm() < apart.value();
        });
    }
    return gaps;
}

std::vector<float> LiveField::columnsAt(Seconds time) const {
    const State& s = *state_;
    const FastPlan& plan = *s.setup.plan;
    const std::size_t places = s.columnReader.places(), cells = plan.grid().cells();
    const auto frameOf = [&](int frame) {
        std::vector<float> amounts(places * plan.modesAt(frame), 0), out(places * cells, 0);
        for (const State::Site& site : s.sites)
            s.columnReader.addFrame(*site.columns, frame,
                                    static_cast<float>(site.depot.strength.value()), amounts);
        const std::size_t modes = plan.modesAt(frame);
        std::vector<double> column(cells);
        for (std::size_t p = 0; p < places; ++p) {
            plan.toCells(frame, std::span(amounts).subspan(p * modes, modes), column);
            for (std::size_t c = 0; c < cells; ++c)
                out[p * cells + c] = static_cast<float>(
                    column[c] / plan.grid().volumePerArea_mm(static_cast<int>(c)));
        }
        return out;
    };
    const Moment moment = momentOf(times(), time);
    std::vector<float> values = frameOf(moment.before);
    if (moment.share > 0) {
        const std::vector<float> after = frameOf(moment.before + 1);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = std::lerp(values[i], after[i], moment.share);
    }
    for (float& value : values)
        value = std::max(0.0F, value);
    return values;
}

std::vector<double> LiveField::startCells_ug() const {
    std::vector<double> sum(state_->setup.plan->grid().cells(), 0);
    for (const State::Site& site : state_->sites)
        for (std::size_t c = 0; c < sum.size(); ++c)
            sum[c] += site.depot.strength.value() * site.response->startCells_ug[c];
    return sum;
}

std::optional<double> LiveField::overlapIndex(int band, MgPerMl threshold) const {
    const State& s = *state_;
    std::vector<int> reachedBy(s.setup.domain->vertices(), 0);
    for (const State::Site& site : s.sites) {
        const auto least = static_cast<float>(threshold / site.depot.strength);
        const std::vector<float>& peaks = site.response->peak[band];
        for (std::size_t i = 0; i < peaks.size(); ++i)
            reachedBy[site.response->vertex[i]] += peaks[i] >= least ? 1 : 0;
    }
    double once = 0, more = 0;
    for (std::size_t v = 0; v < reachedBy.size(); ++v) {
        const double area = s.setup.domain->lateral().mass_mm2[v];
        once += reachedBy[v] > 0 ? area : 0;
        more += reachedBy[v] > 1 ? area : 0;
    }
    return once > 0 ? std::optional(more / once) : std::nullopt;
}

std::vector<DepotOverlap> LiveField::overlaps() const {
    const std::vector<State::Site>& sites = state_->sites;
    std::vector<DepotOverlap> out;
    for (std::size_t i = 0; i < sites.size(); ++i)
        for (std::size_t j = i + 1; j < sites.size(); ++j) {
            const Mm distance((sites[i].depot.position - sites[j].depot.position).norm());
            const Mm reach =
                sites[i].response->shape.halfWidth + sites[j].response->shape.halfWidth;
            if (distance < reach)
                out.push_back({static_cast<int>(i), static_cast<int>(j), distance, reach});
        }
    return out;
}

std::vector<std::string> LiveField::warnings() const {
    std::vector<DepotShape> shapes;
    for (const State::Site& site : state_->sites)
        shapes.push_back(site.response->shape);
    return depotWarnings(state_->depots, shapes);
}

} // namespace meso::sim
