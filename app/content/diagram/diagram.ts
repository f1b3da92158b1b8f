// A diagram as its author means it, whatever draws it.

export const directions = ['TD', 'TB', 'BT', 'LR', 'RL'] as const
export type Direction = (typeof directions)[number]

export const nodeShapes = [
  'rectangle',
  'rounded',
  'stadium',
  'subroutine',
  'cylinder',
  'circle',
  'doublecircle',
  'asymmetric',
  'diamond',
  'hexagon',
  'trapezoid',
  'trapezoid-alt',
  'start',
  'end',
] as const
export type NodeShape = (typeof nodeShapes)[number]

export type GraphNode = { label: string; shape: NodeShape; group: string | null }
export type GraphGroup = { label: string; parent: string | null; direction: Direction | null }
export type GraphEdge = {
  from: string
  to: string
  label: string
  line: 'solid' | 'dotted' | 'thick'
  /** Which ends have a head. */
  start: boolean
  end: boolean
}

/** Boxes and arrows. Nodes and groups by their author's names, in the order of the text. */
export type Graph = {
  kind: 'flowchart' | 'states'
  direction: Direction
  nodes: Map<string, GraphNode>
  groups: Map<string, GraphGroup>
  edges: GraphEdge[]
}

export type SequenceStep =
  | { kind: 'message'; from: number; to: number; label: string; dashed: boolean; head: 'full' | 'open' | 'cross' }
  | { kind: 'note'; from: number; to: number; side: 'left' | 'right' | 'over'; label: string }
  | { kind: 'begin'; label: string }
  | { kind: 'divide'; label: string }
  | { kind: 'finish' }

/** Who says what to whom, from top to bottom. Steps name participants by their place in the list. */
export type Sequence = { kind: 'sequence'; participants: string[]; steps: SequenceStep[] }

export type Diagram = Graph | Sequence

/** Something wrong in the text of a diagram. Line and column count from 0 within it. */
export type DiagramProblem = { line: number; column: number; message: string; hint: string; warning?: true }
