#pragma once
#include <string>
#include <variant>
#include <vector>

#include "geom/vec.h"
#include "view/colour.h"
#include "view/picture.h"

namespace meso::view {

/// Weight of a text's face (Inter).
enum class FontWeight { Regular, Medium, SemiBold, Bold };
/// Which point of the text lies at its position; the middle is that of its capitals.
enum class Anchor { LeftMiddle, Centre, RightMiddle };

// Shapes on a picture. Positions and lengths are pixels from the top left corner, x right, y down.

/// A disc with an optional ring around it.
struct Circle {
    geom::Vec2 centre = geom::Vec2::Zero();
    double radius = 1;
    Colour fill;             ///< alpha 0: hollow
    Colour ring{0, 0, 0, 0}; ///< alpha 0: none
    double ringWidth = 0;    ///< drawn outside the radius
};

/// A line through points; with `closed` also back to the first one.
struct Polyline {
    std::vector<geom::Vec2> points;
    Colour colour;
    double width = 1;
    bool closed = false;
    Colour fill{0, 0, 0, 0}; ///< of the inside, for closed lines; alpha 0: hollow
    double dash = 0;         ///< length of dashes and of the gaps between them; 0: solid
};

/// A rectangle with round corners, an optional border and an optional soft shadow.
struct RoundedRect {
    geom::Vec2 corner = geom::Vec2::Zero(); ///< top left
    geom::Vec2 size = geom::Vec2::Zero();
    double radius = 0;
    Colour fill;
    Colour border{0, 0, 0, 0};
    double borderWidth = 0;
    bool shadow = false;
};

/// One line of text.
struct Text {
    geom::Vec2 position = geom::Vec2::Zero();
    std::string words; ///< UTF-8
    double size = 13;  ///< em
    FontWeight weight = FontWeight::Regular;
    Anchor anchor = Anchor::LeftMiddle;
    Colour colour;
    Colour halo{0, 0, 0, 0}; ///< drawn around the letters, one seventh of `size`; alpha 0: none
};

/// A bar that runs evenly from left to right through its colours; at least two, opaque.
struct GradientBar {
    geom::Vec2 corner = geom::Vec2::Zero();
    geom::Vec2 size = geom::Vec2::Zero();
    std::vector<Colour> colours;
    double radius = 0;
};

using Shape = std::variant<Circle, Polyline, RoundedRect, Text, GradientBar>;

/// Everything that is drawn over a picture, from back to front, as data: painted by Cairo into
/// files and by the window's draw list on the screen, and read by tests.
struct Overlay {
    std::vector<Shape> shapes;

    template <class T>
    void add(T shape) {
        shapes.emplace_back(std::move(shape));
    }
};

/// Width that a text takes at most, from rounded-up advance widths of Inter, so that cards can be
/// sized without a font. Pixels.
double roomyWidth(const std::string& words, double size);

} // namespace meso::view
