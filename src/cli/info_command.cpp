#include "cli/info_command.h"

#include <nlohmann/json.hpp>

#include "anatomy/hair_loss.h"
#include "anatomy/head_model.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/pictures.h"
#include "cli/plan_context.h"
#include "plan/dose.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

namespace {

json programJson(const ProgramData& program) {
    json presets = json::array();
    for (const anatomy::AreaPreset& p : program.library.areas.presets)
        presets.push_back({{"id", p.id}, {"name", p.name}, {"area_cm2", p.expectedCm2}});
    json compounds = json::array();
    for (const clinic::Compound& c : program.library.compounds.compounds)
        compounds.push_back(
            {{"id", c.id},
             {"name", c.name},
             {"benchmark", c.benchmark},
             {c.countedIn == clinic::AmountUnit::Mg   ? "usual_strength_mg_per_ml"
              : c.countedIn == clinic::AmountUnit::Ml ? "usual_strength_ml_per_ml"
                                                      : "usual_strength_units_per_ml",
              c.usualStrength.value()},
             {"source", c.source}});
    return {{"files", program.assets.root.string()},
            {"area_presets", presets},
            {"compounds", compounds}};
}

void printProgram(const ProgramData& program) {
    printLine("Mesomap: a planning, training and explanation aid, not a medical device.");
    printLine("Files: " + program.assets.root.string());
    const auto pictures = PictureMaker::create(program.assets);
    printLine("Pictures: " + (pictures.ok() ? pictures->driver() : pictures.error().message));
    printLine("Area presets:");
    std::vector<app::SummaryRow> rows;
    for (const anatomy::AreaPreset& p : program.library.areas.presets)
        rows.push_back(
            {p.id, p.name + (p.expectedCm2 > 0 ? ", about " + text::fixed(p.expectedCm2, 0) + " cm²"
                                               : ": no area to treat")});
    printTable(rows);
    printLine("Compounds:");
    rows.clear();
    for (const clinic::Compound* c : program.library.compounds.offered())
        rows.push_back(
            {c->id, c->name + ", usually " + clinic::strengthText(c->countedIn, c->usualStrength)});
    printTable(rows);
}

int infoAboutProgram(const InfoOptions& o) {
    const auto program = openProgramData();
    if (!program)
        return fail(program.error());
    if (o.asJson)
        printLine(programJson(*program).dump());
    else
        printProgram(*program);
    return kOk;
}

json optionalMm(const std::optional<Mm>& value) {
    return value ? json(value->value()) : json(nullptr);
}

constexpr WordTable<anatomy::Side, 3> kSideWords{{{anatomy::Side::Left, "left"},
                                                  {anatomy::Side::Midline, "midline"},
                                                  {anatomy::Side::Right, "right"}}};
static_assert(hasEveryValue(kSideWords));

json addressJson(const Result<anatomy::TapeAddress>& address) {
    if (!address)
        return nullptr;
    return {{"behind_nasion_mm", address->behindNasion.value()},
            {"lateral_mm", address->lateral.value()},
            {"side", wordOf(kSideWords, address->side)},
            {"sentence", anatomy::sentenceOf(*address)}};
}

json planJson(const PlanContext& context, const std::vector<geom::Vec3>& positions) {
    json sites = json::array();
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const plan::InjectionSite& site = context.plan.sites[i];
        const geom::Vec3& p = positions[i];
        sites.push_back({{"id", site.id},
                         {"s", site.place.s},
                         {"t", site.place.t},
                         {"xyz_mm", {p.x(), p.y(), p.z()}},
                         {"address", addressJson(context.head.frame.addressOf(p))},
                         {"near", context.head.frame.nearestLabel(p).name},
                         {"volume_ml", site.volume.value()},
                         {"depth_mm", site.depth.value()}});
    }
    const anatomy::MeasuredHead& m = context.head.head->reached;
    return {{"title", context.plan.about.title},
            {"area_cm2", toCm2(context.region.area())},
            {"volume_ml", plan::totalVolume(context.plan).value()},
            {"head",
             {{"asked_length_mm", optionalMm(context.plan.head.length)},
              {"length_mm", m.length.value()},
              {"breadth_mm", m.breadth.value()},
              {"circumference_mm", m.circumference.value()},
              {"nasion_inion_arc_mm", m.nasionInionArc.value()},
              {"tragus_arc_through_cz_mm", m.tragusArcThroughCz.value()},
              {"tragus_arc_frontal_mm", m.tragusArcFrontal.value()}}},
            {"sites", sites}};
}

void printPlan(const PlanContext& context, const std::vector<geom::Vec3>& positions) {
    printLine(text::printable(context.plan.about.title, 200));
    printTable(app::summaryOf(context.plan, context.head, context.region, context.library));
    const anatomy::MeasuredHead& m = context.head.head->reached;
    printTable({{"Head length, breadth", text::of(m.length) + ", " + text::of(m.breadth)},
                {"Circumference", text::of(m.circumference)},
                {"Nasion-inion arc", text::of(m.nasionInionArc)},
                {"Ear-to-ear arc", text::of(m.tragusArcThroughCz) + " through Cz, " +
                                       text::of(m.tragusArcFrontal) + " in the frontal plane"}});
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto address = context.head.frame.addressOf(positions[i]);
        const plan::InjectionSite& site = context.plan.sites[i];
        printLine("  " + std::to_string(site.id) + ": " +
                  (address ? anatomy::sentenceOf(*address) : address.error().message) + ", near " +
                  context.head.frame.nearestLabel(positions[i]).name + "; " +
                  text::of(site.volume, 3) + ", " + text::of(site.depth) + " deep");
    }
}

int infoAboutPlan(const InfoOptions& o) {
    const auto context = openPlanContext(o.plan);
    if (!context)
        return fail(context.error());
    const auto positions = app::sitePositions(context->plan, *context->head.head);
    if (!positions)
        return fail(positions.error());
    if (o.asJson)
        printLine(planJson(*context, *positions).dump());
    else
        printPlan(*context, *positions);
    return kOk;
}

} // namespace

int info(const InfoOptions& o) {
    return o.plan.empty() ? infoAboutProgram(o) : infoAboutPlan(o);
}

} // namespace meso::cli
