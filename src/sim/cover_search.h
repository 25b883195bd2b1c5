#pragma once
#include <functional>
#include <span>
#include <vector>

#include "base/random.h"
#include "sim/cover_kernel.h"

namespace meso::sim {

/// A site while it is being moved about.
struct SearchSite {
    geom::Vec3 position = geom::Vec3::Zero();
    int depth = 0;  ///< class of the kit
    int volume = 0; ///< class of the kit
};

/// How a search weighs a place that is covered a little less than wanted.
struct Appetite {
    bool softened = false; ///< long-ranged levels of the kit
    int halvings = 2;      ///< worth = x^p / (1 + x^p) with p = 2^halvings; x the level
    double sharp = 0;      ///< added for a place with x >= 1
};

/// Improves sites one at a time by the sum of radial levels. All randomness comes from the seed and
/// all loops are counted, so equal searches end in equal sites.
class CoverSearch {
public:
    /// Everything given must outlive the search.
    CoverSearch(const CoverRequest& request, const DepotKit& kit);

    [[nodiscard]] const std::vector<SearchSite>& sites() const { return sites_; }
    void setSites(std::vector<SearchSite> sites) { sites_ = std::move(sites); }
    /// Corrects the sum at every target vertex (indices as in targets()) by what responses show.
    void setCorrection(std::vector<double> factors) { correction_ = std::move(factors); }
    [[nodiscard]] const std::vector<int>& targets() const { return targets_; } ///< domain vertices

    /// Level at every target vertex, without the correction.
    [[nodiscard]] std::vector<double> levels() const { return sums(); }
    [[nodiscard]] double share() const; ///< of the target with a level of 1 or more
    [[nodiscard]] Ml volume() const;
    /// Smallest distance of two sites is kept.
    [[nodiscard]] bool spaced() const;

    /// Visits every site `sweeps` times and lets it jump to the best of some places within `step`.
    void settle(const Appetite& appetite, int sweeps, double step_mm, Random& random);
    /// Raises volumes where that gains most until the share is reached or nothing more is allowed;
    /// then lowers them where that loses least, as long as the share is kept.
    void fitVolumes(double share);
    /// Adds a site of this volume where it covers most; false when there is no place for it.
    bool addSite(int depth, int volume, Random& random);
    /// Takes out the site that covers least alone.
    void removeLeast();

    /// Whether a needle may enter within half an edge of the position.
    [[nodiscard]] bool allowed(const geom::Vec3& position) const;
    /// Allowed vertices within a distance, nearest first.
    [[nodiscard]] std::vector<int> placesNear(const geom::Vec3& position, double reach_mm) const;
    [[nodiscard]] bool keepsSpacing(const geom::Vec3& position, std::size_t except) const;

private:
    /// Target vertices around a place with the sums that the other sites leave there.
    struct Surroundings {
        std::vector<int> target;
        std::vector<geom::Vec3> position;
        std::vector<double> others;
    };
    [[nodiscard]] const RadialLevel& levelOf(const SearchSite& site) const {
        return (softened_ ? kit_.softened : kit_.level)[site.depth][site.volume];
    }
    void addTo(const SearchSite& site, double sign, std::vector<double>& sum) const;
    [[nodiscard]] std::vector<double> sums() const;
    [[nodiscard]] double shareOf(const std::vector<double>& sum) const;
    [[nodiscard]] Surroundings around(const SearchSite* own, const geom::Vec3& centre,
                                      double reach_mm) const;
    [[nodiscard]] double worth(const Surroundings& near, const SearchSite& site,
                               const Appetite& appetite) const;
    [[nodiscard]] double changeOf(std::size_t site, int volume) const;
    void move(std::size_t index, const Appetite& appetite, double step_mm, Random& random);
    bool changeBest(int step, double share, std::vector<double>& change);
    [[nodiscard]] bool mayChange(std::size_t site, int step) const;

    const CoverRequest& request_;
    const DepotKit& kit_;
    const ScalpDomain& domain_;
    std::vector<int> targets_;   // domain vertices
    std::vector<int> targetOf_;  // per domain vertex; -1: none
    std::vector<double> weight_; // per target, sum 1
    std::vector<char> allowed_;  // per domain vertex
    std::vector<double> correction_;
    std::vector<SearchSite> sites_;
    std::vector<double> sum_; // per target
    double edge_mm_ = 0;
    bool softened_ = false;
};

} // namespace meso::sim
