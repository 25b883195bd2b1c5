#include "anatomy/ten_ten.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace meso::anatomy {

using geom::TriMesh;
using geom::Vec3;

namespace {

std::optional<Error> complaintAbout(const Landmarks& marks) {
    const std::array<std::pair<const char*, const Vec3*>, 4> named = {
        {{"nasion", &marks.nasion},
         {"inion", &marks.inion},
         {"left preauricular point", &marks.leftPreauricular},
         {"right preauricular point", &marks.rightPreauricular}}};
    for (const auto& [name, point] : named)
        if (!point->allFinite())
            return Error{std::string("The ") + name + " has a coordinate that is not a number."};
    if (marks.rightPreauricular.x() <= marks.leftPreauricular.x())
        return Error{"The left and right preauricular points are swapped: x must grow to the "
                     "patient's right."};
    if (marks.nasion.y() <= marks.inion.y())
        return Error{"The nasion lies behind the inion: y must grow to the front."};
    const Mm breadth((marks.rightPreauricular - marks.leftPreauricular).norm());
    const Mm depth((marks.nasion - marks.inion).norm());
    for (const auto& [what, size] :
         {std::pair{"preauricular points", breadth}, std::pair{"nasion and inion", depth}})
        if (size < Mm(60) || size > Mm(320))
            return Error{"The " + std::string(what) + " are " + text::of(size) +
                         " apart; on a head it is 60 to 320 mm. Check the landmarks and the unit "
                         "of the mesh."};
    return std::nullopt;
}

Vec3 upOf(const Landmarks& m) {
    const Vec3 right = m.rightPreauricular - m.leftPreauricular;
    const Vec3 middle = (m.rightPreauricular + m.leftPreauricular) / 2;
    return right.cross(m.nasion - middle).normalized();
}

/// Lays the sagittal and the coronal tape over one mark and moves the mark between their middles.
/// The two never meet quite: each floats over its own hollows.
Result<Vec3> findCz(const TriMesh& skin, const Landmarks& m) {
    constexpr int kMaxRounds = 20;
    constexpr double kStill_mm = 0.05;
    Vec3 cz = (m.nasion + m.inion) / 2 + 150 * upOf(m);
    for (int round = 0; round < kMaxRounds; ++round) {
        const Vec3 sagittal = tautTape(skin, m.nasion, m.inion, cz).at(0.5);
        const Vec3 coronal =
            tautTape(skin, m.leftPreauricular, m.rightPreauricular, sagittal).at(0.5);
        const Vec3 next = (tautTape(skin, m.nasion, m.inion, coronal).at(0.5) + coronal) / 2;
        const double moved_mm = (next - cz).norm();
        cz = next;
        if (moved_mm < kStill_mm)
            return cz;
    }
    return Error{"The tapes from nasion to inion and from ear to ear do not settle on one "
                 "midpoint. Check the landmarks and the top of the mesh."};
}

/// One row of labels, left to right: the names of the contour end, the steps inward, the midline.
struct Row {
    double s;
    std::vector<const char*> left; ///< from the contour to the last one beside the midline
    const char* middle;
    std::vector<const char*> right; ///< from beside the midline to the contour
};

std::vector<Row> innerRows() {
    return {{0.2, {"AF7", "AF3"}, "AFz", {"AF4", "AF8"}},
            {0.3, {"F7", "F5", "F3", "F1"}, "Fz", {"F2", "F4", "F6", "F8"}},
            {0.4, {"FT7", "FC5", "FC3", "FC1"}, "FCz", {"FC2", "FC4", "FC6", "FT8"}},
            {0.5, {"T7", "C5", "C3", "C1"}, "Cz", {"C2", "C4", "C6", "T8"}},
            {0.6, {"TP7", "CP5", "CP3", "CP1"}, "CPz", {"CP2", "CP4", "CP6", "TP8"}},
            {0.7, {"P7", "P5", "P3", "P1"}, "Pz", {"P2", "P4", "P6", "P8"}},
            {0.8, {"PO7", "PO3"}, "POz", {"PO4", "PO8"}}};
}

/// Labels of one row; halves of the row are laid separately, because a head is not symmetric.
void labelRow(const TriMesh& skin, const TenTen& system, const Row& row,
              std::vector<TenTenLabel>& out) {
    const Vec3 left = system.leftContour.at(row.s);
    const Vec3 middle = system.midline.at(row.s);
    const Vec3 right = system.rightContour.at(row.s);
    const TapeLine leftHalf = tautTapeAwayFrom(skin, left, middle, right);
    const TapeLine rightHalf = tautTapeAwayFrom(skin, middle, right, left);
    const double steps = static_cast<double>(row.left.size());
    for (std::size_t k = 0; k < row.left.size(); ++k)
        out.push_back({row.left[k], {row.s, -0.8 * (1 - k / steps)}, leftHalf.at(k / steps)});
    out.push_back({row.middle, {row.s, 0}, middle});
    for (std::size_t k = 0; k < row.right.size(); ++k) {
        const double part = (k + 1) / steps;
        out.push_back({row.right[k], {row.s, 0.8 * part}, rightHalf.at(part)});
    }
}

void labelEnds(const TenTen& system, std::vector<TenTenLabel>& out) {
    const auto add = [&](double s, const char* left, const char* middle, const char* right) {
        out.push_back({left, {s, -0.8}, system.leftContour.at(s)});
        out.push_back({middle, {s, 0}, system.midline.at(s)});
        out.push_back({right, {s, 0.8}, system.rightContour.at(s)});
    };
    add(0.1, "Fp1", "Fpz", "Fp2");
    add(0.9, "O1", "Oz", "O2");
}

HalfRing halfRing(const TriMesh& skin, const Vec3& front, const Vec3& side, const Vec3& back) {
    return {tautTapeAwayFrom(skin, front, side, back), tautTapeAwayFrom(skin, side, back, front)};
}

bool isTapeUsable(const TapeLine& tape) {
    return tape.points.size() >= 2 && tape.length > Mm(10) && tape.length < Mm(1000);
}

} // namespace

