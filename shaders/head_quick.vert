#version 330 core
// The head's skin in views that move: what head.frag works out per pixel is worked out per vertex.
// aPosition: head frame, mm. aNormal: outward unit, head frame. aOcclusion: 1 open .. 0 hidden.
// uClipFromHead: head frame to OpenGL clip space. uEye, uGridCentre: head frame, mm. uCamera*: the
// camera's axes in the head frame, unit. uReach: of the scalp chart, radians.
// vLight: linear; vShine: linear, added; vChart: texture place; vRadius: mm from the grid's centre.
layout(location = 0) in vec3 aPosition;
layout(location = 1) in vec3 aNormal;
layout(location = 2) in float aOcclusion;
uniform mat4 uClipFromHead;
uniform vec3 uEye, uGridCentre, uCameraRight, uCameraUp;
uniform float uReach;
out vec3 vLight;
out float vShine;
out vec2 vChart;
out float vRadius;

// The light of head.frag.
vec3 light(vec3 n, vec3 v, float open) {
    vec3 back = cross(uCameraRight, uCameraUp);
    vec3 key = normalize(-0.55 * uCameraRight + 0.75 * uCameraUp + 0.75 * back);
    vec3 fill = normalize(0.80 * uCameraRight + 0.10 * uCameraUp + 0.65 * back);
    float keyAmount = pow(max((dot(n, key) + 0.30) / 1.30, 0.0), 1.35);
    float fillAmount = max((dot(n, fill) + 0.45) / 1.45, 0.0);
    float sky = 0.5 + 0.5 * dot(n, uCameraUp);
    float rim = pow(1.0 - max(dot(n, v), 0.0), 3.0) * sky;
    float shade = mix(0.30, 1.0, open) * mix(0.78, 1.0, smoothstep(0.0, 0.45, dot(n, v)));
    return shade * (vec3(0.92, 0.90, 0.87) * keyAmount + vec3(0.20, 0.21, 0.23) * fillAmount +
                    vec3(0.14, 0.145, 0.15) * sky + 0.06) + vec3(0.10) * rim * open;
}

void main() {
    vec3 v = normalize(uEye - aPosition), d = aPosition - uGridCentre;
    vLight = light(aNormal, v, aOcclusion);
    vec3 halfway = normalize(v + normalize(-0.45 * uCameraRight + 0.8 * uCameraUp + 0.6 * v));
    vShine = 0.05 * aOcclusion * pow(max(dot(aNormal, halfway), 0.0), 36.0);
    vec2 along = length(d.xy) > 1e-6 ? normalize(d.xy) : vec2(0.0);
    vChart = 0.5 + 0.5 * atan(length(d.xy), d.z) / uReach * along;
    vRadius = length(d);
    gl_Position = uClipFromHead * vec4(aPosition, 1.0);
}
