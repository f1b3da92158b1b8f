import { decodeEntities } from './entities.ts'
import { note, type Note } from '../exchange-note.ts'
import { cutBefore, findSign } from '../gift/gift-signs.ts'
import { choiceKind, distinctAnswers, oneTolerance, typedAnswers } from '../weighed-answers.ts'
import type { MoodleBody } from './moodle-body.ts'

/** "{2:MULTICHOICE:=right#feedback~wrong}": marks, type and answers (Moodle, "Embedded answers (Cloze) question type"). */
const EMBEDDED = /\{(\d*):([A-Z_]+):((?:\\.|[^\\{}])*)\}/g

const CHOICE = /^(MULTICHOICE|MC|MULTICHOICE_[VH]|MC[VHS]|MULTICHOICE_[VH]?S|MC[VH]S)$/
const SHORT = /^(SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC)$/
const NUMBER = /^(NUMERICAL|NM)$/

type Embedded = { marks: number; type: string; answers: { text: string; weight: number; feedback: string }[] }

/**
 * A text with answers in it: choices become gaps; one word or one number alone becomes a question of that kind, with a
 * line where it stood. A text with several typed answers, or of several kinds, has nothing like it here.
 */
export function readEmbedded(html: string, notes: Note[]): MoodleBody | null {
  const found: Embedded[] = []
  const runs: ({ html: string } | { gap: number })[] = []
  let at = 0
  for (const match of html.matchAll(EMBEDDED)) {
    const [whole, marks = '', type = '', written = ''] = match
    runs.push({ html: html.slice(at, match.index) }, { gap: found.length })
    found.push({ marks: Number(marks || 1), type, answers: answersIn(written) })
    at = match.index + whole.length
  }
  runs.push({ html: html.slice(at) })
  if (new Set(found.map(({ marks }) => marks)).size > 1)
    notes.push(note('weights', { weights: found.map(({ marks }) => marks).join(', ') }))
  const [first] = found
  if (first && found.every(({ type }) => CHOICE.test(type))) {
    if (found.some(({ answers }) => answers.some(({ feedback }) => feedback !== ''))) notes.push(note('cloze-feedback'))
    const gaps = found.map(({ answers }) => {
      const rights = choiceKind({ weights: answers.map(({ weight }) => weight), isSingle: true, notes })
      return { choices: answers.map(({ text }) => text), right: rights.indexOf(true) }
    })
    return { kind: 'cloze', stemHtml: '', paragraphs: [runs], gaps }
  }
  if (!first || found.length > 1 || !(SHORT.test(first.type) || NUMBER.test(first.type))) {
    notes.push(note('cloze-typed'))
    return null
  }
  const stemHtml = runs.map((run) => ('gap' in run ? '_____' : run.html)).join('')
  const answers = first.answers.map(({ text, weight, feedback }) => ({ text, weight, feedbackHtml: feedback }))
  if (SHORT.test(first.type)) {
    const isExact = /C$/.test(first.type)
    return { kind: 'short', stemHtml, answers: typedAnswers(answers, notes), ...(isExact ? { exact: ['case'] } : {}) }
  }
  const all = typedAnswers(answers, notes).map(({ text, ...rest }) => {
    const [value = '', tolerance = '0'] = text.split(':')
    return { ...rest, value: Number(value), tolerance: Math.abs(Number(tolerance) || 0) }
  })
  const read = distinctAnswers(all, ({ value }) => String(value), notes)
  const numbers = read.map(({ value, correct, feedbackHtml }) => ({ value, correct, feedbackHtml }))
  return { kind: 'numeric', stemHtml, answers: numbers, tolerance: oneTolerance(read, notes), unit: '' }
}

/** "=right#feedback~%50%nearly~wrong"; backslashes take the signs' meaning, and the text is HTML. */
function answersIn(written: string): Embedded['answers'] {
  return cutBefore(written, '~').flatMap((cut) => {
    const part = cut.replace(/^~/, '')
    const [, sign, percent, rest = ''] = /^\s*(?:(=)|%(-?\d+(?:\.\d+)?)%)?([\s\S]*)$/.exec(part) ?? []
    if (rest.trim() === '') return []
    let mark = findSign(rest, '#')
    // One of an entity, such as &#39;.
    while (mark > 0 && rest[mark - 1] === '&') mark = findSign(rest, '#', mark + 1)
    const weight = percent === undefined ? (sign ? 100 : 0) : Number(percent)
    const text = plainWords(mark < 0 ? rest : rest.slice(0, mark))
    return [{ text, weight, feedback: mark < 0 ? '' : withoutEscapes(rest.slice(mark + 1)).trim() }]
  })
}

const withoutEscapes = (text: string) => text.replace(/\\([}~#"/\\])/g, '$1')

const plainWords = (html: string) =>
  decodeEntities(withoutEscapes(html.replace(/<[^>]*>/g, ' ')))
    .replace(/\s+/g, ' ')
    .trim()