std::optional<TenTenLabel> TenTen::find(std::string_view name) const {
    for (const TenTenLabel& label : labels)
        if (label.name == name)
            return label;
    return std::nullopt;
}

Result<TenTen> measureTenTen(const TriMesh& skin, const Landmarks& marks) {
    if (const auto complaint = complaintAbout(marks))
        return *complaint;
    auto cz = findCz(skin, marks);
    if (!cz)
        return cz.error();
    TenTen out;
    out.cz = *cz;
    out.midline = tautTape(skin, marks.nasion, marks.inion, out.cz);
    out.coronal = tautTape(skin, marks.leftPreauricular, marks.rightPreauricular, out.cz);
    const Vec3 fpz = out.midline.at(0.1);
    const Vec3 oz = out.midline.at(0.9);
    out.leftContour = halfRing(skin, fpz, out.coronal.at(0.1), oz);
    out.rightContour = halfRing(skin, fpz, out.coronal.at(0.9), oz);
    for (const TapeLine* tape :
         {&out.midline, &out.coronal, &out.leftContour.front, &out.leftContour.back,
          &out.rightContour.front, &out.rightContour.back})
        if (!isTapeUsable(*tape))
            return Error{"A tape between the landmarks is " + text::of(tape->length) +
                         " long, which is not that of a head. Check the landmarks and the mesh."};
    for (const Row& row : innerRows())
        labelRow(skin, out, row, out.labels);
    labelEnds(out, out.labels);
    std::stable_sort(
        out.labels.begin(), out.labels.end(),
        [](const TenTenLabel& a, const TenTenLabel& b) { return a.coordinate.s < b.coordinate.s; });
    return out;
}

} // namespace meso::anatomy
