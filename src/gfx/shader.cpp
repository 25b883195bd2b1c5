#include "gfx/shader.h"

#include <fstream>
#include <sstream>

namespace meso::gfx {

namespace {

Result<std::string> readText(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return Error{"The shader " + file.string() +
                     " could not be read. Reinstall the program, or point MESOMAP_DATA at its "
                     "share folder."};
    return text.str();
}

std::string firstLines(std::string log) {
    if (log.size() > 600)
        log = log.substr(0, 600) + " ...";
    while (!log.empty() && (log.back() == '\n' || log.back() == '\0'))
        log.pop_back();
    return log;
}

/// Compiles one stage into `program`. The shader object lives on only while it is attached.
Status addStage(const Program& program, GLenum stage, const std::filesystem::path& file) {
    Result<std::string> text = readText(file);
    if (!text)
        return text.error();
    const GLuint shader = glCreateShader(stage);
    const char* source = text->c_str();
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    std::string log(1024, '\0');
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
    if (compiled == GL_TRUE)
        glAttachShader(program.name(), shader);
    glDeleteShader(shader);
    if (compiled == GL_TRUE)
        return Done{};
    return Error{"The shader " + file.string() + " does not compile: " + firstLines(log.c_str())};
}

Error missingUniform(const std::string& files, const std::string& uniform) {
    return Error{"The shaders " + files + " lack the uniform " + uniform +
                 ", which the program sets. They belong to another version."};
}

} // namespace

Result<Shader> Shader::load(const std::filesystem::path& folder, const std::string& name,
                            const std::vector<std::string>& uniforms) {
    Shader shader{Program()};
    const Program& program = shader.program_;
    for (const auto& [stage, ending] :
         {std::pair{GL_VERTEX_SHADER, ".vert"}, std::pair{GL_FRAGMENT_SHADER, ".frag"}}) {
        Status added = addStage(program, stage, folder / (name + ending));
        if (!added)
            return added.error();
    }
    glLinkProgram(program.name());
    GLint linked = GL_FALSE;
    glGetProgramiv(program.name(), GL_LINK_STATUS, &linked);
    const std::string files = (folder / name).string() + ".vert and .frag";
    if (linked != GL_TRUE) {
        std::string log(1024, '\0');
        glGetProgramInfoLog(program.name(), static_cast<GLsizei>(log.size()), nullptr, log.data());
        return Error{"The shaders " + files + " do not fit together: " + firstLines(log.c_str())};
    }
    for (const std::string& uniform : uniforms) {
        const GLint place = glGetUniformLocation(program.name(), uniform.c_str());
        if (place < 0)
            return missingUniform(files, uniform);
        shader.locations_[uniform] = place;
    }
    return shader;
}

GLint Shader::locationOf(const std::string& uniform) const {
    const auto found = locations_.find(uniform);
    MESO_CHECK(found != locations_.end(), "a uniform was set that was not declared at load");
    return found->second;
}

void Shader::set(const std::string& uniform, float value) const {
    glUniform1f(locationOf(uniform), value);
}
void Shader::set(const std::string& uniform, int value) const {
    glUniform1i(locationOf(uniform), value);
}
void Shader::set(const std::string& uniform, const Eigen::Vector2d& value) const {
    glUniform2f(locationOf(uniform), static_cast<float>(value.x()), static_cast<float>(value.y()));
}
void Shader::set(const std::string& uniform, const Eigen::Vector3d& value) const {
    glUniform3f(locationOf(uniform), static_cast<float>(value.x()), static_cast<float>(value.y()),
                static_cast<float>(value.z()));
}
void Shader::set(const std::string& uniform, const Eigen::Matrix4d& value) const {
    const Eigen::Matrix4f floats = value.cast<float>();
    glUniformMatrix4fv(locationOf(uniform), 1, GL_FALSE, floats.data());
}
void Shader::set(const std::string& uniform, const std::vector<float>& values) const {
    glUniform1fv(locationOf(uniform), static_cast<GLsizei>(values.size()), values.data());
}
void Shader::set(const std::string& uniform, view::Colour value) const {
    glUniform3f(locationOf(uniform), value.red, value.green, value.blue);
}

} // namespace meso::gfx
