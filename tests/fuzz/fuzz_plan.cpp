#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/plan_file.h"

/// Any bytes: either a refusal with a reason, or a plan that survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto plan = meso::store::readPlan(bytes, "fuzz");
    if (!plan.ok()) {
        if (plan.error().message.empty())
            std::abort();
        return 0;
    }
    const auto again = meso::store::readPlan(meso::store::planText(*plan), "again");
    if (!again.ok() || !(*again == *plan))
        std::abort();
    return 0;
}
