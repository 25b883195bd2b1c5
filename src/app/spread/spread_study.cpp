#include "app/spread/spread_study.h"

#include <exception>

#include "sim/parameter_set.h"

namespace meso::app {

namespace {

std::vector<DepthCurve> curvesOf(const CompoundRun& run, const Spread& spread,
                                 const anatomy::TissueProfile& tissue, sim::Measure measure) {
    std::vector<DepthCurve> out;
    for (const anatomy::BulbBand& depth : depthChoices(tissue))
        out.push_back(curveOf(areaHistory(run, *spread.region, depth, measure)));
    return out;
}

} // namespace

/// A wish as the worker needs it: nothing of it changes or goes away while it runs.
struct StudyService::Order {
    SpreadPtr spread;
    StudyWish wish;
    std::shared_ptr<const HeadDesk> desk;
    std::shared_ptr<const ClinicalLibrary> library;
    std::shared_ptr<const OuterRuns> outer; ///< of another spread, or null: to be simulated
    [[nodiscard]] Result<sim::SimInput> inputOf(const CompoundRun& run) const {
        return simInputFor(spread->plan, {run.compound.id, run.strength}, *desk, *spread->region,
                           *library, run.result->frames.back().time);
    }
    /// The domain of the head, of the last runs where they were on it.
    [[nodiscard]] Result<sim::ScalpDomainPtr> domain() const {
        const geom::MeshPtr& surface = desk->head->scalp->mesh;
        return outer && outer->domain->surface() == surface ? outer->domain
                                                            : sim::ScalpDomain::make(surface);
    }
};

StudyService::StudyService(std::shared_ptr<const HeadDesk> desk,
                           std::shared_ptr<const ClinicalLibrary> library,
                           std::function<void()> wake)
    : desk_(std::move(desk)), library_(std::move(library)), job_(std::move(wake)) {}

Result<std::shared_ptr<const StudyService::OuterRuns>>
StudyService::outerRuns(const Order& order, const std::stop_token& stop, const Progress& progress) {
    const Spread& spread = *order.spread;
    auto outer = std::make_shared<OuterRuns>();
    outer->spread = order.spread;
    auto domain = order.domain();
    if (!domain)
        return domain.error();
    outer->domain = std::move(domain).value();
    const auto parts = static_cast<double>(2 * spread.runs.size());
    for (std::size_t i = 0; i < spread.runs.size(); ++i) {
        const CompoundRun& mid = spread.runs[i];
        const auto input = order.inputOf(mid);
        if (!input)
            return input.error();
        for (const auto& [set, runs] : {std::pair{sim::ParameterSet::Low, &outer->low},
                                        std::pair{sim::ParameterSet::High, &outer->high}}) {
            const auto done = static_cast<double>(outer->low.size() + outer->high.size());
            auto result = sim::simulate(sim::withParameters(*input, set), stop,
                                        [&](double share) { progress((done + share) / parts); });
            if (!result)
                return result.error();
            runs->push_back({mid.compound, mid.strength, std::move(result).value()});
        }
    }
    return std::shared_ptr<const OuterRuns>(std::move(outer));
}

Result<CompoundStudy> StudyService::look(const Order& order, const OuterRuns& outer,
                                         std::size_t run, const std::stop_token& stop) {
    const Spread& spread = *order.spread;
    const AnalysisRequest request{spread.runs[run].strength * order.wish.thresholdShare,
                                  order.wish.atLeast, order.wish.measure};
    const auto input = order.inputOf(spread.runs[run]);
    if (!input)
        return input.error();
    const auto lookAt = [&](const CompoundRun& one, sim::ParameterSet set, Analysis& figures,
                            std::vector<DepthCurve>& curves) -> Status {
        if (stop.stop_requested())
            return Error{"The study was stopped."};
        auto analysis = analyse(one, *spread.region, *order.library, request);
        if (!analysis)
            return analysis.error();
        figures = std::move(analysis).value();
        addOverlap(sim::withParameters(*input, set), outer.domain, figures);
        curves = curvesOf(one, spread, order.library->tissue, order.wish.measure);
        return Done{};
    };
    CompoundStudy out;
    using enum sim::ParameterSet;
    const Status looks[] = {lookAt(outer.low[run], Low, out.figures.low, out.low),
                            lookAt(spread.runs[run], Mid, out.figures.mid, out.mid),
                            lookAt(outer.high[run], High, out.figures.high, out.high)};
    for (const Status& status : looks)
        if (!status)
            return status.error();
    return out;
}

Result<StudyService::Delivery> StudyService::work(const Order& order, const std::stop_token& stop,
                                                  const Progress& progress) {
    Delivery out{nullptr, order.outer, {}};
    if (!out.outer || out.outer->spread != order.spread) {
        auto outer = outerRuns(order, stop, progress);
        if (!outer)
            return outer.error();
        out.outer = std::move(outer).value();
    }
    auto study = std::make_shared<Study>();
    study->spread = order.spread;
    study->wish = order.wish;
    for (std::size_t i = 0; i < order.spread->runs.size(); ++i) {
        auto compound = look(order, *out.outer, i, stop);
        if (!compound)
            return compound.error();
        study->compounds.push_back(std::move(compound).value());
    }
    out.study = std::move(study);
    return out;
}

void StudyService::follow(const SpreadPtr& spread, const StudyWish& wish) {
    if (!spread || !spread->complete || of(spread, wish) ||
        (askedSpread_ == spread && askedWish_ == wish))
        return;
    askedSpread_ = spread;
    askedWish_ = wish;
    problem_.clear();
    const Order order{spread, wish, desk_, library_, outer_};
    job_.start([order](const std::stop_token& stop, const Progress& progress,
                       const LatestJob<Delivery>::Publish& publish) {
        try {
            auto made = work(order, stop, progress);
            publish(made ? std::move(made).value()
                         : Delivery{nullptr, nullptr, made.error().message});
        } catch (const std::exception& e) {
            publish({nullptr, nullptr, std::string("The figures could not be made: ") + e.what()});
        }
    });
}

bool StudyService::pump() {
    auto delivery = job_.take();
    if (!delivery)
        return false;
    problem_ = delivery->problem;
    if (delivery->study)
        shown_ = delivery->study;
    if (delivery->outer)
        outer_ = delivery->outer;
    return true;
}

StudyPtr StudyService::of(const SpreadPtr& spread, const StudyWish& wish) const {
    return shown_ && shown_->spread == spread && shown_->wish == wish ? shown_ : nullptr;
}

StudyPtr StudyService::lastOf(const SpreadPtr& spread) const {
    return shown_ && shown_->spread == spread ? shown_ : nullptr;
}

const AreaHistory& StudyService::history(const SpreadPtr& spread, std::size_t run,
                                         const anatomy::BulbBand& depth, sim::Measure measure) {
    const bool isKept = historySpread_ == spread && historyRun_ == run &&
                        history_.depth.id == depth.id && history_.measure == measure;
    if (!isKept) {
        history_ = areaHistory(spread->runs[run], *spread->region, depth, measure);
        historySpread_ = spread;
        historyRun_ = run;
    }
    return history_;
}

} // namespace meso::app
