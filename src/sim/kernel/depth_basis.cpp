#include "sim/kernel/depth_basis.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "sim/kernel/lobatto.h"

namespace meso::sim {
namespace {

// Degrees that leave 3e-4 of the maximum at an edge width of 0.4 mm (measured: tests/sim/kernel).
constexpr double kDegreesPerMm = 3;
constexpr int kLeastDegree = 4;
constexpr int kExtraDegrees = 4;
constexpr double kLongestElement_mm = 3.2;

// Where K or K D jumps by more than this, u bends sharply for a while: elements as thin as
// diffusion reaches within the first minutes lie on either side.
constexpr double kSteepJump = 4;
constexpr double kFirst_s = 120;

double ratio(double a, double b) {
    return std::max(a / b, b / a);
}

bool isSteep(const LayerTransport& a, const LayerTransport& b) {
    return ratio(a.capacity, b.capacity) > kSteepJump ||
           ratio(a.capacity * a.diffusivity.value(), b.capacity * b.diffusivity.value()) >
               kSteepJump;
}

} // namespace

double TissueColumn::height_mm() const {
    double sum = 0;
    for (const double thickness : thickness_mm)
        sum += thickness;
    return sum;
}

double TissueColumn::metricAt(double depth_mm) const {
    const double scale = 1 - depth_mm * curvature_per_mm;
    return scale * scale;
}

DepthBasis::DepthBasis(TissueColumn column) : column_(std::move(column)) {
    MESO_CHECK(!column_.thickness_mm.empty() &&
                   column_.thickness_mm.size() == column_.transports.size(),
               "a tissue column needs the transport of every layer");
    MESO_CHECK(column_.curvature_per_mm * column_.height_mm() <= kMaxBentDepth + 1e-9,
               "a tissue column is bent more than it is deep");
    cutIntoElements();
    const int size = elements_.back().first + elements_.back().degree + 1;
    depths_mm_ = lateral_ = Eigen::VectorXd::Zero(size);
    layerMass_ =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(column_.thickness_mm.size()), size);
    Eigen::VectorXd mass = Eigen::VectorXd::Zero(size);
    Eigen::MatrixXd stiffness = Eigen::MatrixXd::Zero(size, size);
    for (const Element& element : elements_)
        addElement(element, mass, stiffness);
    rootMass_ = mass.cwiseSqrt();
    lateral_ = lateral_.cwiseQuotient(mass);
    const Eigen::VectorXd inverse = rootMass_.cwiseInverse();
    conduction_ = inverse.asDiagonal() * stiffness * inverse.asDiagonal();
}

void DepthBasis::cutIntoElements() {
    double top = 0;
    int first = 0;
    const int layers = static_cast<int>(column_.thickness_mm.size());
    for (int l = 0; l < layers; ++l) {
        const double thickness = column_.thickness_mm[l];
        const LayerTransport& own = column_.transports[l];
        MESO_CHECK(thickness > 0, "a layer without thickness");
        std::vector<double> ends{0, thickness};
        const double thin = 4 * std::sqrt(own.diffusivity.value() * kFirst_s);
        for (const double reach : {thin, 4 * thin}) {
            if (reach >= 0.4 * thickness)
                continue;
            if (l > 0 && isSteep(own, column_.transports[l - 1]))
                ends.push_back(reach);
            if (l + 1 < layers && isSteep(own, column_.transports[l + 1]))
                ends.push_back(thickness - reach);
        }
        std::sort(ends.begin(), ends.end());
        for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
            const double length = ends[k + 1] - ends[k];
            const int parts = std::max(1, static_cast<int>(std::ceil(length / kLongestElement_mm)));
            for (int part = 0; part < parts; ++part) {
                const double from = top + ends[k] + length * part / parts;
                const double to = top + ends[k] + length * (part + 1) / parts;
                const int degree = std::max(
                    kLeastDegree,
                    kExtraDegrees + static_cast<int>(std::lround(kDegreesPerMm * (to - from))));
                elements_.push_back({first, degree, l, from, to});
                first += degree;
            }
        }
        top += thickness;
    }
}

