#include "ui/kit/overlay_painter.h"
#include "ui/kit/kit_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace meso::ui {

namespace {

/// Of Inter: height of ascent and descent, and of the capitals, in ems.
constexpr double kLineHeight_em = 1.21;
constexpr double kCapHeight_em = 0.727;
/// The black circle U+25CF, and the soft pixels at the edge of its glyph.
constexpr ImWchar kDisc = 0x25CF;
constexpr float kGlyphRim = 0.5F;
/// Above this many circles their triangles cost more than everything else in the frame.
constexpr std::ptrdiff_t kCrowd = 150;

struct Painter {
    ImDrawList* list;
    const Fonts& fonts;
    ImVec2 origin;
    const ImFontGlyph* disc; ///< stands in for small circles where they crowd; null: it does not

    [[nodiscard]] ImVec2 at(const geom::Vec2& p) const {
        return {origin.x + static_cast<float>(p.x()), origin.y + static_cast<float>(p.y())};
    }
    void operator()(const view::Circle& circle) const;
    void operator()(const view::Polyline& line) const;
    void operator()(const view::RoundedRect& box) const;
    void operator()(const view::Text& text) const;
    void operator()(const view::GradientBar& bar) const;
    void addDisc(ImVec2 centre, float radius, ImU32 colour) const;
};

bool seen(view::Colour colour) {
    return colour.alpha > 0;
}

/// A glyph of the atlas, two triangles, where a circle of its own takes a hundred.
void Painter::addDisc(ImVec2 centre, float radius, ImU32 colour) const {
    const float own = (disc->X1 - disc->X0) / 2;
    const float half = radius * own / (own - kGlyphRim);
    list->PrimReserve(6, 4);
    list->PrimRectUV({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half},
                     {disc->U0, disc->V0}, {disc->U1, disc->V1}, colour);
}

void Painter::operator()(const view::Circle& circle) const {
    const ImVec2 centre = at(circle.centre);
    const auto radius = static_cast<float>(circle.radius);
    const auto ring = static_cast<float>(circle.ringWidth);
    const bool isFull = seen(circle.fill) && (ring <= 0 || seen(circle.ring));
    if (disc && isFull && radius + ring <= disc->X1 - disc->X0) {
        if (ring > 0)
            addDisc(centre, radius + ring, packed(circle.ring));
        addDisc(centre, radius, packed(circle.fill));
        return;
    }
    if (seen(circle.fill))
        list->AddCircleFilled(centre, radius, packed(circle.fill));
    if (seen(circle.ring) && ring > 0)
        list->AddCircle(centre, radius + ring / 2, packed(circle.ring), 0, ring);
}

/// The parts of a line that dashes of this length leave, each as a pair of points.
std::vector<std::pair<geom::Vec2, geom::Vec2>> dashesOf(const std::vector<geom::Vec2>& points,
                                                        double dash) {
    std::vector<std::pair<geom::Vec2, geom::Vec2>> out;
    double walked = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double length = (points[i] - points[i - 1]).norm();
        if (length < 1e-9)
            continue;
        const geom::Vec2 along = (points[i] - points[i - 1]) / length;
        for (double from = 0; from < length;) {
            const double inCycle = std::fmod(walked + from, 2 * dash);
            const double rest = (inCycle < dash ? dash : 2 * dash) - inCycle;
            const double to = std::min(length, from + std::max(rest, 1e-3));
            if (inCycle < dash)
                out.emplace_back(points[i - 1] + along * from, points[i - 1] + along * to);
            from = to;
        }
        walked += length;
    }
    return out;
}

bool isConvex(const std::vector<geom::Vec2>& points) {
    int turns = 0;
    const std::size_t n = points.size();
    for (std::size_t i = 0; i < n; ++i) {
        const geom::Vec2 a = points[(i + 1) % n] - points[i];
        const geom::Vec2 b = points[(i + 2) % n] - points[(i + 1) % n];
        const double cross = a.x() * b.y() - a.y() * b.x();
        if (std::abs(cross) < 1e-9)
            continue;
        const int turn = cross > 0 ? 1 : -1;
        if (turns != 0 && turn != turns)
            return false;
        turns = turn;
    }
    return true;
}

