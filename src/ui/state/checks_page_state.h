#pragma once
#include <set>
#include <string>

namespace meso::ui {

/// View state of the checks page.
struct ChecksPageState {
    bool passed = false;           ///< the passed rules are unfolded
    bool notApplicable = false;    ///< those that had nothing to judge are unfolded
    std::string acknowledging;     ///< id of the rule whose warning is being accepted; empty: none
    std::string reason;            ///< typed, why it is accepted
    std::string by;                ///< who reads and approves; stays for the next one
    std::set<std::string> sources; ///< ids of the rules whose source is unfolded
    std::string shown;             ///< id of the finding that was shown last; empty: none
};

} // namespace meso::ui
