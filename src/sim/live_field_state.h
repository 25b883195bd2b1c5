#pragma once
#include <compare>
#include <cstdint>

#include "sim/column_response.h"
#include "sim/live_field.h"

namespace meso::sim {

/// Concentrations as whole multiples of 2^-40 mg/mL: sums of them are exact, so their order does
/// not matter and what was added can be taken away again. Room for 8 million mg/mL.
using Fixed = std::int64_t;
inline constexpr double kFixedPerMgPerMl = 1099511627776.0;
/// Areas likewise, in 2^-24 mm2.
inline constexpr double kFixedPerMm2 = 16777216.0;

inline Fixed fixedOf(double mgPerMl) {
    return static_cast<Fixed>(mgPerMl * kFixedPerMgPerMl);
}
inline float mgPerMlOf(Fixed value) {
    return static_cast<float>(static_cast<double>(value) / kFixedPerMgPerMl);
}

/// The inside of a LiveField: what updating and reading it share.
struct LiveField::State {
    explicit State(LiveSetup given);

    /// A depot with its response to 1 mg/mL.
    struct Site {
        SimDepot depot;
        std::shared_ptr<const BandResponse> response;
        std::shared_ptr<const ColumnResponse> columns;
        std::vector<Fixed> mean; ///< band x frame: its part of the mean over the target
    };
    /// A response that joins (+1) or leaves (-1) the sum.
    struct Change {
        const Site* site = nullptr;
        int sign = 1;
    };
    /// How little a target vertex gets; the least first, then the farthest from any depot.
    struct Lack {
        Fixed highest = 0;
        double minusDistance_mm = 0;
        int vertex = 0;
        auto operator<=>(const Lack&) const = default;
    };

    [[nodiscard]] const Fixed* column(int vertex, int band) const {
        return amount.data() +
               (static_cast<std::size_t>(vertex) * setup.bands.size() + band) * frames;
    }
    [[nodiscard]] std::size_t tallyAt(int band, int threshold) const {
        return (static_cast<std::size_t>(band) * setup.thresholds.size() + threshold) * frames;
    }
    /// Takes kept sites over into `next` and lists what has no response yet.
    [[nodiscard]] std::vector<int> match(std::vector<Site>& next) const;
    [[nodiscard]] Status respond(std::vector<Site>& next, const std::vector<int>& missing,
                                 int threads, const std::stop_token& stop,
                                 const Progress& progress);
    void dose(Site& site) const;
    void apply(const std::vector<Change>& changes);
    void add(const Change& change);
    void tally(int vertex, int sign);
    /// What joins and leaves when these sites take the place of the present ones. Fills in what the
    /// sites that stay have already.
    [[nodiscard]] std::vector<Change> changesTo(std::vector<Site>& next) const;
    [[nodiscard]] double toDepot_mm(int vertex) const;
    [[nodiscard]] std::vector<Lack> lacks(int band, int end) const;
    void aim(std::span<const double> target_mm2);

    LiveSetup setup;
    BandReader reader;
    ColumnReader columnReader;
    std::vector<SiteResponder> responders; ///< one per thread that has worked so far
    int frames = 0;
    std::vector<Site> sites;
    std::vector<SimDepot> depots; ///< of the sites
    std::vector<Fixed> amount;    ///< vertex x band x frame
    std::vector<int> touching;    ///< responses that reach a vertex; 0: its amounts are 0
    std::vector<int> stamp;       ///< change that last met a vertex
    int stamps = 0;
    std::vector<std::int64_t> weight; ///< target area of a domain vertex
    std::int64_t totalWeight = 0;
    std::vector<Fixed> limits;       ///< thresholds
    std::vector<std::int64_t> now;   ///< band x threshold x frame: area at or above
    std::vector<std::int64_t> first; ///< likewise: area that gets there for the first time
    int computed = 0;
};

} // namespace meso::sim
