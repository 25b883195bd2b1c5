#include "store/danger_file.h"

#include "store/data_reader.h"

namespace meso::store {

using anatomy::Corridor;
using anatomy::CorridorPoint;

namespace {

constexpr WordTable<anatomy::CorridorKind, 4> kCorridorKinds{
    {{anatomy::CorridorKind::Artery, "artery"},
     {anatomy::CorridorKind::Nerve, "nerve"},
     {anatomy::CorridorKind::Vein, "vein"},
     {anatomy::CorridorKind::Landmark, "landmark"}}};
static_assert(hasEveryValue(kCorridorKinds));

constexpr std::size_t kMaxCorridors = 100;
constexpr std::size_t kMaxPoints = 50;

CorridorPoint pointFrom(const JsonReader& r) {
    r.allowOnly({"xyz_mm", "st"});
    CorridorPoint point;
    if (const auto xyz = r.numbers("xyz_mm", 3, 3, -300, 300); xyz.size() == 3)
        point.median = {xyz[0], xyz[1], xyz[2]};
    if (r.has("st"))
        if (const auto st = r.numbers("st", 2, 2, -1, 1); st.size() == 2)
            point.place = {st[0], st[1]};
    if (point.place && (point.place->s < 0.1 || point.place->s > 0.9))
        r.fail("must have s from 0.10 to 0.90; leave st out elsewhere");
    if (point.median.x() < 0 || (point.place && point.place->t < 0))
        r.fail("must lie on the patient's right (x and t not negative); the left is mirrored");
    return point;
}

Corridor corridorFrom(const JsonReader& r) {
    r.allowOnly({"id", "name", "kind", "halfWidth_mm", "plane", "points", "source"});
    Corridor corridor;
    corridor.id = r.text("id", 60);
    corridor.name = r.text("name", 100);
    corridor.kind = r.choice("kind", kCorridorKinds);
    corridor.halfWidth = Mm(r.number("halfWidth_mm", 0, 30));
    corridor.plane = r.text("plane", kLongText);
    corridor.source = r.text("source", kLongText);
    r.objects("points", kMaxPoints,
              [&](const JsonReader& p) { corridor.points.push_back(pointFrom(p)); });
    if (corridor.points.empty())
        r.fail("needs at least one point");
    return corridor;
}

void readReference(const JsonReader& r, anatomy::CorridorReference& out) {
    r.allowOnly({"preauricular_x_mm", "nasion_y_mm", "inion_y_mm", "vertex_z_mm", "source"});
    out.preauricular_x = r.number("preauricular_x_mm", 30, 200);
    out.nasion_y = r.number("nasion_y_mm", 30, 200);
    out.inion_y = r.number("inion_y_mm", -200, -30);
    out.vertex_z = r.number("vertex_z_mm", 50, 250);
    (void)r.text("source", kLongText);
}

} // namespace

Result<anatomy::CorridorLibrary> readCorridors(const std::filesystem::path& file) {
    return readData<anatomy::CorridorLibrary>(
        file, {"mesomap.danger"},
        [](const JsonReader& root, anatomy::CorridorLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "reference", "corridors"});
            root.object("reference", [&](const JsonReader& r) { readReference(r, out.reference); });
            std::set<std::string> seen;
            root.objects("corridors", kMaxCorridors, [&](const JsonReader& r) {
                out.corridors.push_back(corridorFrom(r));
                requireNewId(r, seen, out.corridors.back().id);
            });
        });
}

} // namespace meso::store
