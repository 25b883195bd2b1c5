#pragma once
#include <memory>
#include <vector>

#include "base/random.h"
#include "sim/optimise/depot_kit.h"

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

/// Improves sites one at a time by the sum of radial levels. Sites move to vertices of the surface.
/// All randomness comes from the seed and all loops are counted, so equal searches end in equal
/// sites.
class SiteSearch {
public:
    /// Everything given must outlive the search; `request` has a store.
    SiteSearch(const OptimiseProblem& request, const DepotKit& kit);

    [[nodiscard]] const std::vector<SearchSite>& sites() const { return sites_; }
    void setSites(std::vector<SearchSite> sites) { sites_ = std::move(sites); }
    /// Corrects the sum at every target vertex (indices as in targets()) by what simulations show.
    void setCorrection(std::vector<double> factors) { correction_ = std::move(factors); }
    /// Vertices of the surface with target area, rising.
    [[nodiscard]] const std::vector<int>& targets() const { return targets_; }

    /// Level at every target vertex, without the correction.
    [[nodiscard]] std::vector<double> levels() const { return sums(); }
    [[nodiscard]] double share() const; ///< of the target with a level of 1 or more
    [[nodiscard]] Ml volume() const;

    /// Visits every site `sweeps` times and lets it jump to the best of some places within `step`.
    void settle(const Appetite& appetite, int sweeps, double step_mm, Random& random);
    /// Raises volumes where that gains most until the share is reached or nothing more is allowed;
    /// then lowers them where that loses least, as long as the share is kept.
    void fitVolumes(double share);
    /// Adds a site where it is or else at the nearest place for it; false when there is none within
    /// 80 mm.
    bool keepSite(SearchSite site);
    /// Adds a site of this volume where it covers most; false when there is no place for it.
    bool addSite(int depth, int volume, Random& random);
    /// Takes out the site that covers least alone.
    void removeLeast();
    /// Whether a needle may enter at the vertex that is nearest to a position.
    [[nodiscard]] bool allowed(const geom::Vec3& position) const {
        return request_.allowed[surface_->bins.nearest(position)] != 0;
    }

private:
    /// A target vertex near a site, as it is without that site.
    struct Near {
        geom::Vec3 position;
        double weight, correction;
        double others; ///< level that the other sites leave there
        double worth;  ///< of that level
    };
    [[nodiscard]] const geom::Vec3& vertex(int v) const { return surface_->mesh->vertices()[v]; }
    [[nodiscard]] const RadialLevel& levelOf(const SearchSite& site) const {
        return (softened_ ? kit_.softened : kit_.level)[site.depth][site.volume];
    }
    [[nodiscard]] bool mayStand(int vertex, int depth) const;
    [[nodiscard]] bool keepsSpacing(const geom::Vec3& position, std::size_t except) const;
    [[nodiscard]] std::vector<int> placesNear(const SearchSite& site, double reach_mm) const;
    void addTo(const SearchSite& site, double sign, std::vector<double>& sum) const;
    [[nodiscard]] std::vector<double> sums() const;
    [[nodiscard]] double shareOf(const std::vector<double>& sum) const;
    [[nodiscard]] std::vector<Near> around(const geom::Vec3& centre, double reach_mm,
                                           const SearchSite* own, const Appetite& appetite) const;
    [[nodiscard]] double gain(const std::vector<Near>& near, const SearchSite& site,
                              const Appetite& appetite) const;
    [[nodiscard]] double changeOf(std::size_t site, int volume) const;
    void move(std::size_t index, const Appetite& appetite, double step_mm, Random& random);
    bool changeBest(int step, double share, std::vector<double>& change);
    [[nodiscard]] bool mayChange(std::size_t site, int step) const;

    const OptimiseProblem& request_;
    const DepotKit& kit_;
    std::shared_ptr<const KnownSurface> surface_;
    std::vector<int> targets_;
    std::vector<int> targetOf_;  // per vertex; -1: none
    std::vector<double> weight_; // per target, sum 1
    std::vector<double> correction_;
    std::vector<SearchSite> sites_;
    std::vector<double> sum_; // per target
    double edge_mm_ = 0;
    bool softened_ = false;
};

} // namespace meso::sim