void DepthBasis::addElement(const Element& element, Eigen::VectorXd& mass,
                            Eigen::MatrixXd& stiffness) {
    const LayerTransport& own = column_.transports[element.layer];
    const double conductance = own.capacity * own.diffusivity.value();
    const Lobatto rule = lobatto(element.degree);
    const double half = 0.5 * (element.to_mm - element.from_mm);
    const int size = element.degree + 1;
    for (int i = 0; i < size; ++i) {
        const int node = element.first + i;
        const double z = element.from_mm + half * (rule.nodes[i] + 1);
        const double g = column_.metricAt(z);
        const double weight = half * rule.weights[i];
        depths_mm_[node] = z;
        mass[node] += own.capacity * g * weight;
        layerMass_(element.layer, node) += own.capacity * g * weight;
        lateral_[node] += conductance * weight;
        // A slope along z is one along [-1, 1] over `half`, and dz is `half` times its step.
        stiffness.block(element.first, element.first, size, size) +=
            (conductance * g * rule.weights[i] / half) * rule.derivative.row(i).transpose() *
            rule.derivative.row(i);
    }
}

Eigen::VectorXd DepthBasis::loss(std::span<const double> perLayer_per_s) const {
    const Eigen::Map<const Eigen::VectorXd> rates(perLayer_per_s.data(),
                                                  static_cast<Eigen::Index>(perLayer_per_s.size()));
    return (layerMass_.transpose() * rates).cwiseQuotient(rootMass_.cwiseAbs2());
}

void DepthBasis::addValue(const Element& element, double depth_mm, double weight,
                          Eigen::Ref<Eigen::RowVectorXd> row) const {
    for (int i = element.first; i <= element.first + element.degree; ++i) {
        double value = weight;
        for (int other = element.first; other <= element.first + element.degree; ++other)
            if (other != i)
                value *= (depth_mm - depths_mm_[other]) / (depths_mm_[i] - depths_mm_[other]);
        row[i] += value;
    }
}

Eigen::RowVectorXd DepthBasis::average(DepthRange range, Measure measure) const {
    Eigen::RowVectorXd row = Eigen::RowVectorXd::Zero(size());
    double volume = 0;
    for (const Element& element : elements_) {
        const double from = std::max(element.from_mm, range.from.value());
        const double to = std::min(element.to_mm, range.to.value());
        if (!(to > from))
            continue;
        const Lobatto rule = lobatto(element.degree + 2); // g is of degree 2
        const double scale =
            measure == Measure::Unbound ? 1 : column_.transports[element.layer].capacity;
        for (int k = 0; k < rule.nodes.size(); ++k) {
            const double z = from + 0.5 * (to - from) * (rule.nodes[k] + 1);
            const double part = 0.5 * (to - from) * rule.weights[k] * column_.metricAt(z);
            volume += part;
            addValue(element, z, scale * part, row);
        }
    }
    if (volume > 0)
        row /= volume;
    return row;
}

Eigen::MatrixXd DepthBasis::values(std::span<const double> depths_mm, Measure measure) const {
    Eigen::MatrixXd rows =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(depths_mm.size()), size());
    for (std::size_t d = 0; d < depths_mm.size(); ++d) {
        const double z = depths_mm[d];
        if (z < 0 || z > elements_.back().to_mm)
            continue;
        const auto holds = [&](const Element& e) { return z < e.to_mm; };
        auto element = std::find_if(elements_.begin(), elements_.end(), holds);
        if (element == elements_.end())
            --element;
        Eigen::RowVectorXd row = Eigen::RowVectorXd::Zero(size());
        addValue(*element, z,
                 measure == Measure::Unbound ? 1 : column_.transports[element->layer].capacity,
                 row);
        rows.row(static_cast<Eigen::Index>(d)) = row;
    }
    return rows;
}

} // namespace meso::sim
