#include "sim/optimise/optimise_sites.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "sim/kernel/simulate.h"
#include "sim/observe/exposure.h"
#include "sim/optimise/held_level.h"
#include "sim/optimise/optimise_account.h"
#include "sim/optimise/site_search.h"

namespace meso::sim {
namespace {

constexpr int kRounds = 4;      // of places and volumes in turn
constexpr int kCorrections = 5; // by simulations

Error stopped() {
    return Error{"The planning was cancelled."};
}

Status checkGoal(const OptimiseGoal& goal, const OptimiseLimits& limits) {
    if (!(goal.threshold.value() > 0) || !(goal.share > 0 && goal.share <= 1) ||
        !(goal.atLeast.value() >= 0))
        return Error{"The goal needs a threshold above zero, a share of at most 100 % and a time "
                     "that is not negative."};
    const bool volumes = limits.smallestVolume.value() > 0 && limits.volumeStep.value() > 0 &&
                         limits.largestVolume >= limits.smallestVolume;
    if (!volumes)
        return Error{"The volume of a site must have a smallest value above zero and a largest one "
                     "that is not below it."};
    constexpr double kMostVolumes = 200;
    if ((limits.largestVolume - limits.smallestVolume) / limits.volumeStep > kMostVolumes)
        return Error{"The steps of the volume are too fine for the range."};
    if (!(limits.spacing.value() >= 0) || limits.mostSites < 1)
        return Error{"The spacing must not be negative, and at least one site must be allowed."};
    return Done{};
}

Status checkRequest(const OptimiseProblem& request) {
    if (Status goal = checkGoal(request.goal, request.limits); !goal)
        return goal;
    MESO_CHECK(request.input.surface, "optimising needs a surface");
    const std::size_t vertices = request.input.surface->vertices().size();
    MESO_CHECK(request.target_mm2.size() == vertices && request.allowed.size() == vertices,
               "optimising needs one target weight and one permission per vertex");
    const std::vector<SimDepot>& start = request.input.depots;
    if (start.empty())
        return Error{"Planning starts from sites, and there are none. Lay them out first."};
    for (const SimDepot& depot : start)
        if (!(depot.strength == start.front().strength))
            return Error{"All sites must inject one strength."};
    // Sums of overlapping depots would exceed it, but no real tissue does.
    if (request.goal.threshold > start.front().strength)
        return Error{"The threshold lies above the injected strength, which nothing can reach."};
    if (!(std::reduce(request.target_mm2.begin(), request.target_mm2.end()) > 0))
        return Error{"There is no area to cover."};
    if (std::none_of(request.allowed.begin(), request.allowed.end(), [](char a) { return a; }))
        return Error{"A needle is allowed nowhere."};
    return Done{};
}

/// Sites with what a simulation of them shows.
struct Judged {
    std::vector<SimDepot> depots;
    OptimiseFigures figures;
    std::vector<double> levels; ///< per target of the search, in thresholds
};

/// One question being worked on.
class Planner {
public:
    Planner(const OptimiseProblem& request, const DepotKit& kit, const std::stop_token& stop,
            const Progress& progress)
        : request_(request), kit_(kit), stop_(stop), progress_(progress), search_(request, kit),
          random_(request.seed), input_(request.input) {}

