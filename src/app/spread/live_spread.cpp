#include "app/spread/live_spread.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "app/spread/fast_setup.h"
#include "app/spread/simulation_study.h"

namespace meso::app {

namespace {

constexpr int kThreads = 2;
constexpr int kEffortInFrame = 8; // two moved sites; more than that goes to the worker
constexpr int kGaps = 5;
constexpr Mm kGapsApart{5};

/// Adds the time until its end to a sum.
class Stopwatch {
public:
    explicit Stopwatch(Seconds& sum) : sum_(sum) {}
    ~Stopwatch() { sum_ += Seconds(std::chrono::duration<double>(Clock::now() - start_).count()); }

private:
    using Clock = std::chrono::steady_clock;
    Seconds& sum_;
    Clock::time_point start_ = Clock::now();
};

// What following an edit costs, in re-doses of one site. An upper bound.
int effort(const std::vector<sim::SimDepot>& wanted, const std::vector<sim::SimDepot>& known) {
    constexpr int kMove = 4;
    int sum = 0;
    for (const sim::SimDepot& depot : wanted) {
        int least = kMove;
        for (const sim::SimDepot& other : known)
            if (other.position == depot.position && other.depth == depot.depth &&
                other.volume == depot.volume)
                least = std::min(least, other.strength == depot.strength ? 0 : 1);
        sum += least;
    }
    return sum;
}

bool oneField(const LiveSubject& a, const LiveSubject& b) {
    return a.headContext == b.headContext && a.ingredient.compoundId == b.ingredient.compoundId &&
           a.depthId == b.depthId && a.measure == b.measure && a.duration == b.duration &&
           a.tissue == b.tissue && a.columns == b.columns;
}

std::vector<MgPerMl> thresholdsFor(MgPerMl strength) {
    std::vector<MgPerMl> thresholds;
    for (const double share : sim::kThresholdShares)
        thresholds.push_back(strength * share);
    return thresholds;
}

// The bulb bands, which coverage is about, and the depth that is shown.
std::vector<anatomy::BulbBand> depthsFor(const anatomy::TissueProfile& tissue,
                                         const std::string& depthId) {
    std::vector<anatomy::BulbBand> depths = tissue.bulbBands;
    for (const anatomy::BulbBand& depth : depthChoices(tissue))
        if (depth.id == depthId &&
            std::none_of(depths.begin(), depths.end(),
                         [&](const anatomy::BulbBand& known) { return known.id == depthId; }))
            depths.push_back(depth);
    return depths;
}

// The field counts the injections of one compound, people count sites.
std::vector<sim::DepotOverlap> overlapsIn(const std::vector<plan::InjectionSite>& sites,
                                          const sim::LiveField& field) {
    const auto placeOf = [&](int depot) {
        return static_cast<int>(
            plan::indexOfSite(sites, field.depots()[depot].number).value_or(sites.size()));
    };
    std::vector<sim::DepotOverlap> overlaps = field.overlaps();
    for (sim::DepotOverlap& o : overlaps) {
        o.first = placeOf(o.first);
        o.second = placeOf(o.second);
    }
    return overlaps;
}

} // namespace

LiveSpread::LiveSpread(std::shared_ptr<const ClinicalLibrary> library, std::function<void()> wake)
    : library_(std::move(library)),
      job_(std::move(wake),
           {"There was not enough memory to follow the edits.", "The edits cannot be followed: "}) {
}

Result<LiveSpread::EnginePtr> LiveSpread::makeEngine(const LiveSubject& subject,
                                                     const ClinicalLibrary& library,
                                                     const sim::ScalpDomainPtr& domain) {
    const auto compound = respondingCompound(subject.ingredient, library);
    if (!compound)
        return compound.error();
    const auto tissue = assumedTissue(subject.tissue, library.tissue);
    if (!tissue)
        return tissue.error();
    const auto plan = fastPlanFor(*compound, *tissue, *domain, subject.duration);
    if (!plan)
        return plan.error();
    auto engine = std::make_shared<Engine>();
    engine->subject = subject;
    engine->tissue = tissue->profile;
    engine->plan = *plan;
    engine->depths = depthsFor(library.tissue, subject.depthId);
    std::vector<sim::Band> bands;
    for (std::size_t d = 0; d < engine->depths.size(); ++d) {
        const anatomy::BulbBand& depth = engine->depths[d];
        bands.push_back({{depth.from, depth.to}, subject.measure});
        if (depth.id == subject.depthId)
            engine->shown = static_cast<int>(d);
    }
    // Another head than the one that the cut was laid through may have fewer vertices.
    engine->columns = subject.columns;
    std::erase_if(engine->columns, [&](int vertex) {
        return vertex >= static_cast<int>(domain->surface()->vertices().size());
    });
    engine->field = std::make_unique<sim::LiveField>(
        sim::LiveSetup{domain, *plan, tissue->profile, bands, subject.region->vertexArea(),
                       thresholdsFor(subject.ingredient.strength), engine->columns});
    engine->balance = std::make_unique<sim::ColumnBalance>((*plan)->grid(), (*plan)->transports(),
                                                           (*plan)->frameTimes());
    engine->surface_mm2 = sim::vertexAreas(*domain->surface());
    return engine;
}

void LiveSpread::build(const LiveSubject& subject, std::vector<sim::SimDepot> depots) {
    const geom::MeshPtr surface = subject.headContext->head->scalp->mesh;
    const sim::ScalpDomainPtr known =
        domain_ && domain_->surface() == surface ? domain_ : sim::ScalpDomainPtr();
    job_.start([subject, known, surface, depots = std::move(depots), library = library_](
                   const std::stop_token& stop, const Progress& progress) -> Result<Output> {
        const auto domain =
            known ? Result<sim::ScalpDomainPtr>(known) : sim::ScalpDomain::make(surface);
        if (!domain)
            return domain.error();
        const auto engine = makeEngine(subject, *library, *domain);
        if (!engine)
            return Output{nullptr, *domain, engine.error().message};
        const Status done = (*engine)->field->update(depots, kThreads, stop, progress);
        return Output{*engine, *domain, done ? std::string() : done.error().message};
    });
}

void LiveSpread::updateAway(std::vector<sim::SimDepot> depots) {
    engineTask_ =
        job_.start([engine = engine_, domain = domain_, depots = std::move(depots)](
                       const std::stop_token& stop, const Progress& progress) -> Result<Output> {
            const Status done = engine->field->update(depots, kThreads, stop, progress);
            return Output{engine, domain, done ? std::string() : done.error().message};
        });
}

void LiveSpread::aim(const LiveSubject& subject) {
    if (engine_->subject.region == subject.region &&
        engine_->subject.ingredient == subject.ingredient)
        return;
    engine_->subject = subject;
    engine_->field->aim(subject.region->vertexArea(), thresholdsFor(subject.ingredient.strength));
    figures_.reset();
}

bool LiveSpread::follow(const plan::Plan& plan, const LiveSubject& subject) {
    const Stopwatch watch(spent_);
    if (job_.busy() && oneField(askedSubject_, subject))
        return false;
    // What has failed once fails again: the worker must not go round in circles.
    if (askedFailed_ && oneField(askedSubject_, subject) && askedSites_ == plan.sites)
        return false;
    const auto places = sitePositions(plan, *subject.headContext->head);
    const auto compound = respondingCompound(subject.ingredient, *library_);
    problem_ = !places ? places.error().message : !compound ? compound.error().message : "";
    if (!problem_.empty() || plan.sites.empty())
        return false;
    std::vector<sim::SimDepot> depots = depotsOf(plan, *places, subject.ingredient.compoundId);
    if (depots.empty())
        return false;
    const bool fits = engine_ && oneField(engine_->subject, subject);
    if (fits && !job_.hasEnded(engineTask_))
        return false; // overtaken, but not done with the field
    if (!fits || effort(depots, engine_->field->depots()) > kEffortInFrame) {
        askedSubject_ = subject;
        askedSites_ = plan.sites;
        askedFailed_ = false;
        if (fits)
            aim(subject);
        fits ? updateAway(std::move(depots)) : build(subject, std::move(depots));
        return false;
    }
    aim(subject);
    if (figures_ && figures_->sites == plan.sites && engine_->field->depots() == depots)
        return true;
    if (const Status done = engine_->field->update(depots); !done) {
        problem_ = done.error().message;
        return false;
    }
    publish(plan.sites);
    return true;
}

bool LiveSpread::poll() {
    if (!job_.idle())
        return false;
    const auto delivery = job_.take();
    if (!delivery)
        return false;
    const Output made =
        *delivery ? **delivery : Output{nullptr, nullptr, delivery->error().message};
    if (made.domain)
        domain_ = made.domain;
    problem_ = made.problem;
    engine_ = made.engine;
    askedFailed_ = !problem_.empty();
    if (!askedFailed_)
        publish(askedSites_);
    return true;
}

void LiveSpread::rest() {
    job_.cancel();
    engine_.reset();
    figures_.reset();
    values_.reset();
    history_.reset();
    exposure_.reset();
    columns_.reset();
    problem_.clear();
    askedFailed_ = false;
}

void LiveSpread::publish(std::vector<plan::InjectionSite> sites) {
    const sim::LiveField& field = *engine_->field;
    auto figures = std::make_shared<LiveFigures>();
    figures->sites = std::move(sites);
    figures->ingredient = engine_->subject.ingredient;
    const int bulbBands = static_cast<int>(library_->tissue.bulbBands.size());
    for (int b = 0; b < static_cast<int>(engine_->depths.size()); ++b) {
        figures->curves.push_back(
            {engine_->depths[b], field.times(), field.mean(b), field.highest(b)});
        for (int k = 0; b < bulbBands && k < static_cast<int>(field.thresholds().size()); ++k)
            figures->coverage.push_back({figures->ingredient.compoundId, engine_->depths[b],
                                         sim::kThresholdShares[k], field.coverage(b, k)});
    }
    figures->gaps = field.worstGaps(engine_->shown, kGaps, kGapsApart);
    figures->overlaps = overlapsIn(figures->sites, field);
    figures->warnings = field.warnings();
    addBalance(*figures);
    figures->serial = ++serial_;
    figures_ = std::move(figures);
}

void LiveSpread::addBalance(LiveFigures& figures) const {
    for (const sim::SimDepot& depot : engine_->field->depots())
        figures.dose += depot.strength * depot.volume;
    figures.balance = engine_->balance->of(engine_->field->startCells_ug(),
                                           figures.dose * engine_->tissue.leakFraction);
}

// The field is nobody else's, and has something to say.
bool LiveSpread::mayRead() const {
    return engine_ && figures_ && job_.hasEnded(engineTask_);
}

std::shared_ptr<const std::vector<float>> LiveSpread::values(Seconds time) {
    const bool known = values_ && valuesSerial_ == serial_ && valuesTime_ == time;
    if (!known && mayRead()) {
        const Stopwatch watch(spent_);
        values_ = std::make_shared<const std::vector<float>>(
            engine_->field->fieldAt(engine_->shown, time));
        valuesSerial_ = serial_;
        valuesTime_ = time;
    }
    return figures_ ? values_ : nullptr;
}

std::shared_ptr<const AreaHistory> LiveSpread::history() {
    if (!(history_ && historySerial_ == serial_) && mayRead()) {
        const Stopwatch watch(spent_);
        sim::TargetSeries series = engine_->field->targetSeries(engine_->shown);
        auto made = std::make_shared<AreaHistory>();
        made->depth = engine_->depths[engine_->shown];
        made->measure = engine_->subject.measure;
        made->times = engine_->field->times();
        for (const int v : series.vertices)
            made->weights_mm2.push_back(engine_->subject.region->vertexArea()[v]);
        made->vertices = std::move(series.vertices);
        made->mgPerMl = std::move(series.at);
        history_ = std::move(made);
        historySerial_ = serial_;
    }
    return figures_ ? history_ : nullptr;
}

Mm2 LiveSpread::spillAt(MgPerMl threshold) const {
    const std::vector<float> highest = engine_->field->maximum(engine_->shown);
    const std::vector<double>& treated_mm2 = engine_->subject.region->vertexArea();
    const auto least = static_cast<float>(threshold.value());
    double outside = 0;
    for (std::size_t v = 0; v < highest.size(); ++v)
        if (highest[v] >= least)
            outside += std::max(0.0, engine_->surface_mm2[v] - treated_mm2[v]);
    return Mm2(outside);
}

void LiveSpread::look(const LiveRequest& request) {
    const std::shared_ptr<const AreaHistory> now = history();
    const Stopwatch watch(spent_);
    const anatomy::BulbBand& depth = engine_->depths[engine_->shown];
    const sim::DepthRange range{depth.from, depth.to};
    const sim::TissueGrid& grid = engine_->plan->grid();
    const auto& transports = engine_->plan->transports();
    const BandScale scale{sim::bandLoss(grid, transports, range),
                          sim::meaningfulIn(grid, transports, range, engine_->subject.measure,
                                            engine_->subject.ingredient.strength)};
    BandAnalysis figures = live_.look(now, scale, request, spillAt(request.threshold));
    figures.overlap = engine_->field->overlapIndex(engine_->shown, request.threshold);
    exposure_ = std::make_shared<const BandAnalysis>(std::move(figures));
    exposureSerial_ = serial_;
    exposureRequest_ = request;
}

std::shared_ptr<const BandAnalysis> LiveSpread::exposure(const LiveRequest& request) {
    const bool known = exposure_ && exposureSerial_ == serial_ && exposureRequest_ == request;
    if (!known && mayRead())
        look(request);
    return figures_ ? exposure_ : nullptr;
}

sim::SimResultPtr LiveSpread::columns(Seconds time) {
    const bool known = columns_ && columnsSerial_ == serial_ && columnsTime_ == time;
    if (!known && mayRead() && !engine_->columns.empty()) {
        const Stopwatch watch(spent_);
        auto run = std::make_shared<sim::SimResult>();
        run->grid = engine_->plan->grid();
        run->transports = engine_->plan->transports();
        for (const anatomy::TissueLayer& layer : engine_->tissue.layers)
            run->layerNames.push_back(layer.name);
        run->surfaceVertices = static_cast<int>(engine_->surface_mm2.size());
        run->meshVertex = engine_->columns;
        run->injectedStrength = engine_->subject.ingredient.strength;
        run->frames.push_back({time, engine_->field->columnsAt(time)});
        columns_ = std::move(run);
        columnsTime_ = time;
        columnsSerial_ = serial_;
    }
    return figures_ ? columns_ : nullptr;
}

} // namespace meso::app
