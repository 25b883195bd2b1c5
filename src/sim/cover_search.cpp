#include "sim/cover_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

CoverSearch::CoverSearch(const CoverRequest& request, const DepotKit& kit)
    : request_(request), kit_(kit), domain_(*request.domain) {
    const std::vector<int>& surface = domain_.meshVertex();
    targetOf_.assign(surface.size(), -1);
    double total = 0;
    for (int v = 0; v < static_cast<int>(surface.size()); ++v) {
        allowed_.push_back(request.allowed[surface[v]]);
        const double weight = request.target_mm2[surface[v]];
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
    edge_mm_ = domain_.spacing().value();
}

void CoverSearch::addTo(const SearchSite& site, double sign, std::vector<double>& sum) const {
    const RadialLevel& level = levelOf(site);
    for (const int v : domain_.within(site.position, Mm(level.range_mm())))
        if (const int t = targetOf_[v]; t >= 0)
            sum[t] += sign * level.at((domain_.positions()[v] - site.position).norm());
}

std::vector<double> CoverSearch::sums() const {
    std::vector<double> sum(targets_.size(), 0);
    for (const SearchSite& site : sites_)
        addTo(site, 1, sum);
    return sum;
}

double CoverSearch::shareOf(const std::vector<double>& sum) const {
    double covered = 0;
    for (std::size_t t = 0; t < sum.size(); ++t)
        if (sum[t] * correction_[t] >= 1)
            covered += weight_[t];
    return covered;
}

double CoverSearch::share() const {
    return shareOf(sums());
}

Ml CoverSearch::volume() const {
    Ml sum(0);
    for (const SearchSite& site : sites_)
        sum += kit_.volumes[site.volume];
    return sum;
}

bool CoverSearch::keepsSpacing(const geom::Vec3& position, std::size_t except) const {
    const double least = request_.limits.spacing.value();
    for (std::size_t i = 0; i < sites_.size(); ++i)
        if (i != except && (sites_[i].position - position).squaredNorm() < least * least)
            return false;
    return true;
}

bool CoverSearch::spaced() const {
    for (std::size_t i = 0; i < sites_.size(); ++i)
        if (!keepsSpacing(sites_[i].position, i))
            return false;
    return true;
}

std::vector<int> CoverSearch::placesNear(const geom::Vec3& position, double reach_mm) const {
    std::vector<int> places = domain_.within(position, Mm(reach_mm));
    std::erase_if(places, [&](int v) { return !allowed_[v]; });
    const auto nearer = [&](int a, int b) {
        const double left = (domain_.positions()[a] - position).squaredNorm();
        const double right = (domain_.positions()[b] - position).squaredNorm();
        return left != right ? left < right : a < b;
    };
    std::sort(places.begin(), places.end(), nearer);
    return places;
}

bool CoverSearch::allowed(const geom::Vec3& position) const {
    int nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const int v : domain_.within(position, Mm(1.5 * edge_mm_)))
        if (const double d = (domain_.positions()[v] - position).squaredNorm(); d < least) {
            least = d;
            nearest = v;
        }
    return nearest >= 0 && allowed_[nearest];
}

CoverSearch::Surroundings CoverSearch::around(const SearchSite* own, const geom::Vec3& centre,
                                              double reach_mm) const {
    Surroundings near;
    for (const int v : domain_.within(centre, Mm(reach_mm))) {
        const int t = targetOf_[v];
        if (t < 0)
            continue;
        const geom::Vec3& p = domain_.positions()[v];
        const double mine = own ? levelOf(*own).at((p - own->position).norm()) : 0;
        near.target.push_back(t);
        near.position.push_back(p);
        near.others.push_back(sum_[t] - mine);
    }
    return near;
}

double CoverSearch::worth(const Surroundings& near, const SearchSite& site,
                          const Appetite& appetite) const {
    const RadialLevel& level = levelOf(site);
    double sum = 0;
    for (std::size_t k = 0; k < near.target.size(); ++k) {
        const int t = near.target[k];
        const double x = near.others[k] + level.at((near.position[k] - site.position).norm());
        sum += weight_[t] * worthOf(x * correction_[t], appetite);
    }
    return sum;
}

