#include "sim/live_field.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "sim/block_team.h"
#include "sim/live_field_state.h"

namespace meso::sim {
namespace {

// What a response depends on beside its dose.
auto keyOf(const SimDepot& d) {
    return std::tuple(d.position.x(), d.position.y(), d.position.z(), d.depth.value(),
                      d.volume.value());
}

std::string liveSiteName(const SimDepot& depot, std::size_t index) {
    return "Injection site " + std::to_string(shownNumber(depot, index));
}

// simulate() tells the user which value is wrong and why; a live view only must not go on with it.
Status checkDepots(std::span<const SimDepot> depots, Mm thickness) {
    for (std::size_t i = 0; i < depots.size(); ++i) {
        const SimDepot& d = depots[i];
        const bool usable = d.position.allFinite() && d.depth > Mm(0) && d.depth < thickness &&
                            d.volume > Ml(0) && std::isfinite(d.volume.value()) &&
                            d.strength > MgPerMl(0) && std::isfinite(d.strength.value());
        if (!usable)
            return Error{liveSiteName(d, i) +
                         " has a position, depth, volume or strength that cannot be simulated."};
    }
    return Done{};
}

// The numbers in the domain of vertices of its surface; -1 for those that it leaves out.
std::vector<int> onDomain(const std::vector<int>& vertices, const ScalpDomain& domain) {
    std::vector<int> number(domain.surface()->vertices().size(), -1);
    for (int v = 0; v < domain.vertices(); ++v)
        number[domain.meshVertex()[v]] = v;
    std::vector<int> out;
    for (const int vertex : vertices)
        out.push_back(number[vertex]);
    return out;
}

} // namespace

LiveField::State::State(LiveSetup given)
    : setup(std::move(given)), reader(*setup.plan, setup.bands),
      columnReader(setup.plan, onDomain(setup.columns, *setup.domain), setup.domain->vertices()) {
    MESO_CHECK(setup.domain != nullptr && !setup.bands.empty(),
               "a live field needs a domain and a band");
    frames = static_cast<int>(setup.plan->frameTimes().size());
    const std::size_t vertices = setup.domain->vertices();
    amount.assign(vertices * setup.bands.size() * frames, 0);
    touching.assign(vertices, 0);
    stamp.assign(vertices, 0);
    aim(setup.target_mm2);
}

void LiveField::State::aim(std::span<const double> target_mm2) {
    const std::vector<int>& surface = setup.domain->meshVertex();
    MESO_CHECK(target_mm2.size() == setup.domain->surface()->vertices().size(),
               "a live field needs one target weight per vertex of the surface");
    weight.assign(surface.size(), 0);
    totalWeight = 0;
    for (std::size_t v = 0; v < surface.size(); ++v) {
        weight[v] = static_cast<std::int64_t>(target_mm2[surface[v]] * kFixedPerMm2);
        totalWeight += weight[v];
    }
    limits.clear();
    for (const MgPerMl threshold : setup.thresholds)
        limits.push_back(fixedOf(threshold.value()));
    now.assign(setup.bands.size() * limits.size() * frames, 0);
    first = now;
    for (int v = 0; v < static_cast<int>(weight.size()); ++v)
        tally(v, 1);
    for (Site& site : sites)
        dose(site);
}

// Adds what a vertex is worth to the coverage, or takes it out again before the vertex changes.
void LiveField::State::tally(int vertex, int sign) {
    if (weight[vertex] == 0 || touching[vertex] == 0)
        return;
    const std::int64_t worth = sign * weight[vertex];
    for (int b = 0; b < static_cast<int>(setup.bands.size()); ++b)
        for (int k = 0; k < static_cast<int>(limits.size()); ++k) {
            const Fixed* values = column(vertex, b);
            const Fixed limit = limits[k];
            int f = 0;
            while (f < frames && values[f] < limit)
                ++f;
            if (f == frames)
                continue;
            first[tallyAt(b, k) + f] += worth;
            std::int64_t* reached = now.data() + tallyAt(b, k);
            for (; f < frames; ++f)
                reached[f] += values[f] >= limit ? worth : 0;
        }
}

// The site's part of the mean, for the dose that it has.
void LiveField::State::dose(Site& site) const {
    site.mean.assign(setup.bands.size() * frames, 0);
    if (totalWeight == 0)
        return;
    const double scale = site.depot.strength.value() / static_cast<double>(totalWeight);
    std::vector<double> sums(frames);
    for (int b = 0; b < static_cast<int>(setup.bands.size()); ++b) {
        std::fill(sums.begin(), sums.end(), 0.0);
        for (std::size_t i = 0; i < site.response->vertex.size(); ++i) {
            const auto share = static_cast<double>(weight[site.response->vertex[i]]);
            double* sum = sums.data() + site.response->firstFrame[i];
            if (share > 0)
                for (const float value : site.response->series(b, i))
                    *sum++ += share * static_cast<double>(value);
        }
        for (int f = 0; f < frames; ++f)
            site.mean[static_cast<std::size_t>(b) * frames + f] = fixedOf(sums[f] * scale);
    }
}

void LiveField::State::add(const Change& change) {
    const BandResponse& response = *change.site->response;
    const double strength = change.site->depot.strength.value();
    for (std::size_t i = 0; i < response.vertex.size(); ++i) {
        const int v = response.vertex[i];
        touching[v] += change.sign;
        for (int b = 0; b < static_cast<int>(setup.bands.size()); ++b) {
            Fixed* to = amount.data() + (column(v, b) - amount.data()) + response.firstFrame[i];
            for (const float value : response.series(b, i))
                *to++ += change.sign * fixedOf(static_cast<double>(value) * strength);
        }
    }
}

void LiveField::State::apply(const std::vector<Change>& changes) {
    std::vector<int> touched;
    ++stamps;
    for (const Change& change : changes)
        for (const int v : change.site->response->vertex)
            if (std::exchange(stamp[v], stamps) != stamps)
                touched.push_back(v);
    for (const int v : touched)
        tally(v, -1);
    for (const Change& change : changes)
        add(change);
    for (const int v : touched)
        tally(v, 1);
}

std::vector<int> LiveField::State::match(std::vector<Site>& next) const {
    std::vector<int> byKey(sites.size());
    for (std::size_t i = 0; i < byKey.size(); ++i)
        byKey[i] = static_cast<int>(i);
    const auto less = [this](int a, int b) {
        return keyOf(sites[a].depot) < keyOf(sites[b].depot);
    };
    std::sort(byKey.begin(), byKey.end(), less);
    std::vector<int> missing;
    for (std::size_t i = 0; i < next.size(); ++i) {
        const auto key = keyOf(next[i].depot);
        const auto found =
            std::lower_bound(byKey.begin(), byKey.end(), key, [this](int at, const auto& wanted) {
                return keyOf(sites[at].depot) < wanted;
            });
        if (found == byKey.end() || keyOf(sites[*found].depot) != key) {
            missing.push_back(static_cast<int>(i));
            continue;
        }
        next[i].response = sites[*found].response;
        next[i].columns = sites[*found].columns;
    }
    return missing;
}

Status LiveField::State::respond(std::vector<Site>& next, const std::vector<int>& missing,
                                 int threads, const std::stop_token& stop,
                                 const Progress& progress) {
    const int count = static_cast<int>(missing.size());
    const int workers = std::clamp(threads, 1, std::max(1, count));
    while (static_cast<int>(responders.size()) < workers)
        responders.emplace_back(setup.domain, setup.plan, setup.tissue);
    std::vector<std::optional<Error>> problems(count);
    std::atomic<int> taken{0}, done{0};
    BlockTeam team(workers);
    team.run(workers, [&](int worker) {
        for (int k = taken++; k < count && !stop.stop_requested(); k = taken++) {
            Site& site = next[missing[k]];
            SimDepot unit = site.depot;
            unit.strength = MgPerMl(1);
            const Result<SiteResponse> response = responders[worker].respond(unit);
            if (!response) {
                problems[k] = response.error();
            } else {
                site.response = std::make_shared<const BandResponse>(reader.read(*response));
                site.columns = std::make_shared<const ColumnResponse>(columnReader.read(*response));
            }
            ++done;
            if (progress && worker == 0)
                progress(static_cast<double>(done) / count);
        }
    });
    for (int k = 0; k < count; ++k)
        if (problems[k])
            return Error{liveSiteName(next[missing[k]].depot, missing[k]) + ": " +
                         problems[k]->message};
    if (stop.stop_requested())
        return Error{"The simulation was cancelled."};
    return Done{};
}

std::vector<LiveField::State::Change> LiveField::State::changesTo(std::vector<Site>& next) const {
    std::vector<Change> changes;
    std::vector<char> kept(sites.size(), 0);
    for (Site& site : next) {
        const auto stays = [&](const Site& old) {
            return old.response == site.response && old.depot.strength == site.depot.strength &&
                   !kept[&old - sites.data()];
        };
        const auto found = std::find_if(sites.begin(), sites.end(), stays);
        if (found == sites.end()) {
            dose(site);
            changes.push_back({&site, 1});
            continue;
        }
        kept[found - sites.begin()] = 1;
        site.mean = found->mean;
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (!kept[i])
            changes.push_back({&sites[i], -1});
    return changes;
}

LiveField::LiveField(LiveSetup setup) : state_(std::make_unique<State>(std::move(setup))) {}
LiveField::~LiveField() = default;
LiveField::LiveField(LiveField&&) noexcept = default;
LiveField& LiveField::operator=(LiveField&&) noexcept = default;

Status LiveField::update(std::span<const SimDepot> depots, int threads, const std::stop_token& stop,
                         const Progress& progress) {
    State& state = *state_;
    if (const Status usable = checkDepots(depots, state.setup.tissue.totalThickness()); !usable)
        return usable;
    std::vector<State::Site> next;
    for (const SimDepot& depot : depots)
        next.push_back({depot, nullptr, nullptr, {}});
    const std::vector<int> missing = state.match(next);
    if (!missing.empty())
        if (const Status done = state.respond(next, missing, threads, stop, progress); !done)
            return done;
    const std::vector<State::Change> changes = state.changesTo(next);
    state.apply(changes);
    state.sites = std::move(next);
    state.depots.assign(depots.begin(), depots.end());
    state.computed = static_cast<int>(missing.size());
    return Done{};
}

void LiveField::aim(std::span<const double> target_mm2, std::vector<MgPerMl> thresholds) {
    state_->setup.thresholds = std::move(thresholds);
    state_->aim(target_mm2);
}

const std::vector<SimDepot>& LiveField::depots() const {
    return state_->depots;
}

const std::vector<Seconds>& LiveField::times() const {
    return state_->setup.plan->frameTimes();
}

const std::vector<Band>& LiveField::bands() const {
    return state_->setup.bands;
}

const std::vector<MgPerMl>& LiveField::thresholds() const {
    return state_->setup.thresholds;
}

int LiveField::computed() const {
    return state_->computed;
}

} // namespace meso::sim
