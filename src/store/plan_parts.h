#pragma once
#include <nlohmann/json.hpp>

#include "plan/plan.h"
#include "store/json_reader.h"

/// Parts of plan.json that came with version 2: mixtures, tissue, approval and delivery. Absent
/// parts read as their defaults. Used by plan_file only.
namespace meso::store {

inline constexpr std::size_t kMaxIngredients = 20; ///< of one mixture

nlohmann::ordered_json ingredientsJson(const std::vector<plan::Ingredient>& ingredients);
/// The list under `key`; a compound may be named once.
std::vector<plan::Ingredient> ingredientsFrom(const JsonReader& r, std::string_view key);

/// Adds "mixtures", "vehicle", "syringe", "tissue", "acknowledged", "approval" and "delivery".
void addParts(nlohmann::ordered_json& root, const plan::Plan& plan);
void readParts(const JsonReader& root, plan::Plan& plan);

nlohmann::ordered_json needleJson(const plan::Needle& needle);
plan::Needle needleFrom(const JsonReader& r);

} // namespace meso::store
