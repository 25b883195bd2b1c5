#include "store/published_file.h"

#include "base/file.h"
#include "store/json_reader.h"

namespace meso::store {
namespace {

constexpr double kHuge = 1e12;

void readGiven(const JsonReader& r, std::map<std::string, double>& given) {
    const std::initializer_list<std::string_view> names{
        "from_s",   "to_s",   "plasmaHalfLife_h", "plasmaRate_per_s", "lymphFactor",  "partition",
        "start_mM", "end_mM", "volume_ml",        "capillaryFactor",  "thickness_mm", "duration_s",
        "logP"};
    r.allowOnly(names);
    for (const std::string_view name : names)
        if (const auto value = r.optionalNumber(name, -kHuge, kHuge))
            given[std::string(name)] = *value;
}

constexpr WordTable<PublishedKind, 4> kPublishedKinds{{{PublishedKind::Acceptance, "acceptance"},
                                                       {PublishedKind::Calibration, "calibration"},
                                                       {PublishedKind::Input, "input"},
                                                       {PublishedKind::Limit, "limit"}}};
static_assert(hasEveryValue(kPublishedKinds));

store::PublishedFigure readFigure(const JsonReader& r) {
    constexpr std::size_t kWords = 400;
    r.allowOnly({"id", "kind", "quantity", "what", "compound", "flowState", "molarMass_Da", "value",
                 "low", "high", "given", "source"});
    store::PublishedFigure figure;
    figure.id = r.text("id", 10);
    figure.kind = r.choice("kind", kPublishedKinds);
    figure.quantity = r.text("quantity", kWords);
    figure.what = r.text("what", kWords);
    figure.compound = r.optionalText("compound", kWords);
    figure.flowState = r.optionalText("flowState", kWords);
    figure.molarMass_Da = r.optionalNumber("molarMass_Da", 1, kHuge).value_or(0);
    figure.value = r.number("value", 0, kHuge);
    figure.low = r.number("low", 0, kHuge);
    figure.high = r.number("high", figure.low, kHuge);
    figure.source = r.text("source", kWords);
    if (r.has("given"))
        r.object("given", [&](const JsonReader& given) { readGiven(given, figure.given); });
    return figure;
}

} // namespace

Result<std::vector<store::PublishedFigure>> readPublished(const std::filesystem::path& folder) {
    constexpr std::size_t kMaxPublishedBytes = std::size_t{1} << 20, kMaxFigures = 200;
    const std::filesystem::path file = folder / "published.json";
    const auto bytes = readFile(file, kMaxPublishedBytes);
    if (!bytes)
        return bytes.error();
    const auto root = parseJson(*bytes, file.filename().string());
    if (!root)
        return root.error();
    std::string fault;
    std::vector<store::PublishedFigure> figures;
    const JsonReader reader(*root, file.filename().string(), fault);
    reader.allowOnly({"about", "figures"});
    reader.objects("figures", kMaxFigures,
                   [&](const JsonReader& r) { figures.push_back(readFigure(r)); });
    if (!fault.empty())
        return Error{fault};
    return figures;
}

} // namespace meso::store
