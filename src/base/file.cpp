#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace meso {

namespace {

namespace fs = std::filesystem;

class OpenFile {
public:
    OpenFile(const fs::path& file, int flags, mode_t mode = 0)
        : number_(::open(file.c_str(), flags | O_CLOEXEC, mode)) {}
    ~OpenFile() {
        if (number_ >= 0)
            ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

std::string reasonText(int reason) {
    const std::string what = std::string(std::strerror(reason)) + ".";
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return what + " Free some space, or choose another folder.";
    case EACCES:
    case EROFS:
    case EPERM:
        return what + " Choose a folder that you may write to.";
    case ENOENT:
    case ENOTDIR:
        return what + " Create the folder first.";
    default:
        return what;
    }
}

Error cannotWrite(const fs::path& file, int reason) {
    return Error{"The file " + file.string() + " could not be written: " + reasonText(reason)};
}

Error cannotRead(const fs::path& file, const std::string& reason) {
    return Error{"The file " + file.string() + " could not be read: " + reason + "."};
}

/// Writes and flushes everything; 0 or the reason.
int writeAll(const fs::path& file, std::string_view bytes, int flags, mode_t mode) {
    const OpenFile out(file, O_WRONLY | flags, mode);
    if (out.number() < 0)
        return errno;
    // The mode of an existing file is kept whatever the umask says.
    if ((flags & O_CREAT) && mode != 0644 && ::fchmod(out.number(), mode) != 0)
        return errno;
    while (!bytes.empty()) {
        const ssize_t written = ::write(out.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    // A device cannot be flushed and says so; that is no failure.
    if (::fsync(out.number()) != 0 && errno != EINVAL && errno != ENOTSUP)
        return errno;
    return 0;
}

/// Makes a rename outlive a power cut. Best effort: some file systems refuse to flush a folder.
void flushFolderOf(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const OpenFile handle(folder, O_RDONLY | O_DIRECTORY);
    if (handle.number() >= 0)
        (void)::fsync(handle.number());
}

} // namespace

Result<std::string> readFile(const fs::path& file, std::size_t mostBytes) {
    const OpenFile in(file, O_RDONLY | O_NONBLOCK);
    if (in.number() < 0)
        return cannotRead(file, std::strerror(errno));
    struct stat about {};
    if (::fstat(in.number(), &about) != 0)
        return cannotRead(file, std::strerror(errno));
    if (!S_ISREG(about.st_mode))
        return cannotRead(file, "it is not a regular file");
    const std::string limit = "it is larger than " + std::to_string(mostBytes) + " bytes";
    if (static_cast<std::size_t>(about.st_size) > mostBytes)
        return cannotRead(file, limit);
    std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(in.number(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(file, std::strerror(errno));
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

Status writeFile(const fs::path& asked, std::string_view bytes) {
    std::error_code ignored;
    // A link stays a link: what it points to is replaced.
    const fs::path real = fs::canonical(asked, ignored);
    const fs::path file = real.empty() ? asked : real;
    struct stat old {};
    const bool exists = ::stat(file.c_str(), &old) == 0;
    const bool viaProc = file.string().starts_with("/proc/") || asked.string().starts_with("/dev/");
    if (exists && (!S_ISREG(old.st_mode) || viaProc)) {
        const int reason = S_ISDIR(old.st_mode) ? EISDIR : writeAll(file, bytes, O_TRUNC, 0);
        return reason == 0 ? Status(Done{}) : Status(cannotWrite(asked, reason));
    }
    fs::path neighbour = file;
    neighbour += "." + std::to_string(::getpid()) + ".part";
    fs::remove(neighbour, ignored);
    const mode_t mode = exists ? old.st_mode & 07777 : 0644;
    int reason = writeAll(neighbour, bytes, O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (reason == 0 && ::rename(neighbour.c_str(), file.c_str()) != 0)
        reason = errno;
    if (reason == 0) {
        flushFolderOf(file);
        return Done{};
    }
    fs::remove(neighbour, ignored);
    return cannotWrite(asked, reason);
}

} // namespace meso
