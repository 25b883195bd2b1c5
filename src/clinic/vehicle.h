#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::clinic {

/// What the ingredients of a mixture are dissolved in. From assets/data/vehicles.json.
struct Vehicle {
    std::string id;             ///< stable key, kept in Plan::vehicle
    std::string name;           ///< as shown
    std::string disabledReason; ///< why it must not be used; empty: it may
    /// A compound that it brings along, e.g. procaine; empty: none. Counted as if the whole of
    /// every injection were this vehicle, which is the most that it can be.
    std::string compoundId;
    MgPerMl strength{0};                ///< of that compound in the vehicle itself
    std::vector<std::string> allergens; ///< groups of PatientFlag::allergen
    std::vector<std::string> blockedBy; ///< ids of PatientFlag that forbid it
    std::vector<std::string> warnedBy;  ///< ids of PatientFlag that call for care
    std::string note;                   ///< shown beside the name
    std::string source;
};

/// Every vehicle that the program knows, in file order.
struct VehicleLibrary {
    std::vector<Vehicle> vehicles;
    /// The vehicle with this id, or nullptr.
    [[nodiscard]] const Vehicle* find(const std::string& id) const {
        for (const Vehicle& v : vehicles)
            if (v.id == id)
                return &v;
        return nullptr;
    }
};

} // namespace meso::clinic
