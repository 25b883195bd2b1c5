#include "app/case/case_start.h"

#include <future>

#include "app/head_context.h"
#include "app/plan_checks.h"
#include "app/planning.h"

namespace meso::app {

Result<std::shared_ptr<const CaseStart>> makeStart(const Assets& assets) {
    auto library = loadLibrary(assets);
    if (!library)
        return library.error();
    auto opened = openHead({}, assets);
    if (!opened)
        return opened.error();
    const auto head = std::make_shared<const HeadContext>(std::move(opened).value());
    // The corridors are worked out beside the plan: every start of the program waits for this.
    auto measured = std::async(std::launch::async, [&] { return corridorsOn(*head, *library); });
    auto sample = samplePlan(*head, *library);
    auto corridors = measured.get();
    if (!sample)
        return sample.error();
    if (!corridors)
        return corridors.error();
    auto derived = deriveOn(head, *sample, *library, nullptr, std::move(corridors).value());
    if (!derived)
        return derived.error();
    return std::make_shared<const CaseStart>(
        CaseStart{std::make_shared<const ClinicalLibrary>(std::move(library).value()),
                  std::move(sample).value(), std::move(derived).value()});
}

} // namespace meso::app
