#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

/// Whole files in and out. Nothing is ever half written.
namespace meso {

/// The bytes of a regular file. Fails, naming the file and the reason, when it is missing, not a
/// regular file, unreadable, or larger than `mostBytes` (so that a stranger's file cannot fill the
/// memory).
Result<std::string> readFile(const std::filesystem::path& file, std::size_t mostBytes);

/// Replaces `file` by `bytes` in one step: a neighbour file is written, flushed to the disk and
/// renamed over it, so that after a crash or on a full disk the old file is still whole. A target
/// that exists and is not a regular file (a device, a pipe) is written to directly. Links are
/// followed and stay links; an old file's permissions are kept. Fails, naming
/// the file, the reason and a way out, and leaves no neighbour behind.
Status writeFile(const std::filesystem::path& file, std::string_view bytes);

} // namespace meso
