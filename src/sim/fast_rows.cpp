#include "sim/fast_rows.h"

#include <algorithm>

#include "base/check.h"

namespace meso::sim {
namespace {

// Appends rows neighbour by neighbour.
class RowWriter {
public:
    RowWriter(FastRows& rows, int vertices) : rows_(rows) {
        rows_.line.resize(vertices);
        rows_.sum.resize(vertices);
        rows_.count.resize(vertices);
        rows_.extra.clear();
    }
    void begin(int row) {
        row_ = row;
        count_ = 0;
        sum_ = 0;
    }
    void add(int column, float weight) {
        if (count_ < kRowEntries) {
            rows_.line[row_].column[count_] = column;
            rows_.line[row_].weight[count_] = weight;
        } else {
            rows_.extra.push_back({row_, column, weight});
        }
        ++count_;
        sum_ += weight;
    }
    void end() {
        for (int k = count_; k < kRowEntries; ++k) {
            rows_.line[row_].column[k] = row_;
            rows_.line[row_].weight[k] = 0;
        }
        rows_.sum[row_] = sum_;
        rows_.count[row_] = static_cast<unsigned char>(count_);
    }

private:
    FastRows& rows_;
    int row_ = 0, count_ = 0;
    float sum_ = 0;
};

} // namespace

FastRows fastRows(const LateralOperator& lateral) {
    FastRows rows;
    RowWriter writer(rows, lateral.vertices());
    for (int v = 0; v < lateral.vertices(); ++v) {
        const int first = lateral.rowStart[v], last = lateral.rowStart[v + 1];
        MESO_CHECK(last - first <= 255, "a vertex has at most 255 neighbours");
        writer.begin(v);
        for (int e = first; e < last; ++e)
            writer.add(lateral.column[e], static_cast<float>(lateral.weight[e]));
        writer.end();
    }
    return rows;
}

void cutRows(const FastRows& whole, std::span<const int> vertices, std::vector<int>& place,
             FastRows& out) {
    for (std::size_t i = 0; i < vertices.size(); ++i)
        place[vertices[i]] = static_cast<int>(i);
    RowWriter writer(out, static_cast<int>(vertices.size()));
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const int v = vertices[i];
        const RowLine& line = whole.line[v];
        const int here = std::min<int>(whole.count[v], kRowEntries);
        writer.begin(static_cast<int>(i));
        for (int k = 0; k < here; ++k)
            if (place[line.column[k]] >= 0)
                writer.add(place[line.column[k]], line.weight[k]);
        if (whole.count[v] > kRowEntries) {
            const auto before = [](const RowExtra& e, int row) { return e.row < row; };
            auto e = std::lower_bound(whole.extra.begin(), whole.extra.end(), v, before);
            for (; e != whole.extra.end() && e->row == v; ++e)
                if (place[e->column] >= 0)
                    writer.add(place[e->column], e->weight);
        }
        writer.end();
    }
    for (const int v : vertices)
        place[v] = -1;
}

void widenRows(FastRows& rows, std::span<const float> areaScale) {
    for (int v = 0; v < rows.vertices(); ++v) {
        const float share = 1 / areaScale[v];
        for (float& weight : rows.line[v].weight)
            weight *= share;
        rows.sum[v] *= share;
    }
    for (RowExtra& extra : rows.extra)
        extra.weight /= areaScale[extra.row];
}

} // namespace meso::sim
