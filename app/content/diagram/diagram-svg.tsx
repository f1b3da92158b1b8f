import { createElement, type ReactNode } from 'react'
import { type Drawing, FONT, LINE, type Point, type Shape, type Tip } from './shapes.ts'

/** A unit of the drawing in sizes of the text around (em): with a text of 16 px, the smallest words have 12. */
const UNIT = 14 / 16 / FONT.text

/** How wide a drawing is shown, in sizes of the text around (em). */
export function shownWidth({ width }: Drawing): number {
  return width * UNIT
}

/** A drawing as SVG without styles: looks are classes. `id` must be unique in the page. */
export function DiagramSvg({ drawing, id, title, alt }: { drawing: Drawing; id: string; title: string; alt: string }) {
  const tips = [...new Set(drawing.shapes.flatMap((shape) => (shape.tag === 'polyline' ? [shape.from, shape.to] : [])))]
  return (
    <svg
      className="diagram__drawing"
      role="img"
      aria-labelledby={`${id}-title ${id}-alt`}
      viewBox={`0 0 ${round(drawing.width)} ${round(drawing.height)}`}
      width={`${round(shownWidth(drawing))}em`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-alt`}>{alt}</desc>
      {tips.map((tip) => tip && <Marker key={tip} id={`${id}-${tip}`} tip={tip} />)}
      {drawing.shapes.map((shape, index) => drawn(shape, id, index))}
    </svg>
  )
}

function drawn(shape: Shape, id: string, key: number): ReactNode {
  const { tag, look } = shape
  const className = `diagram__${look}`
  if (shape.tag === 'text') return <Label key={key} shape={shape} className={className} />
  if (shape.tag === 'polygon') return <polygon key={key} className={className} points={pointList(shape.points)} />
  if (shape.tag === 'polyline') {
    const { points, dashed, thick, from, to } = shape
    const kind = [className, dashed && 'diagram__line--dashed', thick && 'diagram__line--thick'].filter(Boolean)
    return (
      <polyline
        key={key}
        className={kind.join(' ')}
        points={pointList(points)}
        markerStart={from && `url(#${id}-${from})`}
        markerEnd={to && `url(#${id}-${to})`}
      />
    )
  }
  const { tag: _tag, look: _look, ...numbers } = shape
  const rounded = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, round(value)]))
  return createElement(tag, { key, className, ...rounded })
}

const TIPS: Readonly<Record<Tip, string>> = { full: 'M0 0 8 3 0 6z', open: 'M0 0 8 3 0 6', cross: 'M0 0 6 6M0 6 6 0' }

function Marker({ id, tip }: { id: string; tip: Tip }) {
  const look = tip === 'full' ? 'dot' : 'line'
  return (
    <marker
      id={id}
      markerWidth="9"
      markerHeight="6"
      refX={tip === 'cross' ? 8 : 7.5}
      refY="3"
      orient="auto-start-reverse"
      markerUnits="userSpaceOnUse"
    >
      <path className={`diagram__${look}`} d={TIPS[tip]} />
    </marker>
  )
}

/** Lines around the middle; each base line a third of the font below the middle of its line. */
function Label({ shape, className }: { shape: Extract<Shape, { tag: 'text' }>; className: string }) {
  const { look, x, y, lines, start } = shape
  const size = FONT[look]
  const first = y - ((lines.length - 1) / 2) * size * LINE + size * 0.35
  const anchor = start ? `${className} diagram__words--start` : className
  const [only] = lines
  if (lines.length === 1) {
    return (
      <text className={anchor} x={round(x)} y={round(first)}>
        {only}
      </text>
    )
  }
  return (
    <text className={anchor}>
      {lines.map((line, index) => (
        <tspan key={index} x={round(x)} y={round(first + index * size * LINE)}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

const pointList = (points: readonly Point[]) => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')
