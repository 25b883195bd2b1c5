#pragma once
#include <span>
#include <vector>

#include "sim/site_response.h"

namespace meso::sim {

/// A depth range, and which concentration in it is wanted.
struct Band {
    DepthRange range;
    Measure measure = Measure::Total;
    bool operator==(const Band&) const = default;
};

/// What live views keep of a site's response: band averages over time at every vertex that the
/// compound reaches. About 0.15 MB per band and site for 24 h at an edge of 0.7 mm, a tenth of the
/// response itself.
struct BandResponse {
    DepotShape shape;
    std::vector<int> vertex;              ///< of the domain, nearest the site first
    std::vector<int> firstFrame;          ///< per vertex: before it the concentration is zero
    std::vector<std::size_t> start;       ///< per vertex: where its frames begin; one entry more
    std::vector<std::vector<float>> at;   ///< per band: mg/mL, a vertex's frames side by side
    std::vector<std::vector<float>> peak; ///< per band: each vertex's highest of all frames
    std::vector<double> startCells_ug;    ///< as SiteResponse::startCells

    /// A vertex's concentrations in a band, from firstFrame[i] to the last frame.
    [[nodiscard]] std::span<const float> series(int band, std::size_t i) const {
        return std::span(at[band]).subspan(start[i], start[i + 1] - start[i]);
    }
};

/// Reads bands off responses of one plan. Immutable; may be shared between threads.
class BandReader {
public:
    BandReader(const FastPlan& plan, std::vector<Band> bands);
    [[nodiscard]] const std::vector<Band>& bands() const { return bands_; }
    /// Band averages, in the response's own strength. O(response).
    [[nodiscard]] BandResponse read(const SiteResponse& response) const;

private:
    /// What one frame's modes weigh in one band; modes outside first..end weigh nothing.
    struct ModeWeights {
        std::vector<float> weights;
        int first = 0, end = 0;
    };
    std::vector<Band> bands_;
    std::vector<std::vector<ModeWeights>> weights_; // per band and frame
};

} // namespace meso::sim
