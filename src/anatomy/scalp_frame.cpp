#include "anatomy/scalp_frame.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "anatomy/midline_fan.h"
#include "anatomy/scalp_rows.h"
#include "base/check.h"
#include "base/text.h"

namespace meso::anatomy {

using geom::SurfacePoint;
using geom::Vec3;

namespace {

constexpr double kFirstRow = 0.10;
constexpr double kLastRow = 0.90;
constexpr double kEdgeSlack = 1e-9; ///< a place on the border stays on it after a round trip

/// Between the ears and above them by 0.27 of the height of the vault: (0, -1, 40) mm on the
/// neutral head, from where every point of the scalp is seen.
Vec3 centreOf(const Landmarks& m, const Vec3& cz) {
    const Vec3 ears = (m.leftPreauricular + m.rightPreauricular) / 2;
    const Vec3 base = (ears + (m.nasion + m.inion) / 2) / 2;
    const Vec3 right = m.rightPreauricular - m.leftPreauricular;
    const Vec3 up = right.cross(m.nasion - ears).normalized();
    return base + 0.27 * (cz - base).dot(up) * up;
}

Error outside(double s, double t) {
    if (s < kFirstRow)
        return Error{"This place lies in front of the scalp, on the forehead or face: scalp "
                     "coordinates begin at s = 0.10."};
    if (s > kLastRow)
        return Error{"This place lies below the back of the scalp: scalp coordinates end at "
                     "s = 0.90."};
    return Error{std::string("This place lies below the base of the scalp on the ") +
                 (t < 0 ? "left" : "right") + " side: scalp coordinates end at the ears."};
}

bool isOnScalp(double s, double t) {
    return s >= kFirstRow - kEdgeSlack && s <= kLastRow + kEdgeSlack &&
           std::abs(t) <= 1 + kEdgeSlack;
}

Error notOnScalp() {
    return Error{
        "This place is not on the scalp: it lies on the face, the neck or inside the head."};
}

} // namespace

struct ScalpFrame::Tables {
    std::shared_ptr<const geom::SurfaceIndex> skin;
    TenTen tenTen;
    Vec3 centre;
    DirectionTable scalp;
    MidlineFan fan;
};

std::string sentenceOf(const TapeAddress& address) {
    std::string out = text::of(address.behindNasion, 0) + " behind the nasion along the midline";
    if (address.side == Side::Midline)
        return out;
    return out + ", " + text::of(address.lateral, 0) + " to the patient's " +
           (address.side == Side::Left ? "left" : "right");
}

Result<ScalpFrame> ScalpFrame::make(geom::MeshPtr skin, const Landmarks& landmarks) {
    MESO_CHECK(skin != nullptr, "a scalp frame needs a mesh");
    return make(std::make_shared<const geom::SurfaceIndex>(std::move(skin)), landmarks);
}

Result<ScalpFrame> ScalpFrame::make(std::shared_ptr<const geom::SurfaceIndex> skin,
                                    const Landmarks& landmarks) {
    MESO_CHECK(skin != nullptr, "a scalp frame needs an index");
    auto system = measureTenTen(skin->mesh(), landmarks);
    if (!system)
        return system.error();
    const Vec3 centre = centreOf(landmarks, system->cz);
    DirectionTable scalp = makeScalpTable(*skin, *system, landmarks, centre);
    MidlineFan fan(*skin, system->midline, centre);
    return ScalpFrame(std::make_shared<const Tables>(Tables{
        std::move(skin), std::move(system).value(), centre, std::move(scalp), std::move(fan)}));
}

const geom::TriMesh& ScalpFrame::skin() const {
    return tables_->skin->mesh();
}
const TenTen& ScalpFrame::tenTen() const {
    return tables_->tenTen;
}
Vec3 ScalpFrame::centre() const {
    return tables_->centre;
}

bool ScalpFrame::isPrecise(ScalpCoordinate place) {
    return place.s >= 0.12 && place.s <= 0.88 && std::abs(place.t) <= 1;
}

Result<SurfacePoint> ScalpFrame::surfacePointAt(ScalpCoordinate place) const {
    if (!isOnScalp(place.s, place.t))
        return Error{"There is no place on the scalp at s = " + text::fixed(place.s, 3) + ", t = " +
                     text::fixed(place.t, 3) + ": s runs from 0.10 to 0.90 and t from -1 to 1."};
    return skinAlong(tables_->scalp.at(place.s, place.t).direction);
}

Result<SurfacePoint> ScalpFrame::skinAlong(const Vec3& direction) const {
    const auto hit = tables_->skin->lastHit(tables_->centre, direction);
    if (!hit)
        return Error{"The skin has a hole at this place of the scalp."};
    return hit->point;
}

Result<Vec3> ScalpFrame::positionAt(ScalpCoordinate place) const {
    const auto point = surfacePointAt(place);
    if (!point)
        return point.error();
    return geom::positionOf(skin(), *point);
}

Result<ScalpCoordinate> ScalpFrame::coordinateOf(const Vec3& position) const {
    const Vec3 direction = position - tables_->centre;
    if (!position.allFinite() || direction.norm() < 1)
        return notOnScalp();
    const auto found = tables_->scalp.parametersOf(direction);
    if (!found)
        return notOnScalp();
    if (!isOnScalp(found->x(), found->y()))
        return outside(found->x(), found->y());
    return ScalpCoordinate{std::clamp(found->x(), kFirstRow, kLastRow),
                           std::clamp(found->y(), -1.0, 1.0)};
}

Result<TapeAddress> ScalpFrame::addressOf(const Vec3& position) const {
    const Vec3 direction = position - tables_->centre;
    if (!position.allFinite() || direction.norm() < 1)
        return notOnScalp();
    const auto offset = tables_->fan.offsetOf(direction);
    if (!offset)
        return Error{"This place is out of reach of a tape address: it lies on the face, the neck "
                     "or past the ears."};
    constexpr double kOnMidline_mm = 0.5;
    const double lateral_mm = offset->lateral_mm;
    TapeAddress address{Mm(offset->alongMidline_mm), Mm(std::abs(lateral_mm)), Side::Midline};
    if (std::abs(lateral_mm) >= kOnMidline_mm)
        address.side = lateral_mm < 0 ? Side::Left : Side::Right;
    return address;
}

Result<Vec3> ScalpFrame::positionAt(const TapeAddress& address) const {
    const double sign = address.side == Side::Left ? -1 : 1;
    const auto direction =
        tables_->fan.directionAt({address.behindNasion.value(), sign * address.lateral.value()});
    if (!direction)
        return Error{"No place of the scalp is " + sentenceOf(address) + "."};
    const auto point = skinAlong(*direction);
    if (!point)
        return point.error();
    return geom::positionOf(skin(), *point);
}

NearestLabel ScalpFrame::nearestLabel(const Vec3& position) const {
    NearestLabel nearest{"", Mm(std::numeric_limits<double>::infinity())};
    for (const TenTenLabel& label : tables_->tenTen.labels)
        if (const Mm distance((label.position - position).norm()); distance < nearest.distance)
            nearest = {label.name, distance};
    return nearest;
}

} // namespace meso::anatomy
