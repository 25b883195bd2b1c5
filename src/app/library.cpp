#include "app/library.h"

#include <algorithm>

#include "base/text.h"
#include "store/anaesthetics_file.h"
#include "store/compound_file.h"
#include "store/data_files.h"
#include "store/patient_flags_file.h"
#include "store/vehicle_file.h"

namespace meso::app {

namespace {

// Keeps the first fault; after it nothing more is kept.
template <class T>
void take(T& into, Result<T> read, std::string& fault) {
    if (!fault.empty())
        return;
    if (read)
        into = std::move(read).value();
    else
        fault = read.error().message;
}

// Finds words that stand for something in another file and are not there.
class References {
public:
    References(const plan::PatientFlagLibrary& flags, std::string& fault)
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
                           [&](const plan::PatientFlag& f) { return f.allergen == allergen; });
    }

    const plan::PatientFlagLibrary& flags_;
    std::string& fault_;
};

void checkReferences(const Assets& assets, const ClinicalLibrary& library, std::string& fault) {
    const References references(library.patientFlags, fault);
    const std::string vehicles = assets.data("vehicles.json").string();
    const std::string anaesthetics = assets.data("anaesthetics.json").string();
    for (const plan::Compound& c : library.compounds.compounds)
        references.check(assets.data("compounds.json").string(), c);
    for (const plan::Vehicle& v : library.vehicles.vehicles) {
        references.check(vehicles, v);
        references.require(v.compoundId.empty() || library.compounds.find(v.compoundId), vehicles,
                           v.id, "compound", v.compoundId);
    }
    for (const std::string& flag : library.anaesthetics.reducingFlags)
        references.require(library.patientFlags.find(flag), anaesthetics, "reduction",
                           "patient flag", flag);
    references.require(library.compounds.find(library.anaesthetics.adrenalineId), anaesthetics,
                       "adrenalineId", "compound", library.anaesthetics.adrenalineId);
}

} // namespace

Result<ClinicalLibrary> loadLibrary(const Assets& assets) {
    ClinicalLibrary library;
    std::string fault;
    take(library.compounds, store::readCompounds(assets.data("compounds.json")), fault);
    take(library.tissue, store::readTissue(assets.data("tissue.json")), fault);
    take(library.thickness, store::readThickness(assets.data("tissue.json")), fault);
    take(library.areas, store::readAreas(assets.data("areas.json")), fault);
    take(library.protocol, store::readProtocol(assets.data("protocol.json")), fault);
    take(library.topical, store::readTopical(assets.data("topical.json")), fault);
    take(library.vehicles, store::readVehicles(assets.data("vehicles.json")), fault);
    take(library.patientFlags, store::readPatientFlags(assets.data("patient_flags.json")), fault);
    take(library.anaesthetics, store::readAnaesthetics(assets.data("anaesthetics.json")), fault);
    checkReferences(assets, library, fault);
    if (!fault.empty())
        return Error{fault};
    return library;
}

} // namespace meso::app
