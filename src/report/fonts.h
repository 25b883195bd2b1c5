#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "view/overlay.h"

namespace meso::report {

/// The faces of Inter in which pictures and documents are written. A missing or broken file never
/// fails: that weight falls back to the system's plain sans serif, and warnings() tells it.
class Fonts {
public:
    /// `folder` holds Inter-Regular.otf, Inter-Medium.otf, Inter-SemiBold.otf and Inter-Bold.otf.
    explicit Fonts(const std::filesystem::path& folder);
    ~Fonts();
    Fonts(Fonts&&) noexcept;
    Fonts& operator=(Fonts&&) noexcept;

    /// One sentence when faces are missing; empty when all were found.
    [[nodiscard]] const std::string& warning() const { return warning_; }

    /// The cairo_font_face_t of a weight, for painters of this room. Lives as long as this.
    [[nodiscard]] void* face(view::FontWeight weight) const;

private:
    struct Faces;
    std::unique_ptr<Faces> faces_;
    std::string warning_;
};

} // namespace meso::report
