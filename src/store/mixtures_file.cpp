#include "store/mixtures_file.h"

#include "store/data_reader.h"

namespace meso::store {

namespace {

constexpr std::size_t kMaxParts = 50;

clinic::KnownMixture mixtureFrom(const JsonReader& r) {
    r.allowOnly({"compounds", "source"});
    clinic::KnownMixture mixture{r.texts("compounds", kMaxParts, 60), r.text("source", kLongText)};
    const std::set<std::string> each(mixture.compoundIds.begin(), mixture.compoundIds.end());
    if (mixture.compoundIds.size() < 2 || each.size() < mixture.compoundIds.size())
        r.fail("needs two compounds or more, each named once");
    if (mixture.source.empty())
        r.fail("has an empty source");
    return mixture;
}

} // namespace

Result<clinic::MixtureLibrary> readMixtures(const std::filesystem::path& file) {
    return readData<clinic::MixtureLibrary>(
        file, {"mesomap.mixtures"},
        [](const JsonReader& root, clinic::MixtureLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "mixtures"});
            root.objects("mixtures", kMaxEntries,
                         [&](const JsonReader& r) { out.mixtures.push_back(mixtureFrom(r)); });
        });
}

} // namespace meso::store
