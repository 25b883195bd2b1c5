#include "app/library.h"

#include <algorithm>

#include "app/plan_checks.h"
#include "base/text.h"
#include "store/anaesthetics_file.h"
#include "store/areas_file.h"
#include "store/compound_file.h"
#include "store/danger_file.h"
#include "store/data_files.h"
#include "store/mixtures_file.h"
#include "store/patient_flags_file.h"
#include "store/protocol_text.h"
#include "store/vehicle_file.h"

namespace meso::app {

namespace {

// Reads shipped files and, over them, edited ones.
class Loader {
public:
    Loader(const Assets& assets, std::filesystem::path edited)
        : assets_(assets), edited_(std::move(edited)) {}

    // After the first fault nothing more is read.
    template <class T>
    void take(T& into, const std::string& name, Result<T> (*read)(const std::filesystem::path&)) {
        if (!fault.empty())
            return;
        auto shipped = read(assets_.data(name));
        if (!shipped) {
            fault = shipped.error().message;
            return;
        }
        into = std::move(shipped).value();
        std::error_code ignored;
        if (edited_.empty() || !std::filesystem::exists(edited_ / name, ignored))
            return;
        if (auto mine = read(edited_ / name); mine)
            into = std::move(mine).value();
        else
            warn(mine.error().message + kShippedCount);
    }

    // Two readers of one file find the same fault.
    void warn(const std::string& warning) {
        if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end())
            warnings.push_back(warning);
    }

    static constexpr const char* kShippedCount = " The shipped values stay in force.";
    std::string fault;
    std::vector<std::string> warnings;

private:
    const Assets& assets_;
    std::filesystem::path edited_;
};

// Finds words that stand for something in another file and are not there.
class References {
public:
    References(const clinic::PatientFlagLibrary& flags, std::string& fault)
        : flags_(flags), fault_(fault) {}

    template <class T>
    void check(const std::string& file, const T& entry) const {
        for (const auto* list : {&entry.blockedBy, &entry.warnedBy})
            for (const std::string& flag : *list)
                require(flags_.find(flag) != nullptr, file, entry.id, "patient flag", flag);
        for (const std::string& allergen : entry.allergens)
            require(isAllergen(allergen), file, entry.id, "allergen", allergen);
    }

    void require(bool known, const std::string& file, const std::string& entry,
                 const std::string& kind, const std::string& word) const {
        if (!known && fault_.empty())
            fault_ = file + ": the entry \"" + text::printable(entry) + "\" names the " + kind +
                     " \"" + text::printable(word) + "\", which is not known.";
    }

private:
    [[nodiscard]] bool isAllergen(const std::string& allergen) const {
        return std::any_of(flags_.flags.begin(), flags_.flags.end(),
                           [&](const clinic::PatientFlag& f) { return f.allergen == allergen; });
    }

    const clinic::PatientFlagLibrary& flags_;
    std::string& fault_;
};

void checkProtocol(const std::string& file, const ClinicalLibrary& library,
                   const References& references) {
    for (const clinic::Limit& limit : library.protocol.limits) {
        for (const std::string& preset : limit.notIn)
            references.require(library.areas.find(preset), file, limit.id, "area preset", preset);
        for (const clinic::LimitCondition& c : limit.when)
            references.require(c.compoundId.empty() || library.compounds.find(c.compoundId), file,
                               limit.id, "compound", c.compoundId);
    }
}

void checkReferences(const Assets& assets, const ClinicalLibrary& library, std::string& fault) {
    const References references(library.patientFlags, fault);
    const std::string vehicles = assets.data("vehicles.json").string();
    const std::string anaesthetics = assets.data("anaesthetics.json").string();
    for (const clinic::Compound& c : library.compounds.compounds)
        references.check(assets.data("compounds.json").string(), c);
    for (const clinic::Vehicle& v : library.vehicles.vehicles) {
        references.check(vehicles, v);
        references.require(v.compoundId.empty() || library.compounds.find(v.compoundId), vehicles,
                           v.id, "compound", v.compoundId);
    }
    for (const std::string& flag : library.anaesthetics.reducingFlags)
        references.require(library.patientFlags.find(flag), anaesthetics, "reduction",
                           "patient flag", flag);
    checkProtocol(assets.data("protocol.txt").string(), library, references);
    const std::string mixtures = assets.data("mixtures.json").string();
    for (const clinic::KnownMixture& m : library.mixtures.mixtures)
        for (const std::string& id : m.compoundIds)
            references.require(library.compounds.find(id), mixtures, m.source, "compound", id);
    references.require(library.compounds.find(library.anaesthetics.adrenalineId), anaesthetics,
                       "adrenalineId", "compound", library.anaesthetics.adrenalineId);
}

Result<ClinicalLibrary> loadFrom(const Assets& assets, const std::filesystem::path& edited) {
    ClinicalLibrary library;
    Loader loader(assets, edited);
    loader.take(library.compounds, "compounds.json", store::readCompounds);
    loader.take(library.tissue, "tissue.json", store::readTissue);
    loader.take(library.thickness, "tissue.json", store::readThickness);
    loader.take(library.areas, "areas.json", store::readAreas);
    loader.take(library.protocol, "protocol.json", store::readProtocol);
    loader.take(library.topical, "topical.json", store::readTopical);
    loader.take(library.vehicles, "vehicles.json", store::readVehicles);
    loader.take(library.patientFlags, "patient_flags.json", store::readPatientFlags);
    loader.take(library.anaesthetics, "anaesthetics.json", store::readAnaesthetics);
    loader.take(library.protocol.limits, "protocol.txt", store::readLimits);
    loader.take(library.mixtures, "mixtures.json", store::readMixtures);
    loader.take(library.corridors, "danger.json", store::readCorridors);
    checkReferences(assets, library, loader.fault);
    if (!loader.fault.empty())
        return Error{loader.fault};
    library.warnings = std::move(loader.warnings);
    return library;
}

} // namespace

std::filesystem::path editedDataFolder() {
    const std::filesystem::path config = configFolder();
    return config.empty() ? config : config / "data";
}

Result<ClinicalLibrary> loadLibrary(const Assets& assets, const std::filesystem::path& edited) {
    auto library = loadFrom(assets, edited);
    if (library || edited.empty())
        return library;
    // Edited files may each be right and not fit together; the shipped ones do.
    auto shipped = loadFrom(assets, {});
    if (!shipped)
        return shipped;
    ClinicalLibrary out = std::move(shipped).value();
    out.warnings.push_back(library.error().message + Loader::kShippedCount);
    return out;
}

} // namespace meso::app