    Result<OptimisedSites> plan();

private:
    [[nodiscard]] OptimiseFigures figuresOf(const std::vector<SimDepot>& depots,
                                            const std::vector<double>& levels) const;
    [[nodiscard]] std::vector<double> levelsOf(const SimResult& result) const;
    Result<Judged> judge(std::vector<SimDepot> depots);
    [[nodiscard]] bool valid(const std::vector<SimDepot>& depots) const;
    [[nodiscard]] bool better(const OptimiseFigures& a, const OptimiseFigures& b) const;
    [[nodiscard]] std::vector<SimDepot> depotsOf(const std::vector<SearchSite>& sites) const;
    void bringWithinLimits();
    void respectTotal(std::vector<SearchSite>& sites) const;
    void settleAll(bool fromFar);
    void improve();
    bool resize(std::size_t count);
    void findFewest();
    Status verify(std::optional<Judged>& best);
    void setVolumes(int volume);
    [[nodiscard]] int largestAffordable(std::size_t sites) const;
    void correct(const std::vector<double>& levels);
    [[nodiscard]] bool goesOn(double fraction) const {
        if (progress_)
            progress_(fraction);
        return !stop_.stop_requested();
    }
    /// Of the largest volume: sets how far a site may jump.
    [[nodiscard]] double reach_mm() const {
        double most = 0;
        for (const std::vector<RadialLevel>& levels : kit_.level)
            most = std::max(most, levels.back().reach_mm());
        return most;
    }
    [[nodiscard]] int sweeps(int wanted) const { // fewer where there are many sites
        const auto sites = std::max<std::size_t>(search_.sites().size(), 1);
        return std::max(3, static_cast<int>(wanted * std::min<std::size_t>(sites, 40) / sites));
    }

    const OptimiseProblem& request_;
    const DepotKit& kit_;
    const std::stop_token& stop_;
    const Progress& progress_;
    SiteSearch search_;
    Random random_;
    SimInput input_; ///< with the sites that are judged
    double aim_ = 0; ///< share that the search looks for, so that simulations show the goal's
};

OptimiseFigures Planner::figuresOf(const std::vector<SimDepot>& depots,
                                   const std::vector<double>& levels) const {
    OptimiseFigures figures;
    double total = 0;
    for (std::size_t t = 0; t < levels.size(); ++t) {
        const double weight = request_.target_mm2[search_.targets()[t]];
        total += weight;
        if (levels[t] >= 1)
            figures.share += weight;
    }
    figures.share /= total;
    for (const SimDepot& depot : depots)
        figures.volume += depot.volume;
    figures.sites = static_cast<int>(depots.size());
    figures.valid = valid(depots);
    return figures;
}

bool Planner::valid(const std::vector<SimDepot>& depots) const {
    const OptimiseLimits& limits = request_.limits;
    constexpr double kSlack = 1e-9;
    Ml total(0);
    for (std::size_t i = 0; i < depots.size(); ++i) {
        total += depots[i].volume;
        if (depots[i].volume.value() < limits.smallestVolume.value() - kSlack ||
            depots[i].volume.value() > limits.largestVolume.value() + kSlack ||
            !search_.allowed(depots[i].position))
            return false;
        for (std::size_t j = 0; j < i; ++j)
            if ((depots[i].position - depots[j].position).norm() < limits.spacing.value())
                return false;
    }
    return static_cast<int>(depots.size()) <= limits.mostSites &&
           (!limits.totalVolume || total.value() <= limits.totalVolume->value() + kSlack);
}

std::vector<double> Planner::levelsOf(const SimResult& result) const {
    const Courses courses = result.field->courses(request_.goal.reading, exposureTimes(result));
    const std::vector<int>& targets = search_.targets();
    std::vector<double> levels(targets.size(), 0), course;
    std::size_t t = 0;
    for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
        while (t < targets.size() && targets[t] < courses.vertices[i])
            ++t;
        if (t == targets.size() || targets[t] != courses.vertices[i])
            continue;
        course.assign(courses.of(i).begin(), courses.of(i).end());
        levels[t] = heldLevel(course, courses.times, request_.goal.atLeast) /
                    request_.goal.threshold.value();
    }
    return levels;
}

Result<Judged> Planner::judge(std::vector<SimDepot> depots) {
    input_.depots = std::move(depots);
    const auto made = simulate(input_, {stop_, {}, request_.store});
    if (!made)
        return made.error();
    std::vector<double> levels = levelsOf(**made);
    const OptimiseFigures figures = figuresOf(input_.depots, levels);
    return Judged{input_.depots, figures, std::move(levels)};
}

bool Planner::better(const OptimiseFigures& a, const OptimiseFigures& b) const {
    const auto counted = [&](const OptimiseFigures& f) {
        return std::min(f.share, request_.goal.share);
    };
    if (counted(a) != counted(b))
        return counted(a) > counted(b);
    if (request_.count == SiteCount::Fewest && a.sites != b.sites)
        return a.sites < b.sites;
    if (std::abs((a.volume - b.volume).value()) > 1e-9)
        return a.volume < b.volume;
    return a.share > b.share;
}

std::vector<SimDepot> Planner::depotsOf(const std::vector<SearchSite>& sites) const {
    const std::vector<SimDepot>& start = request_.input.depots;
    std::vector<SimDepot> depots;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        SimDepot depot = start[std::min(i, start.size() - 1)];
        depot.position = sites[i].position;
        depot.depth = kit_.depths[sites[i].depth];
        depot.volume = kit_.volumes[sites[i].volume];
        depot.number = static_cast<int>(i) + 1;
        depots.push_back(depot);
    }
    return depots;
}

