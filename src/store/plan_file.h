#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "plan/plan.h"

/// plan.json: the exchange file of one plan. Described field by field in src/store/README.md.
namespace meso::store {

inline constexpr int kPlanVersion = 2;
inline constexpr std::size_t kMaxPlanBytes = 8 << 20;

/// Text of the plan, UTF-8 JSON with fields in a fixed order: equal plans give equal bytes, and
/// readPlan gives the very same plan back.
std::string planText(const plan::Plan& plan);

/// Reads a plan from untrusted bytes. Fails with `name`, the field and the reason
/// for anything that is not exactly a plan of this version or an older one: wrong kinds, missing or
/// unknown fields, numbers out of range, repeated ids or keys. Whether compounds and presets exist
/// is judged later, by the checks. O(bytes), at most kMaxPlanBytes.
Result<plan::Plan> readPlan(std::string_view bytes, const std::string& name);

/// The same from a file.
Result<plan::Plan> loadPlan(const std::filesystem::path& file);
/// Writes the file whole or not at all. Fails, too, when the plan could not be read again (a title
/// too long, a compound named twice), with the field. A plan may be a patient's, so nobody else may
/// read a new file of it.
Status savePlan(const plan::Plan& plan, const std::filesystem::path& file,
                Access access = Access::OwnIfNew);

} // namespace meso::store
