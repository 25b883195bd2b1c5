#include "store/plan_parts.h"

#include <algorithm>

#include "base/text.h"

namespace meso::store {

using OrderedJson = nlohmann::ordered_json;

namespace {

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxReasonBytes = 500;
constexpr std::size_t kSentence = 2000;
constexpr std::size_t kMaxMixtures = 5;
constexpr std::size_t kMaxAcknowledged = 200;
constexpr std::size_t kMaxSteps = 5000;
constexpr WordTable<plan::Outcome, 4> kOutcomes{{{plan::Outcome::Done, "done"},
                                                 {plan::Outcome::Skipped, "skipped"},
                                                 {plan::Outcome::Moved, "moved"},
                                                 {plan::Outcome::Extra, "extra"}}};
static_assert(hasEveryValue(kOutcomes));

OrderedJson tissueJson(const plan::TissueChoices& tissue) {
    OrderedJson out{{"bloodFlowState", tissue.bloodFlowState},
                    {"thicknessByRegion", tissue.thicknessByRegion},
                    {"fatPartition", tissue.fatPartition}};
    const auto add = [&](const char* key, const std::optional<double>& value) {
        if (value)
            out[key] = *value;
    };
    add("temperature_C", tissue.temperature_C);
    add("depotFraction", tissue.depotFraction);
    add("leakShare", tissue.leakShare);
    return out;
}

plan::TissueChoices tissueFrom(const JsonReader& r) {
    r.allowOnly({"bloodFlowState", "thicknessByRegion", "fatPartition", "temperature_C",
                 "depotFraction", "leakShare"});
    plan::TissueChoices tissue;
    tissue.bloodFlowState = r.text("bloodFlowState", kMaxNameBytes);
    tissue.thicknessByRegion = r.flag("thicknessByRegion");
    tissue.fatPartition = r.flag("fatPartition");
    tissue.temperature_C = r.optionalNumber("temperature_C", 10, 45);
    tissue.depotFraction = r.optionalNumber("depotFraction", 0.2, 3);
    tissue.leakShare = r.optionalNumber("leakShare", 0, 0.9);
    return tissue;
}

OrderedJson acknowledgedJson(const std::vector<plan::Acknowledgement>& acknowledged) {
    OrderedJson out = OrderedJson::array();
    for (const plan::Acknowledgement& a : acknowledged)
        out.push_back(
            {{"rule", a.ruleId}, {"finding", a.sentence}, {"reason", a.reason}, {"by", a.by}});
    return out;
}

plan::Acknowledgement acknowledgementFrom(const JsonReader& r) {
    r.allowOnly({"rule", "finding", "reason", "by"});
    plan::Acknowledgement a{r.text("rule", kMaxNameBytes), r.text("finding", kSentence),
                            r.text("reason", kMaxReasonBytes), r.text("by", kMaxNameBytes)};
    if (!r.failed() && (a.reason.empty() || a.by.empty()))
        r.fail("needs a reason and a name");
    return a;
}

OrderedJson deliveryJson(const plan::SessionRecord& delivery) {
    OrderedJson steps = OrderedJson::array();
    for (const plan::RecordedStep& s : delivery.steps)
        steps.push_back({{"site", s.siteId},
                         {"outcome", wordOf(kOutcomes, s.outcome)},
                         {"volume_ml", s.volume.value()},
                         {"note", s.note}});
    return {{"begun", delivery.begunAt}, {"ended", delivery.endedAt}, {"steps", steps}};
}

plan::SessionRecord deliveryFrom(const JsonReader& r) {
    r.allowOnly({"begun", "ended", "steps"});
    plan::SessionRecord delivery{
        r.text("begun", kMaxNameBytes), r.text("ended", kMaxNameBytes), {}};
    r.objects("steps", kMaxSteps, [&](const JsonReader& step) {
        step.allowOnly({"site", "outcome", "volume_ml", "note"});
        plan::RecordedStep s;
        s.siteId = static_cast<int>(step.integer("site", 0, 1'000'000));
        s.outcome = step.choice("outcome", kOutcomes);
        s.volume = Ml(step.number("volume_ml", 0, 5));
        s.note = step.text("note", kMaxReasonBytes);
        delivery.steps.push_back(s);
    });
    return delivery;
}

} // namespace

OrderedJson ingredientsJson(const std::vector<plan::Ingredient>& ingredients) {
    OrderedJson out = OrderedJson::array();
    for (const plan::Ingredient& i : ingredients)
        out.push_back({{"compound", i.compoundId}, {"strength_mg_per_ml", i.strength.value()}});
    return out;
}

std::vector<plan::Ingredient> ingredientsFrom(const JsonReader& r, std::string_view key) {
    std::vector<plan::Ingredient> out;
    r.objects(key, kMaxIngredients, [&](const JsonReader& i) {
        i.allowOnly({"compound", "strength_mg_per_ml"});
        const plan::Ingredient found{i.text("compound", kMaxNameBytes),
                                     MgPerMl(i.number("strength_mg_per_ml", 1e-9, 1000))};
        if (std::any_of(out.begin(), out.end(), [&](const plan::Ingredient& other) {
                return other.compoundId == found.compoundId;
            }))
            i.fail("repeats the compound \"" + text::printable(found.compoundId) + "\"");
        out.push_back(found);
    });
    return out;
}

OrderedJson needleJson(const plan::Needle& needle) {
    return {{"gauge", needle.gauge}, {"length_mm", needle.length.value()}};
}

plan::Needle needleFrom(const JsonReader& r) {
    r.allowOnly({"gauge", "length_mm"});
    return {r.text("gauge", 20), Mm(r.number("length_mm", 0.5, 50))};
}

void addParts(OrderedJson& root, const plan::Plan& plan) {
    OrderedJson mixtures = OrderedJson::array();
    for (const plan::Mixture& m : plan.furtherMixtures)
        mixtures.push_back({{"name", m.name}, {"ingredients", ingredientsJson(m.ingredients)}});
    root["furtherMixtures"] = mixtures;
    root["vehicle"] = plan.vehicle;
    root["syringe"] = {{"volume_ml", plan.syringe.volume.value()},
                       {"dead_ml", plan.syringe.deadVolume.value()}};
    root["tissue"] = tissueJson(plan.tissue);
    root["acknowledged"] = acknowledgedJson(plan.acknowledged);
    if (plan.approval)
        root["approval"] = {{"by", plan.approval->by},
                            {"at", plan.approval->at},
                            {"plan", plan.approval->planHash}};
    if (plan.sessionRecord)
        root["delivery"] = deliveryJson(*plan.sessionRecord);
}

void readParts(const JsonReader& root, plan::Plan& plan) {
    root.objects("furtherMixtures", kMaxMixtures, [&](const JsonReader& m) {
        m.allowOnly({"name", "ingredients"});
        plan.furtherMixtures.push_back(
            {m.text("name", kMaxNameBytes), ingredientsFrom(m, "ingredients")});
    });
    plan.vehicle = root.text("vehicle", kMaxNameBytes);
    root.object("syringe", [&](const JsonReader& r) {
        r.allowOnly({"volume_ml", "dead_ml"});
        plan.syringe = {Ml(r.number("volume_ml", 0.1, 60)), Ml(r.number("dead_ml", 0, 1))};
    });
    root.object("tissue", [&](const JsonReader& r) { plan.tissue = tissueFrom(r); });
    root.objects("acknowledged", kMaxAcknowledged,
                 [&](const JsonReader& r) { plan.acknowledged.push_back(acknowledgementFrom(r)); });
    if (root.has("approval"))
        root.object("approval", [&](const JsonReader& r) {
            r.allowOnly({"by", "at", "plan"});
            plan.approval = plan::Approval{r.text("by", kMaxNameBytes), r.text("at", kMaxNameBytes),
                                           r.whole("plan")};
        });
    if (root.has("delivery"))
        root.object("delivery", [&](const JsonReader& r) { plan.sessionRecord = deliveryFrom(r); });
}

} // namespace meso::store
