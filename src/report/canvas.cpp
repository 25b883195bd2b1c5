#include "report/canvas.h"

#include <cairo.h>

#include <algorithm>
#include <memory>
#include <numbers>

#include "base/check.h"

namespace meso::report {

namespace {

using view::Colour;

struct SurfaceDeleter {
    void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
struct ContextDeleter {
    void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

/// Copies an opaque picture into cairo's layout (one native 32-bit word 0xAARRGGBB per pixel).
Surface surfaceFrom(const view::Picture& picture) {
    Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.size.width, picture.size.height));
    MESO_CHECK(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS,
               "cairo could not make a surface for the picture");
    unsigned char* rows = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < picture.size.height; ++y) {
        auto* words =
            reinterpret_cast<std::uint32_t*>(rows + static_cast<std::ptrdiff_t>(y) * stride);
        const std::uint8_t* from = picture.rgba.data() + view::byteAt(picture, 0, y);
        for (int x = 0; x < picture.size.width; ++x, from += 4)
            words[x] = 0xFF000000U | (std::uint32_t(from[0]) << 16) |
                       (std::uint32_t(from[1]) << 8) | from[2];
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

void copyBack(cairo_surface_t* surface, view::Picture& picture) {
    cairo_surface_flush(surface);
    const unsigned char* rows = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < picture.size.height; ++y) {
        const auto* words =
            reinterpret_cast<const std::uint32_t*>(rows + static_cast<std::ptrdiff_t>(y) * stride);
        std::uint8_t* to = picture.rgba.data() + view::byteAt(picture, 0, y);
        for (int x = 0; x < picture.size.width; ++x, to += 4) {
            to[0] = static_cast<std::uint8_t>(words[x] >> 16);
            to[1] = static_cast<std::uint8_t>(words[x] >> 8);
            to[2] = static_cast<std::uint8_t>(words[x]);
            to[3] = 255;
        }
    }
}

/// Paints one kind of shape each; what std::visit calls.
class Painter {
public:
    Painter(cairo_t* context, const Fonts& fonts) : c_(context), fonts_(&fonts) {}

    void operator()(const view::Circle& s) const {
        if (s.ring.alpha > 0 && s.ringWidth > 0) {
            disc(s.centre, s.radius + s.ringWidth);
            disc(s.centre, s.radius - 0.25);
            cairo_set_fill_rule(c_, CAIRO_FILL_RULE_EVEN_ODD);
            fillWith(s.ring);
            cairo_set_fill_rule(c_, CAIRO_FILL_RULE_WINDING);
        }
        disc(s.centre, s.radius);
        fillWith(s.fill);
    }

