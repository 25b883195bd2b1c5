#include "store/plan_file.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "store/json_reader.h"
#include "store/plan_parts.h"

namespace meso::store {

using OrderedJson = nlohmann::ordered_json;

namespace {

constexpr const char* kFormat = "mesomap.plan";
constexpr std::size_t kMaxTitleBytes = 200;
constexpr std::size_t kMaxSites = 1000;
constexpr std::size_t kMaxOutlines = 50;
constexpr std::size_t kMaxOutlinePoints = 2000;
constexpr int kMaxTriangle = 10'000'000;
constexpr std::size_t kMaxFlags = 100;
constexpr WordTable<plan::LayoutPattern, 4> kPatterns{
    {{plan::LayoutPattern::Even, "even"},
     {plan::LayoutPattern::HexagonalRows, "hexagonalRows"},
     {plan::LayoutPattern::PartingRows, "partingRows"},
     {plan::LayoutPattern::AlongHairline, "alongHairline"}}};
static_assert(hasEveryValue(kPatterns));
constexpr WordTable<anatomy::TragusArc, 2> kTragusArcs{
    {{anatomy::TragusArc::ThroughCz, "throughCz"},
     {anatomy::TragusArc::InFrontalPlane, "frontalPlane"}}};
static_assert(hasEveryValue(kTragusArcs));

OrderedJson coordinateSystem() {
    return {{"frame",
             "Right-handed, millimetres; origin midway between the tragi, about 5 mm behind "
             "the preauricular points; x to the patient's right, y to the front, z up"},
            {"s", "Fraction along the midline from nasion (0) to inion (1)"},
            {"t", "Sideways: 0 midline, 0.8 on the 10 % contour, 1 on the base ring; negative is "
                  "the patient's left"},
            {"triangle", "Triangle of the scalp grid, the same on every head, with barycentric "
                         "weights"}};
}

OrderedJson headJson(const anatomy::HeadMeasurements& head) {
    OrderedJson out{{"style", head.style}};
    const auto add = [&](const char* key, const std::optional<Mm>& value) {
        if (value)
            out[key] = value->value();
    };
    add("length_mm", head.length);
    add("breadth_mm", head.breadth);
    add("circumference_mm", head.circumference);
    add("nasionInionArc_mm", head.nasionInionArc);
    add("tragusArc_mm", head.tragusArc);
    out["tragusArcKind"] = wordOf(kTragusArcs, head.tragusArcKind);
    out["hairUnderTape_mm"] = head.hairUnderTape.value();
    return out;
}

OrderedJson areaJson(const plan::TreatmentArea& area) {
    OrderedJson outlines = OrderedJson::array();
    for (const anatomy::ScalpOutline& o : area.outlines) {
        OrderedJson s = OrderedJson::array();
        OrderedJson t = OrderedJson::array();
        for (const anatomy::ScalpCoordinate& p : o.points) {
            s.push_back(p.s);
            t.push_back(p.t);
        }
        outlines.push_back({{"name", o.name}, {"s", s}, {"t", t}, {"density", o.density}});
    }
    OrderedJson exclusions = OrderedJson::array();
    for (const plan::ExclusionPatch& e : area.exclusions)
        exclusions.push_back({{"name", e.name},
                              {"s", e.centre.s},
                              {"t", e.centre.t},
                              {"radius_mm", e.radius.value()},
                              {"margin_mm", e.margin.value()}});
    OrderedJson out{{"preset", area.presetId}, {"outlines", outlines}, {"exclusions", exclusions}};
    if (area.stageId != area.presetId)
        out["stage"] = area.stageId;
    return out;
}

OrderedJson siteJson(const plan::InjectionSite& site) {
    OrderedJson out{{"id", site.id},
                    {"s", site.place.s},
                    {"t", site.place.t},
                    {"triangle", site.onScalp.triangle},
                    {"weights", site.onScalp.weights},
                    {"volume_ml", site.volume.value()},
                    {"depth_mm", site.depth.value()},
                    {"angle_deg", site.angle.value()}};
    if (site.locked)
        out["locked"] = true;
    if (site.needle)
        out["needle"] = needleJson(*site.needle);
    if (site.mixture != 0)
        out["mixture"] = site.mixture;
    return out;
}

std::optional<Mm> maybeMm(const JsonReader& r, const char* key, double low, double high) {
    const auto value = r.optionalNumber(key, low, high);
    return value ? std::optional<Mm>(*value) : std::nullopt;
}

/// Wide bounds against nonsense; whether a head can be built is for the head model to say.
anatomy::HeadMeasurements headFrom(const JsonReader& r) {
    r.allowOnly({"style", "length_mm", "breadth_mm", "circumference_mm", "nasionInionArc_mm",
                 "tragusArc_mm", "tragusArcKind", "hairUnderTape_mm"});
    anatomy::HeadMeasurements head;
    head.style = r.number("style", -1, 1);
    head.length = maybeMm(r, "length_mm", 1, 2000);
    head.breadth = maybeMm(r, "breadth_mm", 1, 2000);
    head.circumference = maybeMm(r, "circumference_mm", 1, 2000);
    head.nasionInionArc = maybeMm(r, "nasionInionArc_mm", 1, 2000);
    head.tragusArc = maybeMm(r, "tragusArc_mm", 1, 2000);
    head.tragusArcKind = r.choice("tragusArcKind", kTragusArcs);
    head.hairUnderTape = Mm(r.number("hairUnderTape_mm", 0, 100));
    return head;
}

anatomy::ScalpOutline outlineFrom(const JsonReader& r) {
    r.allowOnly({"name", "s", "t", "density"});
    anatomy::ScalpOutline out{r.text("name", kMaxTitleBytes), {}, 1};
    out.density = r.optionalNumber("density", 0.25, 4).value_or(1);
    const auto s = r.numbers("s", 3, kMaxOutlinePoints, 0, 1);
    const auto t = r.numbers("t", 3, kMaxOutlinePoints, -1, 1);
    if (s.size() != t.size())
        r.fail("must have as many values of s as of t");
    for (std::size_t i = 0; i < std::min(s.size(), t.size()); ++i)
        out.points.push_back({s[i], t[i]});
    return out;
}

plan::TreatmentArea areaFrom(const JsonReader& r) {
    r.allowOnly({"preset", "stage", "outlines", "exclusions"});
    plan::TreatmentArea area;
    area.presetId = r.text("preset", kMaxTitleBytes);
    area.stageId = r.has("stage") ? r.text("stage", kMaxTitleBytes) : area.presetId;
    r.objects("outlines", kMaxOutlines,
              [&](const JsonReader& o) { area.outlines.push_back(outlineFrom(o)); });
    r.objects("exclusions", kMaxOutlines, [&](const JsonReader& e) {
        e.allowOnly({"name", "s", "t", "radius_mm", "margin_mm"});
        area.exclusions.push_back({e.text("name", kMaxTitleBytes),
                                   {e.number("s", 0, 1), e.number("t", -1, 1)},
                                   Mm(e.number("radius_mm", 0.1, 60)),
                                   Mm(e.number("margin_mm", 0, 30))});
    });
    return area;
}

plan::InjectionSite siteFrom(const JsonReader& r) {
    r.allowOnly({"id", "s", "t", "triangle", "weights", "volume_ml", "depth_mm", "angle_deg",
                 "locked", "needle", "mixture"});
    plan::InjectionSite site;
    site.id = static_cast<int>(r.integer("id", 1, 1'000'000));
    site.place = {r.number("s", 0, 1), r.number("t", -1, 1)};
    site.onScalp.triangle = static_cast<int>(r.integer("triangle", 0, kMaxTriangle));
    const auto weights = r.numbers("weights", 3, 3, 0, 1);
    for (int k = 0; k < 3; ++k)
        site.onScalp.weights[k] = weights[k];
    if (!r.failed() && std::abs(weights[0] + weights[1] + weights[2] - 1) > 1e-6)
        r.fail("has weights that do not sum to 1");
    site.volume = Ml(r.number("volume_ml", 0.0001, 5));
    site.depth = Mm(r.number("depth_mm", 0.05, 25));
    site.angle = Degrees(r.number("angle_deg", 1, 90));
    site.locked = r.has("locked") && r.flag("locked");
    if (r.has("needle"))
        r.object("needle", [&](const JsonReader& n) { site.needle = needleFrom(n); });
    if (r.has("mixture"))
        site.mixture = static_cast<int>(r.integer("mixture", 0, 5));
    return site;
}

void readSites(const JsonReader& root, plan::Plan& plan) {
    std::set<int> seen;
    root.objects("sites", kMaxSites, [&](const JsonReader& r) {
        plan.sites.push_back(siteFrom(r));
        if (!seen.insert(plan.sites.back().id).second)
            r.fail("repeats the site id " + std::to_string(plan.sites.back().id));
        if (plan.sites.back().mixture > static_cast<int>(plan.furtherMixtures.size()))
            r.fail("names mixture " + std::to_string(plan.sites.back().mixture + 1) +
                   ", which the plan does not have");
    });
}

void readLayout(const JsonReader& root, plan::Plan& plan) {
    root.object("layout", [&](const JsonReader& r) {
        r.allowOnly({"sites", "spacing_mm", "seed", "pattern"});
        if (r.has("sites"))
            plan.wantedSites = static_cast<int>(r.integer("sites", 1, kMaxSites));
        plan.wantedSpacing = maybeMm(r, "spacing_mm", 0.1, 200);
        plan.seed = r.whole("seed");
        if (r.has("pattern"))
            plan.pattern = r.choice("pattern", kPatterns);
        if (plan.wantedSites && plan.wantedSpacing)
            r.fail("gives both a number of sites and a spacing");
    });
}

void readCase(const JsonReader& r, plan::CaseInfo& about) {
    r.allowOnly({"title", "sex", "age_years", "weight_kg", "height_cm", "flags"});
    about.title = r.text("title", kMaxTitleBytes);
    about.sex = r.oneOf("sex", {"male", "female", "unstated"});
    about.ageYears = static_cast<int>(r.integer("age_years", 0, 120));
    if (about.ageYears > 0 && about.ageYears < 18)
        r.fail("is of a person under 18, who must not be treated");
    about.weight_kg = r.optionalNumber("weight_kg", 20, 300);
    about.height_cm = r.optionalNumber("height_cm", 120, 230);
    if (r.has("flags"))
        about.flags = r.texts("flags", kMaxFlags, kMaxTitleBytes);
    if (!std::is_sorted(about.flags.begin(), about.flags.end(), std::less_equal<>()))
        r.fail("has flags that are out of order or named twice");
}

plan::Plan planFrom(const JsonReader& root, std::int64_t version) {
    root.allowOnly({"format", "version", "coordinates", "case", "head", "area", "formulation",
                    "needle", "layout", "sites", "furtherMixtures", "vehicle", "syringe", "tissue",
                    "acknowledged", "approval", "delivery"});
    plan::Plan plan;
    root.object("case", [&](const JsonReader& r) { readCase(r, plan.about); });
    root.object("head", [&](const JsonReader& r) { plan.head = headFrom(r); });
    root.object("area", [&](const JsonReader& r) { plan.area = areaFrom(r); });
    plan.formulation = ingredientsFrom(root, "formulation");
    root.object("needle", [&](const JsonReader& r) { plan.needle = needleFrom(r); });
    readLayout(root, plan);
    if (version > 1)
        readParts(root, plan);
    readSites(root, plan);
    return plan;
}

} // namespace

std::string planText(const plan::Plan& plan) {
    OrderedJson about{{"title", plan.about.title},
                      {"sex", plan.about.sex},
                      {"age_years", plan.about.ageYears},
                      {"flags", plan.about.flags}};
    if (plan.about.weight_kg)
        about["weight_kg"] = *plan.about.weight_kg;
    if (plan.about.height_cm)
        about["height_cm"] = *plan.about.height_cm;
    OrderedJson layout{{"seed", plan.seed}, {"pattern", wordOf(kPatterns, plan.pattern)}};
    if (plan.wantedSites)
        layout["sites"] = *plan.wantedSites;
    if (plan.wantedSpacing)
        layout["spacing_mm"] = plan.wantedSpacing->value();
    OrderedJson sites = OrderedJson::array();
    for (const plan::InjectionSite& s : plan.sites)
        sites.push_back(siteJson(s));
    OrderedJson root{{"format", kFormat},
                     {"version", kPlanVersion},
                     {"coordinates", coordinateSystem()},
                     {"case", about},
                     {"head", headJson(plan.head)},
                     {"area", areaJson(plan.area)},
                     {"formulation", ingredientsJson(plan.formulation)},
                     {"needle", needleJson(plan.needle)},
                     {"layout", layout},
                     {"sites", sites}};
    addParts(root, plan);
    // Bytes that are not UTF-8 cannot come from readPlan; from elsewhere they become U+FFFD.
    return root.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Result<plan::Plan> readPlan(std::string_view bytes, const std::string& name) {
    if (bytes.size() > kMaxPlanBytes)
        return Error{name + " is larger than " + std::to_string(kMaxPlanBytes >> 20) +
                     " MiB; a plan is a few kilobytes."};
    const auto root = parseJson(bytes, name);
    if (!root)
        return root.error();
    std::string fault;
    const JsonReader reader(*root, name + ":", fault);
    if (!root->is_object() || !root->contains("format") || (*root)["format"] != kFormat)
        return Error{name + " is not a Mesomap plan: its \"format\" is not \"" + kFormat + "\"."};
    const auto version = reader.integer("version", 1, 1'000'000);
    if (fault.empty() && version > kPlanVersion)
        return Error{name + " has version " + std::to_string(version) +
                     " of the plan format; this program reads version " +
                     std::to_string(kPlanVersion) + " and older. Open it with a newer program."};
    plan::Plan plan = planFrom(reader, version);
    if (!fault.empty())
        return Error{fault};
    return plan;
}

Result<plan::Plan> loadPlan(const std::filesystem::path& file) {
    const auto bytes = readFile(file, kMaxPlanBytes);
    if (!bytes)
        return bytes.error();
    return readPlan(*bytes, file.string());
}

Status savePlan(const plan::Plan& plan, const std::filesystem::path& file, Access access) {
    // Never write what could not be opened again.
    std::string bytes = planText(plan);
    if (const auto again = readPlan(bytes, "The plan"); !again)
        return Error{"The plan was not written: " + again.error().message};
    return writeFile(file, bytes, access);
}

} // namespace meso::store
