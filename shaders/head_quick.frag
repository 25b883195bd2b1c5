#version 330 core
// What head.frag paints, at a fraction of its cost, for views that move. Uniforms as there; inputs
// as in head_quick.vert. The 2.2 powers of sRGB are replaced by polynomials within 2 of 255.
in vec3 vLight;
in float vShine;
in vec2 vChart;
in float vRadius;
uniform sampler2D uChart;
uniform sampler2D uColours;
uniform vec3 uSkin, uRegionColour, uExclusionColour;
uniform float uFieldOn, uRegionOn, uExclusionOn, uPixel;
uniform vec2 uRange;
uniform float uContours[8];
uniform int uContourCount, uScaling;
out vec4 oColour;

vec3 toLinear(vec3 c) { return c * c * (0.741 + 0.259 * c); }
vec3 toScreen(vec3 c) {
    vec3 root = sqrt(c);
    return 0.843 * root + 0.157 * sqrt(root);
}
// Lines as in head.frag, with a straight edge instead of a smooth one.
float lineAt(float value, float slope, float width, float most) {
    float pixels = abs(value) / max(slope, 1e-6);
    float line = clamp(0.5 * width * uPixel + 0.5 - pixels, 0.0, 1.0);
    return abs(value) < most ? line : 0.0;
}

void main() {
    vec4 data = texture(uChart, vChart);
    float onScalp = clamp(2.0 - 0.5 * abs(vRadius - data.a), 0.0, 1.0);
    float share = clamp((data.r - uRange.x) / (uRange.y - uRange.x), 0.0, 1.0);
    if (uScaling >= 2)
        share = clamp(log(max(abs(data.r) / uRange.x, 1.0)) / log(uRange.y / uRange.x), 0.0, 1.0);
    float place = uScaling == 1 ? sqrt(share) : share;
    place = uScaling == 3 ? 0.5 + 0.5 * sign(data.r) * share : place;
    float paint = uFieldOn * onScalp * 0.92 * smoothstep(0.03, 0.22, share);
    vec3 slope = fwidth(data.rgb);
    float inside = uRegionOn * onScalp * clamp(0.5 - 0.5 * data.g / max(slope.g, 1e-6), 0.0, 1.0);
    float left = uExclusionOn * onScalp * clamp(0.5 - 0.5 * data.b / max(slope.b, 1e-6), 0.0, 1.0);
    float stripe = step(0.5, fract((gl_FragCoord.x + gl_FragCoord.y) / (9.0 * uPixel)));
    vec3 base = mix(uSkin, uRegionColour, 0.16 * inside);
    base = mix(base, texture(uColours, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb, paint);
    base = mix(mix(base, vec3(0.93), 0.6 * left), uExclusionColour, 0.55 * left * stripe);
    vec3 lit = mix(vLight, mix(vec3(0.82), vLight, 0.45), paint);
    vec3 colour = toScreen(toLinear(base) * lit + vShine * (1.0 - 0.7 * paint));
    float mark = 0.0;
    for (int i = 0; i < uContourCount; ++i)
        mark = max(mark, lineAt(data.r - uContours[i], slope.r, 1.2, uRange.y - uRange.x));
    colour = mix(colour, vec3(uScaling == 3 ? 0.0 : 1.0), 0.45 * mark * uFieldOn * onScalp);
    float patchLine = uExclusionOn * onScalp * lineAt(data.b, slope.b, 1.6, 8.0);
    float outline = uRegionOn * onScalp * lineAt(data.g, slope.g, 2.4, 8.0);
    colour = mix(mix(colour, uExclusionColour, 0.9 * patchLine), uRegionColour, 0.95 * outline);
    oColour = vec4(colour, 1.0);
}
