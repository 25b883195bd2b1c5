#include "sim/column_response.h"

#include "base/check.h"

namespace meso::sim {

ColumnReader::ColumnReader(FastPlanPtr plan, const std::vector<int>& vertices, int domainVertices)
    : plan_(std::move(plan)), places_(vertices.size()), placeOf_(domainVertices, -1) {
    for (std::size_t i = 0; i < vertices.size(); ++i)
        if (vertices[i] >= 0)
            placeOf_[vertices[i]] = static_cast<int>(i);
    std::size_t sum = 0;
    for (int f = 0; f < static_cast<int>(plan_->frameTimes().size()); ++f) {
        modesUpTo_.push_back(sum);
        sum += plan_->modesAt(f);
    }
}

ColumnResponse ColumnReader::read(const SiteResponse& response) const {
    ColumnResponse out;
    if (places_ == 0)
        return out;
    const int frames = static_cast<int>(response.frames.size());
    MESO_CHECK(modesUpTo_.size() == response.frames.size(), "a response of another plan was read");
    int first = 0;
    for (int i = 0; i < response.frames.back().active; ++i) {
        while (response.frames[first].active <= i)
            ++first;
        const int place = placeOf_[response.vertex[i]];
        if (place < 0)
            continue;
        out.place.push_back(place);
        out.firstFrame.push_back(first);
        out.start.push_back(out.amount.size());
        for (int f = first; f < frames; ++f) {
            const ResponseFrame& frame = response.frames[f];
            const float* row = frame.amount.data() + static_cast<std::size_t>(i) * frame.modes;
            out.amount.insert(out.amount.end(), row, row + frame.modes);
        }
    }
    return out;
}

void ColumnReader::addFrame(const ColumnResponse& response, int frame, float factor,
                            std::vector<float>& amounts) const {
    const std::size_t modes = plan_->modesAt(frame);
    for (std::size_t i = 0; i < response.place.size(); ++i) {
        const int first = response.firstFrame[i];
        if (first > frame)
            continue;
        const float* from =
            response.amount.data() + response.start[i] + modesUpTo_[frame] - modesUpTo_[first];
        float* to = amounts.data() + static_cast<std::size_t>(response.place[i]) * modes;
        for (std::size_t k = 0; k < modes; ++k)
            to[k] += factor * from[k];
    }
}

} // namespace meso::sim
