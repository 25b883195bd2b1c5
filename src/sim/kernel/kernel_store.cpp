#include "sim/kernel/kernel_store.h"

#include <bit>

#include "base/hash.h"
#include "sim/kernel/site_nodes.h"

namespace meso::sim {
namespace {

void add(Hasher& h, const LayerTransport& layer) {
    for (const double value :
         {layer.capacity, layer.diffusivity.value(), layer.capillary.value(), layer.lymph.value()})
        h.add(value);
}

std::uint64_t hashOf(const TissueColumn& column, const std::vector<TransportPhase>& phases,
                     const Disc& disc) {
    Hasher h;
    h.add(std::span<const double>(column.thickness_mm));
    h.add(column.curvature_per_mm);
    h.add(phases.size());
    for (std::size_t p = 0; p < phases.size(); ++p) {
        // The last phase has no end.
        h.add(p + 1 < phases.size() ? phases[p].until.value() : 0);
        for (const LayerTransport& layer : phases[p].transports)
            add(h, layer);
    }
    h.add(disc.radius_mm());
    h.add(disc.size());
    return h.value();
}

std::uint64_t hashOf(const geom::TriMesh& mesh) {
    Hasher h;
    h.add(mesh.vertices().size());
    for (const geom::Vec3& p : mesh.vertices())
        for (const double x : p)
            h.word(std::bit_cast<std::uint64_t>(x));
    for (const geom::Triangle& t : mesh.triangles())
        for (const int corner : t)
            h.word(static_cast<std::uint64_t>(corner));
    return h.value();
}

std::uint64_t hashOf(std::uint64_t kernel, const Reading& reading) {
    Hasher h;
    h.add(kernel);
    h.add(reading.range.from.value());
    h.add(reading.range.to.value());
    h.add(static_cast<int>(reading.measure));
    return h.value();
}

std::size_t bytesOf(const RadialTable& table) {
    return table.values.size() * sizeof(float);
}

} // namespace

DiscPtr KernelStore::disc(double radius_mm, double largest_per_mm) {
    Hasher h;
    h.add(radius_mm);
    h.add(largest_per_mm);
    return cache_.get<Disc>(
        h.value(), [&] { return std::make_shared<const Disc>(radius_mm, largest_per_mm); },
        [](const Disc& disc) { return static_cast<std::size_t>(disc.table().size()) * 8; });
}

MediumPtr KernelStore::medium(const TissueColumn& column, const std::vector<TransportPhase>& phases,
                              const DiscPtr& disc) {
    const std::uint64_t key = hashOf(column, phases, *disc);
    return cache_.get<Medium>(
        key, [&] { return std::make_shared<const Medium>(column, phases, disc, key); },
        [](const Medium& medium) {
            const auto size = static_cast<std::size_t>(medium.basis().size());
            return static_cast<std::size_t>(medium.phases()) * medium.disc().size() * size * size *
                   sizeof(double);
        });
}

DepotKernelPtr KernelStore::kernel(const MediumPtr& medium, const DepotShape& shape,
                                   anatomy::DepotRoom room, PerSecond release) {
    Hasher h;
    h.add(medium->key());
    for (const double value :
         {shape.delivered.value(), shape.halfWidth.value(), shape.halfHeight.value(),
          shape.centre.value(), shape.edge.value(), release.value()})
        h.add(value);
    h.add(static_cast<int>(room));
    const std::uint64_t key = h.value();
    return cache_.get<DepotKernel>(
        key, [&] { return std::make_shared<const DepotKernel>(medium, shape, room, release, key); },
        [](const DepotKernel& kernel) {
            return static_cast<std::size_t>(kernel.medium().disc().size()) *
                   kernel.medium().basis().size() * sizeof(double) * 3;
        });
}

RadialTablePtr KernelStore::table(const DepotKernelPtr& kernel, const Reading& reading,
                                  std::span<const double> times_s) {
    Hasher h;
    h.add(hashOf(kernel->key(), reading));
    h.add(times_s);
    return cache_.get<RadialTable>(
        h.value(),
        [&] { return std::make_shared<const RadialTable>(radialTable(*kernel, reading, times_s)); },
        bytesOf);
}

RadialTablePtr KernelStore::integrals(const DepotKernelPtr& kernel, const Reading& reading) {
    Hasher h;
    h.add(hashOf(kernel->key(), reading));
    h.add(std::string_view("integrals"));
    return cache_.get<RadialTable>(
        h.value(),
        [&] { return std::make_shared<const RadialTable>(integralTable(*kernel, reading)); },
        bytesOf);
}

double KernelStore::curvature(const KnownSurface& surface, const geom::Vec3& place) {
    Hasher h;
    h.add(surface.hash);
    h.bytes(place.data(), sizeof(double) * 3);
    return *cache_.get<double>(
        h.value(),
        [&] {
            return std::make_shared<const double>(curvatureAt(*surface.mesh, surface.bins, place));
        },
        [](double) { return sizeof(double); });
}

std::shared_ptr<const KnownSurface> KernelStore::surface(const geom::MeshPtr& mesh) {
    constexpr Mm kBinWidth{4};
    // What is kept holds the mesh, so that no other one comes to lie at its address.
    return cache_.get<KnownSurface>(
        reinterpret_cast<std::uintptr_t>(mesh.get()),
        [&] {
            return std::make_shared<const KnownSurface>(
                KnownSurface{mesh, geom::PointBins(mesh->vertices(), kBinWidth), hashOf(*mesh)});
        },
        [](const KnownSurface& known) { return known.bins.bytes(); });
}

} // namespace meso::sim