void CoverSearch::move(std::size_t index, const Appetite& appetite, double step_mm,
                       Random& random) {
    const SearchSite own = sites_[index];
    const std::vector<int> places = placesNear(own.position, step_mm);
    if (places.empty())
        return;
    const Surroundings near =
        around(&own, own.position, levelOf(own).range_mm() + step_mm + edge_mm_);
    SearchSite best = own;
    double most = worth(near, own, appetite) + 1e-12;
    for (int k = 0; k < kPlacesTried; ++k) {
        SearchSite tried = own;
        tried.position = domain_.positions()[places[random.below(places.size())]];
        if (!keepsSpacing(tried.position, index))
            continue;
        const double value = worth(near, tried, appetite);
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

void CoverSearch::settle(const Appetite& appetite, int sweeps, double step_mm, Random& random) {
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
double CoverSearch::changeOf(std::size_t index, int volume) const {
    SearchSite other = sites_[index];
    other.volume = volume;
    const double reach = std::max(levelOf(sites_[index]).range_mm(), levelOf(other).range_mm());
    const Surroundings near = around(&sites_[index], other.position, reach);
    const Appetite hard{false, 3, 1};
    // A little of the soft worth breaks ties towards what is nearly covered.
    const auto value = [&](const SearchSite& site) { return worth(near, site, hard); };
    return value(other) - value(sites_[index]);
}

bool CoverSearch::mayChange(std::size_t index, int step) const {
    const int next = sites_[index].volume + step;
    if (next < 0 || next >= static_cast<int>(kit_.volumes.size()))
        return false;
    const auto& limit = request_.limits.totalVolume;
    return step < 0 || !limit ||
           (volume() + request_.limits.volumeStep * step).value() <= limit->value() * (1 + 1e-9);
}

// Applies the best single step of all sites, and refreshes what it changes. `change` keeps the
// worth of a step per site; NaN: to be worked out.
bool CoverSearch::changeBest(int step, double share, std::vector<double>& change) {
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

void CoverSearch::fitVolumes(double share) {
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

bool CoverSearch::addSite(int depth, int volume, Random& random) {
    softened_ = true;
    sum_ = sums();
    std::vector<int> places;
    for (int v = 0; v < domain_.vertices(); ++v)
        if (allowed_[v] && keepsSpacing(domain_.positions()[v], kNone))
            places.push_back(v);
    constexpr int kTried = 300;
    SearchSite best;
    double most = -1;
    for (int k = 0; k < kTried && !places.empty(); ++k) {
        const SearchSite tried{domain_.positions()[places[random.below(places.size())]], depth,
                               volume};
        const Surroundings near =
            around(nullptr, tried.position, kit_.softened[depth][volume].range_mm());
        Appetite appetite{true, 1, 0};
        SearchSite nothing = tried;
        nothing.position = geom::Vec3::Constant(1e6); // out of everybody's way
        const double gain = worth(near, tried, appetite) - worth(near, nothing, appetite);
        if (gain > most) {
            most = gain;
            best = tried;
        }
    }
    softened_ = false;
    if (most <= 0)
        return false;
    sites_.push_back(best);
    return true;
}

void CoverSearch::removeLeast() {
    sum_ = sums();
    std::size_t least = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < sites_.size(); ++i) {
        const Surroundings near =
            around(&sites_[i], sites_[i].position, levelOf(sites_[i]).range_mm());
        SearchSite nothing = sites_[i];
        nothing.position = geom::Vec3::Constant(1e6);
        const Appetite appetite{false, 2, 0.5};
        const double loss = worth(near, sites_[i], appetite) - worth(near, nothing, appetite);
        if (loss < lowest) {
            lowest = loss;
            least = i;
        }
    }
    sites_.erase(sites_.begin() + static_cast<std::ptrdiff_t>(least));
}

} // namespace meso::sim
