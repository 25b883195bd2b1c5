#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

/// Whole files in and out. Nothing is ever half written.
namespace meso {

/// The bytes of a regular file. Fails, naming the file and the reason, when it is missing, not a
/// regular file, unreadable, or larger than `maxBytes` (so that an untrusted file cannot fill the
/// memory).
Result<std::string> readFile(const std::filesystem::path& file, std::size_t maxBytes);

/// Who may read a file that is written.
enum class Access {
    AsUsual,   ///< a new file as the umask says, at most 0644; an old one as before
    OwnIfNew,  ///< a new file 0600; an old one as before, since somebody chose that
    OwnAlways, ///< 0600, and never more than its owner had before
};

/// Replaces `file` by `bytes` in one step: a neighbour file is written, flushed to the disk and
/// renamed over it, so that after a crash or on a full disk the old file is still whole. A target
/// that exists and is not a regular file (a device, a pipe) is written to directly. Links are
/// followed and stay links; an old file's permissions and group are kept, and where the group
/// cannot be, no other group gets its rights. The neighbour is never wider than the file. Fails,
/// naming the file, the reason and a way out, and leaves no neighbour behind.
Status writeFile(const std::filesystem::path& file, std::string_view bytes,
                 Access access = Access::AsUsual);

/// Makes a folder, and those above it that are missing, 0700: what lies in it may name a patient.
/// Folders that exist stay as they are. Best effort: writing into it says what is wrong.
void makeOwnFolder(const std::filesystem::path& folder);
/// Whether this is a folder, no link, that belongs to the user and that nobody else may look into.
bool isOwnFolder(const std::filesystem::path& folder);

} // namespace meso
