#include "plan/session_steps.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "plan/edits.h"

namespace meso::plan {

namespace {

constexpr double kSmallestMl = 1e-9; ///< what sums of volumes may be off by rounding
constexpr double kFarthestMm = 200;  ///< beyond it a site is another one
constexpr std::size_t kMaxNote = 400;
constexpr std::size_t kMaxTime = 40;
constexpr const char* kMovedPrefix = "moved ";

bool isDealtWith(const SessionRecord& delivery, int id) {
    return std::any_of(delivery.steps.begin(), delivery.steps.end(),
                       [id](const RecordedStep& s) { return s.siteId == id; });
}

/// Sites in injection order: as they stand in the plan, mixture after mixture.
std::vector<const InjectionSite*> workList(const Plan& plan) {
    std::vector<const InjectionSite*> out;
    for (const InjectionSite& site : plan.sites)
        out.push_back(&site);
    std::stable_sort(out.begin(), out.end(), [](const InjectionSite* a, const InjectionSite* b) {
        return a->mixture < b->mixture;
    });
    return out;
}

Status checkTime(const std::string& now) {
    if (now.empty() || now.size() > kMaxTime || !text::isUtf8(now))
        return Error{"The time of the session must be text of 1 to " + std::to_string(kMaxTime) +
                     " bytes."};
    return Done{};
}

Status checkUnderWay(const Plan& plan) {
    if (isUnderWay(plan))
        return Done{};
    return Error{plan.sessionRecord ? "The session is over. Take its end back first."
                                    : "The session has not begun."};
}

Status checkSite(const Plan& plan, const SessionStep& step) {
    if (step.outcome == Outcome::Extra) {
        if (step.siteId != 0)
            return Error{"An extra injection belongs to no planned site."};
        if (!step.volume)
            return Error{"State the volume of the extra injection."};
        return Done{};
    }
    const std::string name = "site " + std::to_string(step.siteId);
    if (!siteWithId(plan.sites, step.siteId))
        return Error{"The plan has no " + name + "."};
    if (isDealtWith(*plan.sessionRecord, step.siteId))
        return Error{"What was done at " + name + " is noted already. Take that step back first."};
    return Done{};
}

Status checkNumbers(const SessionStep& step) {
    const double most = kVolumeBounds.max;
    const bool skipped = step.outcome == Outcome::Skipped;
    if (step.volume && !skipped &&
        !(step.volume->value() >= kVolumeBounds.min && step.volume->value() <= most))
        return Error{"The volume injected must be between " + text::of(Ml(kVolumeBounds.min), 4) +
                     " and " + text::of(Ml(most), 0) + "."};
    const double far = step.movedBy.value();
    if (step.outcome == Outcome::Moved && !(far > 0 && far <= kFarthestMm))
        return Error{"A site can be moved by more than 0 mm and at most " +
                     text::of(Mm(kFarthestMm), 0) + "."};
    if (step.note.size() > kMaxNote || !text::isUtf8(step.note))
        return Error{"A note must be text of at most " + std::to_string(kMaxNote) + " bytes."};
    return Done{};
}

std::string noteOf(const SessionStep& step) {
    if (step.outcome != Outcome::Moved)
        return step.note;
    const std::string moved = kMovedPrefix + text::of(step.movedBy);
    return step.note.empty() ? moved : moved + "; " + step.note;
}

/// The syringe in the hand, and what its mixtures still need.
class Bench {
public:
    explicit Bench(const Plan& plan) : plan_(plan), still_(workList(plan)) {}

    void take(const RecordedStep& step) {
        const InjectionSite* site = siteWithId(plan_.sites, step.siteId);
        if (step.outcome != Outcome::Skipped)
            draw(site ? site->mixture : mixture_, step.volume.value());
        std::erase(still_, site);
    }

    [[nodiscard]] SessionState state() const {
        SessionState out;
        out.open = static_cast<int>(still_.size());
        out.inSyringe = Ml(inSyringe_ml_);
        out.fillings = fillings_;
        out.mixture = mixture_;
        for (const InjectionSite* site : still_)
            out.toInject += site->volume;
        if (still_.empty())
            return out;
        out.mixture = still_.front()->mixture;
        out.mustFill = mustFill(out.mixture, still_.front()->volume.value());
        if (out.mustFill)
            out.nextFilling = Ml(fillingFor(out.mixture)) + plan_.syringe.deadVolume;
        return out;
    }

private:
    [[nodiscard]] bool mustFill(int mixture, double volume_ml) const {
        const double wanted = std::min(volume_ml, plan_.syringe.volume.value());
        return fillings_ == 0 || mixture != mixture_ || inSyringe_ml_ < wanted - kSmallestMl;
    }

    [[nodiscard]] double fillingFor(int mixture) const {
        double needed = 0;
        for (const InjectionSite* site : still_)
            if (site->mixture == mixture)
                needed += site->volume.value();
        return std::min(plan_.syringe.volume.value(), needed);
    }

    /// A volume above a full syringe takes as many as it needs.
    void draw(int mixture, double volume_ml) {
        if (mustFill(mixture, volume_ml))
            fill(mixture, volume_ml);
        while (volume_ml > inSyringe_ml_ + kSmallestMl) {
            volume_ml -= inSyringe_ml_;
            fill(mixture, volume_ml);
        }
        inSyringe_ml_ = std::max(0.0, inSyringe_ml_ - volume_ml);
    }

