/** What a drawing may be made of. What is not here is refused. Source: SVG 2 (W3C), without scripts, links and films. */
export const svgElements = new Set(
  (
    'svg g defs title desc metadata symbol use path rect circle ellipse line polyline polygon text tspan textPath style ' +
    'marker linearGradient radialGradient stop clipPath mask pattern'
  ).split(' '),
)

export const svgAttributes = new Set(
  (
    'xmlns xmlns:xlink xmlns:svg version baseProfile id class style lang xml:lang xml:space role tabindex focusable ' +
    'viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength dx dy rotate ' +
    'textLength lengthAdjust startOffset method spacing side transform transform-origin offset href xlink:href ' +
    'gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits ' +
    'maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient media type ' +
    'alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-rendering cursor direction ' +
    'display dominant-baseline enable-background fill fill-opacity fill-rule font font-family font-feature-settings ' +
    'font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering isolation kerning ' +
    'letter-spacing marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order ' +
    'pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap ' +
    'stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering ' +
    'unicode-bidi vector-effect visibility white-space word-spacing writing-mode'
  ).split(' '),
)

/** Elements that authors meet, with what is wrong with them. */
export const refusedElements: ReadonlyMap<string, string> = new Map([
  ['script', 'Scripts are not allowed in drawings.'],
  ['foreignObject', 'HTML inside a drawing (<foreignObject>) is not allowed.'],
  ['image', 'Pictures inside a drawing (<image>) are not allowed.'],
  ['feImage', 'Pictures inside a drawing (<feImage>) are not allowed.'],
  ['a', 'Links in drawings are not allowed.'],
  ['animate', 'Animations are not allowed in drawings.'],
  ['animateMotion', 'Animations are not allowed in drawings.'],
  ['animateTransform', 'Animations are not allowed in drawings.'],
  ['set', 'Animations are not allowed in drawings.'],
])

const LOCAL = /url\(\s*(["']?)#([\w:.-]+)\1\s*\)/g

/** The things of the same drawing that a value refers to by `url(#…)`; null when it refers to anything else. */
export function referencesIn(value: string): string[] | null {
  const ids: string[] = []
  const rest = value.replace(LOCAL, (_, __, id: string) => {
    ids.push(id)
    return ''
  })
  return isPlainCss(rest) ? ids : null
}

/** Whether a style loads nothing: no address, no import, and nothing written so that it only looks harmless. */
export function isPlainCss(css: string): boolean {
  return !/\\|@(?!media\b)|(?:url|src|image|image-set|cross-fade|element|expression)\s*\(|javascript:/i.test(css)
}
