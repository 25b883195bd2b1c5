#include "geom/level_line.h"

#include <map>
#include <utility>

namespace meso::geom {

namespace {

/// An edge of the mesh that the line crosses, lower vertex number first: what neighbouring
/// triangles have in common.
using Gate = std::pair<int, int>;

Gate gateBetween(int a, int b) {
    return std::minmax(a, b);
}

Vec3 placeOn(const TriMesh& mesh, const std::vector<double>& values, double level,
             const Gate& gate) {
    const double a = values[gate.first] - level;
    const double b = values[gate.second] - level;
    const double at = a / (a - b);
    return mesh.vertices()[gate.first] +
           at * (mesh.vertices()[gate.second] - mesh.vertices()[gate.first]);
}

/// For every gate, the one that follows. Triangles run counter-clockwise, so a line with the lower
/// side on its left enters where the values rise along the border and leaves where they fall.
std::map<Gate, Gate> stepsOf(const TriMesh& mesh, const std::vector<double>& values, double level) {
    std::map<Gate, Gate> next;
    for (const Triangle& t : mesh.triangles()) {
        const std::array<bool, 3> low = {values[t[0]] < level, values[t[1]] < level,
                                         values[t[2]] < level};
        if (low[0] == low[1] && low[1] == low[2])
            continue;
        Gate enter;
        Gate leave;
        for (int k = 0; k < 3; ++k) {
            const int after = (k + 1) % 3;
            if (low[k] && !low[after])
                enter = gateBetween(t[k], t[after]);
            if (!low[k] && low[after])
                leave = gateBetween(t[k], t[after]);
        }
        next.emplace(enter, leave);
    }
    return next;
}

} // namespace

Result<std::vector<std::vector<Vec3>>> levelLines(const TriMesh& mesh,
                                                  const std::vector<double>& values, double level) {
    std::map<Gate, Gate> next = stepsOf(mesh, values, level);
    std::vector<std::vector<Vec3>> lines;
    while (!next.empty()) {
        const Gate start = next.begin()->first;
        std::vector<Vec3> line;
        Gate gate = start;
        do {
            const auto step = next.find(gate);
            if (step == next.end())
                return Error{"The line runs off the edge of the scalp."};
            line.push_back(placeOn(mesh, values, level, gate));
            gate = step->second;
            next.erase(step);
        } while (gate != start);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace meso::geom
