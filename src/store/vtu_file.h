#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geom/mesh.h"
#include "sim/sim_result.h"

namespace meso::store {

/// One compound's concentration at one of its frames, as a field of the file.
struct VtuField {
    std::string name; ///< of the array, e.g. "minoxidil_mg_per_mL"
    sim::SimResultPtr result;
    int frame = 0;
};

/// The tissue that was solved as an unstructured grid in VTK's XML format (.vtu), which ParaView
/// and VTK open: one point in the middle of every depth cell below every vertex, wedges between
/// them, and total concentration in mg/mL as data of the points, with the depth of each in mm.
/// Coordinates are those of the head, mm; below the skin along its normal. Values are binary
/// (base64, little endian), so that no digit is lost: about 50 MB for 15,000 vertices.
///
/// `surface` is that of the runs' inputs. Fails when there is no field, when a frame does not
/// exist, when runs were solved on different vertices, or when no whole triangle was solved.
Result<std::string> vtuText(std::span<const VtuField> fields, const geom::TriMesh& surface);

} // namespace meso::store
