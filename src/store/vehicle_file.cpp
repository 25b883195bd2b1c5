#include "store/vehicle_file.h"

#include "store/data_reader.h"

namespace meso::store {

namespace {

constexpr std::size_t kMaxVehicleWords = 50;

clinic::Vehicle vehicleFrom(const JsonReader& r) {
    r.allowOnly({"id", "name", "disabledReason", "compoundId", "strength_mg_per_ml", "allergens",
                 "blockedBy", "warnedBy", "note", "source"});
    clinic::Vehicle v;
    v.id = r.text("id", 60);
    v.name = r.text("name", 100);
    v.disabledReason = r.optionalText("disabledReason", kLongText);
    v.compoundId = r.optionalText("compoundId", 60);
    if (!v.compoundId.empty())
        v.strength = MgPerMl(r.number("strength_mg_per_ml", 1e-9, 1000));
    else if (r.has("strength_mg_per_ml"))
        r.fail("states a strength without the compound that it belongs to (compoundId)");
    v.allergens = r.texts("allergens", kMaxVehicleWords, 60);
    v.blockedBy = r.texts("blockedBy", kMaxVehicleWords, 60);
    v.warnedBy = r.texts("warnedBy", kMaxVehicleWords, 60);
    v.note = r.optionalText("note", kLongText);
    v.source = r.text("source", kLongText);
    if (v.source.empty())
        r.fail("has an empty source");
    return v;
}

} // namespace

Result<clinic::VehicleLibrary> readVehicles(const std::filesystem::path& file) {
    return readData<clinic::VehicleLibrary>(
        file, {"mesomap.vehicles"},
        [](const JsonReader& root, clinic::VehicleLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "vehicles"});
            std::set<std::string> seen;
            root.objects("vehicles", kMaxEntries, [&](const JsonReader& r) {
                out.vehicles.push_back(vehicleFrom(r));
                requireNewId(r, seen, out.vehicles.back().id);
            });
        });
}

} // namespace meso::store
