#pragma once
#include "view/overlay.h"
#include "view/scene.h"

namespace meso::view {

/// Everything written over the picture of a scene: site marks, legend, orientation, caption and the
/// name of the view. A pure function of the scene and the picture's size.
Overlay overlayOf(const Scene& scene, PixelSize size);

// The parts, for callers that place them themselves (sheets, flat maps, the window).

/// A site that is seen: where, how clearly, how far.
struct VisibleSite {
    geom::Vec2 pixel = geom::Vec2::Zero();
    double clarity = 1; ///< 0 at the silhouette and behind the head .. 1 facing the viewer
    double depth = 0;   ///< mm from the eye
    SiteMark mark;
};
/// The sites that face the viewer, farthest first.
std::vector<VisibleSite> visibleSites(const Scene& scene, PixelSize size);
/// Draws marks: numbered discs where they have room (18 pixels apart at scale 1), dots with
/// the number beside them where they have not; a number that would touch its neighbour is left out.
/// `scale` as Scene::scale.
void addSites(Overlay& overlay, const std::vector<VisibleSite>& sites, const Theme& theme,
              const ShowOptions& show, double scale);

/// Width and height of the legend card of a field.
geom::Vec2 legendSize(const ScalarField& field, double scale);
/// The legend card with its top left corner at `corner`: title, unit, bar and ticks.
void addLegend(Overlay& overlay, const ScalarField& field, const Theme& theme,
               const geom::Vec2& corner, double scale);

/// The letters at the two sides of a picture. Left and right are always the patient's.
struct SideLetters {
    std::string imageLeft;  ///< "R" on the left of a front view; "A" or "P" in side views
    std::string imageRight; ///< the opposite
    std::string facing;     ///< "L" or "R" in side views: the side that faces the viewer
};
SideLetters sideLettersOf(const Camera& camera);
/// Burns the letters into both sides, at half height.
void addOrientation(Overlay& overlay, const SideLetters& letters, const Theme& theme,
                    PixelSize size, double scale);
/// Name of the view in the top right corner, caption lines in the bottom left one.
void addCaptions(Overlay& overlay, const Scene& scene, PixelSize size);

} // namespace meso::view
