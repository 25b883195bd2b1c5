#pragma once
#include <string>

#include "app/spread/simulation_study.h"
#include "base/units.h"
#include "ui/panel/panel.h"
#include "view/chart.h"

namespace meso::ui {

/// A small grey sentence.
void remark(Panel& panel, const std::string& sentence);
/// Lists of the simulation's compounds and depths to choose from.
void chooseCompound(Panel& panel);
void chooseDepth(Panel& panel);
/// The threshold as presets, slider and typed value.
void chooseThreshold(Panel& panel);
/// Words "Total" and "Unbound".
void chooseMeasure(Panel& panel);
/// A chart's axis of hours after the injection up to a time, early hours wide, and its words for a
/// value.
view::Axis hoursAxis(Seconds end);
std::string hoursText(double hours);
/// The study of what is shown, asked for if there is none; null while it is being worked on, after
/// saying so.
app::StudyPtr studyOrNews(Panel& panel);

} // namespace meso::ui
