import { didYouMean } from '../files/nearest-name.ts'
import type { Diagram, DiagramProblem, Direction, Graph } from './diagram.ts'
import { linesOf, problemIn } from './diagram-lines.ts'
import { readFlowchart } from './read-flowchart.ts'
import { readSequence } from './read-sequence.ts'
import { readStates } from './read-states.ts'

/** More is no longer read by anybody, and takes long to lay out. */
const MOST_BOXES = 40
const MOST_ARROWS = 60
/** What a phone shows side by side without scrolling is two or three boxes. */
const MOST_ABREAST = 3

const kinds = ['flowchart TD', 'flowchart LR', 'stateDiagram-v2', 'sequenceDiagram']
const KINDS_HINT = 'Begin with flowchart TD, flowchart LR, stateDiagram-v2 or sequenceDiagram.'

/** Reads the text of a diagram. Null when it cannot be drawn. */
export function readDiagram(source: string): { diagram: Diagram | null; problems: DiagramProblem[] } {
  const [header, ...lines] = linesOf(source)
  if (!header) {
    return { diagram: null, problems: [{ line: 0, column: 0, message: 'This diagram is empty.', hint: KINDS_HINT }] }
  }
  const read = readBody(header.text, lines)
  if (!read) {
    const word = header.text.split(/\s/)[0] ?? ''
    const isFlowchart = /^(?:flowchart|graph)\b/.test(header.text)
    const message = isFlowchart
      ? 'This flowchart does not say its direction.'
      : `There is no kind of diagram "${word.slice(0, 40)}" here.`
    const hint = isFlowchart
      ? 'Write flowchart TD: from top to bottom.'
      : (didYouMean(header.text, kinds) ?? KINDS_HINT)
    return { diagram: null, problems: [problemIn(header, message, hint)] }
  }
  const { diagram, problems } = read
  if (problems.length > 0) return { diagram: null, problems }
  const wrong = sizeProblem(diagram)
  const all = wrong ? [problemIn(header, ...wrong)] : []
  return { diagram: wrong ? null : diagram, problems: [...all, ...(wrong ? [] : tooWide(diagram, header))] }
}

function readBody(header: string, lines: ReturnType<typeof linesOf>) {
  const flowchart = /^(?:flowchart|graph)\s+(TD|TB|BT|LR|RL)\s*;?$/.exec(header)
  if (flowchart) return readFlowchart(lines, flowchart[1] as Direction)
  if (/^stateDiagram(?:-v2)?$/.test(header)) return readStates(lines)
  return header === 'sequenceDiagram' ? readSequence(lines) : null
}

function sizeProblem(diagram: Diagram): [message: string, hint: string] | null {
  const [boxes, arrows] =
    diagram.kind === 'sequence'
      ? [diagram.participants.length, diagram.steps.length]
      : [diagram.nodes.size, diagram.edges.length]
  if (boxes === 0) return ['This diagram shows nothing.', 'Write what it shows below its first line.']
  if (boxes <= MOST_BOXES && arrows <= MOST_ARROWS) return null
  return [
    `This diagram is too large: ${boxes} boxes and ${arrows} arrows.`,
    `Make several of it; ${MOST_BOXES} boxes and ${MOST_ARROWS} arrows are the most.`,
  ]
}

function tooWide(diagram: Diagram, header: ReturnType<typeof linesOf>[number]): DiagramProblem[] {
  const abreast = diagram.kind === 'sequence' ? diagram.participants.length : boxesAbreast(diagram)
  if (abreast <= MOST_ABREAST) return []
  const what = diagram.kind === 'sequence' ? 'participants' : 'boxes'
  const hint =
    diagram.kind !== 'sequence' && isSideways(diagram.direction)
      ? 'Let it run from top to bottom: TD instead of LR.'
      : 'Make it narrower, or make two of it.'
  const message = `${abreast} ${what} stand side by side: on a phone, readers have to scroll sideways.`
  return [{ ...problemIn(header, message, hint), warning: true }]
}

const isSideways = (direction: Direction) => direction === 'LR' || direction === 'RL'

/** How many boxes stand beside one another: those of the longest way, or those of the fullest row. */
function boxesAbreast({ direction, nodes, edges }: Graph): number {
  const following = new Map([...nodes.keys()].map((name) => [name, [] as string[]]))
  for (const { from, to } of edges) following.get(from)?.push(to)
  const rows = new Map<string, number>()
  const under = new Set<string>()
  const place = (name: string, row: number) => {
    if (under.has(name) || !following.has(name) || (rows.get(name) ?? -1) >= row) return
    rows.set(name, row)
    under.add(name)
    for (const next of following.get(name) ?? []) place(next, row + 1)
    under.delete(name)
  }
  const reached = new Set(edges.map(({ to }) => to))
  const first = [...nodes.keys()]
  for (const name of [...first.filter((one) => !reached.has(one)), ...first]) if (!rows.has(name)) place(name, 0)
  const counts = new Map<number, number>()
  for (const row of rows.values()) counts.set(row, (counts.get(row) ?? 0) + 1)
  return isSideways(direction) ? counts.size : Math.max(0, ...counts.values())
}
