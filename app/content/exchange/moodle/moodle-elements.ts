import type { ClozeQuestion } from '../../question.ts'
import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { escaped } from '../../takeaway/markup.ts'
import { htmlField, htmlText, plainText } from './write-text.ts'

type MoodleBody = {
  /** Moodle's name for the kind. */
  type: string
  /** The question as HTML. */
  text: string
  /** The elements that only this kind has. */
  body: string[]
}

/** A question as Moodle has its kind (Moodle, "Moodle XML format"; qtype_ordering for an order). */
export function moodleBody(question: Question): MoodleBody {
  const text = question.stemHtml
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing': {
      const isSingle = question.kind === 'single'
      const share = isSingle ? 1 : 1 / question.options.filter(({ correct }) => correct).length
      const answers = question.options.map(({ html, correct, feedbackHtml }) =>
        answer({ share: correct ? share : isSingle ? 0 : -share, text: htmlText(html), format: 'html', feedbackHtml }),
      )
      return { type: 'multichoice', text, body: [`<single>${isSingle}</single>`, shuffled(question), ...answers] }
    }
    case 'order': {
      const rules =
        '<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>' +
        '<gradingtype>ABSOLUTE_POSITION</gradingtype><showgrading>SHOW</showgrading>'
      const items = question.items.map(
        ({ html }, index) => `<answer fraction="${index + 1}.0000000" format="html">${htmlText(html)}</answer>`,
      )
      return { type: 'ordering', text, body: [rules, ...items] }
    }
    case 'match':
    case 'classify': {
      const used = new Set(question.rows.map(({ target }) => target))
      const pair = (html: string, target: number) =>
        `<subquestion format="html">${htmlText(html)}<answer>${plainText(question.targets[target] ?? '')}</answer></subquestion>`
      const rows = question.rows.map(({ html, target }) => pair(html, target))
      const more = question.targets.flatMap((_target, index) => (used.has(index) ? [] : [pair('', index)]))
      return { type: 'matching', text, body: [shuffled(question), ...rows, ...more] }
    }
    case 'cloze':
      return { type: 'cloze', text: `${withoutBraces(text)}${withGaps(question)}`, body: [] }
    case 'short': {
      const answers = question.answers.map(({ text: typed, correct, feedbackHtml }) =>
        // A star would stand for anything.
        answer({ share: correct ? 1 : 0, text: plainText(typed.replaceAll('*', '\\*')), feedbackHtml }),
      )
      const usecase = `<usecase>${question.exact?.includes('case') ? 1 : 0}</usecase>`
      return { type: 'shortanswer', text, body: [usecase, ...answers] }
    }
    case 'numeric': {
      const more = `<tolerance>${question.tolerance}</tolerance>`
      const answers = question.answers.map(({ value, correct, feedbackHtml }) =>
        answer({ share: correct ? 1 : 0, text: plainText(String(value)), feedbackHtml, more }),
      )
      return { type: 'numerical', text, body: [...answers, ...unitElements(question.unit)] }
    }
  }
}

function answer({
  share,
  text,
  feedbackHtml,
  format = 'moodle_auto_format',
  more = '',
}: {
  /** Of the marks, from -1 to 1. */
  share: number
  /** As an element. */
  text: string
  feedbackHtml: string
  format?: 'html' | 'moodle_auto_format'
  more?: string
}): string {
  // As many decimals as Moodle's list of fractions has.
  const fraction = Number((share * 100).toFixed(5))
  return `<answer fraction="${fraction}" format="${format}">${text}${htmlField('feedback', feedbackHtml)}${more}</answer>`
}

const shuffled = ({ shuffle }: Question) => `<shuffleanswers>${shuffle !== false}</shuffleanswers>`

/** A unit may be written, and need not be. */
function unitElements(unit: string): string[] {
  const named = `<units><unit><multiplier>1</multiplier><unit_name>${escaped(unit)}</unit_name></unit></units>`
  const rules = '<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty>'
  return [
    ...(unit === '' ? [] : [named]),
    `${rules}<showunits>${unit === '' ? 3 : 0}</showunits><unitsleft>0</unitsleft>`,
  ]
}

/** The paragraphs of a text with gaps (Moodle, "Embedded answers (Cloze) question type"). */
function withGaps({ paragraphs, gaps }: ClozeQuestion): string {
  const gapAt = (index: number) => {
    const { choices = [], right = 0 } = gaps[index] ?? {}
    return `{1:MULTICHOICE:${choices.map((choice, place) => embedded(choice, place === right)).join('~')}}`
  }
  return paragraphs
    .map((runs) => `<p>${runs.map((run) => ('gap' in run ? gapAt(run.gap) : withoutBraces(run.html))).join('')}</p>`)
    .join('')
}

/** Braces would begin a gap. */
const withoutBraces = (html: string) => html.replaceAll('{', '&#123;')

/** A choice inside of a text: its signs lose their meaning there, and in HTML. */
function embedded(text: string, isRight: boolean): string {
  const written = escaped(text.replace(/[\\}~#"/]/g, '\\$&'))
    .replaceAll('&quot;', '"')
    .replaceAll('{', '&#123;')
  if (isRight) return `=${written}`
  return /^[=%]/.test(written) ? `%0%${written}` : written
}
