#version 330 core
// A triangle that covers the picture. No attributes: draw three vertices.
// vPlace: 0..1 across the picture, x to the right, y up.
out vec2 vPlace;

void main() {
    vPlace = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
    gl_Position = vec4(vPlace * 2.0 - 1.0, 0.9999, 1.0);
}
