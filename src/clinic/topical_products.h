#pragma once
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::clinic {

/// A product that is put on the skin. Values come from assets/data/topical.json.
struct TopicalProduct {
    std::string id;
    std::string compoundId;           ///< of the compound library
    std::string name;                 ///< as shown, e.g. "Minoxidil 5 %"
    MgPerMl strength{0};              ///< C_v, in the vehicle
    MgPerMl solubility{0};            ///< S_w, in water: what is not dissolved does not drive
    double permeability_cm_per_h = 0; ///< k_p through the stratum corneum between follicles
    std::string source;
};

/// Every product that the program knows, in file order.
struct TopicalLibrary {
    std::vector<TopicalProduct> products;
    /// The first product with this compound, or nullptr.
    [[nodiscard]] const TopicalProduct* find(const std::string& compoundId) const {
        for (const TopicalProduct& p : products)
            if (p.compoundId == compoundId)
                return &p;
        return nullptr;
    }
};

} // namespace meso::clinic
