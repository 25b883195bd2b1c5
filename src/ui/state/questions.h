#pragma once
#include <filesystem>
#include <string>

/// What the window asks its user before it goes on.
namespace meso::ui {

/// A file the user is being asked for.
struct FileQuestion {
    enum class Kind {
        Open,
        SaveAs,
        SavePicture,
        Compare,
        SaveField,
        SaveCurves,
        SaveTemplate,
        FromTemplate,
        OffsetFrom
    };
    Kind kind = Kind::Open;
    std::filesystem::path folder;
    std::string name;            ///< typed or chosen
    std::string problem;         ///< sentence under the field; empty: none
    bool confirmReplace = false; ///< the file exists, and the user must say so once more
    bool typesOn = false;        ///< after a refusal: the line takes the keyboard again
    std::string pendingAction{}; ///< SaveAs: what waits until it is saved; see proceed()
    std::filesystem::path pendingFile{};
};

/// Something that needs an answer before anything else goes on.
struct Question {
    enum class Kind { DiscardChanges, RecoverDraft };
    Kind kind = Kind::DiscardChanges;
    std::string sentence;
    std::string pendingAction;   ///< id of the action that the answer lets go on
    std::filesystem::path draft; ///< RecoverDraft
    std::filesystem::path file;  ///< RecoverDraft, or the file that waits to be opened
};

} // namespace meso::ui