    void fill(int mixture, double atLeast_ml) {
        const double full = plan_.syringe.volume.value();
        inSyringe_ml_ = std::max(fillingFor(mixture), std::min(atLeast_ml, full));
        mixture_ = mixture;
        ++fillings_;
    }

    const Plan& plan_;
    std::vector<const InjectionSite*> still_;
    double inSyringe_ml_ = 0;
    int mixture_ = 0;
    int fillings_ = 0;
};

} // namespace

Status checkNoRecord(const Plan& plan) {
    if (!plan.sessionRecord)
        return Done{};
    if (isUnderWay(plan))
        return Error{"A session is under way, so the plan cannot be edited. Finish the session on "
                     "the page Session first, or undo its beginning."};
    return Error{
        "The session of this plan is over, and its record names the sites as they are, so "
        "the plan cannot be edited. Copy it as a new case in the window, or begin one with "
        "\"mesomap-cli new\", for another session."};
}

bool isUnderWay(const Plan& plan) {
    return plan.sessionRecord && plan.sessionRecord->endedAt.empty();
}

Result<Plan> beginSession(Plan plan, const std::string& now) {
    if (plan.sessionRecord)
        return Error{"The session has begun already, at " + plan.sessionRecord->begunAt + "."};
    if (plan.sites.empty())
        return Error{"The plan has no sites. Lay some out first."};
    if (const Status time = checkTime(now); !time)
        return time.error();
    plan.sessionRecord = SessionRecord{now, {}, {}};
    return plan;
}

Result<Plan> recordStep(Plan plan, const SessionStep& step) {
    if (const Status underWay = checkUnderWay(plan); !underWay)
        return underWay.error();
    if (const Status site = checkSite(plan, step); !site)
        return site.error();
    if (const Status numbers = checkNumbers(step); !numbers)
        return numbers.error();
    const InjectionSite* site = siteWithId(plan.sites, step.siteId);
    Ml volume = step.volume.value_or(site ? site->volume : Ml(0));
    if (step.outcome == Outcome::Skipped)
        volume = Ml(0);
    plan.sessionRecord->steps.push_back({step.siteId, step.outcome, volume, noteOf(step)});
    return plan;
}

Result<Plan> undoStep(Plan plan) {
    if (!plan.sessionRecord)
        return Error{"The session has not begun."};
    if (!plan.sessionRecord->endedAt.empty()) {
        plan.sessionRecord->endedAt.clear();
        return plan;
    }
    if (plan.sessionRecord->steps.empty())
        return Error{"There is no step to take back."};
    plan.sessionRecord->steps.pop_back();
    return plan;
}

Result<Plan> finishSession(Plan plan, const std::string& now) {
    if (const Status underWay = checkUnderWay(plan); !underWay)
        return underWay.error();
    if (const Status time = checkTime(now); !time)
        return time.error();
    plan.sessionRecord->endedAt = now;
    return plan;
}

std::optional<int> nextSite(const Plan& plan) {
    for (const InjectionSite* site : workList(plan))
        if (!plan.sessionRecord || !isDealtWith(*plan.sessionRecord, site->id))
            return site->id;
    return std::nullopt;
}

std::optional<Mm> movedBy(const RecordedStep& step) {
    if (step.outcome != Outcome::Moved || !step.note.starts_with(kMovedPrefix))
        return std::nullopt;
    const std::size_t begin = std::string(kMovedPrefix).size();
    const auto length = text::length(step.note.substr(begin, step.note.find(';') - begin));
    return length ? std::optional(*length) : std::nullopt;
}

SessionState stateOf(const Plan& plan) {
    Bench bench(plan);
    Ml injected;
    if (plan.sessionRecord)
        for (const RecordedStep& step : plan.sessionRecord->steps) {
            bench.take(step);
            injected += step.volume;
        }
    SessionState state = bench.state();
    state.injected = injected;
    state.dealtWith = static_cast<int>(plan.sites.size()) - state.open;
    return state;
}

SessionSummary summaryOf(const Plan& plan) {
    SessionSummary out;
    out.planned = static_cast<int>(plan.sites.size());
    for (const InjectionSite& site : plan.sites)
        out.plannedVolume += site.volume;
    if (!plan.sessionRecord)
        return out;
    for (const RecordedStep& step : plan.sessionRecord->steps) {
        out.injected += step.volume;
        out.done += step.outcome == Outcome::Done || step.outcome == Outcome::Moved;
        out.skipped += step.outcome == Outcome::Skipped;
        out.moved += step.outcome == Outcome::Moved;
        out.extra += step.outcome == Outcome::Extra;
        out.movedFar += movedBy(step).value_or(Mm(0)) > kMovedFar;
    }
    return out;
}

std::string sentenceOf(const SessionSummary& s) {
    std::string out = std::to_string(s.done) + " of " + std::to_string(s.planned) + " sites, " +
                      text::of(s.injected) + " of " + text::of(s.plannedVolume);
    if (s.skipped > 0)
        out += ", " + std::to_string(s.skipped) + " skipped";
    if (s.movedFar > 0)
        out += ", " + std::to_string(s.movedFar) + " moved more than " + text::of(kMovedFar, 0);
    if (s.extra > 0)
        out += ", " + std::to_string(s.extra) + " extra";
    return out;
}

} // namespace meso::plan
