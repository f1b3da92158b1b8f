import type { DiagramProblem, Direction, Graph, GraphEdge, NodeShape } from './diagram.ts'
import { checkLabel, type DiagramLine, foreignStatement, labelWords, problemIn } from './diagram-lines.ts'

/** How each shape opens and closes, longest first. */
const SHAPES: readonly (readonly [open: string, close: string, shape: NodeShape])[] = [
  ['(((', ')))', 'doublecircle'],
  ['([', '])', 'stadium'],
  ['((', '))', 'circle'],
  ['[[', ']]', 'subroutine'],
  ['[(', ')]', 'cylinder'],
  ['[/', '\\]', 'trapezoid'],
  ['[\\', '/]', 'trapezoid-alt'],
  ['{{', '}}', 'hexagon'],
  ['[', ']', 'rectangle'],
  ['(', ')', 'rounded'],
  ['{', '}', 'diamond'],
  ['>', ']', 'asymmetric'],
]

const NAME = /^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/u
const ARROW = /^(<)?(-{2,}>|-{3,}|-\.+->|-\.+-|={2,}>|={3,})(?:\s*\|([^|]*)\|)?/
const ARROW_AROUND = /^(<)?(?:--|-\.|==)\s+(.+?)\s+(-{2,}>|-{3,}|\.+->|\.+-|={2,}>|={3,})/
const FOREIGN_ARROW = /^(?:[xo<]?--[xo]|--[xo]|~~~|[xo]--)/
const FOREIGN_SHAPE = /^(?:\[\/[^\]]*\/\]|\[\\[^\]]*\\\]|@\{)/

const STATEMENT_HINT = 'Write, for example, A[First] --> B{Choice}, with each statement on a line of its own.'

/** Reads the lines of a flowchart after its first, which told its direction. */
export function readFlowchart(
  lines: readonly DiagramLine[],
  direction: Direction,
): { diagram: Graph; problems: DiagramProblem[] } {
  const diagram: Graph = { kind: 'flowchart', direction, nodes: new Map(), groups: new Map(), edges: [] }
  const problems: DiagramProblem[] = []
  const open: { id: string; where: DiagramLine }[] = []
  for (const line of lines) {
    const where = { ...line, text: line.text.replace(/\s*;$/, '') }
    const { text } = where
    const group = /^subgraph(?:\s+(.*))?$/.exec(text)
    const turned = /^direction\s+(TD|TB|BT|LR|RL)$/.exec(text)
    const current = open.at(-1)?.id ?? null
    if (group) {
      const id = openGroup(diagram, group[1] ?? '', current)
      if (id) open.push({ id, where })
      else problems.push(problemIn(where, 'This group has no name.', 'Write: subgraph home [In the hospital].'))
    } else if (text === 'end') {
      if (!open.pop()) problems.push(problemIn(where, 'No group is open here.', 'Remove this "end".'))
    } else if (turned && current !== null) {
      const inside = diagram.groups.get(current)
      if (inside) inside.direction = turned[1] as Direction
    } else {
      const foreign = foreignStatement(where)
      problems.push(...(foreign ? [foreign] : readStatement(where, diagram, current)))
    }
  }
  for (const { where } of open) {
    problems.push(problemIn(where, 'This group is never closed.', 'Write "end" on a line of its own after it.'))
  }
  // What was read as a box may be a group: an arrow can lead to it.
  for (const name of diagram.groups.keys()) diagram.nodes.delete(name)
  return { diagram, problems: [...problems, ...emptyGroups(diagram, lines)] }
}

function emptyGroups({ nodes, groups }: Graph, lines: readonly DiagramLine[]): DiagramProblem[] {
  const full = new Set([
    ...[...nodes.values()].map(({ group }) => group),
    ...[...groups.values()].map((one) => one.parent),
  ])
  const written = lines.filter(({ text }) => /^subgraph\b/.test(text))
  return [...groups.keys()].flatMap((id, index) => {
    const where = written[index]
    if (full.has(id) || !where) return []
    return [
      problemIn(where, 'This group is empty.', 'Name the boxes that are in it, each on a line, before its "end".'),
    ]
  })
}

function openGroup(diagram: Graph, written: string, parent: string | null): string | null {
  const named = /^([\p{L}\p{N}_-]+)\s*\[(.+)\]$/u.exec(written)
  const label = labelWords(named?.[2] ?? written)
  const id = named?.[1] ?? label
  if (id === '') return null
  diagram.groups.set(id, { label, parent, direction: null })
  return id
}

