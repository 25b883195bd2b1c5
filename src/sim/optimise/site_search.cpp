#include "sim/optimise/site_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace meso::sim {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr int kPlacesTried = 8;

double worthOf(double level, const Appetite& appetite) {
    double power = std::min(level, 8.0); // enough, and no overflow
    for (int k = 0; k < appetite.halvings; ++k)
        power *= power;
    return power / (1 + power) + (level >= 1 ? appetite.sharp : 0);
}

} // namespace

SiteSearch::SiteSearch(const OptimiseProblem& request, const DepotKit& kit)
    : request_(request), kit_(kit), surface_(request.store->surface(request.input.surface)),
      edge_mm_(placeSpacing(*request.input.surface).value()) {
    const auto vertices = static_cast<int>(request.target_mm2.size());
    targetOf_.assign(request.target_mm2.size(), -1);
    double total = 0;
    for (int v = 0; v < vertices; ++v) {
        const double weight = request.target_mm2[v];
        if (weight <= 0)
            continue;
        targetOf_[v] = static_cast<int>(targets_.size());
        targets_.push_back(v);
        weight_.push_back(weight);
        total += weight;
    }
    for (double& weight : weight_)
        weight /= total;
    correction_.assign(targets_.size(), 1);
}

void SiteSearch::addTo(const SearchSite& site, double sign, std::vector<double>& sum) const {
    const RadialLevel& level = levelOf(site);
    for (const int v : surface_->bins.within(site.position, Mm(level.range_mm())))
        if (const int t = targetOf_[v]; t >= 0)
            sum[t] += sign * level.at((vertex(v) - site.position).norm());
}

std::vector<double> SiteSearch::sums() const {
    std::vector<double> sum(targets_.size(), 0);
    for (const SearchSite& site : sites_)
        addTo(site, 1, sum);
    return sum;
}

double SiteSearch::shareOf(const std::vector<double>& sum) const {
    double covered = 0;
    for (std::size_t t = 0; t < sum.size(); ++t)
        if (sum[t] * correction_[t] >= 1)
            covered += weight_[t];
    return covered;
}

double SiteSearch::share() const {
    return shareOf(sums());
}

Ml SiteSearch::volume() const {
    Ml sum(0);
    for (const SearchSite& site : sites_)
        sum += kit_.volumes[site.volume];
    return sum;
}

bool SiteSearch::keepsSpacing(const geom::Vec3& position, std::size_t except) const {
    const double least = request_.limits.spacing.value();
    for (std::size_t i = 0; i < sites_.size(); ++i)
        if (i != except && (sites_[i].position - position).squaredNorm() < least * least)
            return false;
    return true;
}

// A depot needs room above the bone; where a layout put a site, it may stay in any case.
bool SiteSearch::mayStand(int vertex, int depth) const {
    constexpr Mm kRoom{0.5};
    if (request_.allowed[vertex] == 0)
        return false;
    const std::vector<float>& factors = request_.input.thicknessFactor;
    return factors.empty() || kit_.depths[depth] + kRoom < request_.input.tissue.totalThickness() *
                                                               static_cast<double>(factors[vertex]);
}

std::vector<int> SiteSearch::placesNear(const SearchSite& site, double reach_mm) const {
    std::vector<int> places = surface_->bins.within(site.position, Mm(reach_mm));
    std::erase_if(places, [&](int v) { return !mayStand(v, site.depth); });
    return places;
}

bool SiteSearch::keepSite(SearchSite site) {
    if (allowed(site.position) && keepsSpacing(site.position, kNone)) {
        sites_.push_back(site);
        return true;
    }
    for (const double reach_mm : {5.0, 20.0, 80.0}) {
        std::vector<int> places = placesNear(site, reach_mm);
        std::erase_if(places, [&](int v) { return !keepsSpacing(vertex(v), kNone); });
        if (places.empty())
            continue;
        const auto away = [&](int v) { return (vertex(v) - site.position).squaredNorm(); };
        site.position = vertex(*std::min_element(places.begin(), places.end(), [&](int a, int b) {
            return std::pair(away(a), a) < std::pair(away(b), b);
        }));
        sites_.push_back(site);
        return true;
    }
    return false;
}

std::vector<SiteSearch::Near> SiteSearch::around(const geom::Vec3& centre, double reach_mm,
                                                 const SearchSite* own,
                                                 const Appetite& appetite) const {
    const std::vector<int> vertices = surface_->bins.within(centre, Mm(reach_mm));
    std::vector<Near> near;
    near.reserve(vertices.size());
    for (const int v : vertices) {
        const int t = targetOf_[v];
        if (t < 0)
            continue;
        const geom::Vec3& p = vertex(v);
        const double mine = own ? levelOf(*own).at((p - own->position).norm()) : 0;
        const double others = sum_[t] - mine;
        near.push_back(
            {p, weight_[t], correction_[t], others, worthOf(others * correction_[t], appetite)});
    }
    return near;
}

// What a site adds to the worth of its surroundings.
double SiteSearch::gain(const std::vector<Near>& near, const SearchSite& site,
                        const Appetite& appetite) const {
    const RadialLevel& level = levelOf(site);
    const double range2 = level.range_mm() * level.range_mm();
    double sum = 0;
    for (const Near& n : near) {
        const double away2 = (n.position - site.position).squaredNorm();
        if (away2 < range2)
            sum += n.weight *
                   (worthOf((n.others + level.at(std::sqrt(away2))) * n.correction, appetite) -
                    n.worth);
    }
    return sum;
}

