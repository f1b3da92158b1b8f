import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { escaped } from '../../takeaway/markup.ts'
import type { ExchangeItem } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { tagsOf } from '../question-tags.ts'
import { moodleBody } from './moodle-elements.ts'
import { htmlField, plainText } from './write-text.ts'

/** What Moodle cannot say of a question, or counts otherwise. */
export function moodleNotes(question: Question): Note[] {
  return [
    ...(question.kind === 'missing' ? [note('missing')] : []),
    ...('heads' in question && question.heads.some((head) => head !== '') ? [note('heads')] : []),
    ...(question.kind === 'short' && !question.exact?.includes('accents') ? [note('accents')] : []),
    ...(question.kind === 'order' ? [note('marks')] : []),
  ]
}

/** Questions as Moodle XML. `told` gives the words for what is not carried of one, which stand as comments. */
export function writeMoodle(items: readonly ExchangeItem[], told: (question: Question) => readonly string[]): string {
  let last = ''
  const pieces = items.flatMap(({ name, category, question }) => {
    const path = ['$course$', 'top', ...category].map((one) => one.replaceAll('/', '//')).join('/')
    const head = path === last ? [] : [`<question type="category"><category>${plainText(path)}</category></question>`]
    last = path
    // Two hyphens would end a comment.
    const comments = told(question).map((words) => `<!-- ${escaped(`${name}: ${words}`).replace(/-(?=-)/g, '- ')} -->`)
    const { type, text, body } = moodleBody(question)
    const tags = tagsOf(question).map((tag) => `<tag>${plainText(tag)}</tag>`)
    return [
      ...head,
      ...comments,
      `<question type="${type}">`,
      `<name>${plainText(name)}</name>`,
      htmlField('questiontext', text),
      htmlField('generalfeedback', question.explanationHtml),
      '<defaultgrade>1.0000000</defaultgrade><penalty>0</penalty><hidden>0</hidden>',
      `<idnumber>${escaped(name)}</idnumber>`,
      ...body,
      ...(tags.length > 0 ? [`<tags>${tags.join('')}</tags>`] : []),
      '</question>',
    ]
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${pieces.join('\n')}\n</quiz>\n`
}
