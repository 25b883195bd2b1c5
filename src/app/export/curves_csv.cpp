#include "app/export/curves_csv.h"

#include "base/text.h"

namespace meso::app {
namespace {

// A table that grows column by column: names first, then one number per time.
class Table {
public:
    void column(const std::string& name, const std::vector<double>& values) {
        names_.push_back(name);
        columns_.push_back(values);
    }
    [[nodiscard]] std::string text() const {
        std::string out = csvLine(names_);
        for (std::size_t row = 0; row < columns_[0].size(); ++row) {
            std::vector<std::string> fields;
            for (const std::vector<double>& column : columns_)
                fields.push_back(csvNumber(column[row]));
            out += csvLine(fields);
        }
        return out;
    }

private:
    std::vector<std::string> names_;
    std::vector<std::vector<double>> columns_;
};

template <class List, class Get>
std::vector<double> valuesOf(const List& list, Get&& get) {
    std::vector<double> out;
    out.reserve(list.size());
    for (const auto& entry : list)
        out.push_back(get(entry));
    return out;
}

double numberOf(MgPerMl c) {
    return c.value();
}

// Beside each value whether it lies below what the model can tell (kMeaningfulShare): 1 or 0.
std::string concentrationTable(const std::vector<DepthCurve>& curves, MgPerMl strength) {
    const MgPerMl floor = strength * sim::kMeaningfulShare;
    const auto isBelow = [floor](MgPerMl c) { return c < floor ? 1.0 : 0.0; };
    Table table;
    table.column("time_s",
                 valuesOf(curves.front().times, [](Seconds time) { return time.value(); }));
    for (const DepthCurve& c : curves) {
        table.column(c.depth.id + "_mean_mg_per_mL", valuesOf(c.mean, numberOf));
        table.column(c.depth.id + "_mean_is_below_floor", valuesOf(c.mean, isBelow));
        table.column(c.depth.id + "_highest_mg_per_mL", valuesOf(c.highest, numberOf));
        table.column(c.depth.id + "_highest_is_below_floor", valuesOf(c.highest, isBelow));
    }
    return table.text();
}

std::string coverageTable(const std::vector<BandCoverage>& curves) {
    Table table;
    table.column("time_s", valuesOf(curves.front().curve,
                                    [](const sim::Coverage& c) { return c.time.value(); }));
    for (const BandCoverage& c : curves) {
        const std::string name =
            c.band.id + "_" + text::significant(c.thresholdShare) + "_of_injected_";
        table.column(name + "now", valuesOf(c.curve, [](const auto& at) { return at.now; }));
        table.column(name + "ever", valuesOf(c.curve, [](const auto& at) { return at.ever; }));
    }
    return table.text();
}

std::string balanceTable(const sim::SimResult& result) {
    Table table;
    const auto column = [&](const std::string& name, auto&& get) {
        table.column(name, valuesOf(result.balance, get));
    };
    column("time_s", [](const sim::MassBalance& b) { return b.time.value(); });
    for (std::size_t l = 0; l < result.layerNames.size(); ++l)
        column(result.layerNames[l] + "_mg",
               [l](const sim::MassBalance& b) { return b.layers[l].value(); });
    column("undissolved_mg", [](const sim::MassBalance& b) { return b.store.value(); });
    column("blood_mg", [](const sim::MassBalance& b) { return b.blood.value(); });
    column("lymph_mg", [](const sim::MassBalance& b) { return b.lymph.value(); });
    column("leaked_mg", [](const sim::MassBalance& b) { return b.leaked.value(); });
    return table.text();
}

} // namespace

std::vector<NamedText> curvesCsv(const CompoundRun& run, const geom::Region& region,
                                 const anatomy::TissueProfile& tissue) {
    const std::string& id = run.compound.id;
    std::vector<NamedText> files;
    if (const auto depths = concentrationOf(run, region, tissue); !depths.empty())
        files.push_back({id + "_concentration.csv", concentrationTable(depths, run.strength)});
    if (const auto bands = coverageOf(run, region, tissue); !bands.empty())
        files.push_back({id + "_coverage.csv", coverageTable(bands)});
    files.push_back({id + "_balance.csv", balanceTable(*run.result)});
    return files;
}

} // namespace meso::app
