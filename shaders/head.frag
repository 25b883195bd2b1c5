#version 330 core
// Paints the scalp's data on the skin and lights it. Colours are sRGB; light is added up linearly.
// vPosition, uEye, uGridCentre: head frame, mm. uCamera*: the camera's axes in the head frame, unit.
// uChart: azimuthal map of the scalp, reach uReach radians: r value, g and b distance in mm to the
// border of the treated area and of the excluded patches (negative inside), a radius of the scalp.
// uRange: low and high value. uScaling: 0 linear, 1 root, 2 log, 3 log to both sides. uContours: values.
// uPixel: picture pixels per drawn line pixel.
in vec3 vPosition;
in vec3 vNormal;
in float vOcclusion;
uniform sampler2D uChart;
uniform sampler2D uColours;
uniform vec3 uEye, uGridCentre, uCameraRight, uCameraUp;
uniform vec3 uSkin, uRegionColour, uExclusionColour;
uniform float uReach, uFieldOn, uRegionOn, uExclusionOn, uPixel;
uniform vec2 uRange;
uniform float uContours[8];
uniform int uContourCount, uScaling;
out vec4 oColour;

vec3 toLinear(vec3 c) { return pow(c, vec3(2.2)); }
vec3 toScreen(vec3 c) { return pow(c, vec3(1.0 / 2.2)); }
// 1 within half `width` pixels of value = 0, falling to 0 over one more pixel. Values beyond `most`
// have no line: past the grid they jump.
float lineAt(float value, float slope, float width, float most) {
    float pixels = abs(value) / max(slope, 1e-6);
    float line = 1.0 - smoothstep(0.5 * width * uPixel - 0.5, 0.5 * width * uPixel + 0.5, pixels);
    return abs(value) < most ? line : 0.0;
}
vec4 chartAt(vec3 d) {
    float angle = atan(length(d.xy), d.z);
    vec2 along = length(d.xy) > 1e-6 ? normalize(d.xy) : vec2(0.0);
    return texture(uChart, 0.5 + 0.5 * angle / uReach * along);
}
// Studio light, fixed to the camera: soft key from the upper left, fill, sky and a gentle rim.
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
    vec3 n = normalize(vNormal), v = normalize(uEye - vPosition), d = vPosition - uGridCentre;
    vec4 data = chartAt(d);
    float onScalp = 1.0 - smoothstep(2.0, 4.0, abs(length(d) - data.a));
    float share = clamp((data.r - uRange.x) / (uRange.y - uRange.x), 0.0, 1.0);
    if (uScaling >= 2)
        share = clamp(log(max(abs(data.r) / uRange.x, 1.0)) / log(uRange.y / uRange.x), 0.0, 1.0);
    float place = uScaling == 1 ? sqrt(share) : share;
    place = uScaling == 3 ? 0.5 + 0.5 * sign(data.r) * share : place;
    float paint = uFieldOn * onScalp * 0.92 * smoothstep(0.03, 0.22, share);
    vec2 slope = vec2(fwidth(data.g), fwidth(data.b));
    float inside = uRegionOn * onScalp * (1.0 - smoothstep(-slope.x, slope.x, data.g));
    float left = uExclusionOn * onScalp * (1.0 - smoothstep(-slope.y, slope.y, data.b));
    float stripe = step(0.5, fract((gl_FragCoord.x + gl_FragCoord.y) / (9.0 * uPixel)));
    vec3 base = mix(uSkin, uRegionColour, 0.16 * inside);
    base = mix(base, texture(uColours, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb, paint);
    base = mix(mix(base, vec3(0.93), 0.6 * left), uExclusionColour, 0.55 * left * stripe);
    vec3 lit = light(n, v, vOcclusion);
    lit = mix(lit, mix(vec3(0.82), lit, 0.45), paint);
    vec3 colour = toLinear(base) * lit;
    vec3 halfway = normalize(v + normalize(-0.45 * uCameraRight + 0.8 * uCameraUp + 0.6 * v));
    colour += 0.05 * vOcclusion * (1.0 - 0.7 * paint) * pow(max(dot(n, halfway), 0.0), 36.0);
    colour = toScreen(colour);
    float level = fwidth(data.r), mark = 0.0;
    for (int i = 0; i < uContourCount; ++i)
        mark = max(mark, lineAt(data.r - uContours[i], level, 1.2, uRange.y - uRange.x));
    colour = mix(colour, vec3(uScaling == 3 ? 0.0 : 1.0), 0.45 * mark * uFieldOn * onScalp);
    float patchLine = uExclusionOn * onScalp * lineAt(data.b, slope.y, 1.6, 8.0);
    float outline = uRegionOn * onScalp * lineAt(data.g, slope.x, 2.4, 8.0);
    colour = mix(mix(colour, uExclusionColour, 0.9 * patchLine), uRegionColour, 0.95 * outline);
    oColour = vec4(colour, 1.0);
}
