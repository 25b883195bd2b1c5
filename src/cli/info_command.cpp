#include <memory>

#include "anatomy/head_model.h"
#include "app/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "cli/pictures.h"

namespace meso::cli {

namespace {

int infoAboutProgram() {
    const auto ground = openGround();
    if (!ground)
        return fail(ground.error());
    say("Mesomap: a planning, training and explanation aid, not a medical device.");
    say("Files: " + ground->assets.root.string());
    const auto pictures = PictureMaker::create(ground->assets);
    say("Pictures: " + (pictures.ok() ? pictures->driver() : pictures.error().message));
    say("Area presets:");
    std::vector<app::SummaryRow> rows;
    for (const anatomy::AreaPreset& p : ground->library.areas.presets)
        rows.push_back({p.id, p.name + ", about " + text::fixed(p.expectedCm2, 0) + " cm²"});
    sayTable(rows);
    say("Compounds:");
    rows.clear();
    for (const plan::Compound& c : ground->library.compounds.compounds)
        rows.push_back({c.id, c.name + ", usually " + text::of(c.usualStrength)});
    sayTable(rows);
    return kOk;
}

int infoAboutPlan(const std::string& file) {
    const auto desk = openDesk(file);
    if (!desk)
        return fail(desk.error());
    say(text::printable(desk->plan.about.title, 200));
    sayTable(app::summaryOf(desk->plan, desk->head, desk->region, desk->library));
    const anatomy::MeasuredHead& m = desk->head.head->reached;
    sayTable({{"Head length, breadth", text::of(m.length) + ", " + text::of(m.breadth)},
              {"Circumference", text::of(m.circumference)},
              {"Nasion-inion arc", text::of(m.nasionInionArc)},
              {"Ear-to-ear arc", text::of(m.tragusArcThroughCz) + " through Cz, " +
                                     text::of(m.tragusArcFrontal) + " in the frontal plane"}});
    const auto positions = app::sitePositions(desk->plan, *desk->head.head);
    if (!positions)
        return fail(positions.error());
    for (std::size_t i = 0; i < positions->size(); ++i) {
        const auto address = desk->head.frame.addressOf((*positions)[i]);
        const plan::InjectionSite& site = desk->plan.sites[i];
        say("  " + std::to_string(site.id) + ": " +
            (address ? anatomy::sentenceOf(*address) : address.error().message) + ", near " +
            desk->head.frame.nearestLabel((*positions)[i]).name + "; " + text::of(site.volume, 3) +
            ", " + text::of(site.depth) + " deep");
    }
    return kOk;
}

} // namespace

int info(const InfoOptions& o) {
    return o.plan.empty() ? infoAboutProgram() : infoAboutPlan(o.plan);
}

} // namespace meso::cli
