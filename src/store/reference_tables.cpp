#include "store/reference_tables.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "store/json_reader.h"

namespace meso::store {
namespace {

using Json = nlohmann::json;

Result<std::string> bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in || bytes.str().empty())
        return Error{"The reference table " + file.string() + " cannot be read."};
    return bytes.str();
}

Result<Json> jsonOf(const std::filesystem::path& file) {
    const Result<std::string> bytes = bytesOf(file);
    if (!bytes)
        return bytes.error();
    return parseJson(*bytes, file.filename().string());
}

// Reads fields that must be there; the first one that is not is kept.
class Fields {
public:
    Fields(std::string file, std::string& fault) : file_(std::move(file)), fault_(fault) {}

    [[nodiscard]] Json at(const Json& node, const std::string& key) const {
        if (node.is_object() && node.contains(key))
            return node[key];
        note(key);
        return {};
    }
    [[nodiscard]] double number(const Json& node, const std::string& key) const {
        const Json value = at(node, key);
        if (value.is_number())
            return value.get<double>();
        note(key);
        return 0;
    }
    [[nodiscard]] std::vector<double> numbers(const Json& node, const std::string& name,
                                              std::size_t least) const {
        std::vector<double> values;
        for (const Json& value : node)
            if (value.is_number())
                values.push_back(value.get<double>());
        if (!node.is_array() || values.size() != node.size() || values.size() < least)
            note(name);
        values.resize(std::max(values.size(), least), 0);
        return values;
    }
    [[nodiscard]] std::vector<store::TableRow> rows(const Json& node, const std::string& name,
                                                    std::size_t columns) const {
        std::vector<store::TableRow> found;
        for (const Json& row : node)
            found.push_back(numbers(row, name, columns));
        if (!node.is_array() || found.empty())
            note(name);
        return found;
    }

private:
    void note(const std::string& field) const {
        if (fault_.empty())
            fault_ = "The reference table " + file_ + " lacks the field " + field +
                     ", or it is not what it should be.";
    }
    std::string file_;
    std::string& fault_;
};

store::UniformTable uniformTable(const Fields& f, const Json& root, const std::string& key,
                                 std::size_t columns) {
    const Json node = f.at(root, key);
    store::UniformTable table;
    const auto maybe = [&](const char* field) {
        return node.is_object() && node.contains(field) ? f.number(node, field) : 0;
    };
    table.diffusivity_mm2_per_s = f.number(node, "D");
    table.loss_per_s = maybe("k");
    table.size_mm = maybe("a") + maybe("H") + maybe("R");
    table.depth_mm = maybe("z0");
    table.sigma_mm = maybe("s0") + maybe("s0xy");
    table.depthSigma_mm = maybe("s0z");
    table.flux = maybe("J");
    table.rows = f.rows(f.at(node, "rows"), key + ".rows", columns);
    return table;
}

void readAnalytic(const Json& root, const Fields& f, store::ReferenceTables& tables) {
    tables.pointSource = uniformTable(f, root, "V1_point3d", 3);
    tables.ball = uniformTable(f, root, "V2_ball3d", 3);
    tables.slab = uniformTable(f, root, "V3_slab", 4);
    tables.sphere = uniformTable(f, root, "V5_sphere", 3);
    tables.unitSphere = uniformTable(f, root, "V5b_unit_sphere", 3);
    tables.steadyFlux = uniformTable(f, root, "V8_steady_flux", 2);
    tables.erfc = uniformTable(f, root, "V12_erfc", 3);
    const Json shell = f.at(root, "V6_shell_steady");
    tables.shellOuter_mm = f.number(shell, "Ro");
    tables.shellInner_mm = f.number(shell, "Ri");
    tables.shellSteady = f.rows(f.at(shell, "rows"), "V6_shell_steady.rows", 2);
    const Json modes = f.at(root, "V6b_shell_eig");
    tables.shellModes = f.rows(f.at(modes, "rows"), "V6b_shell_eig.rows", 2);
}

