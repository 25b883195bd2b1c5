#pragma once
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace meso::test {

/// A fresh folder that is removed with everything in it when the test ends.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "mesomap-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace meso::test
