#include <epoxy/gl.h>
#include <unistd.h>

#include <cstdlib>

// Loaded before a program, it plays a graphics driver that is reset as soon as the file
// $MESOMAP_TEST_LOST exists.
namespace {

GLenum APIENTRY resetOnceTheFileExists() {
    const char* file = std::getenv("MESOMAP_TEST_LOST");
    return file != nullptr && ::access(file, F_OK) == 0 ? GL_UNKNOWN_CONTEXT_RESET : GL_NO_ERROR;
}

[[gnu::constructor]] void takeTheFunctionsPlace() {
    epoxy_glGetGraphicsResetStatus = resetOnceTheFileExists;
    epoxy_glGetGraphicsResetStatusARB = resetOnceTheFileExists;
}

} // namespace
