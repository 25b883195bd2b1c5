#pragma once
#include <memory>
#include <string>
#include <vector>

#include "view/camera.h"
#include "view/colormap.h"
#include "view/theme.h"

namespace meso::anatomy {
struct Head;
}

namespace meso::view {

/// One number per vertex of the scalp grid. Shared, because a renderer keeps what it has uploaded
/// and recognises it by its address. Null: there is none.
using ScalpValues = std::shared_ptr<const std::vector<float>>;

/// What is painted on the scalp: a quantity, its fixed scale and its words.
struct ScalarField {
    ScalpValues values;                ///< in `unit`, one per vertex of the scalp grid
    ColourScale scale;                 ///< ends in `unit`
    std::vector<double> contourLevels; ///< in `unit`; at most kMaxContours are drawn
    std::string title;                 ///< "Minoxidil, terminal bulb band"
    std::string unit;                  ///< as written, for instance with the Greek mu
};
inline constexpr int kMaxContours = 8;

/// An injection site as it is marked on a picture.
struct SiteMark {
    geom::Vec3 position = geom::Vec3::Zero(); ///< on the skin, head frame, mm
    geom::Vec3 normal{0, 0, 1};               ///< outward, unit
    int number = 0;                           ///< as written, from 1
    bool selected = false;
};

/// What is drawn beside the head itself.
struct ShowOptions {
    bool field = true;
    bool contours = true;
    bool region = true;
    bool corridors = true; ///< usual courses of vessels and nerves, where a caller has them
    bool route = true;     ///< the way from site to site, where a caller draws it
    bool sites = true;
    bool numbers = true; ///< the numbers of the sites
    bool legend = true;
    bool orientation = true; ///< L and R; leave it on for every picture that leaves the program
    bool caption = true;
};

/// A whole picture, described: what is to be seen, from where, in which colours. A plain value;
/// nothing in it knows how it is drawn.
struct Scene {
    std::shared_ptr<const anatomy::Head> head; ///< must be set
    Camera camera;
    Theme theme = lightTheme();
    ScalarField field;             ///< nothing is painted while its values are null
    ScalpValues regionDistance;    ///< mm to the outline of the treatment area, negative inside
    ScalpValues exclusionDistance; ///< mm to the nearest excluded patch's border, negative inside
    std::vector<SiteMark> sites;
    std::string viewName;             ///< "Front"; empty: none is written
    std::vector<std::string> caption; ///< lines below: quantity, depth, time, that it is a model
    ShowOptions show;
    double scale = 1; ///< size of texts, lines and marks; 1 suits a picture 900 pixels high
};

/// The field is asked for and there is one.
inline bool showsField(const Scene& scene) {
    return scene.show.field && scene.field.values != nullptr;
}

/// A scale for texts and marks that suits a picture of this size: 1 at 900 pixels, 0.5 at least.
double scaleFor(PixelSize size);

/// What to aim the camera at: the whole head, or the scalp grid alone. O(vertices).
BoundingSphere headSphere(const anatomy::Head& head);
BoundingSphere scalpSphere(const anatomy::Head& head);

} // namespace meso::view
