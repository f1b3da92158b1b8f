import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import type { ExchangeItem } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { tagsOf } from '../question-tags.ts'
import { escapeGift } from './gift-signs.ts'

const rich = (html: string) => `[html]${escapeGift(html)}`
const feedback = (html: string) => (html === '' ? '' : `#${rich(html)}`)

/** A share of the marks in per cent with as many decimals as Moodle's list of fractions has. */
const percent = (share: number) => String(Number((share * 100).toFixed(5)))

/** What a question is answered with. Null where GIFT has no such kind. */
function answersOf(question: Question): string | null {
  switch (question.kind) {
    case 'single':
      return question.options
        .map(({ html, correct, feedbackHtml }) => `${correct ? '=' : '~'}${rich(html)}${feedback(feedbackHtml)}`)
        .join('\n')
    case 'multiple':
    case 'missing': {
      const share = 1 / question.options.filter(({ correct }) => correct).length
      return question.options
        .map(
          ({ html, correct, feedbackHtml }) =>
            `~%${percent(correct ? share : -share)}%${rich(html)}${feedback(feedbackHtml)}`,
        )
        .join('\n')
    }
    case 'match':
    case 'classify': {
      const used = new Set(question.rows.map(({ target }) => target))
      const target = (index: number) => escapeGift(question.targets[index] ?? '')
      return [
        ...question.rows.map((row) => `=${rich(row.html)} -> ${target(row.target)}`),
        ...question.targets.flatMap((_text, index) => (used.has(index) ? [] : [`= -> ${target(index)}`])),
      ].join('\n')
    }
    case 'short':
      return question.answers
        .map(
          ({ text, correct, feedbackHtml }) =>
            `=%${correct ? 100 : 0}%${escapeGift(starred(text))}${feedback(feedbackHtml)}`,
        )
        .join('\n')
    case 'numeric':
      return `#${question.answers
        .map(
          ({ value, correct, feedbackHtml }) =>
            `\n=%${correct ? 100 : 0}%${value}:${question.tolerance}${feedback(feedbackHtml)}`,
        )
        .join('')}`
    case 'order':
    case 'cloze':
      return null
  }
}

/** A star would stand for anything. */
const starred = (text: string) => text.replaceAll('*', '\\*')

/** What GIFT cannot say of a question. */
export function giftNotes(question: Question): Note[] {
  if (answersOf(question) === null) return [note('kind', { type: question.kind })]
  if (question.kind === 'short' && question.answers.some(({ text }) => text.includes('->'))) return [note('unwritable')]
  return [
    ...(question.kind === 'missing' ? [note('missing')] : []),
    ...('heads' in question && question.heads.some((head) => head !== '') ? [note('heads')] : []),
    ...(question.kind === 'short' && question.exact ? [note('exact')] : []),
    ...(question.kind === 'short' && !question.exact?.includes('accents') ? [note('accents')] : []),
    ...(question.kind === 'numeric' && question.unit !== '' ? [note('unit', { unit: question.unit })] : []),
  ]
}

const isWritable = (question: Question) =>
  !giftNotes(question).some(({ name }) => name === 'kind' || name === 'unwritable')

/**
 * Questions as GIFT (Moodle, "GIFT format"). `told` gives the words for what is not carried of one: they stand at
 * the question as comments, and in its place where it cannot be written at all.
 */
export function writeGift(items: readonly ExchangeItem[], told: (question: Question) => readonly string[]): string {
  let last = ''
  const pieces = items.flatMap(({ name, category, question }) => {
    const path = ['$course$', 'top', ...category].map((one) => one.replaceAll('/', '//').replace(/\s+/g, ' ')).join('/')
    const head = path === last ? [] : [`$CATEGORY: ${path}`]
    last = path
    const comments = told(question).map((words) => `// ${oneLine(`${name}: ${words}`)}`)
    if (!isWritable(question)) return [...head, comments.join('\n')]
    const tags = tagsOf(question).map((tag) => `[tag:${tag}]`)
    const explanation = question.explanationHtml === '' ? '' : `\n####${rich(question.explanationHtml)}`
    const written = `::${escapeGift(oneLine(name))}::${rich(question.stemHtml)}{\n${answersOf(question)}${explanation}\n}`
    return [
      ...head,
      [...comments, `// [id:${oneLine(name).replace(/[\]\\]/g, '\\$&')}] ${tags.join(' ')}`.trimEnd(), written].join(
        '\n',
      ),
    ]
  })
  return `${pieces.join('\n\n')}\n`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
