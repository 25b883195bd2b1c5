#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include <Eigen/Core>

#include "sim/kernel/depth_basis.h"
#include "sim/kernel/disc.h"
#include "sim/model/transport_phases.h"

namespace meso::sim {

/// One compound in the scalp below one place: for every lateral wavenumber s of a disc and every
/// phase of the blood flow the eigenvectors V and rates lambda of the depth operator
///     T(s) = M^(-1/2) S M^(-1/2) + loss + s^2 L / M,
/// so that any start is known at any time: y(t) = V exp(-lambda t) V^T y(0) with y = sqrt(M) u.
/// About 10 ms per phase for 50 depth nodes and 34 wavenumbers; immutable.
class Medium {
public:
    /// What y does: column k of `vectors` decays at `rates[k]`, 1/s, increasing.
    struct Modes {
        Eigen::MatrixXd vectors;
        Eigen::ArrayXd rates;
    };
    /// At least one phase; they share the column's capacities and diffusivities.
    /// `key` names all that it is made from.
    Medium(TissueColumn column, std::vector<TransportPhase> phases, DiscPtr disc,
           std::uint64_t key = 0);

    [[nodiscard]] std::uint64_t key() const { return key_; }
    [[nodiscard]] const DepthBasis& basis() const { return basis_; }
    [[nodiscard]] const Disc& disc() const { return *disc_; }
    [[nodiscard]] int phases() const { return static_cast<int>(phases_.size()); }
    [[nodiscard]] const TransportPhase& phase(int phase) const { return phases_[phase]; }
    /// When a phase begins, s.
    [[nodiscard]] double begin_s(int phase) const {
        return phase == 0 ? 0 : phases_[phase - 1].until.value();
    }
    [[nodiscard]] const Modes& modes(int phase, int wavenumber) const {
        return modes_[phase][wavenumber];
    }

private:
    DepthBasis basis_;
    std::vector<TransportPhase> phases_;
    DiscPtr disc_;
    std::uint64_t key_;
    std::vector<std::vector<Modes>> modes_; // per phase and wavenumber
};
using MediumPtr = std::shared_ptr<const Medium>;

} // namespace meso::sim