int Planner::largestAffordable(std::size_t sites) const {
    int volume = static_cast<int>(kit_.volumes.size()) - 1;
    if (const auto& limit = request_.limits.totalVolume)
        while (volume > 0 && (kit_.volumes[volume] * static_cast<double>(sites)).value() >
                                 limit->value() * (1 + 1e-9))
            --volume;
    return volume;
}

void Planner::respectTotal(std::vector<SearchSite>& sites) const {
    const auto& limit = request_.limits.totalVolume;
    const auto total = [&] {
        double sum = 0;
        for (const SearchSite& site : sites)
            sum += kit_.volumes[site.volume].value();
        return sum;
    };
    const auto less = [](const SearchSite& a, const SearchSite& b) { return a.volume < b.volume; };
    while (limit && !sites.empty() && total() > limit->value() * (1 + 1e-9)) {
        const auto largest = std::max_element(sites.begin(), sites.end(), less);
        if (largest->volume > 0)
            --largest->volume;
        else
            sites.pop_back();
    }
}

// Sites in turn: each where it is, or at the nearest place that is allowed and far enough from
// those before it. A site without such a place is left out.
void Planner::bringWithinLimits() {
    for (const SimDepot& depot : request_.input.depots)
        if (static_cast<int>(search_.sites().size()) < request_.limits.mostSites)
            search_.keepSite(
                {depot.position, kit_.depthClass(depot.depth), kit_.volumeClass(depot.volume)});
    std::vector<SearchSite> kept = search_.sites();
    respectTotal(kept);
    search_.setSites(std::move(kept));
}

void Planner::settleAll(bool fromFar) {
    const double step = std::max(reach_mm(), 2.0);
    if (fromFar)
        search_.settle({true, 1, 0}, sweeps(12), 1.5 * step, random_);
    search_.settle({false, 1, 0}, sweeps(12), step, random_);
    search_.settle({false, 2, 0.5}, sweeps(12), 0.6 * step, random_);
    search_.settle({false, 3, 2}, sweeps(10), 0.4 * step, random_);
}

void Planner::improve() {
    for (int round = 0; round < kRounds && !stop_.stop_requested(); ++round) {
        settleAll(round == 0);
        search_.fitVolumes(aim_);
    }
}

void Planner::setVolumes(int volume) {
    std::vector<SearchSite> sites = search_.sites();
    for (SearchSite& site : sites)
        site.volume = volume;
    search_.setSites(std::move(sites));
}

// Other numbers of sites, each with as much as it may hold. Returns whether they suffice.
bool Planner::resize(std::size_t count) {
    const int depth = search_.sites().front().depth;
    const int most = static_cast<int>(kit_.volumes.size()) - 1;
    while (search_.sites().size() > count)
        search_.removeLeast();
    while (search_.sites().size() < count && search_.addSite(depth, most, random_)) {
    }
    setVolumes(largestAffordable(search_.sites().size()));
    settleAll(true);
    return search_.share() >= aim_;
}

