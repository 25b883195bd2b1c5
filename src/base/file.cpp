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
    std::string what = std::string(std::strerror(reason)) + ".";
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

/// Gives a new file the group and mode of the one that it replaces, whatever the umask says; 0 or
/// the reason. A disk that knows no modes (a memory stick) refuses even the owner; it keeps its
/// own.
int takeOver(int file, mode_t mode, gid_t group) {
    struct stat now {};
    if (::fstat(file, &now) != 0)
        return errno;
    if (now.st_gid != group && ::fchown(file, static_cast<uid_t>(-1), group) != 0)
        mode &= ~static_cast<mode_t>(070);
    const bool done = (now.st_mode & 07777) == mode || ::fchmod(file, mode) == 0;
    return done || errno == EPERM || errno == ENOTSUP ? 0 : errno;
}

/// Writes and flushes everything; 0 or the reason. `old`: of the file that it replaces, or nullptr.
int writeAll(const fs::path& file, std::string_view bytes, int flags, mode_t mode,
             const struct stat* old = nullptr) {
    const OpenFile out(file, O_WRONLY | flags, old ? mode & 0700 : mode);
    if (out.number() < 0)
        return errno;
    if (old)
        if (const int reason = takeOver(out.number(), mode, old->st_gid); reason != 0)
            return reason;
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

Result<std::string> readFile(const fs::path& file, std::size_t maxBytes) {
    const OpenFile in(file, O_RDONLY | O_NONBLOCK);
    if (in.number() < 0)
        return cannotRead(file, std::strerror(errno));
    struct stat about {};
    if (::fstat(in.number(), &about) != 0)
        return cannotRead(file, std::strerror(errno));
    if (!S_ISREG(about.st_mode))
        return cannotRead(file, "it is not a regular file");
    const std::string limit = "it is larger than " + std::to_string(maxBytes) + " bytes";
    if (static_cast<std::size_t>(about.st_size) > maxBytes)
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

Status writeFile(const fs::path& asked, std::string_view bytes, Access access) {
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
    const mode_t usual = access == Access::AsUsual ? 0644 : 0600;
    const mode_t kept = access == Access::OwnAlways ? 0600 : 07777;
    const mode_t mode = exists ? old.st_mode & kept : usual;
    int reason =
        writeAll(neighbour, bytes, O_CREAT | O_EXCL | O_NOFOLLOW, mode, exists ? &old : nullptr);
    if (reason == 0 && ::rename(neighbour.c_str(), file.c_str()) != 0)
        reason = errno;
    if (reason == 0) {
        flushFolderOf(file);
        return Done{};
    }
    fs::remove(neighbour, ignored);
    return cannotWrite(asked, reason);
}

void makeOwnFolder(const fs::path& folder) {
    std::error_code failed;
    const fs::path whole = folder.empty() ? folder : fs::absolute(folder, failed);
    fs::path made;
    for (const fs::path& part : whole.lexically_normal()) {
        made /= part;
        ::mkdir(made.c_str(), 0700);
    }
}

bool isOwnFolder(const fs::path& folder) {
    struct stat about {};
    return ::lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) &&
           about.st_uid == ::geteuid() && (about.st_mode & 077) == 0;
}

} // namespace meso
