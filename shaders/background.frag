#version 330 core
// Radial gradient behind the head, dithered by one eight-bit step so that it shows no bands.
// uInner, uOuter: sRGB, centre and rim. uAspect: width / height of the picture.
in vec2 vPlace;
uniform vec3 uInner;
uniform vec3 uOuter;
uniform float uAspect;
out vec4 oColour;

// Interleaved gradient noise (J. Jimenez, SIGGRAPH 2014 course), 0..1.
float noise(vec2 pixel) {
    return fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
}

void main() {
    vec2 fromCentre = (vPlace - vec2(0.5, 0.56)) * vec2(uAspect, 1.0) / max(uAspect, 1.0);
    float rim = smoothstep(0.0, 0.85, length(fromCentre) * 1.25);
    oColour = vec4(mix(uInner, uOuter, rim) + (noise(gl_FragCoord.xy) - 0.5) / 255.0, 1.0);
}
