#pragma once
#include <algorithm>
#include <string>
#include <vector>

namespace meso::clinic {

/// Compounds that were injected out of one syringe in a published regimen.
struct KnownMixture {
    std::vector<std::string> compoundIds; ///< two or more, of the compound library
    std::string source;
    bool operator==(const KnownMixture&) const = default;
};

/// The mixtures that a source names. From assets/data/mixtures.json. That a mixture is listed says
/// that somebody gave it, not that its parts agree with each other.
struct MixtureLibrary {
    std::vector<KnownMixture> mixtures;
    /// The first mixture that holds both compounds, or nullptr.
    [[nodiscard]] const KnownMixture* find(const std::string& one, const std::string& other) const {
        for (const KnownMixture& m : mixtures)
            if (std::ranges::count(m.compoundIds, one) && std::ranges::count(m.compoundIds, other))
                return &m;
        return nullptr;
    }
};

} // namespace meso::clinic
