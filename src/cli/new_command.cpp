#include "cli/new_command.h"

#include <filesystem>
#include <optional>
#include <sstream>

#include "app/edits/area_edits.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/plan_context.h"
#include "store/plan_file.h"

namespace meso::cli {

namespace {

/// The typed measurements of a head. Empty words leave a measure unset.
Result<anatomy::HeadMeasurements> measurementsFrom(const NewOptions& o) {
    anatomy::HeadMeasurements head;
    std::optional<Mm> hair;
    for (const auto& [words, into] :
         {std::pair{&o.length, &head.length}, std::pair{&o.breadth, &head.breadth},
          std::pair{&o.circumference, &head.circumference},
          std::pair{&o.nasionInion, &head.nasionInionArc}, std::pair{&o.tragus, &head.tragusArc},
          std::pair{&o.hair, &hair}}) {
        if (words->empty())
            continue;
        const auto value = text::length(*words);
        if (!value)
            return value.error();
        *into = *value;
    }
    const double bySex = o.sex == "male" ? 0.5 : o.sex == "female" ? -0.5 : 0.0;
    head.style = o.style.value_or(bySex);
    head.hairUnderTape = hair.value_or(Mm(0));
    head.tragusArcKind =
        o.tragusInFrontalPlane ? anatomy::TragusArc::InFrontalPlane : anatomy::TragusArc::ThroughCz;
    return head;
}

/// "naevus=0.8,0.1,4 mm,10 mm": name, place in scalp coordinates, radius, margin.
Result<plan::ExclusionPatch> patchFrom(const std::string& words) {
    const Error unclear{"\"" + text::printable(words) +
                        "\" is not a patch. Write it like \"naevus=0.8,0.1,4 mm,10 mm\": name, s, "
                        "t, radius, and the margin if it is not 10 mm."};
    const auto equals = words.find('=');
    if (equals == std::string::npos)
        return unclear;
    std::vector<std::string> parts;
    std::istringstream rest(words.substr(equals + 1));
    for (std::string part; std::getline(rest, part, ',');)
        parts.push_back(part);
    if (parts.size() < 3 || parts.size() > 4)
        return unclear;
    const auto s = text::number(parts[0]), t = text::number(parts[1]);
    const auto radius = text::length(parts[2]);
    const auto margin = parts.size() == 4 ? text::length(parts[3]) : plan::ExclusionPatch().margin;
    if (!s || !t || !radius || !margin)
        return unclear;
    return plan::ExclusionPatch{words.substr(0, equals), {*s, *t}, *radius, *margin};
}

} // namespace

int makeNew(const NewOptions& o) {
    const auto measurements = measurementsFrom(o);
    if (!measurements)
        return usageError(measurements.error());
    std::error_code ignored;
    if (!o.force && std::filesystem::is_regular_file(o.out, ignored))
        return fail(Error{"The file " + o.out + " exists. Choose another name, or add --force."});
    const auto program = openProgramData();
    if (!program)
        return fail(program.error());
    const auto headContext = app::openHead(*measurements, program->assets);
    if (!headContext)
        return fail(headContext.error());
    auto made = app::newPlan(o.area, *headContext, program->library);
    if (!made)
        return fail(made.error());
    plan::Plan plan = std::move(made).value();
    if (!o.title.empty())
        plan.about.title = o.title;
    plan.about.sex = o.sex;
    plan.about.ageYears = o.age;
    for (const std::string& words : o.compounds) {
        const auto ingredient = ingredientFrom(words, program->library.compounds);
        if (!ingredient)
            return fail(ingredient.error());
        plan.formulation.push_back(*ingredient);
    }
    for (const std::string& words : o.exclusions) {
        const auto patch = patchFrom(words);
        if (!patch)
            return usageError(patch.error());
        auto next = app::addExclusion(std::move(plan), *patch, *headContext);
        if (!next)
            return fail(next.error());
        plan = std::move(next).value();
    }
    if (auto status = store::savePlan(plan, o.out); !status)
        return fail(status.error());
    note("Wrote " + o.out + ". Next: mesomap-cli layout " + o.out);
    return kOk;
}

} // namespace meso::cli
