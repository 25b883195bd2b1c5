#include "ui/plan/case_section.h"

#include <algorithm>
#include <string_view>

#include "app/library.h"
#include "base/text.h"
#include "clinic/patient_flags.h"
#include "plan/case_edits.h"
#include "plan/flag_conflicts.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/mix_page.h"

namespace meso::ui {

namespace {

/// As the plan writes a sex and as the window says it.
constexpr WordTable<std::string_view, 3> kSexes{
    {{"male", "Male"}, {"female", "Female"}, {"unstated", "Not stated"}}};

/// For a number that need not be stated: 0 stands for that.
template <class Field>
void makeOptional(Field& field) {
    field.step = 0;
    field.bounds = {0, 1000};
    field.whenEmpty = "Not stated.";
}

NumberField measureField(const std::string& id, const std::string& label,
                         std::optional<double> value, const std::string& unit) {
    NumberField field{.id = id, .label = label, .value = value};
    makeOptional(field);
    if (value)
        field.shown = text::significant(*value) + unit;
    field.read = [unit](const std::string& typed) { return readPlain(typed, unit); };
    return field;
}

Result<int> readYears(const std::string& typed) {
    const auto years = readPlain(typed, " years");
    if (!years)
        return years.error();
    if (*years != std::round(*years))
        return Error{"Type whole years."};
    return static_cast<int>(std::clamp(*years, -1e6, 1e6)); // out of bounds as before
}

void drawAge(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const int years = plan.about.ageYears;
    CountField age("case.age", "Age", years > 0 ? std::optional(years) : std::nullopt);
    makeOptional(age);
    if (years > 0)
        age.shown = text::significant(years) + " years";
    age.range = "18 to 120 years; 0: not stated";
    age.read = readYears;
    if (const auto value = numberField(panel.kit, panel.fields, age))
        apply(panel, age.id, plan::setAge(plan, *value), "Age");
}

void drawBodyAndAge(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    NumberField weight = measureField("case.weight", "Weight", plan.about.weight_kg, " kg");
    weight.range = "20 to 300 kg; 0: not stated";
    if (const auto value = numberField(panel.kit, panel.fields, weight)) {
        const auto kg = *value > 0 ? std::optional<double>(*value) : std::nullopt;
        apply(panel, weight.id, plan::setWeight(plan, kg), "Weight");
    }
    if (!plan.about.weight_kg)
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                    "Needed for the limits of local anaesthetics.");
    NumberField height = measureField("case.height", "Height", plan.about.height_cm, " cm");
    height.range = "120 to 230 cm; 0: not stated";
    if (const auto value = numberField(panel.kit, panel.fields, height)) {
        const auto cm = *value > 0 ? std::optional<double>(*value) : std::nullopt;
        apply(panel, height.id, plan::setHeight(plan, cm), "Height");
    }
    drawAge(panel);
}

void drawSex(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    std::string_view sex = plan.about.sex;
    if (segmentedOf(panel.kit, "case.sex", kSexes, sex, ImGui::GetContentRegionAvail().x))
        apply(panel, "case.sex", plan::setSex(plan, std::string(sex)), "Sex");
}

void drawFinding(Panel& panel, const std::string& id, const std::string& name) {
    const plan::Plan& plan = panel.openCase().plan();
    const auto& flags = plan.about.flags;
    bool found = std::find(flags.begin(), flags.end(), id) != flags.end();
    if (toggle(panel.kit, "case.flag." + id, name, found))
        apply(panel, "case.flag." + id, plan::setFlag(plan, id, found),
              (found ? "Note: " : "Take back: ") + name);
}

/// The library's findings under their headings, each heading once, in file order.
void drawHistoryFindings(Panel& panel) {
    Kit& kit = panel.kit;
    const clinic::PatientFlagLibrary& library = panel.openCase().library().patientFlags;
    std::vector<std::string> groups;
    for (const clinic::PatientFlag& flag : library.flags)
        if (std::find(groups.begin(), groups.end(), flag.group) == groups.end())
            groups.push_back(flag.group);
    for (const std::string& group : groups) {
        wrappedText(kit, kit.fonts.captionMedium, kit.theme.muted, group);
        for (const clinic::PatientFlag& flag : library.flags)
            if (flag.group == group)
                drawFinding(panel, flag.id, flag.name);
    }
    for (const std::string& id : plan::unknownFlags(panel.openCase().plan().about, library))
        drawFinding(panel, id, "Unknown finding \"" + text::printable(id) + "\"");
}

} // namespace

void drawCaseSection(Panel& panel) {
    const auto& about = panel.openCase().plan().about;
    section(panel.kit, "Patient", "A code, never a name");
    drawSex(panel);
    drawBodyAndAge(panel);
    const std::size_t count = about.flags.size();
    const std::string remark = count == 0 ? "None ticked" : std::to_string(count) + " ticked";
    if (fold(panel, "case.findings", "History and allergies", remark))
        drawHistoryFindings(panel);
    for (const plan::ApplicableFlag& held :
         plan::flagsOf(about, panel.openCase().library().patientFlags))
        if (!held.flag->sentence.empty() && held.flag->level == clinic::FlagLevel::Block)
            banner(panel.kit, Tone::Danger,
                   (held.certain ? "" : "Sex or age is not stated. ") + held.flag->sentence);
}

} // namespace meso::ui
