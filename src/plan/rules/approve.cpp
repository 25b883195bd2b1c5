#include "plan/rules/approve.h"

#include <algorithm>
#include <type_traits>

#include "base/hash.h"
#include "base/text.h"

namespace meso::plan {

namespace {

constexpr std::size_t kMaxReason = 500;
constexpr std::size_t kMaxName = 200;

bool isText(const std::string& text, std::size_t most) {
    return !text.empty() && text.size() <= most && text::isUtf8(text) &&
           text.find_first_not_of(" \t\n\r") != std::string::npos;
}

bool covers(const Acknowledgement& a, const RuleResult& finding) {
    return a.ruleId == finding.id && a.sentence == finding.sentence;
}

// One overload per part of a plan. Each adds its size or presence first, so that two plans cannot
// give the same stream in different ways.
void add(Hasher& h, double v) {
    h.add(v == 0 ? 0.0 : v); // -0 and 0 are equal
}
template <class Tag>
void add(Hasher& h, Quantity<Tag> v) {
    add(h, v.value());
}
void add(Hasher& h, int v) {
    h.add(static_cast<std::int64_t>(v));
}
void add(Hasher& h, std::uint64_t v) {
    h.add(v);
}
void add(Hasher& h, bool v) {
    h.add(static_cast<std::int64_t>(v ? 1 : 0));
}
void add(Hasher& h, const std::string& v) {
    h.add(static_cast<std::uint64_t>(v.size()));
    h.bytes(v.data(), v.size());
}
template <class T>
requires std::is_enum_v<T>
void add(Hasher& h, T v) {
    h.add(static_cast<std::int64_t>(v));
}
template <class T>
void add(Hasher& h, const std::optional<T>& v);
template <class T>
void add(Hasher& h, const std::vector<T>& v);

void add(Hasher& h, const anatomy::ScalpCoordinate& v) {
    add(h, v.s);
    add(h, v.t);
}
void add(Hasher& h, const anatomy::ScalpOutline& v) {
    add(h, v.name);
    add(h, v.points);
    add(h, v.density);
}
void add(Hasher& h, const ExclusionPatch& v) {
    add(h, v.name);
    add(h, v.centre);
    add(h, v.radius);
    add(h, v.margin);
}
void add(Hasher& h, const Ingredient& v) {
    add(h, v.compoundId);
    add(h, v.strength);
}
void add(Hasher& h, const Mixture& v) {
    add(h, v.name);
    add(h, v.ingredients);
}
void add(Hasher& h, const Needle& v) {
    add(h, v.gauge);
    add(h, v.length);
}
void add(Hasher& h, const InjectionSite& v) {
    add(h, v.id);
    add(h, v.place);
    add(h, v.onScalp.triangle);
    for (const double weight : v.onScalp.weights)
        add(h, weight);
    add(h, v.volume);
    add(h, v.depth);
    add(h, v.angle);
    add(h, v.locked);
    add(h, v.needle);
    add(h, v.mixture);
}

template <class T>
void add(Hasher& h, const std::optional<T>& v) {
    add(h, v.has_value());
    if (v)
        add(h, *v);
}
template <class T>
void add(Hasher& h, const std::vector<T>& v) {
    h.add(static_cast<std::uint64_t>(v.size()));
    for (const T& entry : v)
        add(h, entry);
}

void addPatientAndHead(Hasher& h, const Plan& plan) {
    add(h, plan.about.sex);
    add(h, plan.about.ageYears);
    add(h, plan.about.weight_kg);
    add(h, plan.about.flags);
    const anatomy::HeadMeasurements& head = plan.head;
    add(h, head.style);
    for (const auto& length :
         {head.length, head.breadth, head.circumference, head.nasionInionArc, head.tragusArc})
        add(h, length);
    add(h, head.tragusArcKind);
    add(h, head.hairUnderTape);
    add(h, plan.tissue.bloodFlowState);
    add(h, plan.tissue.thicknessByRegion);
    for (const auto& choice :
         {plan.tissue.temperature_C, plan.tissue.depotFraction, plan.tissue.leakShare})
        add(h, choice);
    add(h, plan.tissue.fatPartition);
}

} // namespace

bool isAcknowledged(const RuleResult& finding, const Plan& plan) {
    return std::any_of(plan.acknowledged.begin(), plan.acknowledged.end(),
                       [&](const Acknowledgement& a) { return covers(a, finding); });
}

Plan withdrawAcknowledgement(Plan plan, const RuleResult& finding) {
    std::erase_if(plan.acknowledged, [&](const Acknowledgement& a) { return covers(a, finding); });
    return plan;
}

Result<Plan> acknowledge(Plan plan, const RuleResult& finding, const std::string& reason,
                         const std::string& by) {
    if (finding.state != RuleState::Broken)
        return Error{"Rule " + finding.id + " is not broken; there is nothing to accept."};
    if (finding.severity == clinic::Severity::Error)
        return Error{"Rule " + finding.id +
                     " is an error: change the plan, or the clinic's protocol. A reason does not "
                     "lift it."};
    if (!isText(reason, kMaxReason))
        return Error{"Type why rule " + finding.id + " is accepted, in at most 500 bytes."};
    if (!isText(by, kMaxName))
        return Error{"Type who accepts rule " + finding.id + ", in at most 200 bytes."};
    plan = withdrawAcknowledgement(std::move(plan), finding);
    plan.acknowledged.push_back({finding.id, finding.sentence, reason, by});
    return plan;
}

std::vector<RuleResult> openFindings(const std::vector<RuleResult>& results, const Plan& plan) {
    std::vector<RuleResult> open;
    for (const clinic::Severity severity : {clinic::Severity::Error, clinic::Severity::Warning})
        for (const RuleResult& r : results)
            if (r.state == RuleState::Broken && r.severity == severity &&
                (severity == clinic::Severity::Error || !isAcknowledged(r, plan)))
                open.push_back(r);
    return open;
}

std::uint64_t approvalHash(const Plan& plan) {
    Hasher h;
    addPatientAndHead(h, plan);
    add(h, plan.area.presetId);
    add(h, plan.area.outlines);
    add(h, plan.area.exclusions);
    add(h, plan.formulation);
    add(h, plan.furtherMixtures);
    add(h, plan.vehicle);
    add(h, plan.syringe.volume);
    add(h, plan.syringe.deadVolume);
    add(h, plan.needle);
    add(h, plan.wantedSites);
    add(h, plan.wantedSpacing);
    add(h, plan.pattern);
    add(h, plan.seed);
    add(h, plan.sites);
    // Younger parts count where they say something, so that older approvals go on holding.
    if (plan.about.height_cm) {
        add(h, std::string("height"));
        add(h, *plan.about.height_cm);
    }
    if (plan.area.stageId != plan.area.presetId) {
        add(h, std::string("stage"));
        add(h, plan.area.stageId);
    }
    return h.value();
}

Result<Plan> approve(Plan plan, const std::vector<RuleResult>& results, const std::string& by,
                     const std::string& at) {
    if (plan.sites.empty())
        return Error{"The plan has no sites; there is nothing to approve."};
    const std::vector<RuleResult> open = openFindings(results, plan);
    if (!open.empty())
        return Error{"The plan cannot be approved: " + std::to_string(open.size()) +
                     (open.size() == 1 ? " finding is" : " findings are") + " open. First, rule " +
                     open.front().id + ": " + open.front().sentence};
    if (!isText(by, kMaxName))
        return Error{"Type who approves the plan, in at most 200 bytes."};
    if (at.empty())
        return Error{"The time of the approval is missing."};
    plan.approval = Approval{by, at, approvalHash(plan)};
    return plan;
}

bool approvalHolds(const Plan& plan) {
    return plan.approval && plan.approval->planHash == approvalHash(plan);
}

} // namespace meso::plan