    void operator()(const view::Polyline& s) const {
        for (const geom::Vec2& p : s.points)
            cairo_line_to(c_, p.x(), p.y());
        if (s.closed)
            cairo_close_path(c_);
        if (s.fill.alpha > 0) {
            colour(s.fill);
            cairo_fill_preserve(c_);
        }
        cairo_set_line_join(c_, CAIRO_LINE_JOIN_ROUND);
        const bool butt = s.closed || s.dash > 0;
        cairo_set_line_cap(c_, butt ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(c_, &s.dash, s.dash > 0 ? 1 : 0, 0);
        strokeWith(s.colour, s.width);
        cairo_set_dash(c_, nullptr, 0, 0);
    }

    void operator()(const view::RoundedRect& s) const {
        if (s.shadow)
            for (int ring = 4; ring >= 1; --ring) {
                rounded(s.corner - geom::Vec2(ring, ring - 1.5),
                        s.size + geom::Vec2(ring, ring) * 2, s.radius + ring);
                fillWith({0.06F, 0.10F, 0.16F, 0.022F});
            }
        rounded(s.corner, s.size, s.radius);
        fillWith(s.fill);
        if (s.borderWidth <= 0)
            return;
        const geom::Vec2 half = geom::Vec2::Constant(s.borderWidth / 2);
        rounded(s.corner + half, s.size - 2 * half, s.radius - half.x());
        strokeWith(s.border, s.borderWidth);
    }

    void operator()(const view::GradientBar& s) const {
        cairo_pattern_t* gradient =
            cairo_pattern_create_linear(s.corner.x(), 0, s.corner.x() + s.size.x(), 0);
        const auto last = static_cast<double>(s.colours.size() - 1);
        for (std::size_t i = 0; i < s.colours.size(); ++i)
            cairo_pattern_add_color_stop_rgb(gradient, static_cast<double>(i) / last,
                                             s.colours[i].red, s.colours[i].green,
                                             s.colours[i].blue);
        rounded(s.corner, s.size, s.radius);
        cairo_set_source(c_, gradient);
        cairo_fill(c_);
        cairo_pattern_destroy(gradient);
    }

    void operator()(const view::Text& s) const {
        useFont(s.size, s.weight);
        cairo_text_extents_t extents;
        cairo_text_extents(c_, s.words.c_str(), &extents);
        double x = s.position.x();
        if (s.anchor == view::Anchor::Centre)
            x -= extents.x_advance / 2;
        if (s.anchor == view::Anchor::RightMiddle)
            x -= extents.x_advance;
        // Inter's capitals and digits are 0.727 em high.
        const double baseline = s.position.y() + 0.3635 * s.size;
        cairo_move_to(c_, x, baseline);
        if (s.halo.alpha > 0) {
            cairo_text_path(c_, s.words.c_str());
            cairo_set_line_join(c_, CAIRO_LINE_JOIN_ROUND);
            strokeWith(s.halo, s.size / 3.5);
            cairo_move_to(c_, x, baseline);
        }
        colour(s.colour);
        cairo_show_text(c_, s.words.c_str());
        cairo_new_path(c_);
    }

    double advance(const std::string& words, double size, view::FontWeight weight) const {
        useFont(size, weight);
        cairo_text_extents_t extents;
        cairo_text_extents(c_, words.c_str(), &extents);
        return extents.x_advance;
    }

private:
    void colour(Colour k) const { cairo_set_source_rgba(c_, k.red, k.green, k.blue, k.alpha); }
    void fillWith(Colour k) const {
        colour(k);
        cairo_fill(c_);
    }
    void strokeWith(Colour k, double width) const {
        colour(k);
        cairo_set_line_width(c_, width);
        cairo_stroke(c_);
    }
    void disc(const geom::Vec2& centre, double radius) const {
        cairo_new_sub_path(c_);
        cairo_arc(c_, centre.x(), centre.y(), std::max(radius, 0.0), 0, 2 * std::numbers::pi);
        cairo_close_path(c_);
    }
    void rounded(const geom::Vec2& corner, const geom::Vec2& size, double radius) const {
        const double r = std::clamp(radius, 0.0, std::min(size.x(), size.y()) / 2);
        const double quarter = std::numbers::pi / 2;
        const geom::Vec2 low = corner + geom::Vec2(r, r);
        const geom::Vec2 high = corner + size - geom::Vec2(r, r);
        cairo_new_sub_path(c_);
        cairo_arc(c_, high.x(), low.y(), r, -quarter, 0);
        cairo_arc(c_, high.x(), high.y(), r, 0, quarter);
        cairo_arc(c_, low.x(), high.y(), r, quarter, 2 * quarter);
        cairo_arc(c_, low.x(), low.y(), r, 2 * quarter, 3 * quarter);
        cairo_close_path(c_);
    }
    void useFont(double size, view::FontWeight weight) const {
        cairo_set_font_face(c_, static_cast<cairo_font_face_t*>(fonts_->face(weight)));
        cairo_set_font_size(c_, size);
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_set_font_options(c_, options);
        cairo_font_options_destroy(options);
    }
    cairo_t* c_;
    const Fonts* fonts_;
};

} // namespace

void paint(view::Picture& picture, const view::Overlay& overlay, const Fonts& fonts) {
    const Surface surface = surfaceFrom(picture);
    const Context context(cairo_create(surface.get()));
    const Painter painter(context.get(), fonts);
    for (const view::Shape& shape : overlay.shapes)
        std::visit(painter, shape);
    copyBack(surface.get(), picture);
}

double textWidth(const Fonts& fonts, const std::string& words, double size,
                 view::FontWeight weight) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1));
    const Context context(cairo_create(surface.get()));
    return Painter(context.get(), fonts).advance(words, size, weight);
}

void placePicture(view::Picture& onto, const view::Picture& part, int x, int y,
                  view::PixelSize size) {
    const Surface surface = surfaceFrom(onto);
    const Surface source = surfaceFrom(part);
    const Context context(cairo_create(surface.get()));
    cairo_rectangle(context.get(), x, y, size.width, size.height);
    cairo_clip(context.get());
    cairo_translate(context.get(), x, y);
    cairo_scale(context.get(), static_cast<double>(size.width) / part.size.width,
                static_cast<double>(size.height) / part.size.height);
    cairo_set_source_surface(context.get(), source.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context.get()), CAIRO_FILTER_GOOD);
    cairo_paint(context.get());
    copyBack(surface.get(), onto);
}

} // namespace meso::report
