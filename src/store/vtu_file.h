#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "sim/kernel/sim_result.h"

namespace meso::store {

/// One compound's concentration, as a field of the file.
struct VtuField {
    std::string name; ///< of the array, e.g. "minoxidil_mg_per_mL"
    sim::SimResultPtr result;
};

/// The tissue around the depots at a time (within the runs) as an unstructured grid in VTK's XML
/// format (.vtu), which ParaView and VTK open: a wedge below every triangle that the compounds
/// reach and between every two of some even depths of each layer, with its mean total concentration
/// in mg/mL as data of the cell. Concentration times volume, summed over the wedges of a layer, is
/// what the run's balance has there. Coordinates are those of the head, mm; below the skin along
/// its normal. Values are binary (base64, little endian), so that no digit is lost.
///
/// Fails when there is no field, when the runs are on different surfaces or tissues, or when
/// nothing reaches a whole triangle.
Result<std::string> vtuText(std::span<const VtuField> fields, Seconds time);

} // namespace meso::store
