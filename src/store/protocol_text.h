#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "clinic/protocol.h"

/// The limits of a session as a text that a clinic edits (assets/data/protocol.txt). One rule per
/// line, of which the unit and the source after # are required:
///
///     R14a warning: volume_per_site <= 0.1 mL   # why
///     R26 warning: sites >= 20 and sites <= 80   # why
///     R12a warning: depth <= 2.5 mm when off_midline <= 25 mm and behind_hairline <= 10 mm   # why
///     R14d error: volume_per_session <= 8 mL when not compound prp   # why
///     R21 warning: area_preset not in norwood_5, norwood_6   # why
///
/// "when compound ID" and "when not compound ID" tell injections by what their mixture or the
/// vehicle holds; a limit on the whole session is judged as soon as one site is meant. Severities
/// are info, warning and error. Empty lines and lines that begin with # are skipped; the first
/// other line is "mesomap protocol 1".
namespace meso::store {

/// `name` is the file as messages show it. Fails with name, line and field ("id", "severity",
/// "quantity", "operator", "number", "unit", "source" ...) and says what is understood there; never
/// half read. At most 1,000 rules.
Result<std::vector<clinic::Limit>> limitsFrom(std::string_view text, const std::string& name);
/// The same from a file.
Result<std::vector<clinic::Limit>> readLimits(const std::filesystem::path& file);
/// The text that gives these limits back.
std::string protocolText(const std::vector<clinic::Limit>& limits);

} // namespace meso::store
