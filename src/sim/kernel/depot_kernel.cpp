#include "sim/kernel/depot_kernel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/check.h"

namespace meso::sim {
namespace {

// exp(-37) is below the rounding of a sum.
constexpr double kDeadExponent = 37;
constexpr double kForever = std::numeric_limits<double>::infinity();

/// Integrals over a stretch from 0 of exp(-rate t) and of t exp(-rate t).
struct Moments {
    double zeroth, first;
};

Moments momentsOf(double rate, double length_s) {
    if (std::isinf(length_s))
        return {1 / rate, 1 / (rate * rate)};
    const double x = rate * length_s;
    if (x < 1e-4)
        return {length_s * (1 - 0.5 * x), length_s * length_s * (0.5 - x / 3)};
    const double left = std::exp(-x);
    return {(1 - left) / rate, (1 - left * (1 + x)) / (rate * rate)};
}

/// What dissolves at rate q and decays at rate l: q (exp(-q t) - exp(-l t)) / (l - q).
double released(double q, double l, double t) {
    const double x = std::abs(l - q) * t;
    return q * t * std::exp(-std::min(q, l) * t) * (x < 1e-9 ? 1 : -std::expm1(-x) / x);
}

Moments releasedMoments(double q, double l, double length_s) {
    // Equal rates are the limit of nearly equal ones.
    if (std::abs(l - q) < 1e-6 * q)
        l = q * (1 + 1e-5);
    const Moments dissolving = momentsOf(q, length_s), decaying = momentsOf(l, length_s);
    const double scale = q / (l - q);
    return {scale * (dissolving.zeroth - decaying.zeroth),
            scale * (dissolving.first - decaying.first)};
}

/// Three-dimensional transform of a unit ball over 4 pi: (sin x - x cos x) / x^3 of x^2.
double ballTransform(double x2) {
    if (x2 < 0.04)
        return 1.0 / 3 - x2 / 30 + x2 * x2 / 840;
    const double x = std::sqrt(x2);
    return (std::sin(x) - x * std::cos(x)) / (x2 * x);
}

/// The lateral transform of the soft ellipsoid at every depth node, for one wavenumber after the
/// other. With p_n = n pi / H the reflected ellipsoid is a cosine series in depth,
///     sum_n (2 - [n = 0]) / H cos(p_n z) cos(p_n z0) E(s / sqrt(g(z)), p_n),
///     E(q, p) = 4 pi a^2 c ball(q^2 a^2 + p^2 c^2) exp(-(q^2 + p^2) w^2 / 2),
/// since distances along the skin shrink with depth by sqrt(g). E varies so little with g that a
/// polynomial through a few depths carries it.
class SoftEllipsoid {
public:
    SoftEllipsoid(const DepotShape& shape, const DepthBasis& basis)
        : column_(basis.column()), a2_(shape.halfWidth.value() * shape.halfWidth.value()),
          c2_(shape.halfHeight.value() * shape.halfHeight.value()),
          edge2_(shape.edge.value() * shape.edge.value()) {
        const double height = column_.height_mm();
        const int terms =
            static_cast<int>(5.0 / shape.edge.value() * height / std::numbers::pi) + 2;
        const Eigen::VectorXd& z = basis.depths_mm();
        cosines_.resize(z.size(), terms);
        for (int n = 0; n < terms; ++n) {
            const double p = n * std::numbers::pi / height;
            waves2_.push_back(p * p);
            const double scale = (n == 0 ? 1 : 2) / height * std::cos(p * shape.centre.value()) *
                                 std::exp(-0.5 * p * p * edge2_);
            cosines_.col(n) = scale * (p * z.array()).cos();
        }
        setCarriers(z, column_.curvature_per_mm > 0 ? 6 : 1);
    }
    [[nodiscard]] Eigen::VectorXd at(double wavenumber_per_mm) const {
        const auto terms = static_cast<Eigen::Index>(waves2_.size());
        Eigen::MatrixXd e(terms, carry_.cols());
        for (Eigen::Index c = 0; c < carry_.cols(); ++c) {
            const double q2 =
                wavenumber_per_mm * wavenumber_per_mm / column_.metricAt(carriers_mm_[c]);
            const double edge = std::exp(-0.5 * q2 * edge2_);
            for (Eigen::Index n = 0; n < terms; ++n)
                e(n, c) = edge * ballTransform(q2 * a2_ + waves2_[n] * c2_);
        }
        return (cosines_ * e).cwiseProduct(carry_).rowwise().sum();
    }

private:
    void setCarriers(const Eigen::VectorXd& z, int count) {
        const double height = column_.height_mm();
        for (int c = 0; c < count; ++c)
            carriers_mm_.push_back(0.5 * height *
                                   (1 - std::cos(std::numbers::pi * (c + 0.5) / count)));
        carry_ = Eigen::MatrixXd::Ones(z.size(), count);
        for (int c = 0; c < count; ++c)
            for (int other = 0; other < count; ++other)
                if (other != c)
                    carry_.col(c).array() *=
                        (z.array() - carriers_mm_[other]) / (carriers_mm_[c] - carriers_mm_[other]);
    }
    const TissueColumn& column_;
    double a2_, c2_, edge2_;
    std::vector<double> waves2_, carriers_mm_;
    Eigen::MatrixXd cosines_, carry_;
};

} // namespace

DepotKernel::DepotKernel(MediumPtr medium, const DepotShape& shape, anatomy::DepotRoom room,
                         PerSecond release, std::uint64_t key)
    : medium_(std::move(medium)), shape_(shape), release_per_s_(release.value()), key_(key) {
    MESO_CHECK(shape.halfWidth.value() > 0 && shape.halfHeight.value() > 0 &&
                   shape.edge.value() > 0,
               "a depot needs a width, a height and an edge");
    project(room);
    chainPhases();
}

void DepotKernel::project(anatomy::DepotRoom room) {
    constexpr double kMm3PerMl = 1000;
    const DepthBasis& basis = medium_->basis();
    const SoftEllipsoid ellipsoid(shape_, basis);
    Eigen::ArrayXd volume = Eigen::ArrayXd::Zero(basis.size()); // int g phi
    Eigen::ArrayXd metric(basis.size());
    for (Eigen::Index l = 0; l < basis.layerMass().rows(); ++l)
        volume += basis.layerMass().row(l).transpose().array() /
                  basis.column().transports[static_cast<std::size_t>(l)].capacity;
    for (Eigen::Index i = 0; i < metric.size(); ++i)
        metric[i] = basis.column().metricAt(basis.depths_mm()[i]);
    // One unbound concentration in all of the depot, or one of the total compound.
    const Eigen::ArrayXd rootMass = basis.rootMass().array();
    const Eigen::ArrayXd filled =
        room == anatomy::DepotRoom::Pores ? Eigen::ArrayXd(rootMass * rootMass) : volume;
    const Eigen::ArrayXd share = filled / (rootMass * metric);
    depot_.reserve(static_cast<std::size_t>(medium_->disc().size()));
    for (const double s : medium_->disc().wavenumbers())
        depot_.emplace_back((share * ellipsoid.at(s).array()).matrix());
    const double dose = basis.rootMass().dot(depot_.front());
    for (Eigen::VectorXd& y : depot_)
        y *= shape_.delivered.value() * kMm3PerMl / dose;
}

void DepotKernel::chainPhases() {
    const bool isSlow = release_per_s_ > 0;
    std::vector<Eigen::VectorXd> dissolved = depot_; // y at the start of the phase
    if (isSlow)
        for (Eigen::VectorXd& y : dissolved)
            y.setZero();
    for (int phase = 0; phase < medium_->phases(); ++phase) {
        const double begin = medium_->begin_s(phase);
        std::vector<Start>& starts = start_.emplace_back();
        for (int j = 0; j < medium_->disc().size(); ++j) {
            const Eigen::MatrixXd& vectors = medium_->modes(phase, j).vectors;
            Start start{vectors.transpose() * dissolved[j], {}};
            if (isSlow)
                start.store = vectors.transpose() * depot_[j] * std::exp(-release_per_s_ * begin);
            starts.push_back(std::move(start));
        }
        if (phase + 1 == medium_->phases())
            break;
        const double length = medium_->begin_s(phase + 1) - begin;
        for (int j = 0; j < medium_->disc().size(); ++j)
            dissolved[j] = medium_->modes(phase, j).vectors * amplitudes(j, phase, length).matrix();
    }
}

int DepotKernel::phaseAt(double time_s) const {
    int phase = 0;
    while (phase + 1 < medium_->phases() && time_s > medium_->begin_s(phase + 1))
        ++phase;
    return phase;
}

Eigen::ArrayXd DepotKernel::amplitudes(int wavenumber, int phase, double since_s) const {
    const Medium::Modes& modes = medium_->modes(phase, wavenumber);
    const Start& start = start_[phase][wavenumber];
    Eigen::ArrayXd out = Eigen::ArrayXd::Zero(modes.rates.size());
    // Rates increase: what is dead by now lies behind.
    const double dead = since_s > 0 ? kDeadExponent / since_s : kForever;
    const auto alive =
        std::upper_bound(modes.rates.data(), modes.rates.data() + modes.rates.size(), dead) -
        modes.rates.data();
    out.head(alive) =
        (-since_s * modes.rates.head(alive)).exp() * start.dissolved.head(alive).array();
    if (release_per_s_ > 0)
        out += start.store.array() * modes.rates.unaryExpr([&](double rate) {
            return released(release_per_s_, rate, since_s);
        });
    return out;
}

Eigen::MatrixXd DepotKernel::transform(const Eigen::RowVectorXd& reading,
                                       std::span<const double> times_s) const {
    const auto wavenumbers = medium_->disc().size();
    const Eigen::RowVectorXd scaled =
        reading.cwiseQuotient(medium_->basis().rootMass().transpose());
    Eigen::MatrixXd out(wavenumbers, static_cast<Eigen::Index>(times_s.size()));
    for (int j = 0; j < wavenumbers; ++j) {
        int phase = -1;
        Eigen::RowVectorXd read;
        for (std::size_t t = 0; t < times_s.size(); ++t) {
            if (const int now = phaseAt(times_s[t]); now != phase) {
                phase = now;
                read = scaled * medium_->modes(phase, j).vectors;
            }
            const Eigen::ArrayXd left = amplitudes(j, phase, times_s[t] - medium_->begin_s(phase));
            out(j, static_cast<Eigen::Index>(t)) = read.dot(left.matrix());
        }
    }
    return out;
}

Eigen::MatrixXd DepotKernel::transformAt(const Eigen::MatrixXd& readings, double time_s) const {
    const auto wavenumbers = medium_->disc().size();
    const Eigen::MatrixXd scaled =
        readings * medium_->basis().rootMass().cwiseInverse().asDiagonal();
    const int phase = phaseAt(time_s);
    Eigen::MatrixXd out(wavenumbers, readings.rows());
    for (int j = 0; j < wavenumbers; ++j)
        out.row(j) = scaled * (medium_->modes(phase, j).vectors *
                               amplitudes(j, phase, time_s - medium_->begin_s(phase)).matrix());
    return out;
}

Eigen::MatrixXd DepotKernel::integrals(const Eigen::RowVectorXd& reading) const {
    const auto wavenumbers = medium_->disc().size();
    const Eigen::RowVectorXd scaled =
        reading.cwiseQuotient(medium_->basis().rootMass().transpose());
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(wavenumbers, 2);
    for (int phase = 0; phase < medium_->phases(); ++phase) {
        const double begin = medium_->begin_s(phase);
        const double length =
            phase + 1 < medium_->phases() ? medium_->begin_s(phase + 1) - begin : kForever;
        for (int j = 0; j < wavenumbers; ++j) {
            const Medium::Modes& modes = medium_->modes(phase, j);
            const Start& start = start_[phase][j];
            const Eigen::RowVectorXd read = scaled * modes.vectors;
            for (Eigen::Index k = 0; k < modes.rates.size(); ++k) {
                Moments sum = momentsOf(modes.rates[k], length);
                sum = {sum.zeroth * start.dissolved[k], sum.first * start.dissolved[k]};
                if (release_per_s_ > 0) {
                    const Moments slow = releasedMoments(release_per_s_, modes.rates[k], length);
                    sum.zeroth += slow.zeroth * start.store[k];
                    sum.first += slow.first * start.store[k];
                }
                out(j, 0) += read[k] * sum.zeroth;
                out(j, 1) += read[k] * (begin * sum.zeroth + sum.first);
            }
        }
    }
    return out;
}

Eigen::ArrayXd DepotKernel::taken(int phase, double since_s) const {
    const Medium::Modes& modes = medium_->modes(phase, 0);
    const Start& start = start_[phase].front();
    Eigen::ArrayXd out(modes.rates.size());
    for (Eigen::Index k = 0; k < out.size(); ++k) {
        out[k] = momentsOf(modes.rates[k], since_s).zeroth * start.dissolved[k];
        if (release_per_s_ > 0)
            out[k] +=
                releasedMoments(release_per_s_, modes.rates[k], since_s).zeroth * start.store[k];
    }
    return out;
}

DepotKernel::Amounts DepotKernel::amounts(double time_s) const {
    constexpr double kMm3PerMl = 1000;
    const DepthBasis& basis = medium_->basis();
    const Eigen::MatrixXd perLayer =
        basis.layerMass() * basis.rootMass().cwiseInverse().asDiagonal();
    const int now = phaseAt(time_s);
    Amounts out;
    const Eigen::VectorXd layers =
        perLayer * (medium_->modes(now, 0).vectors *
                    amplitudes(0, now, time_s - medium_->begin_s(now)).matrix());
    out.layers.assign(layers.data(), layers.data() + layers.size());
    for (int phase = 0; phase <= now; ++phase) {
        const double end = phase == now ? time_s : medium_->begin_s(phase + 1);
        const Eigen::VectorXd held =
            perLayer * (medium_->modes(phase, 0).vectors *
                        taken(phase, end - medium_->begin_s(phase)).matrix());
        const std::vector<LayerTransport>& transports = medium_->phase(phase).transports;
        for (std::size_t l = 0; l < transports.size(); ++l) {
            out.blood += transports[l].capillary.value() * held[static_cast<Eigen::Index>(l)];
            out.lymph += transports[l].lymph.value() * held[static_cast<Eigen::Index>(l)];
        }
    }
    if (release_per_s_ > 0)
        out.store = shape_.delivered.value() * kMm3PerMl * std::exp(-release_per_s_ * time_s);
    return out;
}

} // namespace meso::sim
