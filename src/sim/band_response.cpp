#include "sim/band_response.h"

#include <algorithm>

#include "base/check.h"

namespace meso::sim {
namespace {

// Four sums side by side: the compiler may not reorder one sum, and waiting for each addition would
// take four times as long.
float weightedBand(const float* values, const float* weights, int count) {
    float sum[4] = {};
    int k = 0;
    for (; k + 4 <= count; k += 4)
        for (int lane = 0; lane < 4; ++lane)
            sum[lane] += weights[k + lane] * values[k + lane];
    for (; k < count; ++k)
        sum[0] += weights[k] * values[k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// Every vertex that is ever active, and where its frames go.
void lay(const SiteResponse& response, BandResponse& out) {
    const int frames = static_cast<int>(response.frames.size());
    std::size_t offset = 0;
    for (int f = 0; f < frames; ++f)
        while (static_cast<int>(out.vertex.size()) < response.frames[f].active) {
            out.vertex.push_back(response.vertex[out.vertex.size()]);
            out.firstFrame.push_back(f);
            out.start.push_back(offset);
            offset += frames - f;
        }
    out.start.push_back(offset);
}

} // namespace

BandReader::BandReader(const FastPlan& plan, std::vector<Band> bands) : bands_(std::move(bands)) {
    for (const Band& band : bands_) {
        std::vector<ModeWeights> frames;
        for (int f = 0; f < static_cast<int>(plan.frameTimes().size()); ++f) {
            ModeWeights read{plan.bandWeights(f, band.range, band.measure), 0, 0};
            read.end = static_cast<int>(read.weights.size());
            while (read.end > 0 && read.weights[read.end - 1] == 0)
                --read.end;
            while (read.first < read.end && read.weights[read.first] == 0)
                ++read.first;
            frames.push_back(std::move(read));
        }
        weights_.push_back(std::move(frames));
    }
}

BandResponse BandReader::read(const SiteResponse& response) const {
    BandResponse out;
    out.shape = response.shape;
    out.startCells_ug = response.startCells;
    lay(response, out);
    for (const std::vector<ModeWeights>& weights : weights_) {
        MESO_CHECK(weights.size() == response.frames.size(), "a response of another plan was read");
        std::vector<float> values(out.start.back(), 0);
        for (int f = 0; f < static_cast<int>(response.frames.size()); ++f) {
            const ResponseFrame& frame = response.frames[f];
            const ModeWeights& read = weights[f];
            const float* row = frame.amount.data() + read.first;
            for (int i = 0; i < frame.active; ++i, row += frame.modes)
                values[out.start[i] + f - out.firstFrame[i]] =
                    weightedBand(row, read.weights.data() + read.first, read.end - read.first);
        }
        std::vector<float>& peaks = out.peak.emplace_back();
        for (std::size_t i = 0; i < out.vertex.size(); ++i)
            peaks.push_back(
                *std::max_element(values.begin() + static_cast<std::ptrdiff_t>(out.start[i]),
                                  values.begin() + static_cast<std::ptrdiff_t>(out.start[i + 1])));
        out.at.push_back(std::move(values));
    }
    return out;
}

} // namespace meso::sim
