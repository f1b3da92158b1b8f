import { type ChoiceQuestion, type HotspotQuestion, isChoice, type Question } from '#app/content/question.ts'
import type { Answer } from '../answer.ts'

/**
 * Why answers to one wording cannot be read by another: another kind of question, another number of parts, parts that the
 * other does not have, or another unit.
 */
export const differences = ['kind', 'count', 'parts', 'unit'] as const
export type Difference = (typeof differences)[number]

export type WordingMatch =
  | { status: 'differs'; difference: Difference }
  | {
      status: 'fits'
      /** An answer to the wording that was asked, as an answer to the other. */
      carryAnswer: (answer: Answer) => Answer
      /** A displayed order (displayed place -> authored index) likewise. */
      carryOrder: (order: readonly number[]) => number[]
    }

/** Index in the wording that was asked -> index in the other. */
type Places = readonly number[]

/**
 * Whether answers that were given to one wording of a question can be marked by another, and how they are carried over.
 * Answers are stored by index, so every part that they name must be in both, in the same words: options, items, rows and
 * targets wherever they stand now, gaps in their order with the same choices. Words around the parts may differ, as may
 * what is right. A place in a picture is the same one only where it lies as it did in the same picture. What was typed is read by the other wording as it is, numbers only in the same unit.
 */
export function matchWordings(asked: Question, other: Question): WordingMatch {
  if (asked.kind !== other.kind) return differs('kind')
  if (isChoice(asked) && isChoice(other)) {
    return byPlaces(optionsOf(asked), optionsOf(other), (places) => ({
      carryAnswer: (answer) =>
        chosen(answer)
          .flatMap((index) => places[index ?? -1] ?? [])
          .sort((a, b) => a - b),
      carryOrder: (order) => carried(order, places),
    }))
  }
  if (asked.kind === 'order' && other.kind === 'order') {
    return byPlaces(asked.items.map(htmlOf), other.items.map(htmlOf), (places) => ({
      carryAnswer: (answer) => moved(chosen(answer), places),
      carryOrder: (order) => carried(order, places),
    }))
  }
  if ('rows' in asked && 'rows' in other) {
    const targets = findPlaces(asked.targets, other.targets)
    if (typeof targets === 'string') return differs(targets)
    return byPlaces(asked.rows.map(htmlOf), other.rows.map(htmlOf), (rows) => ({
      carryAnswer: (answer) =>
        moved(
          chosen(answer).map((target) => placeIn(targets, target)),
          rows,
        ),
      carryOrder: (order) => carried(order, targets),
    }))
  }
  if (asked.kind === 'cloze' && other.kind === 'cloze') return matchGaps(asked.gaps, other.gaps)
  if (asked.kind === 'numeric' && other.kind === 'numeric' && asked.unit !== other.unit) return differs('unit')
  return { status: 'fits', carryAnswer: (answer) => answer, carryOrder: (order) => [...order] }
}

/** What options of a question are told apart by. */
function optionsOf(question: ChoiceQuestion | HotspotQuestion): string[] {
  if (question.kind !== 'hotspot') return question.options.map(htmlOf)
  return question.options.map(({ html, region }) => JSON.stringify([html, region, question.pictureHtml]))
}

function matchGaps(asked: readonly { choices: readonly string[] }[], other: typeof asked): WordingMatch {
  if (asked.length !== other.length) return differs('count')
  const gaps: Places[] = []
  for (const [gap, { choices }] of asked.entries()) {
    const places = findPlaces(choices, other[gap]?.choices ?? [])
    if (typeof places === 'string') return differs(places)
    gaps.push(places)
  }
  const carryAnswer = (answer: Answer) => chosen(answer).map((choice, gap) => placeIn(gaps[gap] ?? [], choice))
  return { status: 'fits', carryAnswer, carryOrder: (order) => [...order] }
}

function byPlaces(
  asked: readonly string[],
  other: readonly string[],
  carriers: (places: Places) => Omit<Extract<WordingMatch, { status: 'fits' }>, 'status'>,
): WordingMatch {
  const places = findPlaces(asked, other)
  return typeof places === 'string' ? differs(places) : { status: 'fits', ...carriers(places) }
}

/** Where each part stands in the other wording. Two in the same words could not be told apart, and fit nothing. */
function findPlaces(asked: readonly string[], other: readonly string[]): Places | Difference {
  if (asked.length !== other.length) return 'count'
  if (new Set(asked).size < asked.length) return 'parts'
  const places = asked.map((part) => other.indexOf(part))
  return places.includes(-1) ? 'parts' : places
}

const differs = (difference: Difference): WordingMatch => ({ status: 'differs', difference })
const htmlOf = ({ html }: { html: string }) => html
const chosen = (answer: Answer): readonly (number | null)[] => (typeof answer === 'string' ? [] : answer)
const placeIn = (places: Places, index: number | null) => (index === null ? null : (places[index] ?? null))
const carried = (order: readonly number[], places: Places) => order.flatMap((index) => places[index] ?? [])

/** What stands at each index, put where that index is in the other wording. */
function moved(values: readonly (number | null)[], places: Places): (number | null)[] {
  const result: (number | null)[] = places.map(() => null)
  for (const [index, value] of values.entries()) {
    const place = places[index]
    if (place !== undefined) result[place] = value
  }
  return result
}
