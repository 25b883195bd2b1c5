#pragma once
#include "app/spread/spread_study.h"
#include "ui/panel/panel.h"
#include "view/chart.h"

/// The pages of the inspector while simulating. All but the page of two plans are drawn only while
/// there is a spread.
namespace meso::ui {

void drawMapPage(Panel& panel);      ///< what is painted on the head, and how much of it is covered
void drawExposurePage(Panel& panel); ///< curves, figures and histogram of the area
void drawBalancePage(Panel& panel);  ///< where the injected compound is
void drawComparePage(Panel& panel);  ///< two plans on one scale
void drawOptimisePage(Panel& panel); ///< places and volumes that reach a goal

/// Lists of the spread's compounds and depths to choose from.
void chooseCompound(Panel& panel);
void chooseDepth(Panel& panel);
/// The threshold as presets, slider and typed value.
void chooseThreshold(Panel& panel);
/// Words "Total" and "Unbound".
void chooseMeasure(Panel& panel);
/// A small grey sentence.
void remark(Panel& panel, const std::string& sentence);
/// A chart's axis of hours after the injection up to a time, early hours wide, and its words for a
/// value.
view::Axis hoursAxis(Seconds end);
std::string hoursWords(double hours);

/// The study of what is shown, asked for if there is none; null while it is being worked on, after
/// saying so.
app::StudyPtr studyOrNews(Panel& panel);

} // namespace meso::ui
