#include "verify/published.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "base/text.h"
#include "sim/kernel/depot_shape.h"
#include "sim/observe/topical.h"
#include "verify/support.h"

namespace meso::verify {
namespace {

// A figure with everything that its formula may ask for. The first fault is kept.
class Question {
public:
    Question(const store::PublishedFigure& figure, const std::vector<store::CompoundRow>& compounds,
             const anatomy::TissueProfile& tissue)
        : figure_(figure), compounds_(compounds), tissue_(tissue) {}

    [[nodiscard]] double given(const char* name, std::optional<double> otherwise = {}) {
        const auto found = figure_.given.find(name);
        if (found != figure_.given.end())
            return found->second;
        if (!otherwise)
            note(std::string("the number ") + name);
        return otherwise.value_or(0);
    }
    [[nodiscard]] clinic::Compound compound() {
        clinic::Compound c;
        if (figure_.compound.empty()) {
            c.name = figure_.what;
            c.molarMass = Dalton(figure_.molarMass_Da);
            if (figure_.given.count("logP") > 0)
                c.logP = figure_.given.at("logP");
        } else {
            const auto row = std::find_if(
                compounds_.begin(), compounds_.end(),
                [&](const store::CompoundRow& r) { return r.name == figure_.compound; });
            if (row == compounds_.end())
                note("the compound " + figure_.compound);
            else
                c = compoundOf(*row);
        }
        c.capillaryFactor = given("capillaryFactor", 1);
        return c;
    }
    [[nodiscard]] PerSecond flow(const std::string& state) {
        if (state.empty())
            return tissue_.bloodFlow;
        const anatomy::BloodFlowState* found = tissue_.flowState(state);
        if (!found) {
            note("the blood flow state " + state);
            return tissue_.bloodFlow;
        }
        return found->flow.value_or(tissue_.bloodFlow) * found->factor;
    }
    // 1/s, in the dermis.
    [[nodiscard]] double loss(const std::string& state) {
        sim::PharmacokineticOptions options;
        options.lymphFactor = given("lymphFactor", 1);
        const auto kinetics = sim::dermisKinetics(compound(), flow(state), options);
        if (!kinetics)
            note(kinetics.error().message);
        return kinetics ? kinetics->dermis.loss().value() : std::nan("");
    }
    [[nodiscard]] double loss() { return loss(figure_.flowState); }
    [[nodiscard]] double diffusivity_mm2_per_s() {
        const auto kinetics = sim::dermisKinetics(compound(), tissue_.bloodFlow);
        return kinetics ? kinetics->dermis.diffusivity.value() : std::nan("");
    }
    [[nodiscard]] const anatomy::TissueProfile& tissue() const { return tissue_; }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    void note(const std::string& missing) {
        if (fault_.empty())
            fault_ = "The published figure " + figure_.id + " (" + figure_.what +
                     ") cannot be worked out: it lacks " + missing + ".";
    }

private:
    const store::PublishedFigure& figure_;
    const std::vector<store::CompoundRow>& compounds_;
    const anatomy::TissueProfile& tissue_;
    std::string fault_;
};

constexpr double kHour_s = 3600;

// One compartment that fills at ka and empties at ke: when it is fullest.
double timeOfPeak_s(double ka, double ke) {
    return std::log(ka / ke) / (ka - ke);
}

// Its area up to t as a share of all of it.
double areaUpTo(double t_s, double ka, double ke) {
    return 1 - (ke * std::exp(-ka * t_s) - ka * std::exp(-ke * t_s)) / (ke - ka);
}

double earlyShare(Question& q) {
    const double ka = q.loss(), ke = q.given("plasmaRate_per_s");
    return areaUpTo(kHour_s, ka, ke) / areaUpTo(6 * kHour_s, ka, ke);
}

// A depot in the middle of a dermis of that thickness.
double wheal_mm(Question& q) {
    const Mm middle(q.given("thickness_mm") / 2);
    return 2 * sim::depotShape({.depth = middle, .volume = Ml(q.given("volume_ml"))}, q.tissue())
                   .halfWidth.value();
}

double pottsGuy(Question& q) {
    constexpr double kShownIn = 1e-4; // cm/h
    return sim::pottsGuy_cm_per_h(q.compound()).value_or(std::nan("")) / kShownIn;
}

using Formula = double (*)(Question&);

struct Known {
    std::string_view quantity;
    Formula formula;
};

constexpr Known kKnown[] = {
    {"washout",
     [](Question& q) { return std::exp(q.loss() * (q.given("to_s") - q.given("from_s"))); }},
    {"halfLife_h", [](Question& q) { return std::numbers::ln2 / q.loss() / kHour_s; }},
    {"timeOfPlasmaPeak_h",
     [](Question& q) {
         const double ke = std::numbers::ln2 / (q.given("plasmaHalfLife_h") * kHour_s);
         return timeOfPeak_s(q.loss(), ke) / kHour_s;
     }},
    {"earlyShare", earlyShare},
    {"xenon_per_min",
     [](Question& q) { return q.tissue().bloodFlow.value() * 60 / q.given("partition"); }},
    {"flowRatio", [](Question& q) { return q.flow("normal_scalp") / q.flow("early_baldness"); }},
    {"halfLifeRatio",
     [](Question& q) { return q.loss("normal_scalp") / q.loss("early_baldness"); }},
    {"numbness_min",
     [](Question& q) { return std::log(q.given("start_mM") / q.given("end_mM")) / q.loss() / 60; }},
    {"wheal_mm", wheal_mm},
    {"diffusivity_um2_per_s", [](Question& q) { return q.diffusivity_mm2_per_s() * 1e6; }},
    {"pottsGuy", pottsGuy},
    {"leak", [](Question& q) { return q.tissue().leakFraction; }},
    {"halo_mm",
     [](Question& q) { return std::sqrt(2 * q.diffusivity_mm2_per_s() * q.given("duration_s")); }},
    {"none", [](Question&) { return std::nan(""); }}};

Formula formulaFor(const std::string& quantity) {
    for (const Known& known : kKnown)
        if (known.quantity == quantity)
            return known.formula;
    return nullptr;
}

const char* wordFor(store::PublishedKind kind) {
    switch (kind) {
    case store::PublishedKind::Acceptance:
        return "to be met";
    case store::PublishedKind::Calibration:
        return "calibration";
    case store::PublishedKind::Input:
        return "input";
    case store::PublishedKind::Limit:
        return "known limit";
    }
    return "";
}

// The error is the distance to the published value, in parts of it; the tolerance is how far the
// published range reaches to that side. What was set to its figure cannot be passed.
VerificationCase judged(const store::PublishedFigure& figure, double ours) {
    constexpr double kRounding = 1e-12; // a figure may be held to an end of its range
    const double end = ours < figure.value ? figure.low : figure.high;
    VerificationCase found = atMost(
        figure.id, figure.what, {figure.value, ours, std::abs(ours - figure.value) / figure.value},
        std::abs(end - figure.value) / figure.value + kRounding,
        std::string(wordFor(figure.kind)) + "; published range " + text::significant(figure.low) +
            " to " + text::significant(figure.high) + "; " + figure.source);
    return figure.kind == store::PublishedKind::Acceptance ? found : stated(found);
}

} // namespace

Result<std::vector<VerificationCase>>
verifyPublished(const std::vector<store::PublishedFigure>& figures,
                const std::vector<store::CompoundRow>& compounds,
                const anatomy::TissueProfile& tissue) {
    std::vector<VerificationCase> cases;
    for (const store::PublishedFigure& figure : figures) {
        Question question(figure, compounds, tissue);
        const Formula formula = formulaFor(figure.quantity);
        if (!formula)
            question.note("a formula for " + figure.quantity);
        const double ours = formula ? formula(question) : std::nan("");
        if (!question.fault().empty())
            return Error{question.fault()};
        cases.push_back(judged(figure, ours));
    }
    return cases;
}

} // namespace meso::verify
