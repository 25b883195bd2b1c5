#pragma once
#include "app/spread/simulation_service.h"
#include "ui/panel/panel.h"
#include "ui/state/ui_state.h"
#include "view/section.h"

namespace meso::ui {

class PictureSource;
struct Cut;

/// The cut through the tissue as it was drawn last, kept while nothing of it changes.
class CutCache {
public:
    /// What a drawn cut shows; equal ones need no new picture.
    struct Contents {
        Cut cut;
        Mm beyond{0};                      ///< that the way goes on at either end
        app::PlanSimulationPtr simulation; ///< null: tissue and needles alone
        std::size_t run = 0;
        Seconds time{0};
        sim::Measure measure = sim::Measure::Total;
        view::ColourScale scale;
        bool field = true, contours = true;
        std::vector<plan::InjectionSite> sites;
        view::Theme theme;
        view::PixelSize size{0, 0};
        double textScale = 1;
        bool operator==(const Contents&) const = default;
    };
    Contents contents;
    view::SectionScene scene;
    view::SectionPicture drawn;
    double from_mm = 0, to_mm = 0; ///< where the two points lie on the way
    std::string problem;           ///< why there is no cut; empty: there is one
    int serial = 0;                ///< rises with every new picture
};

/// The cut under the views: layers, follicles, needles and concentration, to scale. Items "cut",
/// "cut.close".
void drawCutPanel(Panel& panel, PictureSource& pictures, CutCache& cache);

} // namespace meso::ui
