import type { NumericQuestion } from '../../question.ts'
import { note, type Note } from '../exchange-note.ts'
import type { TextFormat } from '../foreign-text.ts'
import { distinctAnswers, oneTolerance } from '../weighed-answers.ts'
import { cutBefore, findSign } from './gift-signs.ts'
import { giftHtml } from './gift-text.ts'

type Numbers = Pick<NumericQuestion, 'kind' | 'answers' | 'tolerance' | 'unit'>

/** "90:0.5", "1..5", or several of them, each "=%50%90:0.5#feedback": values with a tolerance, or from one to another. */
export function readNumbers(block: string, format: TextFormat, notes: Note[]): Numbers {
  const all = cutBefore(block, '=~')
    .filter((part) => part.trim() !== '')
    .flatMap((part) => {
      const rest = part.replace(/^[=~]/, '').trim()
      const [whole = '', percent] = /^%(-?\d+(?:\.\d+)?)%/.exec(rest) ?? []
      const text = rest.slice(whole.length)
      const mark = findSign(text, '#')
      const written = (mark < 0 ? text : text.slice(0, mark)).trim()
      const number = readNumber(written)
      if (!number) {
        notes.push(note(written === '*' || written === '' ? 'wildcard' : 'number', { answer: written }))
        return []
      }
      const weight = percent === undefined ? (part.startsWith('~') ? 0 : 100) : Number(percent)
      if (weight > 0 && weight < 100) notes.push(note('weights', { weights: `${written}: ${weight}%` }))
      const feedbackHtml = mark < 0 ? '' : giftHtml(text.slice(mark + 1), format).html
      return [{ ...number, correct: weight >= 100, feedbackHtml }]
    })
  const read = distinctAnswers(all, ({ value }) => String(value), notes)
  const tolerance = oneTolerance(read, notes)
  const answers = read.map(({ value, correct, feedbackHtml }) => ({ value, correct, feedbackHtml }))
  return { kind: 'numeric', answers, tolerance, unit: '' }
}

/** A value and how far from it counts. Null for what is none. */
function readNumber(written: string): { value: number; tolerance: number } | null {
  const number = (text: string | undefined) =>
    text !== undefined && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : NaN
  const [from, to] = written.split('..')
  if (to !== undefined) {
    const [low, high] = [number(from), number(to)]
    return Number.isFinite(low + high)
      ? { value: exact((low + high) / 2), tolerance: exact(Math.abs(high - low) / 2) }
      : null
  }
  const [value, tolerance] = written.split(':')
  const read = {
    value: number(value),
    tolerance: tolerance === undefined || tolerance.trim() === '' ? 0 : number(tolerance),
  }
  return Number.isFinite(read.value + read.tolerance)
    ? { value: read.value, tolerance: Math.abs(read.tolerance) }
    : null
}

/** Without the dust that halves of decimals leave. */
const exact = (value: number) => Number(value.toPrecision(12))
