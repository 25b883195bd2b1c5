#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "base/result.h"
#include "gfx/gl_objects.h"
#include "view/colour.h"

namespace meso::gfx {

/// A linked program and the places of its uniforms, looked up once.
class Shader {
public:
    /// Reads <folder>/<name>.vert and <name>.frag, compiles and links them, and checks that every
    /// uniform in `uniforms` is there and used. Fails with the file and the driver's words.
    static Result<Shader> load(const std::filesystem::path& folder, const std::string& name,
                               const std::vector<std::string>& uniforms);

    /// Makes it the program that draws.
    void use() const { glUseProgram(program_.name()); }

    // Set a uniform of the program in use. Its name must be among those given to load().
    void set(const std::string& uniform, float value) const;
    void set(const std::string& uniform, int value) const;
    void set(const std::string& uniform, const Eigen::Vector2d& value) const;
    void set(const std::string& uniform, const Eigen::Vector3d& value) const;
    void set(const std::string& uniform, const Eigen::Matrix4d& value) const;
    void set(const std::string& uniform, const std::vector<float>& values) const;
    /// Red, green and blue; alpha is left out.
    void set(const std::string& uniform, view::Colour value) const;

private:
    explicit Shader(Program program) : program_(std::move(program)) {}
    [[nodiscard]] GLint locationOf(const std::string& uniform) const;
    Program program_;
    std::map<std::string, GLint> locations_;
};

} // namespace meso::gfx
