#pragma once
#include <memory>
#include <span>
#include <vector>

#include "sim/kernel/depot_shape.h"
#include "sim/kernel/medium.h"

namespace meso::sim {

/// The field of one depot alone, of 1 mg/mL: axisymmetric, known at any time. Immutable; O(nodes x
/// wavenumbers) per depth reading and time, some 10 microseconds.
class DepotKernel {
public:
    /// `release`: the rate at which the depot dissolves, 1/s; 0: at once. `key` names all that the
    /// kernel is made from. About 1 ms.
    DepotKernel(MediumPtr medium, const DepotShape& shape, anatomy::DepotRoom room,
                PerSecond release, std::uint64_t key = 0);

    [[nodiscard]] std::uint64_t key() const { return key_; }
    [[nodiscard]] const Medium& medium() const { return *medium_; }
    [[nodiscard]] const DepotShape& shape() const { return shape_; }

    /// Wavenumbers x times: the lateral transform of `reading` u, where reading is a row of
    /// DepthBasis::average or values. Times >= 0, in seconds.
    [[nodiscard]] Eigen::MatrixXd transform(const Eigen::RowVectorXd& reading,
                                            std::span<const double> times_s) const;
    /// Wavenumbers x readings at one time.
    [[nodiscard]] Eigen::MatrixXd transformAt(const Eigen::MatrixXd& readings, double time_s) const;
    /// Wavenumbers x 2: integrals over all time of the reading and of t times the reading. Infinite
    /// where nothing clears the compound.
    [[nodiscard]] Eigen::MatrixXd integrals(const Eigen::RowVectorXd& reading) const;

    /// Where the dose is: amounts in mm3 times 1 mg/mL (micrograms).
    struct Amounts {
        std::vector<double> layers; ///< dissolved, in each layer
        double blood = 0, lymph = 0;
        double store = 0; ///< not dissolved yet
    };
    [[nodiscard]] Amounts amounts(double time_s) const;

private:
    /// What a phase starts with, in its own modes: dissolved, and the depot as it dissolves on.
    struct Start {
        Eigen::VectorXd dissolved, store;
    };
    [[nodiscard]] int phaseAt(double time_s) const;
    [[nodiscard]] Eigen::ArrayXd amplitudes(int wavenumber, int phase, double since_s) const;
    [[nodiscard]] Eigen::ArrayXd taken(int phase, double since_s) const;
    void project(anatomy::DepotRoom room);
    void chainPhases();

    MediumPtr medium_;
    DepotShape shape_;
    double release_per_s_;
    std::uint64_t key_;
    std::vector<Eigen::VectorXd> depot_;    // per wavenumber: y of the whole depot
    std::vector<std::vector<Start>> start_; // per phase and wavenumber
};
using DepotKernelPtr = std::shared_ptr<const DepotKernel>;

} // namespace meso::sim
