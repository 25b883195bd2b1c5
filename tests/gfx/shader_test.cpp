#include "gfx/shader.h"

#include <fstream>

#include "support/offscreen_test.h"

namespace meso::gfx {
namespace {

namespace fs = std::filesystem;

class ShaderFiles : public test::OffscreenTest {
protected:
    void SetUp() override {
        test::OffscreenTest::SetUp();
        std::string pattern = (fs::temp_directory_path() / "mesomap-shader-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        write("a.vert", "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n");
        write("a.frag", "#version 330 core\nuniform float uUsed;\nout vec4 oColour;\n"
                        "void main() { oColour = vec4(uUsed); }\n");
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const char* name, const char* text) const { std::ofstream(folder_ / name) << text; }
    std::string refusal(const std::vector<std::string>& uniforms) const {
        const Result<Shader> shader = Shader::load(folder_, "a", uniforms);
        return shader.ok() ? "" : shader.error().message;
    }
    fs::path folder_;
};

TEST_F(ShaderFiles, AGoodPairIsLoaded) {
    EXPECT_EQ(refusal({"uUsed"}), "");
}

TEST_F(ShaderFiles, AMissingFileIsNamed) {
    fs::remove(folder_ / "a.frag");
    EXPECT_NE(refusal({"uUsed"}).find("a.frag could not be read"), std::string::npos)
        << refusal({"uUsed"});
}

TEST_F(ShaderFiles, AnErrorIsToldWithTheFileAndTheDriversWords) {
    write("a.frag", "#version 330 core\nout vec4 oColour;\nvoid main() { oColour = nonsense; }\n");
    const std::string words = refusal({});
    EXPECT_NE(words.find("a.frag does not compile"), std::string::npos);
    EXPECT_NE(words.find("nonsense"), std::string::npos) << words;
}

TEST_F(ShaderFiles, StagesThatDoNotFitAreTold) {
    write("a.vert", "#version 330 core\nout vec2 vPlace;\n"
                    "void main() { vPlace = vec2(1.0); gl_Position = vec4(0.0); }\n");
    write("a.frag", "#version 330 core\nin vec3 vPlace;\nout vec4 oColour;\n"
                    "void main() { oColour = vec4(vPlace, 1.0); }\n");
    EXPECT_NE(refusal({}).find("do not fit together"), std::string::npos) << refusal({});
}

TEST_F(ShaderFiles, AUniformThatTheShaderLacksIsTold) {
    EXPECT_NE(refusal({"uUsed", "uOther"}).find("lack the uniform uOther"), std::string::npos);
}

} // namespace
} // namespace meso::gfx
