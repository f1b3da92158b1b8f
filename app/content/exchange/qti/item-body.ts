import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { escaped } from '../../takeaway/markup.ts'
import { itemMarkup } from './item-markup.ts'
import { baseValue, type Declared, firstOf, mapResponse, setOutcome, variable } from './response.ts'

/** An item's interaction: what is answered, what is shown, how marks are found, and which feedback answers call for. */
export type ItemBody = {
  responses: readonly Declared[]
  /** What follows the stem. */
  shown: string
  /** Rules that set SCORE. */
  scoring: string
  /** Rules that set FEEDBACK, and the texts it chooses by name. */
  feedback: { rules: string; texts: readonly (readonly [name: string, html: string])[] } | null
}

const RESPONSE = 'RESPONSE'
const choiceName = (index: number) => `choice-${index + 1}`
const rowName = (index: number) => `row-${index + 1}`
const targetName = (index: number) => `target-${index + 1}`
const answerName = (index: number) => `answer-${index + 1}`
const shuffled = ({ shuffle }: Question) => `shuffle="${shuffle !== false}"`

/**
 * How each kind is asked and marked in QTI 3.0 (1EdTech, "ASI Information Model", interactions and response processing).
 * Marks are as ours wherever a mapping can say so: right less wrong, and each part alone.
 */
