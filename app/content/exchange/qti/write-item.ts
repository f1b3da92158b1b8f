import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { escaped } from '../../takeaway/markup.ts'
import { note, type Note } from '../exchange-note.ts'
import { itemBody } from './item-body.ts'
import { itemMarkup } from './item-markup.ts'
import { documentOf, ITEM_SCHEMA, ITEM_SPACE } from './qti-names.ts'
import { baseValue, outcomeDeclaration, responseDeclaration, setOutcome } from './response.ts'

/** What QTI cannot say of a question, or marks otherwise. */
export function qtiNotes(question: Question): Note[] {
  return [
    ...(question.kind === 'missing' ? [note('missing')] : []),
    ...('heads' in question && question.heads.some((head) => head !== '') ? [note('heads')] : []),
    ...(question.kind === 'short' && !question.exact?.includes('accents') ? [note('accents')] : []),
    ...(question.kind === 'order' ? [note('marks')] : []),
  ]
}

/**
 * A question as an assessment item: QTI 3.0, "ASI Information Model". Outcomes are SCORE, from 0 to 1; FEEDBACK, which
 * names the texts on what was answered; and EXPLANATION, which is shown to everybody afterwards.
 */
export function writeItem({
  identifier,
  name,
  question,
  language,
}: {
  identifier: string
  name: string
  question: Question
  language: string
}): string {
  const { responses, shown, scoring, feedback } = itemBody(question)
  const { explanationHtml } = question
  const texts = (feedback?.texts ?? []).filter(([, html]) => html !== '')
  const hasExplanation = explanationHtml !== ''
  const modal = (outcome: string, own: string, html: string) =>
    `<qti-modal-feedback outcome-identifier="${outcome}" identifier="${own}" show-hide="show"><qti-content-body>${itemMarkup(html)}</qti-content-body></qti-modal-feedback>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-item ${documentOf(ITEM_SPACE, ITEM_SCHEMA)} identifier="${identifier}" title="${escaped(name)}" xml:lang="${escaped(language)}" adaptive="false" time-dependent="false">`,
    ...responses.map(responseDeclaration),
    outcomeDeclaration('SCORE', 'single', 'float', '0'),
    ...(texts.length > 0 ? [outcomeDeclaration('FEEDBACK', 'multiple', 'identifier')] : []),
    ...(hasExplanation ? [outcomeDeclaration('EXPLANATION', 'single', 'identifier')] : []),
    `<qti-item-body>${itemMarkup(question.stemHtml)}${shown}</qti-item-body>`,
    '<qti-response-processing>',
    scoring,
    ...(texts.length > 0 && feedback ? [feedback.rules] : []),
    ...(hasExplanation ? [setOutcome('EXPLANATION', baseValue('identifier', 'explanation'))] : []),
    '</qti-response-processing>',
    ...texts.map(([own, html]) => modal('FEEDBACK', own, html)),
    ...(hasExplanation ? [modal('EXPLANATION', 'explanation', explanationHtml)] : []),
    '</qti-assessment-item>',
    '',
  ].join('\n')
}
