#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace meso::store {

/// What a published figure is to the model.
enum class PublishedKind {
    Acceptance,  ///< must lie in the range
    Calibration, ///< a constant of the model was set to it
    Input,       ///< a datum of the program
    Limit        ///< known not to be met: stated, not counted
};

/// One measurement from the literature.
struct PublishedFigure {
    std::string id; ///< "A1"
    PublishedKind kind = PublishedKind::Acceptance;
    std::string quantity;  ///< how ours is worked out: "halfLife_h", "wheal_mm" ...
    std::string what;      ///< as shown, with the unit
    std::string compound;  ///< name in the compound table; empty: see molarMass_Da
    std::string flowState; ///< of the tissue; empty: its own blood flow
    double molarMass_Da = 0;
    double value = 0, low = 0, high = 0;
    std::map<std::string, double> given; ///< numbers that the quantity needs
    std::string source;
};

/// Reads published.json of the folder of reference tables. Fails with the file and the field when
/// something is missing, unknown or out of range.
Result<std::vector<PublishedFigure>> readPublished(const std::filesystem::path& folder);

} // namespace meso::store
