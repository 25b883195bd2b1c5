#include "clinic/patient_flags.h"

namespace meso::clinic {

const PatientFlag* PatientFlagLibrary::find(const std::string& id) const {
    for (const PatientFlag& flag : flags)
        if (flag.id == id)
            return &flag;
    for (const DerivedFlag& d : derived)
        if (d.flag.id == id)
            return &d.flag;
    return nullptr;
}

} // namespace meso::clinic
