#version 330 core
// The head's skin. aPosition: head frame, mm. aNormal: outward unit, head frame.
// aOcclusion: 1 open to the sky .. 0 hidden. uClipFromHead: head frame to OpenGL clip space.
layout(location = 0) in vec3 aPosition;
layout(location = 1) in vec3 aNormal;
layout(location = 2) in float aOcclusion;
uniform mat4 uClipFromHead;
out vec3 vPosition;
out vec3 vNormal;
out float vOcclusion;

void main() {
    vPosition = aPosition;
    vNormal = aNormal;
    vOcclusion = aOcclusion;
    gl_Position = uClipFromHead * vec4(aPosition, 1.0);
}
