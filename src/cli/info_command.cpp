#include "cli/info_command.h"

#include <nlohmann/json.hpp>

#include "anatomy/head_model.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "cli/pictures.h"
#include "plan/dose.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

namespace {

json programJson(const Ground& ground) {
    json presets = json::array();
    for (const anatomy::AreaPreset& p : ground.library.areas.presets)
        presets.push_back({{"id", p.id}, {"name", p.name}, {"area_cm2", p.expectedCm2}});
    json compounds = json::array();
    for (const clinic::Compound& c : ground.library.compounds.compounds)
        compounds.push_back(
            {{"id", c.id},
             {"name", c.name},
             {"benchmark", c.benchmark},
             {c.countedIn == clinic::AmountUnit::Mg   ? "usual_strength_mg_per_ml"
              : c.countedIn == clinic::AmountUnit::Ml ? "usual_strength_ml_per_ml"
                                                      : "usual_strength_units_per_ml",
              c.usualStrength.value()},
             {"source", c.source}});
    return {{"files", ground.assets.root.string()},
            {"area_presets", presets},
            {"compounds", compounds}};
}

void sayProgram(const Ground& ground) {
    say("Mesomap: a planning, training and explanation aid, not a medical device.");
    say("Files: " + ground.assets.root.string());
    const auto pictures = PictureMaker::create(ground.assets);
    say("Pictures: " + (pictures.ok() ? pictures->driver() : pictures.error().message));
    say("Area presets:");
    std::vector<app::SummaryRow> rows;
    for (const anatomy::AreaPreset& p : ground.library.areas.presets)
        rows.push_back(
            {p.id, p.name + (p.expectedCm2 > 0 ? ", about " + text::fixed(p.expectedCm2, 0) + " cm²"
                                               : ": no area to treat")});
    sayTable(rows);
    say("Compounds:");
    rows.clear();
    for (const clinic::Compound* c : ground.library.compounds.offered())
        rows.push_back(
            {c->id, c->name + ", usually " + clinic::strengthText(c->countedIn, c->usualStrength)});
    sayTable(rows);
}

int infoAboutProgram(const InfoOptions& o) {
    const auto ground = openGround();
    if (!ground)
        return fail(ground.error());
    if (o.asJson)
        say(programJson(*ground).dump());
    else
        sayProgram(*ground);
    return kOk;
}

json optionalMm(const std::optional<Mm>& value) {
    return value ? json(value->value()) : json(nullptr);
}

json addressJson(const Result<anatomy::TapeAddress>& address) {
    if (!address)
        return nullptr;
    const char* sides[] = {"left", "midline", "right"};
    return {{"behind_nasion_mm", address->behindNasion.value()},
            {"lateral_mm", address->lateral.value()},
            {"side", sides[static_cast<int>(address->side)]},
            {"sentence", anatomy::sentenceOf(*address)}};
}

json planJson(const Desk& desk, const std::vector<geom::Vec3>& positions) {
    json sites = json::array();
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const plan::InjectionSite& site = desk.plan.sites[i];
        const geom::Vec3& p = positions[i];
        sites.push_back({{"id", site.id},
                         {"s", site.place.s},
                         {"t", site.place.t},
                         {"xyz_mm", {p.x(), p.y(), p.z()}},
                         {"address", addressJson(desk.head.frame.addressOf(p))},
                         {"near", desk.head.frame.nearestLabel(p).name},
                         {"volume_ml", site.volume.value()},
                         {"depth_mm", site.depth.value()}});
    }
    const anatomy::MeasuredHead& m = desk.head.head->reached;
    return {{"title", desk.plan.about.title},
            {"area_cm2", toCm2(desk.region.area())},
            {"volume_ml", plan::totalVolume(desk.plan).value()},
            {"head",
             {{"asked_length_mm", optionalMm(desk.plan.head.length)},
              {"length_mm", m.length.value()},
              {"breadth_mm", m.breadth.value()},
              {"circumference_mm", m.circumference.value()},
              {"nasion_inion_arc_mm", m.nasionInionArc.value()},
              {"tragus_arc_through_cz_mm", m.tragusArcThroughCz.value()},
              {"tragus_arc_frontal_mm", m.tragusArcFrontal.value()}}},
            {"sites", sites}};
}

void sayPlan(const Desk& desk, const std::vector<geom::Vec3>& positions) {
    say(text::printable(desk.plan.about.title, 200));
    sayTable(app::summaryOf(desk.plan, desk.head, desk.region, desk.library));
    const anatomy::MeasuredHead& m = desk.head.head->reached;
    sayTable({{"Head length, breadth", text::of(m.length) + ", " + text::of(m.breadth)},
              {"Circumference", text::of(m.circumference)},
              {"Nasion-inion arc", text::of(m.nasionInionArc)},
              {"Ear-to-ear arc", text::of(m.tragusArcThroughCz) + " through Cz, " +
                                     text::of(m.tragusArcFrontal) + " in the frontal plane"}});
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto address = desk.head.frame.addressOf(positions[i]);
        const plan::InjectionSite& site = desk.plan.sites[i];
        say("  " + std::to_string(site.id) + ": " +
            (address ? anatomy::sentenceOf(*address) : address.error().message) + ", near " +
            desk.head.frame.nearestLabel(positions[i]).name + "; " + text::of(site.volume, 3) +
            ", " + text::of(site.depth) + " deep");
    }
}

int infoAboutPlan(const InfoOptions& o) {
    const auto desk = openDesk(o.plan);
    if (!desk)
        return fail(desk.error());
    const auto positions = app::sitePositions(desk->plan, *desk->head.head);
    if (!positions)
        return fail(positions.error());
    if (o.asJson)
        say(planJson(*desk, *positions).dump());
    else
        sayPlan(*desk, *positions);
    return kOk;
}

} // namespace

int info(const InfoOptions& o) {
    return o.plan.empty() ? infoAboutProgram(o) : infoAboutPlan(o);
}

} // namespace meso::cli
