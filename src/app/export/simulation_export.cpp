#include "app/export/simulation_export.h"

#include "app/export/curves_csv.h"
#include "app/export/study_csv.h"
#include "base/file.h"
#include "store/vtu_file.h"

namespace meso::app {

namespace fs = std::filesystem;

namespace {

std::vector<NamedText> tablesOf(const PlanSimulation& simulation,
                                const anatomy::TissueProfile& tissue, const Study* study) {
    std::vector<NamedText> all;
    for (const CompoundRun& run : simulation.runs)
        for (NamedText& table : curvesCsv(run, *simulation.region, tissue))
            all.push_back(std::move(table));
    if (study)
        for (const CompoundStudy& compound : study->compounds)
            for (NamedText& table : studyCsv(compound))
                all.push_back(std::move(table));
    return all;
}

fs::path beside(const fs::path& file, const std::string& name) {
    return file.parent_path() / (file.stem().string() + "_" + name);
}

} // namespace

Status exportField(const PlanSimulation& simulation, Seconds time, const fs::path& file) {
    std::vector<store::VtuField> fields;
    for (const CompoundRun& run : simulation.runs)
        fields.push_back({run.compound.id + "_mg_per_mL", run.result});
    const auto bytes = store::vtuText(fields, time);
    return bytes ? writeFile(file, *bytes) : Status(bytes.error());
}

std::vector<fs::path> curveFiles(const PlanSimulation& simulation,
                                 const anatomy::TissueProfile& tissue, const fs::path& file,
                                 const Study* study) {
    std::vector<fs::path> files;
    for (const NamedText& table : tablesOf(simulation, tissue, study))
        files.push_back(beside(file, table.name));
    return files;
}

Status exportCurves(const PlanSimulation& simulation, const anatomy::TissueProfile& tissue,
                    const fs::path& file, const Study* study) {
    for (const NamedText& table : tablesOf(simulation, tissue, study))
        if (Status written = writeFile(beside(file, table.name), table.text); !written)
            return written;
    return Done{};
}

} // namespace meso::app
