import type { Graph, GraphNode } from './diagram.ts'
import { widthOf, wrapped } from './diagram-text.ts'

/** Characters of private use stand for the lines of labels, one for each. */
const FIRST_MARK = 0xe000

/** What the layout takes a plain letter for, in em: by the weight it gives to each kind of text. */
const LETTER = { node: 0.57, choice: 0.57, edge: 0.54, group: 0.6 }
/** The longest line of each kind of text, in em; the heads of groups have room for one line. */
const LONGEST = { node: 11, choice: 6.5, edge: 9, group: Infinity }

type Kind = keyof typeof LETTER

/**
 * Writes a graph for the layout: with names of our own, and each line of a label as a mark with as many letters as make
 * it as wide as the line will be. Nothing that an author wrote is in it. `linesOf` gives the lines behind the marks.
 */
export function writeMermaid(graph: Graph): { text: string; lineOf: (marked: string) => string | null } {
  const lines: string[] = []
  const names = namesOf(graph)
  const name = (id: string) => names.get(id) ?? ''
  const mark = (label: string, kind: Kind): string =>
    wrapped(label, LONGEST[kind])
      .map((line) => {
        const sign = String.fromCharCode(FIRST_MARK + lines.push(line) - 1)
        return sign + 'a'.repeat(Math.max(0, Math.ceil(widthOf(line) / LETTER[kind]) - 1))
      })
      .join('<br>')
  const text = graph.kind === 'states' ? writeStates(graph, name, mark) : writeFlowchart(graph, name, mark)
  const lineOf = (marked: string) => {
    const number = /^[\ue000-\uf8ff]a*$/.test(marked) ? marked.charCodeAt(0) - FIRST_MARK : -1
    return lines[number] ?? null
  }
  return { text, lineOf }
}

function namesOf({ nodes, groups }: Graph): Map<string, string> {
  const ofNodes = [...nodes.keys()].map((id, index) => [id, `n${index}`] as const)
  const ofGroups = [...groups.keys()].map((id, index) => [id, `g${index}`] as const)
  return new Map([...ofNodes, ...ofGroups])
}

type Name = (id: string) => string
type Mark = (label: string, kind: Kind) => string

const BRACKETS: Readonly<Record<Exclude<GraphNode['shape'], 'start' | 'end'>, readonly [string, string]>> = {
  rectangle: ['[', ']'],
  rounded: ['(', ')'],
  stadium: ['([', '])'],
  subroutine: ['[[', ']]'],
  cylinder: ['[(', ')]'],
  circle: ['((', '))'],
  doublecircle: ['(((', ')))'],
  asymmetric: ['>', ']'],
  diamond: ['{', '}'],
  hexagon: ['{{', '}}'],
  trapezoid: ['[/', '\\]'],
  'trapezoid-alt': ['[\\', '/]'],
}

/** Each kind of line with a head and without. */
const ARROWS = { solid: ['-->', '---'], dotted: ['-.->', '-.-'], thick: ['==>', '==='] } as const

/** Shapes that grow much larger than their words: narrow lines keep them small. */
const isWide = (shape: GraphNode['shape']) => ['diamond', 'circle', 'doublecircle'].includes(shape)

function writeFlowchart({ direction, nodes, groups, edges }: Graph, name: Name, mark: Mark): string {
  const boxes = (group: string | null): string[] => [
    ...[...groups].flatMap(([id, one]) =>
      one.parent === group
        ? [
            `subgraph ${name(id)} [${mark(one.label, 'group')}]`,
            ...(one.direction ? [`direction ${one.direction}`] : []),
            ...boxes(id),
            'end',
          ]
        : [],
    ),
    ...[...nodes].flatMap(([id, { label, shape, group: own }]) => {
      if (own !== group || shape === 'start' || shape === 'end') return []
      const [open, close] = BRACKETS[shape]
      return [`${name(id)}${open}${mark(label, isWide(shape) ? 'choice' : 'node')}${close}`]
    }),
  ]
  const arrows = edges.map(({ from, to, label, line, start, end }) => {
    const drawn = ARROWS[line][end ? 0 : 1]
    return `${name(from)} ${start ? '<' : ''}${drawn}${label ? `|${mark(label, 'edge')}|` : ''} ${name(to)}`
  })
  return [`flowchart ${direction}`, ...boxes(null), ...arrows].join('\n')
}

function writeStates({ direction, nodes, groups, edges }: Graph, name: Name, mark: Mark): string {
  const isPoint = (id: string) => ['start', 'end'].includes(nodes.get(id)?.shape ?? '')
  const end = (id: string) => (isPoint(id) ? '[*]' : name(id))
  const arrow = ({ from, to, label }: Graph['edges'][number]) =>
    `${end(from)} --> ${end(to)}${label ? ` : ${mark(label, 'edge')}` : ''}`
  // An arrow from or to a point belongs into the state that the point is in.
  const groupOf = ({ from, to }: Graph['edges'][number]) =>
    isPoint(from) ? nodes.get(from)?.group : isPoint(to) ? nodes.get(to)?.group : null
  const within = (group: string | null): string[] => [
    ...[...groups].flatMap(([id, one]) =>
      one.parent === group
        ? [
            `state "${mark(one.label, 'group')}" as ${name(id)} {`,
            ...(one.direction ? [`direction ${one.direction}`] : []),
            ...within(id),
            '}',
          ]
        : [],
    ),
    ...[...nodes].flatMap(([id, { label, group: own }]) =>
      own === group && !isPoint(id) ? [`state "${mark(label, 'node')}" as ${name(id)}`] : [],
    ),
    ...edges.filter((edge) => (groupOf(edge) ?? null) === group).map(arrow),
  ]
  return ['stateDiagram-v2', `direction ${direction}`, ...within(null)].join('\n')
}
