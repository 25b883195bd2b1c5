#include "verify/symmetries.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "verify/mesh/mesh_depot.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr double kRadius_mm = 90;

// A scene that can be turned, mirrored and rescaled as a whole.
struct Scene {
    PlainSurface surface;
    std::vector<sim::SimDepot> depots;
    double lengthUnit_mm = 1; // of one unit of the scene
    double timeUnit_s = 1;
};

Scene plainScene() {
    Scene scene;
    scene.surface = sphereCap(kRadius_mm, 1, 16);
    for (const auto& [x, y, depth] : {std::array{-3.0, 0.5, 2.5}, {4.0, 2.0, 3.8}}) {
        const double z = std::sqrt(kRadius_mm * kRadius_mm - x * x - y * y);
        scene.depots.push_back({{x, y, z}, Mm(depth), Ml(0.05), MgPerMl(5)});
    }
    return scene;
}

// Concentrations after an hour on every vertex and cell, with the layers of a reference table.
std::vector<double> solve(const Scene& scene, const store::LayeredTable& table) {
    const double length = scene.lengthUnit_mm, time = scene.timeUnit_s;
    std::vector<double> faces;
    std::vector<int> layer;
    const TissueGrid standard = standardGrid();
    for (const double face : standard.faces_mm)
        faces.push_back(face / length);
    for (int c = 0; c < standard.cells(); ++c) {
        double bottom_mm = 0;
        int l = -1;
        while (bottom_mm < standard.centre_mm(c))
            bottom_mm += table.layers[++l][0];
        layer.push_back(l);
    }
    std::vector<sim::LayerTransport> transports;
    for (const store::TableRow& row : table.layers)
        transports.push_back({row[1], Mm2PerSecond(row[2] * time / (length * length)),
                              PerSecond(row[3] * time), PerSecond(0)});
    const DiffusionModel model =
        modelOn(scene.surface, gridFromFaces(faces, layer, Mm(kRadius_mm / length)), transports);
    Patch patch;
    patch.positions = scene.surface.vertices;
    for (std::size_t v = 0; v < patch.positions.size(); ++v) {
        patch.meshVertex.push_back(static_cast<int>(v));
        patch.normals.push_back(patch.positions[v].normalized());
    }
    std::vector<double> amounts(patch.positions.size() * model.grid.cells(), 0);
    for (const sim::SimDepot& depot : scene.depots) {
        const double cubic = length * length * length;
        const sim::DepotShape shape{depot.volume / cubic, Mm(3 / length), Mm(1.3 / length),
                                    depot.depth / length, Mm(0.4 / length)};
        const DepotProfile profile(shape.halfWidth, shape.halfHeight, shape.edge);
        MESO_CHECK(
            addDepot(depot, shape, profile, {patch, model.lateral, model.grid}, amounts).ok(),
            "the depots of the scene lie on it");
    }
    Stepper stepper(model);
    stepper.setAmounts(amounts);
    stepper.advance(Seconds(60 / time), 60);
    std::vector<double> field;
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            field.push_back(stepper.concentration(v, c));
    return field;
}

// Largest difference, relative to the largest value of the first field.
double apart(const std::vector<double>& a, const std::vector<double>& b) {
    double difference = 0, peak = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference = std::max(difference, std::abs(a[i] - b[i]));
        peak = std::max(peak, std::abs(a[i]));
    }
    return difference / peak;
}

Scene moved(const Scene& scene, const Eigen::Matrix3d& by) {
    Scene out = scene;
    for (geom::Vec3& p : out.surface.vertices)
        p = (by * p).eval();
    for (sim::SimDepot& depot : out.depots)
        depot.position = (by * depot.position).eval();
    if (by.determinant() < 0)
        for (geom::Triangle& t : out.surface.triangles)
            std::swap(t[1], t[2]);
    return out;
}

Scene inCentimetresAndHours(const Scene& scene) {
    Scene out = scene;
    out.lengthUnit_mm = 10;
    out.timeUnit_s = 3600;
    for (geom::Vec3& p : out.surface.vertices)
        p /= out.lengthUnit_mm;
    for (sim::SimDepot& depot : out.depots)
        depot.position /= out.lengthUnit_mm;
    return out;
}

double superpositionError(const Scene& scene, const store::LayeredTable& table,
                          const std::vector<double>& both) {
    std::vector<double> sum(both.size(), 0);
    for (const sim::SimDepot& depot : scene.depots) {
        Scene one = scene;
        one.depots = {depot};
        const std::vector<double> field = solve(one, table);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += field[i];
    }
    return apart(both, sum);
}

VerificationCase sameField(const std::string& title, double difference, double tolerance) {
    return atMost("V14", title, {0, difference, difference}, tolerance,
                  "two depots on a cap of h 1 mm, 26 cells, one hour");
}

} // namespace

std::vector<VerificationCase> verifySymmetries(const store::ReferenceTables& tables) {
    if (tables.layered.empty())
        return {};
    const store::LayeredTable& table = tables.layered.front();
    const Scene scene = plainScene();
    const std::vector<double> field = solve(scene, table);
    const Eigen::Matrix3d turn =
        Eigen::AngleAxisd(1.1, geom::Vec3(0.3, -0.8, 0.5).normalized()).toRotationMatrix();
    const Eigen::Matrix3d mirror = Eigen::Vector3d(-1, 1, 1).asDiagonal();
    Scene swapped = scene;
    std::swap(swapped.depots[0], swapped.depots[1]);
    return {sameField("Two depots are the sum of one and one",
                      superpositionError(scene, table, field), 1e-5),
            sameField("The order of the sites does not matter", apart(field, solve(swapped, table)),
                      1e-6),
            sameField("Turning the head turns the result",
                      apart(field, solve(moved(scene, turn), table)), 1e-3),
            sameField("Mirroring the head mirrors the result",
                      apart(field, solve(moved(scene, mirror), table)), 1e-3),
            sameField("Centimetres and hours give the same as millimetres and seconds",
                      apart(field, solve(inCentimetresAndHours(scene), table)), 1e-4)};
}

} // namespace meso::verify
