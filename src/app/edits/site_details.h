#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/danger.h"
#include "app/edits/derive.h"
#include "sim/kernel/depot_shape.h"

namespace meso::anatomy {
struct NearestCorridor;
}

namespace meso::app {

struct ClinicalLibrary;

/// What an injection at one site meets under the skin, with the tissue that the plan assumes.
struct SiteDetails {
    std::vector<anatomy::TissueLayer> layers; ///< as thick as at the site
    std::string tipLayer;                     ///< name of the layer in which the needle's tip ends
    plan::Needle needle;                      ///< the site's own, or the plan's
    Mm inserted{0};                           ///< length of the needle within the skin
    sim::DepotShape depot;                    ///< right after the injection
    std::optional<anatomy::NearestCorridor> corridor; ///< empty: none on this scalp
};

/// Of the site at `index` of the plan from which `derived` was worked out. Where the plan asks for
/// thickness by region, the first call on a head takes 0.1 s. Fails for a blood flow that the
/// tissue does not know.
Result<SiteDetails> siteDetails(const plan::Plan& plan, std::size_t index, const Derived& derived,
                                const ClinicalLibrary& library);

} // namespace meso::app
