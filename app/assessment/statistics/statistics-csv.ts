import { textOf } from '#app/content/compile/cut-pieces.ts'
import type { Activity } from '#app/content/outline.ts'
import type { CsvValue } from '#app/csv/write-csv.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { chanceMark, choiceOptions } from './chance-mark.ts'
import { flagLabel } from './flag-words.ts'
import type { QuestionStatistics } from './item-statistics-queries.server.ts'
import type { QuizSummary, Reliability } from './quiz-figures.ts'

/** A question among the figures of its quiz. */
export type StatisticsLine = {
  quiz: Activity
  summary: QuizSummary
  reliability: Reliability
  question: QuestionStatistics
  number: number
}

type Column = { header: MessageKey; value: (line: StatisticsLine, t: Translate) => CsvValue }

/** Four decimals: more would say more than the figures know. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10_000) / 10_000)

const seconds = (time: number | null) => (time === null ? null : Math.round(time / 1000))

/** The columns of the export. Results, facilities and shares are parts of 1; what is not given is an empty cell. */
const columns: readonly Column[] = [
  { header: 'statistics.csv.quizId', value: ({ quiz }) => quiz.id },
  { header: 'statistics.quiz', value: ({ quiz }) => quiz.title },
  { header: 'statistics.attempts', value: ({ summary }) => summary.attempts },
  { header: 'statistics.mean', value: ({ summary }) => rounded(summary.mean) },
  { header: 'statistics.deviation', value: ({ summary }) => rounded(summary.standardDeviation) },
  { header: 'statistics.median', value: ({ summary }) => rounded(summary.median) },
  { header: 'statistics.passed', value: ({ summary }) => rounded(summary.passed) },
  { header: 'statistics.alpha', value: ({ reliability }) => given(reliability, 'alpha') },
  { header: 'statistics.error', value: ({ reliability }) => given(reliability, 'error') },
  { header: 'statistics.csv.number', value: ({ number }) => number },
  { header: 'statistics.csv.questionId', value: ({ question }) => question.question.id },
  { header: 'statistics.csv.kind', value: ({ question }) => question.question.kind },
  { header: 'statistics.csv.text', value: ({ question }) => textOf(question.question.stemHtml) },
  { header: 'statistics.csv.asked', value: ({ question }) => question.figures.asked },
  { header: 'statistics.csv.otherWordings', value: ({ question }) => question.figures.otherWordings },
  { header: 'statistics.term.facility', value: ({ question }) => rounded(question.figures.facility) },
  { header: 'statistics.csv.chance', value: ({ question }) => rounded(chanceMark(question.question)) },
  { header: 'statistics.term.itemRest', value: ({ question }) => rounded(question.figures.itemRest) },
  { header: 'statistics.term.discrimination', value: ({ question }) => rounded(question.figures.discrimination) },
  { header: 'statistics.term.unanswered', value: ({ question }) => rounded(question.figures.unanswered) },
  { header: 'statistics.csv.medianTime', value: ({ question }) => seconds(question.figures.medianTime) },
  { header: 'statistics.csv.timed', value: ({ question }) => question.figures.timed },
  { header: 'statistics.csv.upper', value: ({ question }) => question.figures.groups.upper },
  { header: 'statistics.csv.middle', value: ({ question }) => question.figures.groups.middle },
  { header: 'statistics.csv.lower', value: ({ question }) => question.figures.groups.lower },
  { header: 'statistics.csv.options', value: ({ question }) => optionsText(question) },
  {
    header: 'statistics.csv.flags',
    value: ({ question: { flags } }, t) =>
      flags === null ? t('statistics.tooEarly') : flags.map((flag) => flagLabel(flag, t)).join(' | '),
  },
]

export function statisticsHeader(t: Translate): string[] {
  return columns.map(({ header }) => t(header))
}

export function statisticsRow(line: StatisticsLine, t: Translate): CsvValue[] {
  return columns.map(({ value }) => value(line, t))
}

const given = (reliability: Reliability, figure: 'alpha' | 'error') =>
  reliability.status === 'given' ? rounded(reliability[figure]) : null

/** Such as "1* 8/12/3 | 2 0/4/5". */
function optionsText({ question, figures }: QuestionStatistics): string {
  const options = choiceOptions(question) ?? []
  const text = (figures.options ?? []).map(({ upper, middle, lower }, index) => {
    return `${index + 1}${options[index]?.correct ? '*' : ''} ${upper}/${middle}/${lower}`
  })
  return text.join(' | ')
}
