import type { MessageKey } from '#app/i18n/catalogue.ts'

/** What became of a part of a question on the way: `lost` is gone, `changed` says the same in another way, `added` is new. */
export type NoteKind = 'lost' | 'changed' | 'added'

/** What is told of a part, by the name of its message. */
const kinds = {
  accents: 'changed',
  articles: 'added',
  brackets: 'changed',
  broken: 'lost',
  'cloze-feedback': 'lost',
  'cloze-typed': 'lost',
  deep: 'lost',
  element: 'lost',
  exact: 'lost',
  explanation: 'added',
  feedback: 'added',
  file: 'lost',
  flattened: 'changed',
  formatting: 'lost',
  heads: 'lost',
  'heads-added': 'added',
  id: 'changed',
  kind: 'lost',
  link: 'lost',
  'link-written': 'changed',
  marks: 'changed',
  missing: 'changed',
  number: 'lost',
  objective: 'lost',
  part: 'lost',
  picture: 'lost',
  'picture-linked': 'changed',
  places: 'changed',
  refused: 'lost',
  rules: 'lost',
  scripts: 'changed',
  spans: 'changed',
  stem: 'added',
  styling: 'lost',
  tag: 'lost',
  tolerance: 'changed',
  'too-long': 'lost',
  twice: 'lost',
  unit: 'lost',
  'unit-factor': 'lost',
  unwritable: 'lost',
  weights: 'lost',
  wildcard: 'lost',
} as const satisfies Record<string, NoteKind>

export type NoteName = keyof typeof kinds

/** One thing that is told of a question. `values` fill its message; they are quoted, never trusted. */
export type Note = { name: NoteName; values: Readonly<Record<string, string | number>> }

/** The longest piece of a file that a note quotes. */
const LONGEST_QUOTE = 80

export function note(name: NoteName, values: Note['values'] = {}): Note {
  const short = (value: string | number) =>
    typeof value === 'string' && value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE - 1)}…` : value
  return { name, values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, short(value)])) }
}

export const kindOfNote = ({ name }: Note): NoteKind => kinds[name]

export const messageOfNote = ({ name }: Note): MessageKey => `exchange.note.${name}`

/** Each thing once, in the order it was found. */
export function distinctNotes(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((one) => [JSON.stringify(one), one])).values()]
}
