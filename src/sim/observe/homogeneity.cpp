#include "sim/observe/homogeneity.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {
namespace {

// The weighted places of a field, highest first.
class Ranking {
public:
    Ranking(std::span<const float> field, std::span<const double> weights) {
        MESO_CHECK(field.size() == weights.size(), "a field and its weights differ in length");
        for (std::size_t v = 0; v < field.size(); ++v)
            if (weights[v] > 0) {
                places_.push_back({static_cast<double>(field[v]), weights[v]});
                area_ += weights[v];
            }
        std::sort(places_.begin(), places_.end(),
                  [](const Place& a, const Place& b) { return a.value > b.value; });
    }
    [[nodiscard]] bool empty() const { return places_.empty(); }
    [[nodiscard]] double levelOf(double share) const {
        // Sums of a few ten thousand areas are rounded at about 1e-12.
        const double wanted = share * area_ * (1 - 1e-12);
        double reached = 0;
        for (const Place& place : places_) {
            reached += place.weight;
            if (reached >= wanted)
                return place.value;
        }
        return places_.back().value;
    }
    [[nodiscard]] double mean() const {
        double sum = 0;
        for (const Place& place : places_)
            sum += place.weight * place.value;
        return sum / area_;
    }
    [[nodiscard]] double deviation() const {
        const double middle = mean();
        double sum = 0;
        for (const Place& place : places_)
            sum += place.weight * (place.value - middle) * (place.value - middle);
        return std::sqrt(sum / area_);
    }

private:
    struct Place {
        double value, weight;
    };
    std::vector<Place> places_;
    double area_ = 0;
};

// A median below this share of D2 means that half of the area is out of reach; dividing by it would
// only show how far.
constexpr double kNextToNothing = 1e-4;

} // namespace

std::optional<Homogeneity> homogeneity(std::span<const float> field,
                                       std::span<const double> weights_mm2) {
    const Ranking ranking(field, weights_mm2);
    if (ranking.empty())
        return std::nullopt;
    Homogeneity h;
    h.mean = ranking.mean();
    h.d98 = ranking.levelOf(0.98);
    h.d95 = ranking.levelOf(0.95);
    h.d50 = ranking.levelOf(0.50);
    h.d5 = ranking.levelOf(0.05);
    h.d2 = ranking.levelOf(0.02);
    h.cv = h.mean > 0 ? ranking.deviation() / h.mean : 0;
    if (h.d50 > kNextToNothing * h.d2)
        h.hiIndex = (h.d2 - h.d98) / h.d50;
    return h;
}

std::optional<double> conformity(Mm2 inside, Mm2 reached, Mm2 target) {
    if (!(reached.value() > 0) || !(target.value() > 0))
        return std::nullopt;
    return (inside / target) * (inside / reached);
}

} // namespace meso::sim