export function itemBody(question: Question): ItemBody {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing': {
      const isSingle = question.kind === 'single'
      const worth = 1 / question.options.filter(({ correct }) => correct).length
      const choices = question.options.map(
        ({ html }, index) =>
          `<qti-simple-choice identifier="${choiceName(index)}">${itemMarkup(html)}</qti-simple-choice>`,
      )
      return {
        responses: [
          {
            identifier: RESPONSE,
            cardinality: isSingle ? 'single' : 'multiple',
            type: 'identifier',
            right: question.options.flatMap(({ correct }, index) => (correct ? [choiceName(index)] : [])),
            marks: question.options.map(({ correct }, index) => [
              choiceName(index),
              correct ? worth : isSingle ? 0 : -worth,
            ]),
          },
        ],
        shown: `<qti-choice-interaction response-identifier="${RESPONSE}" ${shuffled(question)} max-choices="${isSingle ? 1 : 0}">${choices.join('')}</qti-choice-interaction>`,
        scoring: setOutcome('SCORE', mapResponse(RESPONSE)),
        feedback: {
          rules: setOutcome(
            'FEEDBACK',
            isSingle ? `<qti-multiple>${variable(RESPONSE)}</qti-multiple>` : variable(RESPONSE),
          ),
          texts: question.options.map(({ feedbackHtml }, index) => [choiceName(index), feedbackHtml]),
        },
      }
    }
    case 'order': {
      const right = question.items.map((_item, index) => choiceName(index))
      const choices = question.items.map(
        ({ html }, index) =>
          `<qti-simple-choice identifier="${choiceName(index)}">${itemMarkup(html)}</qti-simple-choice>`,
      )
      const isRight = `<qti-match>${variable(RESPONSE)}<qti-correct identifier="${RESPONSE}"/></qti-match>`
      return {
        responses: [{ identifier: RESPONSE, cardinality: 'ordered', type: 'identifier', right }],
        shown: `<qti-order-interaction response-identifier="${RESPONSE}" shuffle="true">${choices.join('')}</qti-order-interaction>`,
        scoring: firstOf([{ when: isRight, then: setOutcome('SCORE', baseValue('float', '1')) }]),
        feedback: null,
      }
    }
    case 'match':
    case 'classify': {
      const pairs = question.rows.map(({ target }, index) => `${rowName(index)} ${targetName(target)}`)
      const associable = (name: string, text: string, most: number) =>
        `<qti-simple-associable-choice identifier="${name}" match-max="${most}">${text}</qti-simple-associable-choice>`
      const rows = question.rows.map(({ html }, index) => associable(rowName(index), itemMarkup(html), 1))
      const targets = question.targets.map((text, index) => associable(targetName(index), escaped(text), 0))
      const set = (choices: string[]) => `<qti-simple-match-set>${choices.join('')}</qti-simple-match-set>`
      return {
        responses: [
          {
            identifier: RESPONSE,
            cardinality: 'multiple',
            type: 'directedPair',
            right: pairs,
            marks: pairs.map((pair) => [pair, 1 / pairs.length]),
          },
        ],
        shown: `<qti-match-interaction response-identifier="${RESPONSE}" ${shuffled(question)} max-associations="${rows.length}">${set(rows)}${set(targets)}</qti-match-interaction>`,
        scoring: setOutcome('SCORE', mapResponse(RESPONSE)),
        feedback: null,
      }
    }
    case 'cloze': {
      const names = question.gaps.map((_gap, index) => `${RESPONSE}-${index + 1}`)
      const gapAt = (index: number) => {
        const choices = (question.gaps[index]?.choices ?? []).map(
          (choice, place) =>
            `<qti-inline-choice identifier="${choiceName(place)}">${escaped(choice)}</qti-inline-choice>`,
        )
        return `<qti-inline-choice-interaction response-identifier="${names[index] ?? ''}" shuffle="false">${choices.join('')}</qti-inline-choice-interaction>`
      }
      const text = question.paragraphs.map(
        (runs) => `<p>${runs.map((run) => ('gap' in run ? gapAt(run.gap) : itemMarkup(run.html, true))).join('')}</p>`,
      )
      return {
        responses: question.gaps.map(({ right }, index) => ({
          identifier: names[index] ?? '',
          cardinality: 'single',
          type: 'identifier',
          right: [choiceName(right)],
          marks: [[choiceName(right), 1 / question.gaps.length]],
        })),
        shown: text.join(''),
        scoring: setOutcome('SCORE', `<qti-sum>${names.map(mapResponse).join('')}</qti-sum>`),
        feedback: null,
      }
    }
    case 'short': {
      const isExact = question.exact?.includes('case') === true
      const right = question.answers.filter(({ correct }) => correct).map(({ text }) => text)
      const isTyped = (text: string) =>
        `<qti-string-match case-sensitive="${isExact}">${variable(RESPONSE)}${baseValue('string', text)}</qti-string-match>`
      return {
        responses: [
          {
            identifier: RESPONSE,
            cardinality: 'single',
            type: 'string',
            right: right.slice(0, 1),
            marks: right.map((text) => [text, 1]),
            caseless: !isExact,
          },
        ],
        shown: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="30"/></p>`,
        scoring: setOutcome('SCORE', mapResponse(RESPONSE)),
        feedback: foreseen(question.answers.map(({ text, feedbackHtml }) => ({ when: isTyped(text), feedbackHtml }))),
      }
    }
    case 'numeric': {
      const isNear = (value: number) =>
        `<qti-equal tolerance-mode="absolute" tolerance="${question.tolerance} ${question.tolerance}">${variable(RESPONSE)}${baseValue('float', String(value))}</qti-equal>`
      const right = question.answers.filter(({ correct }) => correct)
      const unit = question.unit === '' ? '' : ` ${escaped(question.unit)}`
      return {
        responses: [
          {
            identifier: RESPONSE,
            cardinality: 'single',
            type: 'float',
            right: right.slice(0, 1).map(({ value }) => String(value)),
          },
        ],
        shown: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="12"/>${unit}</p>`,
        scoring: firstOf(
          right.map(({ value }) => ({ when: isNear(value), then: setOutcome('SCORE', baseValue('float', '1')) })),
        ),
        feedback: foreseen(question.answers.map(({ value, feedbackHtml }) => ({ when: isNear(value), feedbackHtml }))),
      }
    }
  }
}

/** Feedback of the first foreseen answer that was typed. */
function foreseen(answers: readonly { when: string; feedbackHtml: string }[]): ItemBody['feedback'] {
  const chosen = (index: number) =>
    setOutcome('FEEDBACK', `<qti-multiple>${baseValue('identifier', answerName(index))}</qti-multiple>`)
  return {
    rules: firstOf(answers.map(({ when }, index) => ({ when, then: chosen(index) }))),
    texts: answers.map(({ feedbackHtml }, index) => [answerName(index), feedbackHtml]),
  }
}
