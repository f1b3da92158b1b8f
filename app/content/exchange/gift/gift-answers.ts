import type { ChoiceQuestion, MatchQuestion, NumericQuestion, ShortQuestion } from '../../question.ts'
import type { Note } from '../exchange-note.ts'
import type { TextFormat } from '../foreign-text.ts'
import { type Weighed, choiceKind, typedAnswers } from '../weighed-answers.ts'
import { joinPairs } from '../pairs.ts'
import { readNumbers } from './gift-numbers.ts'
import { cutBefore, findSign, unescapeGift } from './gift-signs.ts'
import { giftHtml } from './gift-text.ts'

/** Words for what GIFT has signs for, in the language of the course. */
export type GiftWords = { yes: string; no: string }

type Own<One> = Omit<One, 'id' | 'stemHtml' | 'explanationHtml' | 'articles' | 'objective'>
export type GiftBody = Own<ChoiceQuestion> | Own<MatchQuestion> | Own<ShortQuestion> | Own<NumericQuestion>

type Asked = {
  /** What stands in the braces. */
  block: string
  /** Of the question, which answers have too unless they name their own. */
  format: TextFormat
  words: GiftWords
  notes: Note[]
}

/** What a question is answered with, told apart as Moodle does (question/format/gift/format.php, `readquestion`). */
export function readAnswers({ block, format, words, notes }: Asked): {
  type: string
  body: GiftBody | null
  /** As HTML. */
  explanation: string
} {
  const general = findSign(block, '####')
  const answers = (general < 0 ? block : block.slice(0, general)).trim()
  const explanation = general < 0 ? '' : giftHtml(block.slice(general + 4), format).html
  const given = (type: string, body: GiftBody | null) => ({ type, body, explanation })
  if (answers === '') return given('essay', null)
  if (answers.startsWith('#')) return given('numerical', readNumbers(answers.slice(1), format, notes))
  const parts = cutBefore(answers, '=~')
  if (findSign(answers, '~') >= 0) return given('multichoice', readOptions(parts, format, notes))
  if (/^(t|true|f|false)$/i.test((answers.split('#')[0] ?? '').trim())) {
    return given('truefalse', readTrueFalse(answers, format, words))
  }
  if (findSign(answers, '=') >= 0 && findSign(answers, '->') >= 0) return given('matching', readPairs(parts, format))
  return given('shortanswer', readShort(parts, format, notes))
}

/** "=%50%text#feedback": the weight in per cent, 100 or 0 by the sign where none is named. */
export function readAnswer(part: string, format: TextFormat): Weighed & { written: string } {
  const sign = /^[=~]/.exec(part)?.[0] ?? '='
  const rest = part.replace(/^[=~]/, '').trim()
  const [whole = '', weight] = /^%(-?\d+(?:\.\d+)?)%/.exec(rest) ?? []
  const text = rest.slice(whole.length)
  const mark = findSign(text, '#')
  return {
    written: (mark < 0 ? text : text.slice(0, mark)).trim(),
    weight: weight === undefined ? (sign === '=' ? 100 : 0) : Number(weight),
    feedbackHtml: mark < 0 ? '' : giftHtml(text.slice(mark + 1), format).html,
  }
}

/** A part that begins with none of the signs is what stood before the first of them. */
const isAnswer = (part: string) => part.trim() !== ''

function readOptions(parts: readonly string[], format: TextFormat, notes: Note[]): GiftBody {
  const read = parts.filter(isAnswer).map((part) => readAnswer(part, format))
  const isSingle = parts.some((part) => part.startsWith('='))
  const kind = isSingle ? 'single' : 'multiple'
  const rights = choiceKind({ weights: read.map(({ weight }) => weight), isSingle, notes })
  return {
    kind,
    options: read.map(({ written, feedbackHtml }, index) => ({
      html: giftHtml(written, format).html,
      correct: rights[index] === true,
      feedbackHtml,
    })),
  }
}

/** "T#what is said to who answers wrong#what is said to who answers right". */
function readTrueFalse(answers: string, format: TextFormat, { yes, no }: GiftWords): GiftBody {
  const [first = '', wrong = '', right = ''] = cutBefore(answers, '#').map((part) => part.replace(/^#/, ''))
  const isTrue = /^t/i.test(first.trim())
  const option = (html: string, correct: boolean) => ({
    html,
    correct,
    feedbackHtml: giftHtml(correct ? right : wrong, format).html,
  })
  return { kind: 'single', shuffle: false, options: [option(yes, isTrue), option(no, !isTrue)] }
}

function readPairs(parts: readonly string[], format: TextFormat): GiftBody {
  return joinPairs(
    parts.filter(isAnswer).map((part) => {
      const text = part.replace(/^=/, '')
      const arrow = findSign(text, '->')
      return {
        html: giftHtml(arrow < 0 ? text : text.slice(0, arrow), format).html,
        target:
          arrow < 0
            ? ''
            : unescapeGift(text.slice(arrow + 2))
                .replace(/\s+/g, ' ')
                .trim(),
      }
    }),
  )
}

function readShort(parts: readonly string[], format: TextFormat, notes: Note[]): GiftBody {
  const read = parts.filter(isAnswer).map((part) => readAnswer(part, format))
  const answers = read.map(({ written, ...rest }) => ({
    ...rest,
    text: unescapeGift(written).replace(/\s+/g, ' ').trim(),
  }))
  return { kind: 'short', answers: typedAnswers(answers, notes) }
}
