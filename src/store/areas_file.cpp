#include "store/areas_file.h"

#include "store/data_files.h"
#include "store/data_reader.h"

namespace meso::store {

namespace {

using anatomy::ScalpCoordinate;

// Scalp coordinates are precise between these; see ScalpFrame::isPrecise.
constexpr double kFirstS = 0.12;
constexpr double kLastS = 0.88;

double placeS(const JsonReader& r, const char* key) {
    return r.number(key, kFirstS, kLastS);
}

double numberOrZero(const JsonReader& r, const char* key, double low, double high) {
    return r.optionalNumber(key, low, high).value_or(0);
}

anatomy::BandShape bandFrom(const JsonReader& r) {
    r.allowOnly({"kind", "from_s", "to_s", "side_s", "max_t", "round_s", "round_t"});
    anatomy::BandShape band;
    band.fromS = r.optionalNumber("from_s", kFirstS, kLastS);
    band.toS = placeS(r, "to_s");
    band.sideS = r.optionalNumber("side_s", kFirstS, kLastS).value_or(band.toS);
    band.maxT = r.number("max_t", 0.01, 1);
    band.roundS = numberOrZero(r, "round_s", 0, 0.5);
    band.roundT = numberOrZero(r, "round_t", 0, 1);
    if (band.roundT > band.maxT)
        r.fail("must have round_t of at most max_t");
    return band;
}

anatomy::MirroredShape mirroredFrom(const JsonReader& r, bool acrossMidline) {
    r.allowOnly({"kind", "hairline_t", "corners_s", "corners_t"});
    anatomy::MirroredShape shape;
    shape.acrossMidline = acrossMidline;
    const auto s = r.numbers("corners_s", 2, 200, kFirstS, kLastS);
    const auto t = r.numbers("corners_t", 2, 200, 0, 1);
    if (s.size() != t.size())
        r.fail("must have as many values of corners_s as of corners_t");
    for (std::size_t i = 0; i < std::min(s.size(), t.size()); ++i)
        shape.corners.push_back({s[i], t[i]});
    if (r.has("hairline_t")) {
        const auto ends = r.numbers("hairline_t", 2, 2, 0, 1);
        shape.hairlineFromT = ends[0];
        shape.hairlineToT = ends[1];
    }
    return shape;
}

using ShapeReader = anatomy::AreaShape (*)(const JsonReader&);
constexpr WordTable<ShapeReader, 8> kShapes{
    {{[](const JsonReader& r) -> anatomy::AreaShape {
          r.allowOnly({"kind", "s", "t", "radius_mm"});
          return anatomy::DiscShape{{placeS(r, "s"), r.number("t", -1, 1)},
                                    Mm(r.number("radius_mm", 1, 120))};
      },
      "disc"},
     {[](const JsonReader& r) -> anatomy::AreaShape { return bandFrom(r); }, "band"},
     {[](const JsonReader& r) -> anatomy::AreaShape {
          r.allowOnly({"kind", "from_t", "to_t", "apex_s", "apex_t"});
          return anatomy::RecessShape{r.number("from_t", 0, 1),
                                      r.number("to_t", 0, 1),
                                      {placeS(r, "apex_s"), r.number("apex_t", 0, 1)}};
      },
      "recess"},
     {[](const JsonReader& r) -> anatomy::AreaShape {
          r.allowOnly({"kind", "from_s", "to_s", "max_t"});
          return anatomy::EllipseShape{placeS(r, "from_s"), placeS(r, "to_s"),
                                       r.number("max_t", 0.01, 1)};
      },
      "ellipse"},
     {[](const JsonReader& r) -> anatomy::AreaShape {
          r.allowOnly({"kind", "half_width_mm", "to_s"});
          return anatomy::StripShape{Mm(r.number("half_width_mm", 1, 90)), placeS(r, "to_s")};
      },
      "strip"},
     {[](const JsonReader& r) -> anatomy::AreaShape {
          r.allowOnly({"kind", "half_base_mm", "apex_s"});
          return anatomy::TriangleShape{Mm(r.number("half_base_mm", 1, 90)), placeS(r, "apex_s")};
      },
      "triangle"},
     {[](const JsonReader& r) -> anatomy::AreaShape { return mirroredFrom(r, false); }, "pair"},
     {[](const JsonReader& r) -> anatomy::AreaShape { return mirroredFrom(r, true); }, "loop"}}};

anatomy::AreaShape shapeFrom(const JsonReader& r) {
    return r.choice("kind", kShapes)(r);
}

anatomy::AreaPreset presetFrom(const JsonReader& r, std::int64_t version) {
    r.allowOnly(
        {"id", "name", "group", "head", "expectedArea_cm2", "shapes", "noArea", "note", "source"});
    anatomy::AreaPreset preset;
    preset.id = r.text("id", 60);
    preset.name = r.text("name", 100);
    preset.source = r.text("source", kLongText);
    if (version >= 2) {
        preset.group = r.text("group", 60);
        preset.onFemaleHead = r.oneOf("head", {"male", "female"}) == "female";
    }
    preset.note = r.optionalText("note", kLongText);
    preset.noArea = r.optionalText("noArea", kLongText);
    r.objects("shapes", 20, [&](const JsonReader& s) { preset.shapes.push_back(shapeFrom(s)); });
    if (preset.shapes.empty() == preset.noArea.empty())
        r.fail("needs either shapes or a sentence in noArea that says why it has none");
    if (!preset.shapes.empty())
        preset.expectedCm2 = r.number("expectedArea_cm2", 0.1, 2000);
    return preset;
}

} // namespace

Result<anatomy::AreaLibrary> readAreas(const std::filesystem::path& file) {
    return readData<anatomy::AreaLibrary>(
        file, {"mesomap.areas", 1, 2},
        [](const JsonReader& root, anatomy::AreaLibrary& out, std::int64_t version) {
            root.allowOnly({"schema", "version", "about", "hairline", "presets"});
            root.object("hairline", [&](const JsonReader& r) {
                r.allowOnly({"middle_s", "corner_t", "corner_s", "temple_t", "temple_s", "ear_s",
                             "source"});
                out.hairline = {r.number("middle_s", 0.1, 0.9), r.number("corner_t", 0.01, 0.99),
                                r.number("corner_s", 0.1, 0.9), r.number("temple_t", 0.01, 0.99),
                                r.number("temple_s", 0.1, 0.9), r.number("ear_s", 0.1, 0.9),
                                r.text("source", kLongText)};
                if (out.hairline.cornerT >= out.hairline.templeT)
                    r.fail("must have corner_t below temple_t");
            });
            std::set<std::string> seen;
            root.objects("presets", kMaxEntries, [&](const JsonReader& r) {
                out.presets.push_back(presetFrom(r, version));
                requireNewId(r, seen, out.presets.back().id);
            });
        });
}

} // namespace meso::store
