#include "store/patient_flags_file.h"

#include "base/text.h"
#include "store/data_reader.h"

namespace meso::store {

namespace {

constexpr WordTable<clinic::FlagLevel, 3> kFlagLevels{{{clinic::FlagLevel::Note, "note"},
                                                       {clinic::FlagLevel::Warn, "warn"},
                                                       {clinic::FlagLevel::Block, "block"}}};
static_assert(hasEveryValue(kFlagLevels));

clinic::PatientFlag flagFrom(const JsonReader& r) {
    clinic::PatientFlag flag;
    flag.id = r.text("id", 60);
    flag.name = r.text("name", 100);
    flag.group = r.text("group", 100);
    flag.level = r.choice("level", kFlagLevels);
    flag.allergen = r.optionalText("allergen", 60);
    flag.sentence = r.optionalText("sentence", kLongText);
    flag.source = r.text("source", kLongText);
    if (flag.name.empty() || flag.source.empty())
        r.fail("has an empty name or source");
    if (flag.level != clinic::FlagLevel::Note && flag.sentence.empty())
        r.fail("warns or blocks without a sentence that says why");
    return flag;
}

clinic::DerivedFlag derivedFrom(const JsonReader& r) {
    r.allowOnly({"id", "name", "group", "level", "allergen", "sentence", "source", "sex", "fromAge",
                 "toAge", "unlessFlag"});
    clinic::DerivedFlag derived;
    derived.flag = flagFrom(r);
    if (r.has("sex"))
        derived.sex = r.oneOf("sex", {"male", "female"});
    if (r.has("fromAge"))
        derived.fromAge = static_cast<int>(r.integer("fromAge", 0, 150));
    if (r.has("toAge"))
        derived.toAge = static_cast<int>(r.integer("toAge", 0, 150));
    if (derived.fromAge > derived.toAge)
        r.fail("must have fromAge at most toAge");
    derived.unlessFlag = r.optionalText("unlessFlag", 60);
    return derived;
}

} // namespace

Result<clinic::PatientFlagLibrary> readPatientFlags(const std::filesystem::path& file) {
    return readData<clinic::PatientFlagLibrary>(
        file, {"mesomap.patient_flags"},
        [](const JsonReader& root, clinic::PatientFlagLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "flags", "derived"});
            std::set<std::string> seen;
            root.objects("flags", kMaxEntries, [&](const JsonReader& r) {
                r.allowOnly({"id", "name", "group", "level", "allergen", "sentence", "source"});
                out.flags.push_back(flagFrom(r));
                requireNewId(r, seen, out.flags.back().id);
            });
            root.objects("derived", kMaxEntries, [&](const JsonReader& r) {
                out.derived.push_back(derivedFrom(r));
                const std::string& lifting = out.derived.back().unlessFlag;
                if (!lifting.empty() && !seen.contains(lifting))
                    r.fail("names the flag \"" + text::printable(lifting) +
                           "\" in unlessFlag, which the list of flags lacks");
                requireNewId(r, seen, out.derived.back().flag.id);
            });
        });
}

} // namespace meso::store