void SiteSearch::move(std::size_t index, const Appetite& appetite, double step_mm, Random& random) {
    const SearchSite own = sites_[index];
    const std::vector<int> places = placesNear(own, step_mm);
    if (places.empty())
        return;
    const std::vector<Near> near =
        around(own.position, levelOf(own).range_mm() + step_mm, &own, appetite);
    SearchSite best = own;
    double most = gain(near, own, appetite) + 1e-12;
    for (int k = 0; k < kPlacesTried; ++k) {
        SearchSite tried = own;
        tried.position = vertex(places[random.below(places.size())]);
        if (!keepsSpacing(tried.position, index))
            continue;
        const double value = gain(near, tried, appetite);
        if (value > most) {
            most = value;
            best = tried;
        }
    }
    if (best.position == own.position)
        return;
    addTo(own, -1, sum_);
    addTo(best, 1, sum_);
    sites_[index] = best;
}

void SiteSearch::settle(const Appetite& appetite, int sweeps, double step_mm, Random& random) {
    softened_ = appetite.softened;
    sum_ = sums();
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        // From long jumps to single edges.
        const double part = static_cast<double>(sweep) / std::max(1, sweeps - 1);
        const double step = step_mm * std::pow(1.5 * edge_mm_ / step_mm, part);
        for (std::size_t i = 0; i < sites_.size(); ++i)
            move(i, appetite, step, random);
    }
    softened_ = false;
}

// Covered share that another volume of this site brings.
double SiteSearch::changeOf(std::size_t index, int volume) const {
    const SearchSite& own = sites_[index];
    SearchSite other = own;
    other.volume = volume;
    // A little of the soft worth breaks ties towards what is nearly covered.
    const Appetite hard{false, 3, 1};
    const std::vector<Near> near = around(
        own.position, std::max(levelOf(own).range_mm(), levelOf(other).range_mm()), &own, hard);
    return gain(near, other, hard) - gain(near, own, hard);
}

bool SiteSearch::mayChange(std::size_t index, int step) const {
    const int next = sites_[index].volume + step;
    if (next < 0 || next >= static_cast<int>(kit_.volumes.size()))
        return false;
    const auto& limit = request_.limits.totalVolume;
    return step < 0 || !limit ||
           (volume() + request_.limits.volumeStep * step).value() <= limit->value() * (1 + 1e-9);
}

// Applies the best single step of all sites, and refreshes what it changes. `change` keeps the
// worth of a step per site; NaN: to be worked out.
bool SiteSearch::changeBest(int step, double share, std::vector<double>& change) {
    std::size_t best = kNone;
    for (std::size_t i = 0; i < sites_.size(); ++i) {
        if (!mayChange(i, step))
            continue;
        if (std::isnan(change[i]))
            change[i] = changeOf(i, sites_[i].volume + step);
        if (best == kNone || change[i] > change[best])
            best = i;
    }
    if (best == kNone || (step > 0 && change[best] <= 0) || std::isinf(change[best]))
        return false;
    const SearchSite before = sites_[best];
    addTo(before, -1, sum_);
    sites_[best].volume += step;
    addTo(sites_[best], 1, sum_);
    if (step < 0 && shareOf(sum_) < share) {
        addTo(sites_[best], -1, sum_);
        sites_[best] = before;
        addTo(before, 1, sum_);
        change[best] = -std::numeric_limits<double>::infinity();
        return true;
    }
    const double touching = 2 * kit_.level[before.depth].back().range_mm();
    for (std::size_t i = 0; i < sites_.size(); ++i)
        if ((sites_[i].position - before.position).norm() < touching)
            change[i] = std::nan("");
    return true;
}

void SiteSearch::fitVolumes(double share) {
    sum_ = sums();
    std::vector<double> change(sites_.size(), std::nan(""));
    while (shareOf(sum_) < share && changeBest(1, share, change)) {
    }
    if (shareOf(sum_) < share)
        return;
    change.assign(sites_.size(), std::nan(""));
    while (changeBest(-1, share, change)) {
    }
}

bool SiteSearch::addSite(int depth, int volume, Random& random) {
    softened_ = true;
    sum_ = sums();
    std::vector<int> places;
    for (int v = 0; v < static_cast<int>(request_.allowed.size()); ++v)
        if (mayStand(v, depth) && keepsSpacing(vertex(v), kNone))
            places.push_back(v);
    constexpr int kTried = 300;
    const Appetite appetite{true, 1, 0};
    SearchSite best;
    double most = 0;
    for (int k = 0; k < kTried && !places.empty(); ++k) {
        const SearchSite tried{vertex(places[random.below(places.size())]), depth, volume};
        const double more = gain(
            around(tried.position, levelOf(tried).range_mm(), nullptr, appetite), tried, appetite);
        if (more > most) {
            most = more;
            best = tried;
        }
    }
    softened_ = false;
    if (most > 0)
        sites_.push_back(best);
    return most > 0;
}

void SiteSearch::removeLeast() {
    sum_ = sums();
    const Appetite appetite{false, 2, 0.5};
    std::size_t least = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < sites_.size(); ++i) {
        const SearchSite& site = sites_[i];
        const double loss =
            gain(around(site.position, levelOf(site).range_mm(), &site, appetite), site, appetite);
        if (loss < lowest) {
            lowest = loss;
            least = i;
        }
    }
    sites_.erase(sites_.begin() + static_cast<std::ptrdiff_t>(least));
}

} // namespace meso::sim
