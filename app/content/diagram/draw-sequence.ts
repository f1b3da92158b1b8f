import type { Sequence, SequenceStep } from './diagram.ts'
import { widestOf, wrapped } from './diagram-text.ts'
import { type Drawing, FONT, LINE, type Point, type Shape } from './shapes.ts'

const PAD = 8
/** How far each frame stands inside the one around it. */
const NESTED = 8
const BOX = { pad: 10, gap: 14, least: 64 }
const LEAST_GAP = 96
const HOOK = 26

const small = (label: string, most: number) => {
  const lines = wrapped(label, most)
  return { lines, width: widestOf(lines) * FONT.small, height: lines.length * FONT.small * LINE }
}
const messageLabel = (label: string) => small(label, 11)
const noteLabel = (label: string) => small(label, 14)

/** Draws a sequence: participants beside one another, what happens from top to bottom. */
export function drawSequence({ participants, steps }: Sequence): Drawing {
  const boxes = participants.map((label) => {
    const lines = wrapped(label, 8)
    return { lines, width: Math.max(widestOf(lines) * FONT.text + 2 * BOX.pad, BOX.least) }
  })
  const boxHeight = Math.max(...boxes.map(({ lines }) => lines.length)) * FONT.text * LINE + BOX.pad
  const side = PAD + NESTED * deepest(steps)
  const { centres, width } = columns(
    boxes.map((box) => box.width),
    steps,
    side,
  )
  const rows = new Rows(centres, width, PAD + boxHeight + BOX.gap)
  for (const step of steps) rows.add(step)
  const bottom = rows.y
  const lifelines = centres.map((x): Shape => {
    const points: Point[] = [
      [x, PAD + boxHeight],
      [x, bottom],
    ]
    return { tag: 'polyline', look: 'faint', points, dashed: true }
  })
  const heads = boxes.flatMap(({ lines, width }, index): Shape[] => {
    const x = centres[index] ?? 0
    return [
      { tag: 'rect', look: 'box', x: x - width / 2, y: PAD, width, height: boxHeight, rx: 4 },
      { tag: 'text', look: 'text', x, y: PAD + boxHeight / 2, lines },
    ]
  })
  return { width, height: bottom + PAD, shapes: [...rows.frames, ...lifelines, ...rows.shapes, ...heads] }
}

