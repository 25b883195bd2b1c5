#include "verify/compounds.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/model/pharmacokinetics.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr double kTolerance = 0.01;

struct Figure {
    const char* name;
    double ours, reference;
};

// The table lists the equilibrium capacity of macromolecules, the solver takes 1: not compared.
std::vector<Figure> figuresOf(const store::CompoundRow& row, const sim::DermisKinetics& d) {
    std::vector<Figure> figures{
        {"D", d.dermis.diffusivity.value(), row.diffusivity_cm2_per_s * 100},
        {"pore path", d.pore.value(), row.pore_per_s},
        {"k_free", d.freeUptake.value(), row.freeUptake_per_s},
        {"k_cap", d.dermis.capillary.value(), row.capillary_per_s},
        {"k_lymph", d.dermis.lymph.value(), row.lymph_per_s},
        {"k", d.dermis.loss().value(), row.loss_per_s}};
    if (row.hasLogP) {
        figures.push_back({"K", d.dermis.capacity, row.capacity});
        figures.push_back({"BF", d.bindingFactor, row.bindingFactor});
    }
    return figures;
}

} // namespace

std::vector<VerificationCase> verifyCompounds(const store::ReferenceTables& tables) {
    std::map<std::string, VerificationCase> worst;
    std::map<std::string, int> rows;
    for (const store::CompoundRow& row : tables.compounds) {
        VerificationCase& found = worst[row.flowState];
        ++rows[row.flowState];
        const auto kinetics = sim::dermisKinetics(compoundOf(row), PerSecond(row.bloodFlow_per_s));
        for (const Figure& f : figuresOf(row, kinetics.value())) {
            const double error = std::abs(f.ours / f.reference - 1);
            if (!(error <= found.error))
                found = atMost("K", "", {f.reference, f.ours, error}, kTolerance,
                               row.name + ", " + f.name);
        }
    }
    std::vector<VerificationCase> cases;
    for (auto& [state, found] : worst) {
        found.title = "Compound table, " + state + ", worst of " + std::to_string(rows[state]);
        cases.push_back(found);
    }
    return cases;
}

} // namespace meso::verify
