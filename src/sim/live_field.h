#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "sim/band_response.h"
#include "sim/observables.h"

namespace meso::sim {

/// What a live field is made for.
struct LiveSetup {
    ScalpDomainPtr domain;
    FastPlanPtr plan; ///< its frames are the field's
    anatomy::TissueProfile tissue;
    std::vector<Band> bands;         ///< at least one
    std::vector<double> target_mm2;  ///< target area at each vertex of the surface; may be all 0
    std::vector<MgPerMl> thresholds; ///< above 0; may be empty
    std::vector<int> columns{};      ///< surface vertices below which every depth is kept, those of
                                     ///< a cut; each once, and those off the domain stay empty
};

/// A place of the target area that gets little.
struct Gap {
    int vertex = 0; ///< of the surface
    geom::Vec3 position = geom::Vec3::Zero();
    MgPerMl highest{0}; ///< of all frames so far
    Mm toDepot{0};      ///< straight distance to the nearest depot; 0 when there is none
};

/// Concentrations over time at the vertices of the target area.
struct TargetSeries {
    std::vector<int> vertices;          ///< of the surface, increasing
    std::vector<std::vector<float>> at; ///< per frame: mg/mL, one per vertex of the list
};

/// Two depots that compete for the same tissue: the sum of both exceeds what was injected.
struct DepotOverlap {
    int first = 0, second = 0; ///< places in the list of depots
    Mm distance{0};            ///< between them, straight
    Mm reach{0};               ///< sum of their half widths
};

/// The sum of single injections, kept up to date while sites are moved, added, removed or re-dosed.
/// Only what an edit touches is worked out anew. Sums are taken in whole multiples of 2^-40 mg/mL,
/// so taking a site out leaves exactly what was there before it: the field depends on the depots
/// alone, bit for bit, not on their order nor on how they came to be. One thread at a time.
class LiveField {
public:
    /// A setup without a domain, plan or band, or with weights of another surface, is a bug.
    explicit LiveField(LiveSetup setup);
    ~LiveField();
    LiveField(LiveField&&) noexcept;
    LiveField& operator=(LiveField&&) noexcept;

    /// Makes this the sum of these depots. Fails, leaving the field as it was, when a depot cannot
    /// be simulated or lies off the surface, naming it, and when it is stopped. About 6 ms for one
    /// moved site; the first call takes 5 ms per site, shared by the threads, on one of which
    /// `progress` is called.
    Status update(std::span<const SimDepot> depots, int threads = 1,
                  const std::stop_token& stop = {}, const Progress& progress = {});
    /// Other target weights (as in LiveSetup) and thresholds; the depots stay.
    void aim(std::span<const double> target_mm2, std::vector<MgPerMl> thresholds);

    [[nodiscard]] const std::vector<SimDepot>& depots() const;
    [[nodiscard]] const std::vector<Seconds>& times() const; ///< of the frames
    [[nodiscard]] const std::vector<Band>& bands() const;
    [[nodiscard]] const std::vector<MgPerMl>& thresholds() const;

    // Fields: mg/mL per vertex of the surface, 0 where nothing arrives. O(surface).
    [[nodiscard]] std::vector<float> field(int band, int frame) const;
    /// Between two frames concentrations rise on a straight line and fall exponentially, as in
    /// exposure.h; the end frames outside.
    [[nodiscard]] std::vector<float> fieldAt(int band, Seconds time) const;
    /// Highest up to and with a frame (-1: all).
    [[nodiscard]] std::vector<float> maximum(int band, int lastFrame = -1) const;
    /// The level at or above which each target vertex stays for so long in all (heldLevel); 0 at
    /// other vertices. Some 2 microseconds per target vertex.
    [[nodiscard]] std::vector<float> heldLevels(int band, Seconds atLeast) const;

    // Over the target area.
    /// Share of the target at or above a threshold at every frame, now and so far. O(frames).
    [[nodiscard]] std::vector<Coverage> coverage(int band, int threshold) const;
    /// Mean over the target, weighted by area, at every frame. O(depots x frames).
    [[nodiscard]] std::vector<MgPerMl> mean(int band) const;
    /// Highest of any target vertex, at every frame. O(target x frames).
    [[nodiscard]] std::vector<MgPerMl> highest(int band) const;
    /// All of the target over time. O(target x frames).
    [[nodiscard]] TargetSeries targetSeries(int band) const;
    /// At most `count` target vertices with the lowest maximum up to a frame (-1: all), worst
    /// first, farthest from any depot where they are equal, none within `apart` of another.
    [[nodiscard]] std::vector<Gap> worstGaps(int band, int count, Mm apart,
                                             int lastFrame = -1) const;

    /// Concentration of total compound at a time below each of the setup's columns, mg/mL: columns
    /// x cells of the plan's grid. Between frames on a straight line. O(depots x columns x modes).
    [[nodiscard]] std::vector<float> columnsAt(Seconds time) const;
    /// What all depots lay into each depth cell, micrograms; see ColumnBalance. O(depots x cells).
    [[nodiscard]] std::vector<double> startCells_ug() const;
    /// sim::overlapIndex of the depots in a band. O(depots x vertices that each reaches).
    [[nodiscard]] std::optional<double> overlapIndex(int band, MgPerMl threshold) const;
    /// Every pair of depots whose ellipsoids overlap, in the order of the list. O(depots^2).
    [[nodiscard]] std::vector<DepotOverlap> overlaps() const;
    /// Sentences of depotWarnings() for these depots.
    [[nodiscard]] std::vector<std::string> warnings() const;
    /// Responses computed by the last update that succeeded; the other sites were kept.
    [[nodiscard]] int computed() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace meso::sim
