import { renderMermaidSVG } from 'beautiful-mermaid'
import type { Graph } from './diagram.ts'
import { type Drawing, FONT, type Look, type Point, type Shape, type Tip } from './shapes.ts'
import { type SvgElement, readSvg } from './read-svg.ts'
import { writeMermaid } from './write-mermaid.ts'

/**
 * Lays out a graph. The library knows boxes only by our names and by the width of their words; of what it draws, only
 * known elements with known values are taken, as shapes of our own.
 */
export function drawGraph(graph: Graph): Drawing {
  const { text, lineOf } = writeMermaid(graph)
  const svg = readSvg(renderMermaidSVG(text, { padding: 8, nodeSpacing: 20, layerSpacing: 32 }))
  const [, , width = 0, height = 0] = (svg.attributes.viewBox ?? '').split(' ').map(Number)
  return { width, height, shapes: svg.children.flatMap((child) => shapesOf(child, lineOf)) }
}

type LineOf = (marked: string) => string | null

const SKIPPED = new Set(['style', 'defs'])

function shapesOf(element: SvgElement | string, lineOf: LineOf): Shape[] {
  if (typeof element === 'string') {
    if (element.trim() === '') return []
    throw new Error(`Text outside of a text element: ${element}`)
  }
  if (SKIPPED.has(element.name)) return []
  if (element.name === 'g') return element.children.flatMap((child) => shapesOf(child, lineOf))
  const shape = shapeOf(element, lineOf)
  return shape ? [shape] : []
}

function shapeOf(element: SvgElement, lineOf: LineOf): Shape | null {
  const { name, attributes } = element
  const number = (attribute: string): number => {
    const value = Number(attributes[attribute])
    if (!Number.isFinite(value)) throw new Error(`No number ${attribute} in <${name}>`)
    return value
  }
  switch (name) {
    case 'rect': {
      const [x, y, width, height] = [number('x'), number('y'), number('width'), number('height')]
      const rx = Number(attributes.rx ?? 0)
      if (lookOf(element) === 'plate') return plate(x, y, width, height)
      return { tag: 'rect', look: lookOf(element), x, y, width, height, ...(rx > 0 && { rx }) }
    }
    case 'circle':
      return { tag: 'circle', look: lookOf(element), cx: number('cx'), cy: number('cy'), r: number('r') }
    case 'ellipse': {
      const [cx, cy, rx, ry] = [number('cx'), number('cy'), number('rx'), number('ry')]
      return { tag: 'ellipse', look: lookOf(element), cx, cy, rx, ry }
    }
    case 'polygon':
      return { tag: 'polygon', look: lookOf(element), points: pointsOf(attributes.points) }
    case 'polyline': {
      const dashed = attributes['stroke-dasharray'] !== undefined
      const thick = Number(attributes['stroke-width']) > 1
      const ends = { ...tipOf('from', attributes['marker-start']), ...tipOf('to', attributes['marker-end']) }
      return { tag: 'polyline', look: 'line', points: pointsOf(attributes.points), dashed, thick, ...ends }
    }
    case 'line': {
      const points: Point[] = [
        [number('x1'), number('y1')],
        [number('x2'), number('y2')],
      ]
      return { tag: 'polyline', look: 'line', points }
    }
    case 'text':
      return textOf(element, number('x'), number('y'), lineOf)
    default:
      throw new Error(`An element that is not known: <${name}>`)
  }
}

/** What stands behind the words of an arrow covers as little of the arrow as it can. */
function plate(x: number, y: number, width: number, height: number): Shape {
  const less = 5
  return { tag: 'rect', look: 'plate', x: x + less, y: y + less, width: width - 2 * less, height: height - 2 * less }
}

const tipOf = (end: 'from' | 'to', marker: string | undefined): { from?: Tip; to?: Tip } =>
  marker === undefined ? {} : { [end]: 'full' }

/** What the library colours in one way has one look. */
const LOOKS: Readonly<Record<string, Look>> = {
  'var(--_node-fill) var(--_node-stroke)': 'box',
  'var(--_node-fill) none': 'fill',
  'var(--_group-fill) var(--_node-stroke)': 'group',
  'var(--_group-hdr) var(--_node-stroke)': 'head',
  'var(--bg) var(--_inner-stroke)': 'plate',
  'var(--_text) none': 'dot',
  'none var(--_text)': 'line',
}

function lookOf({ name, attributes: { fill, stroke } }: SvgElement): Look {
  const look = LOOKS[`${fill} ${stroke}`]
  if (!look) throw new Error(`Colours of <${name}> that are not known: ${fill}, ${stroke}`)
  return look
}

function pointsOf(written: string | undefined): Point[] {
  return (written ?? '').split(' ').map((pair): Point => {
    const [x = NaN, y = NaN] = pair.split(',').map(Number)
    if (!Number.isFinite(x + y)) throw new Error(`No point: ${pair}`)
    return [x, y]
  })
}

const TEXTS = { [FONT.text]: 'text', [FONT.small]: 'small', [FONT.title]: 'title' } as const

function textOf({ attributes, children }: SvgElement, x: number, y: number, lineOf: LineOf): Shape | null {
  const look = TEXTS[Number(attributes['font-size']) as keyof typeof TEXTS]
  if (!look) throw new Error(`A size of text that is not known: ${attributes['font-size']}`)
  const lines = children.map((child) => {
    const marked = typeof child === 'string' ? child : child.children.join('')
    const line = lineOf(marked.trim())
    if (line === null) throw new Error('Words that no author wrote')
    return line
  })
  if (lines.length === 0) return null
  return { tag: 'text', look, x, y, lines, ...(attributes['text-anchor'] !== 'middle' && { start: true }) }
}
