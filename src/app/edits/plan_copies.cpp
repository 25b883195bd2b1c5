#include "app/edits/plan_copies.h"

#include "base/text.h"

namespace meso::app {

namespace {

constexpr std::size_t kMaxTitle = 200;
constexpr std::size_t kEllipsis = 3; ///< bytes that a cut text gets

void forgetRecord(plan::Plan& plan) {
    plan.acknowledged.clear();
    plan.approval.reset();
    plan.sessionRecord.reset();
}

} // namespace

plan::Plan asNewCase(plan::Plan plan) {
    const std::string ending = " (copy)";
    forgetRecord(plan);
    plan.about.title =
        text::printable(plan.about.title, kMaxTitle - kEllipsis - ending.size()) + ending;
    return plan;
}

Result<plan::Plan> asTemplate(plan::Plan plan, const HeadContext& plain, const std::string& title) {
    forgetRecord(plan);
    plan.about = {};
    plan.about.title = text::printable(title, kMaxTitle - kEllipsis);
    plan.area.exclusions.clear();
    if (plan.head == anatomy::HeadMeasurements{})
        return plan;
    plan.head = {};
    for (plan::InjectionSite& site : plan.sites) {
        const auto position = plain.frame.positionAt(site.place);
        if (!position)
            return Error{"Site " + std::to_string(site.id) +
                         " cannot be carried to another head: " + position.error().message};
        site.onScalp = plain.head->scalp->index->closest(*position).point;
    }
    return plan;
}

} // namespace meso::app
