import { isChoice, type Question } from '#app/content/question.ts'
import { type Answer, completeness, countParts, isUsableAnswer } from './answer.ts'
import { optionsToPlaces, placesToOptions } from './option-order.ts'

/**
 * The fields of one question as a form holds them: values by part. The part of a choice, and of a typed answer, is ''.
 * Choices are named by the place at which they are displayed, ranks of things in order from 1.
 */
export type AnswerFields = ReadonlyMap<string, readonly string[]>

type Asked = { question: Question; /** Displayed place -> authored index. */ order: readonly number[] }

/** What the fields say of a question as it was displayed: null for nothing, `unusable` for what it never offered. */
export function readAnswer({ question, order, fields }: Asked & { fields: AnswerFields }): Answer | null | 'unusable' {
  const answer = read(question, order, fields)
  if (answer === 'unusable' || !isUsableAnswer(question, answer)) return 'unusable'
  return completeness(answer) === 'none' ? null : answer
}

function read(question: Question, order: readonly number[], fields: AnswerFields): Answer | 'unusable' {
  const wanted = isTyped(question) || isChoice(question) ? [''] : partNames(question)
  if ([...fields.keys()].some((part) => !wanted.includes(part))) return 'unusable'
  if (isChoice(question)) {
    const places = (fields.get('') ?? []).filter((value) => value !== '').map(readPlace)
    return places.some((place) => place === null)
      ? 'unusable'
      : (placesToOptions(
          order,
          places.flatMap((place) => place ?? []),
        ) ?? 'unusable')
  }
  if (isTyped(question)) {
    const [text = '', ...more] = fields.get('') ?? []
    return more.length > 0 ? 'unusable' : text.normalize('NFC').trim()
  }
  const chosen = partNames(question).map((part): number | null | 'unusable' => {
    const [value = '', ...more] = fields.get(part) ?? []
    if (more.length > 0) return 'unusable'
    return value === '' ? null : (readPlace(value) ?? 'unusable')
  })
  if (chosen.includes('unusable')) return 'unusable'
  return toAuthored(question, order, chosen as (number | null)[]) ?? 'unusable'
}

/** From displayed to authored: ranks go with their items, targets to what stands at their place. */
function toAuthored(
  question: Exclude<Question, { options: unknown } | { answers: unknown }>,
  order: readonly number[],
  chosen: readonly (number | null)[],
): (number | null)[] | null {
  if (question.kind === 'cloze') return [...chosen]
  if (question.kind === 'order') {
    if (chosen.includes(0)) return null
    return question.items.map((_item, index) => {
      const rank = chosen[order.indexOf(index)] ?? null
      return rank === null ? null : rank - 1
    })
  }
  const targets = chosen.map((place) => (place === null ? null : order[place]))
  return targets.includes(undefined) ? null : (targets as (number | null)[])
}

/** A saved answer as the values of the fields that show it. */
export function showAnswer({ question, order, answer }: Asked & { answer: Answer | null }): AnswerFields {
  if (answer === null) return new Map()
  if (typeof answer === 'string') return new Map([['', [answer]]])
  if (isChoice(question)) {
    const options = answer.flatMap((index) => index ?? [])
    return new Map([['', optionsToPlaces(order, options).map(String)]])
  }
  const shown =
    question.kind === 'order'
      ? order.map((item) => {
          const place = answer[item] ?? null
          return place === null ? null : place + 1
        })
      : question.kind === 'cloze'
        ? answer
        : answer.map((target) => (target === null ? null : order.indexOf(target)))
  return new Map(shown.map((value, part) => [String(part), value === null ? [] : [String(value)]]))
}

function isTyped(question: Question): question is Extract<Question, { answers: unknown }> {
  return question.kind === 'short' || question.kind === 'numeric'
}

const partNames = (question: Question) => Array.from({ length: countParts(question) }, (_, part) => String(part))

function readPlace(value: string): number | null {
  return /^\d{1,3}$/.test(value) ? Number(value) : null
}
