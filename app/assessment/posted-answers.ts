import type { AnswerFields } from './answer-fields.ts'

/** The answer to one question of an attempt, as its fields were posted. */
export type PostedAnswer = { position: number; fields: AnswerFields }

/** More fields than any quiz has. */
const MOST_FIELDS = 2000

/** Longer than any answer that is taken. */
const LONGEST_VALUE = 1000

/** The name under which a form sends the answer to the question at `position`, or a part of it. */
export function answerField(position: number, part = ''): string {
  return fieldName(`q${position}`, part)
}

/** The name of a field that holds a part of an answer; the whole of it where `part` is empty. */
export function fieldName(question: string, part: string): string {
  return part === '' ? question : `${question}.${part}`
}

/**
 * The answers in the fields of a posted form: "q<position>" with a value, repeated for several choices, or
 * "q<position>.<part>" for a question of several parts. An empty value says that the question stood on the page, so that
 * "nothing chosen" can be told from "not asked here". Other fields are left alone. Null for what no form of ours sends.
 */
export function readPostedAnswers(fields: Iterable<readonly [string, unknown]>): PostedAnswer[] | null {
  const answers = new Map<number, Map<string, string[]>>()
  let read = 0
  for (const [name, value] of fields) {
    read += 1
    if (read > MOST_FIELDS) return null
    if (!/^q\d/.test(name)) continue
    const [, position = '', part = ''] = /^q(\d{1,3})(?:\.(\d{1,3}))?$/.exec(name) ?? []
    if (position === '' || typeof value !== 'string' || value.length > LONGEST_VALUE) return null
    const parts = answers.get(Number(position)) ?? new Map<string, string[]>()
    parts.set(part, [...(parts.get(part) ?? []), value])
    answers.set(Number(position), parts)
  }
  return [...answers].map(([position, parts]) => ({ position, fields: parts }))
}

/** The fields of one question in a form of its own: `name` and "`name`.<part>". Null for what no form of ours sends. */
export function readPostedFields(form: Iterable<readonly [string, unknown]>, name: string): AnswerFields | null {
  const parts = new Map<string, string[]>()
  for (const [field, value] of form) {
    if (field !== name && !field.startsWith(`${name}.`)) continue
    const part = field.slice(name.length + 1)
    if (typeof value !== 'string' || value.length > LONGEST_VALUE || !/^\d{0,3}$/.test(part)) return null
    parts.set(part, [...(parts.get(part) ?? []), value])
    if (parts.size > MOST_FIELDS) return null
  }
  return parts
}

/** The fields of a posted form that answers of an attempt are read from, and how they came: to be sent again as they are. */
export function answerFieldsOf(form: Iterable<readonly [string, unknown]>): [string, string][] {
  const isOurs = (name: string) => /^[qvo]\d{1,3}(?:\.\d{1,3})?$/.test(name)
  return [...form]
    .slice(0, MOST_FIELDS)
    .flatMap(([name, value]): [string, string][] =>
      isOurs(name) && typeof value === 'string' && value.length <= LONGEST_VALUE ? [[name, value]] : [],
    )
}

/** What the buttons of an attempt ask for. Handing in anyway does so although questions are unanswered; moving takes the attempt here first. */
const attemptIntents = ['save', 'previous', 'next', 'hand-in', 'hand-in-anyway', 'move'] as const
export type AttemptIntent = (typeof attemptIntents)[number]

/** Anything unknown only saves: the choice that can be taken back. */
export function readAttemptIntent(value: unknown): AttemptIntent {
  return attemptIntents.find((intent) => intent === value) ?? 'save'
}
