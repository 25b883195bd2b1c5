#pragma once
#include <vector>

#include "sim/site_response.h"

namespace meso::sim {

/// Whole columns of a site's response below a few vertices, those of a cut for instance, over time.
struct ColumnResponse {
    std::vector<int> place;         ///< in the reader's list
    std::vector<int> firstFrame;    ///< per place: before it there is nothing
    std::vector<std::size_t> start; ///< per place: where its frames begin
    std::vector<float> amount;      ///< a place's frames side by side, FastPlan::modesAt() each
};

/// Reads columns off responses of one plan. Immutable; may be shared between threads.
class ColumnReader {
public:
    /// `vertices` of the domain, each once (-1: none, its place stays empty) of `domainVertices`.
    ColumnReader(FastPlanPtr plan, const std::vector<int>& vertices, int domainVertices);
    /// The part of a response that lies below the vertices. O(vertices of the response).
    [[nodiscard]] ColumnResponse read(const SiteResponse& response) const;
    /// Adds a response, `factor` times, to the amounts of one frame: places x modes.
    void addFrame(const ColumnResponse& response, int frame, float factor,
                  std::vector<float>& amounts) const;
    [[nodiscard]] std::size_t places() const { return places_; }

private:
    FastPlanPtr plan_;
    std::size_t places_ = 0;
    std::vector<int> placeOf_;           ///< per domain vertex; -1: not in the list
    std::vector<std::size_t> modesUpTo_; ///< per frame: of all frames before it
};

} // namespace meso::sim
