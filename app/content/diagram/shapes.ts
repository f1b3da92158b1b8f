/** What a shape is for; each has a class of its own in the style sheet. */
export type Look = 'box' | 'group' | 'head' | 'plate' | 'fill' | 'line' | 'faint' | 'dot' | 'text' | 'small' | 'title'

type Dash = { dashed?: boolean; thick?: boolean }
export type Tip = 'full' | 'open' | 'cross'

/** One drawn thing. Coordinates in units of the drawing; a text's `y` is the middle of its lines. */
export type Shape =
  | { tag: 'rect'; look: Look; x: number; y: number; width: number; height: number; rx?: number }
  | { tag: 'circle'; look: Look; cx: number; cy: number; r: number }
  | { tag: 'ellipse'; look: Look; cx: number; cy: number; rx: number; ry: number }
  | { tag: 'polygon'; look: Look; points: readonly Point[] }
  | ({ tag: 'polyline'; look: Look; points: readonly Point[]; from?: Tip; to?: Tip } & Dash)
  | { tag: 'text'; look: 'text' | 'small' | 'title'; x: number; y: number; lines: readonly string[]; start?: boolean }

export type Point = readonly [x: number, y: number]

export type Drawing = { width: number; height: number; shapes: readonly Shape[] }

/** Sizes of the three kinds of text, in units of the drawing. */
export const FONT = { text: 13, small: 11, title: 12 } as const
/** From one line of a text to the next, in sizes of its font. */
export const LINE = 1.3