function deepest(steps: readonly SequenceStep[]): number {
  let depth = 0
  let most = 0
  for (const { kind } of steps) {
    if (kind === 'begin') depth += 1
    if (kind === 'finish') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}

/** Where each participant stands, so that boxes, words and notes have room; and how wide all of it is. */
function columns(widths: readonly number[], steps: readonly SequenceStep[], side: number) {
  const last = widths.length - 1
  const gaps = widths.slice(1).map((width, index) => Math.max((width + (widths[index] ?? 0)) / 2 + BOX.gap, LEAST_GAP))
  let before = (widths[0] ?? 0) / 2
  let after = (widths[last] ?? 0) / 2
  /** Makes room beside one participant. */
  const beside = (index: number, room: number, direction: 'before' | 'after') => {
    const gap = direction === 'after' ? index : index - 1
    if (gap >= 0 && gap < last) gaps[gap] = Math.max(gaps[gap] ?? 0, room + BOX.gap)
    else if (direction === 'after') after = Math.max(after, room)
    else before = Math.max(before, room)
  }
  for (const step of steps) {
    if (step.kind !== 'message' && step.kind !== 'note') continue
    const [from, to] = [Math.min(step.from, step.to), Math.max(step.from, step.to)]
    const own = step.kind === 'note' ? noteLabel(step.label).width + 2 * BOX.pad : messageLabel(step.label).width
    if (step.kind === 'message' && from === to) beside(to, HOOK + 6 + own, 'after')
    else if (step.kind === 'note' && step.side === 'left') beside(from, own + BOX.gap, 'before')
    else if (step.kind === 'note' && step.side === 'right') beside(to, own + BOX.gap, 'after')
    else if (from === to) {
      beside(from, own / 2, 'before')
      beside(from, own / 2, 'after')
    } else {
      const room = gaps.slice(from, to).reduce((sum, gap) => sum + gap, 0)
      const missing = own + 2 * BOX.gap - room
      if (missing > 0) for (let gap = from; gap < to; gap += 1) gaps[gap] = (gaps[gap] ?? 0) + missing / (to - from)
    }
  }
  const centres = [side + before]
  for (const gap of gaps) centres.push((centres.at(-1) ?? 0) + gap)
  return { centres, width: (centres.at(-1) ?? 0) + after + side }
}

class Rows {
  readonly shapes: Shape[] = []
  /** What stands behind everything. */
  readonly frames: Shape[] = []
  readonly #centres: readonly number[]
  readonly #width: number
  readonly #open: { top: number }[] = []
  y: number

  constructor(centres: readonly number[], width: number, y: number) {
    this.#centres = centres
    this.#width = width
    this.y = y
  }

  #x(index: number): number {
    return this.#centres[index] ?? 0
  }

  add(step: SequenceStep): void {
    if (step.kind === 'message') this.#message(step)
    else if (step.kind === 'note') this.#note(step)
    else if (step.kind === 'begin') this.#begin(step.label)
    else if (step.kind === 'divide') this.#divide(step.label)
    else this.#finish()
  }

  #message({ from, to, label, dashed, head }: Extract<SequenceStep, { kind: 'message' }>): void {
    const { lines, height } = messageLabel(label)
    const [start, end] = [this.#x(from), this.#x(to)]
    if (from === to) {
      const drop = Math.max(height, 18)
      const points: Point[] = [
        [start, this.y],
        [start + HOOK, this.y],
        [start + HOOK, this.y + drop],
        [start, this.y + drop],
      ]
      this.shapes.push({ tag: 'polyline', look: 'line', points, to: head, dashed })
      const x = start + HOOK + 6
      this.shapes.push({ tag: 'text', look: 'small', x, y: this.y + drop / 2, lines, start: true })
      this.y += drop + BOX.gap
      return
    }
    this.shapes.push({ tag: 'text', look: 'small', x: (start + end) / 2, y: this.y + height / 2, lines })
    this.y += height + 4
    const points: Point[] = [
      [start, this.y],
      [end, this.y],
    ]
    this.shapes.push({ tag: 'polyline', look: 'line', points, to: head, dashed })
    this.y += BOX.gap
  }

  #note({ from, to, side, label }: Extract<SequenceStep, { kind: 'note' }>): void {
    const { lines, width: own, height: tall } = noteLabel(label)
    const width = Math.max(own + 2 * BOX.pad, side === 'over' ? this.#x(to) - this.#x(from) : 0)
    const height = tall + BOX.pad
    const middle =
      side === 'left'
        ? this.#x(from) - BOX.gap - width / 2
        : side === 'right'
          ? this.#x(to) + BOX.gap + width / 2
          : (this.#x(from) + this.#x(to)) / 2
    this.shapes.push({ tag: 'rect', look: 'head', x: middle - width / 2, y: this.y, width, height })
    this.shapes.push({ tag: 'text', look: 'small', x: middle, y: this.y + height / 2, lines })
    this.y += height + BOX.gap
  }

  #begin(label: string): void {
    this.#open.push({ top: this.y })
    this.#condition(label)
  }

  #divide(label: string): void {
    const { x, width } = this.#frame(this.#open.length)
    const points: Point[] = [
      [x, this.y],
      [x + width, this.y],
    ]
    this.frames.push({ tag: 'polyline', look: 'line', points, dashed: true })
    this.#condition(label)
  }

  /** The words of a frame, on a plate of their own: lifelines run behind them. */
  #condition(label: string): void {
    const { x } = this.#frame(this.#open.length)
    const { lines, width, height } = small(label, (this.#width - 2 * x) / FONT.small - 2)
    this.shapes.push({ tag: 'rect', look: 'head', x, y: this.y, width: width + 2 * BOX.pad, height: height + 8 })
    const y = this.y + 4 + height / 2
    this.shapes.push({ tag: 'text', look: 'small', x: x + BOX.pad, y, lines, start: true })
    this.y += height + BOX.gap + 4
  }

  #finish(): void {
    const { x, width } = this.#frame(this.#open.length)
    const top = this.#open.pop()?.top ?? this.y
    this.frames.push({ tag: 'rect', look: 'group', x, y: top, width, height: this.y - top })
    this.y += BOX.gap
  }

  #frame(depth: number): { x: number; width: number } {
    const x = PAD + NESTED * (depth - 1)
    return { x, width: this.#width - 2 * x }
  }
}
