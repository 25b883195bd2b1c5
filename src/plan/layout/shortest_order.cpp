#include "plan/layout/shortest_order.h"

#include <algorithm>
#include <numeric>

#include "plan/layout/route.h"

namespace meso::plan {

namespace {

using geom::Vec3;

/// One open path through all places and the moves that shorten it.
class Path {
public:
    explicit Path(const std::vector<Vec3>& positions)
        : count_(static_cast<int>(positions.size())),
          distance_(positions.size() * positions.size()) {
        for (int a = 0; a < count_; ++a)
            for (int b = 0; b < count_; ++b)
                distance_[a * count_ + b] = (positions[a] - positions[b]).norm();
    }

    [[nodiscard]] std::vector<int> from(int start) const {
        std::vector<int> order{start};
        std::vector<char> seen(count_, 0);
        seen[start] = 1;
        while (static_cast<int>(order.size()) < count_) {
            int nearest = -1;
            for (int b = 0; b < count_; ++b)
                if (!seen[b] &&
                    (nearest < 0 || between(order.back(), b) < between(order.back(), nearest)))
                    nearest = b;
            seen[nearest] = 1;
            order.push_back(nearest);
        }
        return order;
    }

    void shorten(std::vector<int>& order) const {
        while (turnStretches(order) || shiftStretches(order)) {
        }
    }

    [[nodiscard]] double lengthOf(const std::vector<int>& order) const {
        double length = 0;
        for (int i = 1; i < count_; ++i)
            length += between(order[i - 1], order[i]);
        return length;
    }

private:
    static constexpr double kWorthIt = 1e-9; ///< mm; less is rounding, and could go on for ever
    static constexpr int kLongestShift = 3;

    [[nodiscard]] double between(int a, int b) const { return distance_[a * count_ + b]; }
    /// Between the places at two positions of the order; 0 before its begin and behind its end.
    [[nodiscard]] double step(const std::vector<int>& order, int i, int j) const {
        return i < 0 || j < 0 || i >= count_ || j >= count_ ? 0 : between(order[i], order[j]);
    }

    /// 2-opt: turns the stretch from i to j round where that is shorter.
    bool turnStretches(std::vector<int>& order) const {
        bool any = false;
        for (int i = 0; i < count_; ++i)
            for (int j = i + 1; j < count_; ++j) {
                const double gain = step(order, i - 1, i) + step(order, j, j + 1) -
                                    step(order, i - 1, j) - step(order, i, j + 1);
                if (gain <= kWorthIt)
                    continue;
                std::reverse(order.begin() + i, order.begin() + j + 1);
                any = true;
            }
        return any;
    }

    /// Or-opt: puts a stretch of up to three places between two others, either way round.
    bool shiftStretches(std::vector<int>& order) const {
        for (int length = 1; length <= kLongestShift; ++length)
            for (int i = 0; i + length <= count_; ++i)
                for (int gap = -1; gap < count_; ++gap)
                    if ((gap < i - 1 || gap >= i + length) && shift(order, i, length, gap))
                        return true;
        return false;
    }

    /// Puts the stretch behind the place at `gap` (-1: before all) where that is shorter.
    bool shift(std::vector<int>& order, int i, int length, int gap) const {
        const int last = i + length - 1;
        const double freed = step(order, i - 1, i) + step(order, last, last + 1) -
                             step(order, i - 1, last + 1) + step(order, gap, gap + 1);
        const double asIs = step(order, gap, i) + step(order, last, gap + 1);
        const double turned = step(order, gap, last) + step(order, i, gap + 1);
        if (freed - std::min(asIs, turned) <= kWorthIt)
            return false;
        std::vector<int> stretch(order.begin() + i, order.begin() + last + 1);
        if (turned < asIs)
            std::reverse(stretch.begin(), stretch.end());
        order.erase(order.begin() + i, order.begin() + last + 1);
        const int place = gap < i ? gap + 1 : gap + 1 - length;
        order.insert(order.begin() + place, stretch.begin(), stretch.end());
        return true;
    }

    int count_;
    std::vector<double> distance_;
};

} // namespace

std::vector<int> shortestOrder(const std::vector<Vec3>& positions) {
    const int count = static_cast<int>(positions.size());
    std::vector<int> best(positions.size());
    std::iota(best.begin(), best.end(), 0);
    if (count < 3)
        return best;
    const Path path(positions);
    // Every start for a session's worth of sites, fewer where each takes long.
    const int starts = std::clamp(40'000 / (count * count / 10 + 1), 2, count);
    double shortest = path.lengthOf(best);
    for (int k = 0; k < starts; ++k) {
        std::vector<int> order = path.from(k * count / starts);
        path.shorten(order);
        const double length = path.lengthOf(order);
        if (length < shortest) {
            shortest = length;
            best = std::move(order);
        }
    }
    if (positions[best.back()].y() > positions[best.front()].y())
        std::reverse(best.begin(), best.end());
    return best;
}

} // namespace meso::plan