/** Nodes and arrows: A & B --> C[Text] -->|words| D. */
function readStatement(where: DiagramLine, diagram: Graph, group: string | null): DiagramProblem[] {
  const scan = new Scanner(where, diagram, group)
  let from = scan.nodes()
  while (from && scan.rest !== '') {
    const arrow = scan.arrow()
    const to = arrow && scan.nodes()
    if (!arrow || !to) break
    diagram.edges.push(...from.flatMap((one) => to.map((other): GraphEdge => ({ ...arrow, from: one, to: other }))))
    from = to
  }
  return scan.problems
}

class Scanner {
  readonly problems: DiagramProblem[] = []
  readonly #where: DiagramLine
  readonly #diagram: Graph
  readonly #group: string | null
  #at = 0

  constructor(where: DiagramLine, diagram: Graph, group: string | null) {
    this.#where = where
    this.#diagram = diagram
    this.#group = group
  }

  get rest(): string {
    return this.#where.text.slice(this.#at)
  }

  #take(length: number): void {
    this.#at += length
    this.#at += this.rest.length - this.rest.trimStart().length
  }

  #fail(message: string, hint: string): null {
    this.problems.push(problemIn(this.#where, message, hint, this.#at))
    return null
  }

  /** Nodes joined by `&`. */
  nodes(): string[] | null {
    const names: string[] = []
    for (;;) {
      const name = this.#node()
      if (name === null) return null
      names.push(name)
      if (!this.rest.startsWith('&')) return names
      this.#take(1)
    }
  }

  #node(): string | null {
    const name = NAME.exec(this.rest)?.[0]
    if (!name) return this.#fail('Here the name of a box is missing.', STATEMENT_HINT)
    this.#at += name.length
    const shaped = this.#shape()
    if (shaped === 'failed') return null
    const known = this.#diagram.nodes.get(name)
    if (!known) {
      this.#diagram.nodes.set(name, { label: name, shape: 'rectangle', group: this.#group, ...shaped })
    } else Object.assign(known, shaped, { group: known.group ?? this.#group })
    if (this.rest.startsWith(':::')) return this.#fail('Classes are not used in diagrams here.', 'Remove ":::…".')
    this.#take(0)
    return name
  }

  #shape(): { label: string; shape: NodeShape } | 'failed' | null {
    if (FOREIGN_SHAPE.test(this.rest)) {
      this.#fail('This shape is not known here.', `The shapes are ${SHAPES.map(([a, b]) => `${a} ${b}`).join(', ')}.`)
      return 'failed'
    }
    const found = SHAPES.find(([open]) => this.rest.startsWith(open))
    if (!found) return null
    const [open, close, shape] = found
    const inside = this.rest.slice(open.length)
    const quoted = /^\s*"([^"]*)"\s*/.exec(inside)
    const end = quoted ? quoted[0].length : inside.indexOf(close)
    const written = inside.slice(0, Math.max(end, 0))
    if (end < 0 || !inside.startsWith(close, end)) {
      this.#fail(`This box begins with ${open} and does not end with ${close}.`, 'Close it on the same line.')
      return 'failed'
    }
    if (!quoted && /[[\](){}"|]/.test(written)) {
      this.#fail('This label has brackets or quotation marks.', `Put it in quotation marks: ${open}"…"${close}.`)
      return 'failed'
    }
    const label = labelWords(written)
    this.problems.push(...checkLabel(this.#where, label, this.#at + open.length))
    if (label === '') {
      this.#fail('This box says nothing.', 'Write its words between the brackets.')
      return 'failed'
    }
    this.#at += open.length + end + close.length
    return { label, shape }
  }

  arrow(): Omit<GraphEdge, 'from' | 'to'> | null {
    const plain = ARROW.exec(this.rest)
    const around = plain ? null : ARROW_AROUND.exec(this.rest)
    if (!plain && !around) {
      return FOREIGN_ARROW.test(this.rest)
        ? this.#fail('This arrow is not known here.', 'The arrows are -->, ---, -.->, -.-, ==>, === and <-->.')
        : this.#fail('From here on, this line cannot be read.', STATEMENT_HINT)
    }
    const [whole = '', start, ...others] = plain ?? around ?? []
    const [written = '', mark = ''] = plain ? [others[1], others[0]] : [others[0], others[1]]
    const label = labelWords(written)
    this.problems.push(...checkLabel(this.#where, label, this.#at))
    this.#take(whole.length)
    const line = mark.includes('=') ? 'thick' : mark.includes('.') ? 'dotted' : 'solid'
    return { label, line, start: start === '<', end: mark.endsWith('>') }
  }
}