void Painter::operator()(const view::Polyline& line) const {
    std::vector<geom::Vec2> points = line.points;
    std::vector<ImVec2> corners;
    corners.reserve(points.size());
    for (const geom::Vec2& p : points)
        corners.push_back(at(p));
    const auto width = static_cast<float>(line.width);
    const auto count = static_cast<int>(corners.size());
    if (line.closed && seen(line.fill) && isConvex(points))
        list->AddConvexPolyFilled(corners.data(), count, packed(line.fill));
    if (line.dash <= 0) {
        list->AddPolyline(corners.data(), count, packed(line.colour),
                          line.closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
        return;
    }
    if (line.closed && !points.empty())
        points.push_back(points.front());
    for (const auto& [from, to] : dashesOf(points, line.dash))
        list->AddLine(at(from), at(to), packed(line.colour), width);
}

void Painter::operator()(const view::RoundedRect& box) const {
    const ImVec2 min = at(box.corner);
    const ImVec2 max = at(box.corner + box.size);
    const auto radius = static_cast<float>(box.radius);
    const auto border = static_cast<float>(box.borderWidth);
    if (box.shadow)
        for (int i = 1; i <= 4; ++i) {
            const auto grow = static_cast<float>(i);
            list->AddRectFilled({min.x - grow + 1, min.y}, {max.x + grow - 1, max.y + grow},
                                packed(view::colourOf(0x000000), 0.018F), radius + grow);
        }
    list->AddRectFilled(min, max, packed(box.fill), radius);
    if (border > 0 && seen(box.border))
        list->AddRect(min, max, packed(box.border), radius, 0, border);
}

/// The face of the weight whose own size is nearest above the wanted one: shrinking blurs less.
ImFont* faceFor(const Fonts& fonts, view::FontWeight weight, float size) {
    if (weight == view::FontWeight::SemiBold || weight == view::FontWeight::Bold)
        return size > fonts.semibold->FontSize ? fonts.title : fonts.semibold;
    if (weight == view::FontWeight::Medium)
        return size > fonts.captionMedium->FontSize ? fonts.medium : fonts.captionMedium;
    return size > fonts.caption->FontSize ? fonts.body : fonts.caption;
}

void Painter::operator()(const view::Text& text) const {
    float size = imguiSizeOf(text.size);
    ImFont* font = faceFor(fonts, text.weight, size);
    // A face at its own size is crisp; nobody sees a twentieth more or less.
    if (std::abs(size / font->FontSize - 1) < 0.05F)
        size = font->FontSize;
    const float width =
        font->CalcTextSizeA(size, FLT_MAX, 0, text.words.c_str(), nullptr, nullptr).x;
    const float share = text.anchor == view::Anchor::LeftMiddle ? 0
                        : text.anchor == view::Anchor::Centre   ? 0.5F
                                                                : 1;
    const float ascent = font->Ascent * size / font->FontSize;
    const auto capitals = static_cast<float>(kCapHeight_em / kLineHeight_em) * size;
    const ImVec2 middle = at(text.position);
    const ImVec2 corner{std::round(middle.x - share * width),
                        std::round(middle.y + capitals / 2 - ascent)};
    const char* begin = text.words.c_str();
    if (seen(text.halo)) {
        const auto reach = static_cast<float>(text.size / 10);
        for (int i = 0; i < 8; ++i) {
            const float angle = static_cast<float>(i) * 0.785398F;
            list->AddText(font, size,
                          {corner.x + reach * std::cos(angle), corner.y + reach * std::sin(angle)},
                          packed(text.halo), begin);
        }
    }
    list->AddText(font, size, corner, packed(text.colour), begin);
}

void Painter::operator()(const view::GradientBar& bar) const {
    const auto steps = static_cast<double>(bar.colours.size() - 1);
    for (std::size_t i = 0; i + 1 < bar.colours.size(); ++i) {
        const double from = static_cast<double>(i) / steps;
        const double to = static_cast<double>(i + 1) / steps;
        const ImVec2 min = at(bar.corner + geom::Vec2(from * bar.size.x(), 0));
        const ImVec2 max = at(bar.corner + geom::Vec2(to * bar.size.x(), bar.size.y()));
        const ImU32 left = packed(bar.colours[i]);
        const ImU32 right = packed(bar.colours[i + 1]);
        list->AddRectFilledMultiColor(min, max, left, right, right, left);
    }
}

} // namespace

float imguiSizeOf(double em) {
    return static_cast<float>(em * kLineHeight_em);
}

void paintOverlay(ImDrawList* list, const Fonts& fonts, const view::Overlay& overlay,
                  OverlayPlace place) {
    list->PushClipRect(place.min, place.max, true);
    const auto circles =
        std::count_if(overlay.shapes.begin(), overlay.shapes.end(), [](const view::Shape& shape) {
            return std::holds_alternative<view::Circle>(shape);
        });
    const Painter painter{list, fonts, place.min,
                          circles > kCrowd ? fonts.number->FindGlyphNoFallback(kDisc) : nullptr};
    for (const view::Shape& shape : overlay.shapes)
        std::visit(painter, shape);
    list->PopClipRect();
}

} // namespace meso::ui
