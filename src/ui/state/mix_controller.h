#pragma once
#include <string>

#include "ui/state/actions.h"

namespace meso::app {
class OpenCase;
}

/// What buttons and actions do to the mixtures of the plan.
namespace meso::ui {

/// The mixture that the page shows, one that the plan has.
int shownMixture(UiContext context);
/// Name of a compound of the library; the id of one that it does not have.
std::string nameOfCompound(const app::OpenCase& openCase, const std::string& id);
/// Takes a compound out of the shown mixture; tells a refusal as a notice.
void removeCompound(UiContext context, std::size_t index);

} // namespace meso::ui
