#include "store/sweep_file.h"

#include <nlohmann/json.hpp>

#include "base/check.h"
#include "base/text.h"
#include "store/json_reader.h"

namespace meso::store {

std::size_t SweepGrid::runs() const {
    std::size_t product = 1;
    for (const Axis& axis : axes)
        product *= axis.values.size();
    return product;
}

SweepPoint SweepGrid::point(std::size_t run) const {
    MESO_CHECK(run < runs(), "a run lies within its grid");
    SweepPoint point;
    std::size_t left = runs();
    for (const Axis& axis : axes) {
        left /= axis.values.size();
        point.emplace_back(axis.name, axis.values[run / left % axis.values.size()]);
    }
    return point;
}

Result<SweepGrid> readSweepGrid(std::string_view bytes, const std::string& name) {
    const auto root = parseJson(bytes, name);
    if (!root)
        return root.error();
    const auto fault = [&](const std::string& what) { return Error{name + ": " + what}; };
    if (!root->is_object())
        return fault("a sweep is an object of parameters and their lists of values.");
    SweepGrid grid;
    for (const auto& [key, list] : root->items()) {
        const std::string shown = "the parameter \"" + text::printable(key) + "\"";
        if (!list.is_array() || list.empty())
            return fault(shown + " needs a list with at least one value.");
        SweepGrid::Axis axis{key, {}};
        for (const nlohmann::json& value : list) {
            if (value.is_number())
                axis.values.emplace_back(value.get<double>());
            else if (value.is_string())
                axis.values.emplace_back(value.get<std::string>());
            else
                return fault(shown + " has a value that is neither a number nor a word.");
        }
        if (axis.values.size() > kMaxSweepRuns / grid.runs())
            return fault("there are more than " + std::to_string(kMaxSweepRuns) +
                         " combinations. Split the grid.");
        grid.axes.push_back(std::move(axis));
    }
    return grid;
}

} // namespace meso::store
