#include "report/fonts.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <utility>

namespace meso::report {

namespace {

constexpr std::array<const char*, 4> kFiles = {"Inter-Regular.otf", "Inter-Medium.otf",
                                               "Inter-SemiBold.otf", "Inter-Bold.otf"};

/// Cairo keeps faces in caches of its own after the last reference is gone, so each face owns its
/// library, and cairo ends both when it lets go.
struct OwnedFace {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
};

void release(void* data) {
    auto* owned = static_cast<OwnedFace*>(data);
    if (owned->face != nullptr)
        FT_Done_Face(owned->face);
    if (owned->library != nullptr)
        FT_Done_FreeType(owned->library);
    std::default_delete<OwnedFace>()(owned);
}

cairo_font_face_t* openFace(const std::filesystem::path& file, const cairo_user_data_key_t* key) {
    auto owned = std::make_unique<OwnedFace>();
    if (FT_Init_FreeType(&owned->library) != 0)
        return nullptr;
    if (FT_New_Face(owned->library, file.c_str(), 0, &owned->face) != 0) {
        release(owned.release());
        return nullptr;
    }
    cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(owned->face, 0);
    if (cairo_font_face_set_user_data(face, key, owned.get(), release) == CAIRO_STATUS_SUCCESS)
        static_cast<void>(owned.release());
    return face;
}

cairo_font_face_t* plainFace(std::size_t weight) {
    return cairo_toy_font_face_create("sans-serif", CAIRO_FONT_SLANT_NORMAL,
                                      weight >= 2 ? CAIRO_FONT_WEIGHT_BOLD
                                                  : CAIRO_FONT_WEIGHT_NORMAL);
}

} // namespace

struct Fonts::Faces {
    std::array<cairo_font_face_t*, 4> all{};
    cairo_user_data_key_t key{};

    Faces() = default;
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;
    ~Faces() {
        for (cairo_font_face_t* face : all)
            cairo_font_face_destroy(face);
    }
};

Fonts::Fonts(const std::filesystem::path& folder) : faces_(std::make_unique<Faces>()) {
    std::string absent;
    for (std::size_t i = 0; i < kFiles.size(); ++i) {
        faces_->all[i] = openFace(folder / kFiles[i], &faces_->key);
        if (faces_->all[i] != nullptr)
            continue;
        faces_->all[i] = plainFace(i);
        absent += (absent.empty() ? "" : ", ") + std::string(kFiles[i]);
    }
    if (!absent.empty())
        warning_ = "Texts use a plain font, because " + absent + " could not be read in " +
                   folder.string() + ". Install the package fonts-inter and build again.";
}

Fonts::~Fonts() = default;
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;

void* Fonts::face(view::FontWeight weight) const {
    return faces_->all[static_cast<std::size_t>(weight)];
}

} // namespace meso::report