// Starts near the number that an even pattern needs; adds sites until they suffice, then takes some
// out as long as the rest can do it.
void Planner::findFewest() {
    const double area_mm2 = std::reduce(request_.target_mm2.begin(), request_.target_mm2.end());
    const int even = hexagonalCount(Mm2(area_mm2), Mm(reach_mm()), aim_);
    const auto most = static_cast<std::size_t>(request_.limits.mostSites);
    bool enough = resize(std::clamp<std::size_t>(even, 1, most));
    const auto count = [this] { return search_.sites().size(); };
    while (!enough && count() < most && !stop_.stop_requested()) {
        const std::size_t before = count();
        enough = resize(before + 1);
        if (count() == before)
            return;
    }
    while (enough && count() > 1 && !stop_.stop_requested()) {
        const std::vector<SearchSite> last = search_.sites();
        if (resize(count() - 1))
            continue;
        search_.setSites(last);
        return;
    }
}

void Planner::correct(const std::vector<double>& levels) {
    const std::vector<double> guessed = search_.levels();
    std::vector<double> factors(guessed.size(), 1);
    for (std::size_t t = 0; t < guessed.size(); ++t)
        if (guessed[t] > 0.05 && levels[t] > 0)
            factors[t] = std::clamp(levels[t] / guessed[t], 0.5, 2.0);
    search_.setCorrection(std::move(factors));
}

// Judges what the search has found by simulations, and lets the search correct itself
// by them, a few times. `best` may hold a start that keeps the limits.
Status Planner::verify(std::optional<Judged>& best) {
    for (int round = 0; round < kCorrections; ++round) {
        if (!goesOn(0.6 + 0.4 * round / kCorrections))
            return stopped();
        const auto found = judge(depotsOf(search_.sites()));
        if (!found)
            return found.error();
        if (!best || better(found->figures, best->figures))
            best = *found;
        const double missing = request_.goal.share - found->figures.share;
        if (round + 1 == kCorrections || !(reach_mm() > 0))
            break;
        correct(found->levels);
        if (round > 0)
            aim_ = std::clamp(aim_ + std::max(0.0, missing), 0.0, 1.0);
        if (round > 1 && missing > 0 && request_.count == SiteCount::Fewest)
            resize(search_.sites().size() + 1);
        search_.settle({false, 3, 2}, sweeps(6), 2, random_);
        search_.fitVolumes(aim_);
    }
    return Done{};
}

Result<OptimisedSites> Planner::plan() {
    OptimisedSites out;
    const auto start = judge(request_.input.depots);
    if (!start)
        return start.error();
    out.before = start->figures;
    std::optional<Judged> best;
    if (out.before.valid)
        best = *start;
    bringWithinLimits();
    aim_ = request_.goal.share;
    if (!search_.sites().empty() && reach_mm() > 0) {
        if (request_.count == SiteCount::Fewest)
            findFewest();
        if (!goesOn(0.4))
            return stopped();
        improve();
    }
    if (const Status verified = verify(best); !verified)
        return verified.error();
    out.depots = best->depots;
    out.after = best->figures;
    out.keptStart = out.depots == request_.input.depots;
    account(request_, kit_, out);
    return out;
}

} // namespace

Result<OptimisedSites> optimiseSites(const OptimiseProblem& request, const std::stop_token& stop,
                                     const Progress& progress) {
    if (const Status checked = checkRequest(request); !checked)
        return checked.error();
    OptimiseProblem own = request;
    if (!own.store)
        own.store = std::make_shared<KernelStore>();
    const Result<DepotKit> kit = makeDepotKit(own, stop);
    if (!kit)
        return kit.error();
    Planner planner(own, *kit, stop, progress);
    return planner.plan();
}

} // namespace meso::sim