void readLayered(const Json& root, const Fields& f, store::ReferenceTables& tables) {
    for (const auto& [name, node] : root.items()) {
        store::LayeredTable table;
        table.name = name;
        table.layers = f.rows(f.at(node, "layers"), name + ".layers", 4);
        table.depth_mm = f.number(node, "z0");
        table.sigma_mm = f.number(node, "sxy");
        table.depthSigma_mm = f.number(node, "sz");
        table.times_s = f.numbers(f.at(node, "ts"), name + ".ts", 1);
        table.radii_mm = f.numbers(f.at(node, "r"), name + ".r", 1);
        table.depths_mm = f.numbers(f.at(node, "z"), name + ".z", 1);
        table.mass = f.numbers(f.at(node, "mass"), name + ".mass", table.times_s.size());
        const Json times = f.at(node, "C");
        for (std::size_t t = 0; t < table.times_s.size(); ++t) {
            table.concentration.push_back(
                f.rows(times.is_array() && t < times.size() ? times[t] : Json(), name + ".C",
                       table.depths_mm.size()));
            table.concentration.back().resize(table.radii_mm.size(),
                                              store::TableRow(table.depths_mm.size(), 0));
        }
        tables.layered.push_back(std::move(table));
    }
}

// Keys read "minoxidil_z2.5_3.5": compound, depth of the depot, top of the band.
void readSingleDepots(const Json& root, const Fields& f, store::ReferenceTables& tables) {
    for (const auto& [key, node] : root.items()) {
        const std::size_t depthAt = key.find("_z"), bandAt = key.find('_', depthAt + 1);
        if (depthAt == std::string::npos || bandAt == std::string::npos)
            continue;
        store::SingleDepotRow row;
        row.compound = key.substr(0, depthAt);
        row.depth_mm = text::number(key.substr(depthAt + 2, bandAt - depthAt - 2)).value_or(0);
        row.bandTop_mm = text::number(key.substr(bandAt + 1)).value_or(0);
        row.peak = f.number(node, "peak");
        row.halfLife_min = f.number(node, "thalf_min");
        row.radiusAtOnePercent_mm = f.number(node, "r1pct");
        row.auc_h = f.number(node, "AUC_h");
        tables.singleDepots.push_back(row);
    }
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields{""};
    for (const char c : line) {
        if (c == ',')
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    }
    return fields;
}

std::optional<store::CompoundRow> compoundRow(const std::vector<std::string>& fields) {
    std::vector<double> numbers;
    for (std::size_t i = 2; i < fields.size(); ++i) {
        const std::optional<double> value = text::number(fields[i]);
        if (!value && !(i == 3 && fields[i].empty()))
            return std::nullopt;
        numbers.push_back(value.value_or(0));
    }
    store::CompoundRow row;
    row.name = fields[0];
    row.flowState = fields[1];
    const std::size_t space = row.flowState.rfind(' ');
    row.bloodFlow_per_s = text::number(row.flowState.substr(space + 1)).value_or(0);
    row.hasLogP = !fields[3].empty();
    row.molarMass_Da = numbers[0], row.logP = numbers[1];
    row.fractionNonIonised = numbers[2], row.fractionUnbound = numbers[3];
    row.bindingFactor = numbers[4], row.diffusivity_cm2_per_s = numbers[6];
    row.capacity = numbers[7], row.pore_per_s = numbers[9];
    row.freeUptake_per_s = numbers[10], row.capillary_per_s = numbers[11];
    row.lymph_per_s = numbers[12], row.loss_per_s = numbers[13];
    return row;
}

// Rows marked "[fu corr]" repeat a compound with another f_u and are left out.
Status readCompounds(const std::string& csv, store::ReferenceTables& tables) {
    constexpr std::size_t kColumns = 18;
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    for (int number = 2; std::getline(lines, line); ++number) {
        if (line.empty() || line.find("[fu corr]") != std::string::npos)
            continue;
        const std::vector<std::string> fields = split(line);
        const auto row = fields.size() == kColumns ? compoundRow(fields) : std::nullopt;
        if (!row || row->bloodFlow_per_s <= 0)
            return Error{"The reference table compounds.csv is malformed in line " +
                         std::to_string(number) + "."};
        tables.compounds.push_back(*row);
    }
    return Done{};
}

} // namespace

Result<store::ReferenceTables> readReferenceTables(const std::filesystem::path& folder) {
    store::ReferenceTables tables;
    using Reader = void (*)(const Json&, const Fields&, store::ReferenceTables&);
    const std::pair<const char*, Reader> files[] = {{"analytic_tables.json", readAnalytic},
                                                    {"layered_tables.json", readLayered},
                                                    {"coverage_single.json", readSingleDepots}};
    for (const auto& [name, read] : files) {
        const Result<Json> root = jsonOf(folder / name);
        if (!root)
            return root.error();
        std::string fault;
        read(*root, Fields(name, fault), tables);
        if (!fault.empty())
            return Error{fault};
    }
    const Result<std::string> csv = bytesOf(folder / "compounds.csv");
    if (!csv)
        return csv.error();
    if (const Status read = readCompounds(*csv, tables); !read)
        return read.error();
    return tables;
}

} // namespace meso::store
