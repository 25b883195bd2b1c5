#include "sim/site_overlap.h"

#include <algorithm>

#include "sim/homogeneity.h"
#include "sim/run_setup.h"

namespace meso::sim {
namespace {

Result<FastPlanPtr> stepsOf(const SimInput& input, const ScalpDomain& domain) {
    const bool isSlow =
        std::any_of(input.depots.begin(), input.depots.end(),
                    [&](const SimDepot& depot) { return releasesSlowly(input, depot); });
    const auto phases = transportPhases(input);
    if (!phases)
        return phases.error();
    if (isSlow || phases->size() > 1 || !input.thicknessFactor.empty())
        return Error{"Where thickness varies, blood flow changes or a compound dissolves slowly, "
                     "the reach of single sites is not computed."};
    const auto grid = makeTissueGrid(input.tissue, input.resolution);
    if (!grid)
        return grid.error();
    FastTimes times;
    times.duration = input.duration;
    return FastPlan::make(*grid, phases->front().transports, domain.largestEigenvalue(*grid),
                          times);
}

// Highest value of a band over time at every vertex of the domain.
std::vector<float> peaksOf(const BandResponse& response, int band, int vertices) {
    std::vector<float> peaks(vertices, 0);
    for (std::size_t i = 0; i < response.vertex.size(); ++i)
        for (const float value : response.series(band, i))
            peaks[response.vertex[i]] = std::max(peaks[response.vertex[i]], value);
    return peaks;
}

} // namespace

Result<std::vector<std::optional<double>>> siteOverlap(const SimInput& input,
                                                       const ScalpDomainPtr& domain,
                                                       std::span<const Band> bands,
                                                       MgPerMl threshold) {
    const auto steps = stepsOf(input, *domain);
    if (!steps)
        return steps.error();
    SiteResponder responder(domain, *steps, input.tissue);
    const BandReader reader(**steps, {bands.begin(), bands.end()});
    std::vector<std::vector<std::vector<float>>> peaks(bands.size());
    for (const SimDepot& depot : input.depots) {
        const auto response = responder.respond(depot);
        if (!response)
            return response.error();
        const BandResponse read = reader.read(*response);
        for (std::size_t b = 0; b < bands.size(); ++b)
            peaks[b].push_back(peaksOf(read, static_cast<int>(b), domain->vertices()));
    }
    std::vector<std::optional<double>> overlap;
    for (const auto& fields : peaks)
        overlap.push_back(overlapIndex(fields, threshold, domain->lateral().mass_mm2));
    return overlap;
}

} // namespace meso::sim
