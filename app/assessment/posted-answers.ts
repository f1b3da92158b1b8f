import type { PlacedAnswer } from './save-answers.server.ts'

/** More fields than any quiz has. */
const MOST_FIELDS = 2000

/** The name under which a form sends the answer to the question at `position`. */
export function answerField(position: number): string {
  return `q${position}`
}

/**
 * The answers in the fields of a posted form: "q<position>" with a displayed place, repeated for several choices.
 * An empty value says that the question stood on the page, so that "nothing chosen" can be told from "not asked here".
 * Other fields are left alone. Null when an answer is no whole number of at most three digits.
 */
export function readPostedAnswers(fields: Iterable<readonly [string, unknown]>): PlacedAnswer[] | null {
  const answers = new Map<number, number[]>()
  let read = 0
  for (const [name, value] of fields) {
    read += 1
    if (read > MOST_FIELDS) return null
    if (!/^q\d/.test(name)) continue
    if (!/^q\d{1,3}$/.test(name) || typeof value !== 'string' || !/^\d{0,3}$/.test(value)) return null
    const position = Number(name.slice(1))
    const places = answers.get(position) ?? []
    answers.set(position, value === '' ? places : [...places, Number(value)])
  }
  return [...answers].map(([position, places]) => ({ position, places }))
}

/** What the buttons of an attempt ask for. Handing in anyway does so although questions are unanswered. */
const attemptIntents = ['save', 'hand-in', 'hand-in-anyway'] as const
export type AttemptIntent = (typeof attemptIntents)[number]

/** Anything unknown only saves: the choice that can be taken back. */
export function readAttemptIntent(value: unknown): AttemptIntent {
  return attemptIntents.find((intent) => intent === value) ?? 'save'
}
