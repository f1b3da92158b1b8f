import type { DiagramProblem, Direction, Graph } from './diagram.ts'
import { checkLabel, type DiagramLine, foreignStatement, labelWords, problemIn } from './diagram-lines.ts'

const NAME = '[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*'
const TRANSITION = new RegExp(`^(\\[\\*\\]|${NAME})\\s*-->\\s*(\\[\\*\\]|${NAME})(?:\\s*:\\s*(.+))?$`, 'u')
const COMPOSITE = new RegExp(`^state\\s+(?:"([^"]+)"\\s+as\\s+)?(${NAME})\\s*\\{$`, 'u')
const NAMED = new RegExp(`^state\\s+"([^"]+)"\\s+as\\s+(${NAME})$`, 'u')
const DESCRIBED = new RegExp(`^(${NAME})\\s*:\\s*(.+)$`, 'u')
const ALONE = new RegExp(`^(?:state\\s+)?(${NAME})$`, 'u')

const HINT = 'Write, for example, Waiting --> Signed : the judge signs, or [*] --> Waiting for the beginning.'

/** Reads the lines of a state diagram after its first. */
export function readStates(lines: readonly DiagramLine[]): { diagram: Graph; problems: DiagramProblem[] } {
  const diagram: Graph = { kind: 'states', direction: 'TD', nodes: new Map(), groups: new Map(), edges: [] }
  const problems: DiagramProblem[] = []
  const open: { id: string; where: DiagramLine }[] = []
  let points = 0
  const group = () => open.at(-1)?.id ?? null
  const state = (name: string, label?: string) => {
    if (diagram.groups.has(name)) return name
    const known = diagram.nodes.get(name)
    if (!known) diagram.nodes.set(name, { label: label ?? name, shape: 'rounded', group: group() })
    else if (label) known.label = label
    return name
  }
  const endOf = (name: string, shape: 'start' | 'end') => {
    if (name !== '[*]') return state(name)
    points += 1
    // No author can write such a name.
    const id = `[*]${points}`
    diagram.nodes.set(id, { label: '', shape, group: group() })
    return id
  }
  for (const where of lines) {
    const { text } = where
    const turned = /^direction\s+(TD|TB|BT|LR|RL)$/.exec(text)
    const composite = COMPOSITE.exec(text)
    const transition = TRANSITION.exec(text)
    const named = NAMED.exec(text) ?? flip(DESCRIBED.exec(text))
    const alone = ALONE.exec(text)
    if (turned) {
      const inside = diagram.groups.get(group() ?? '')
      if (inside) inside.direction = turned[1] as Direction
      else diagram.direction = turned[1] as Direction
    } else if (composite) {
      const id = composite[2] ?? ''
      diagram.nodes.delete(id)
      diagram.groups.set(id, { label: labelWords(composite[1] ?? id), parent: group(), direction: null })
      open.push({ id, where })
    } else if (text === '}') {
      if (!open.pop()) problems.push(problemIn(where, 'No state is open here.', 'Remove this }.'))
    } else if (transition) {
      const label = labelWords(transition[3] ?? '')
      problems.push(...checkLabel(where, label, text.indexOf(':')))
      const from = endOf(transition[1] ?? '', 'start')
      const to = endOf(transition[2] ?? '', 'end')
      diagram.edges.push({ from, to, label, line: 'solid', start: false, end: true })
    } else if (named) {
      const label = labelWords(named[1] ?? '')
      problems.push(...checkLabel(where, label, 0))
      state(named[2] ?? '', label)
    } else if (alone) state(alone[1] ?? '')
    else problems.push(foreignStatement(where) ?? problemIn(where, 'This line cannot be read.', HINT))
  }
  for (const { where } of open) {
    problems.push(problemIn(where, 'This state is never closed.', 'Write } on a line of its own after it.'))
  }
  return { diagram, problems }
}

/** `name : words` in the order of `"words" as name`. */
function flip(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1]]
}
