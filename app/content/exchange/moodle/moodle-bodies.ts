import { note, type Note } from '../exchange-note.ts'
import { joinPairs } from '../pairs.ts'
import { choiceKind, distinctAnswers, oneTolerance, typedAnswers } from '../weighed-answers.ts'
import { readEmbedded } from './embedded-answers.ts'
import type { MoodleBody } from './moodle-body.ts'
import { htmlOf, plainOf } from './moodle-text.ts'
import { readSelects } from './select-gaps.ts'
import { childOf, childrenOf, valueOf, type XmlElement } from './xml-tree.ts'

/** Words for what Moodle has a type for, in the language of the course. */
export type MoodleWords = { yes: string; no: string }

/** What a type of question is read by: null where it cannot be taken, with a note or without one. */
type BodyReader = {
  /** Its own elements, those included that say nothing here. */
  fields: readonly string[]
  read: (element: XmlElement, notes: Note[], words: MoodleWords) => MoodleBody | null
}

const weightOf = (answer: XmlElement) => Number(answer.attributes.get('fraction') ?? 0)

const multichoice: BodyReader = {
  fields: ['answer', 'single', 'answernumbering', 'showstandardinstruction'],
  read: (element, notes) => {
    const answers = childrenOf(element, 'answer')
    const isSingle = !/^(false|0)$/i.test(valueOf(element, 'single'))
    const rights = choiceKind({ weights: answers.map(weightOf), isSingle, notes })
    return {
      kind: isSingle ? 'single' : 'multiple',
      ...(/^(false|0)$/i.test(valueOf(element, 'shuffleanswers')) ? { shuffle: false } : {}),
      options: answers.map((answer, index) => ({
        html: htmlOf(answer, notes),
        correct: rights[index] === true,
        feedbackHtml: htmlOf(childOf(answer, 'feedback'), notes),
      })),
    }
  },
}

const truefalse: BodyReader = {
  fields: ['answer', 'showstandardinstruction'],
  read: (element, notes, words) => {
    const answers = childrenOf(element, 'answer')
    const isTrue = (answer: XmlElement) => /^true$/i.test(plainOf(answer))
    const inOrder = [...answers.filter(isTrue), ...answers.filter((answer) => !isTrue(answer))]
    const options = inOrder.map((answer) => ({
      html: isTrue(answer) ? words.yes : words.no,
      correct: weightOf(answer) > 0,
      feedbackHtml: htmlOf(childOf(answer, 'feedback'), notes),
    }))
    return { kind: 'single', shuffle: false, options }
  },
}

const shortanswer: BodyReader = {
  fields: ['answer', 'usecase'],
  read: (element, notes) => {
    const answers = childrenOf(element, 'answer').map((answer) => ({
      text: plainOf(answer),
      weight: weightOf(answer),
      feedbackHtml: htmlOf(childOf(answer, 'feedback'), notes),
    }))
    const isExact = valueOf(element, 'usecase') === '1'
    return { kind: 'short', answers: typedAnswers(answers, notes), ...(isExact ? { exact: ['case'] } : {}) }
  },
}

const numerical: BodyReader = {
  fields: ['answer', 'units', 'unitgradingtype', 'unitpenalty', 'showunits', 'unitsleft', 'instructions'],
  read: (element, notes) => {
    const all = childrenOf(element, 'answer').flatMap((answer) => {
      const text = plainOf(answer)
      if (text === '*' || text === '' || !Number.isFinite(Number(text))) {
        notes.push(note(text === '*' ? 'wildcard' : 'number', { answer: text }))
        return []
      }
      const weight = weightOf(answer)
      if (weight > 0 && weight < 100) notes.push(note('weights', { weights: `${text}: ${weight}%` }))
      const feedbackHtml = htmlOf(childOf(answer, 'feedback'), notes)
      return [
        {
          value: Number(text),
          correct: weight >= 100,
          tolerance: Math.abs(Number(valueOf(answer, 'tolerance')) || 0),
          feedbackHtml,
        },
      ]
    })
    const read = distinctAnswers(all, ({ value }) => String(value), notes)
    const [unit, ...more] = childrenOf(childOf(element, 'units') ?? { ...element, children: [] }, 'unit')
    for (const other of more) notes.push(note('unit-factor', { unit: valueOf(other, 'unit_name') }))
    if (unit && Number(valueOf(element, 'unitgradingtype')) > 0) notes.push(note('part', { part: 'unitgradingtype' }))
    const answers = read.map(({ value, correct, feedbackHtml }) => ({ value, correct, feedbackHtml }))
    return {
      kind: 'numeric',
      answers,
      tolerance: oneTolerance(read, notes),
      unit: unit ? valueOf(unit, 'unit_name') : '',
    }
  },
}

const matching: BodyReader = {
  fields: ['subquestion'],
  read: (element, notes) => ({
    ...joinPairs(
      childrenOf(element, 'subquestion').map((one) => ({
        html: htmlOf(one, notes),
        target: plainOf(childOf(one, 'answer')),
      })),
    ),
    ...(/^(false|0)$/i.test(valueOf(element, 'shuffleanswers')) ? { shuffle: false } : {}),
  }),
}

/** The things stand in their right order; `fraction` is the place of each. */
const ordering: BodyReader = {
  fields: ['answer', 'layouttype', 'selecttype', 'selectcount', 'gradingtype', 'showgrading', 'numberingstyle'],
  read: (element, notes) => {
    if (valueOf(element, 'selecttype') !== '' && !/^(0|ALL)$/i.test(valueOf(element, 'selecttype'))) {
      notes.push(note('part', { part: 'selecttype' }))
    }
    const items = childrenOf(element, 'answer').sort((one, other) => weightOf(one) - weightOf(other))
    return { kind: 'order', items: items.map((answer) => ({ html: htmlOf(answer, notes) })) }
  },
}

/** The types that are taken, by Moodle's names. */
export const bodyReaders: Readonly<Record<string, BodyReader>> = {
  multichoice,
  truefalse,
  shortanswer,
  numerical,
  matching,
  ordering,
  cloze: { fields: [], read: (element, notes) => readEmbedded(htmlOf(childOf(element, 'questiontext'), notes), notes) },
  multianswer: {
    fields: [],
    read: (element, notes) => readEmbedded(htmlOf(childOf(element, 'questiontext'), notes), notes),
  },
  gapselect: { fields: ['selectoption'], read: (element, notes) => readSelects(element, 'selectoption', notes) },
  ddwtos: { fields: ['dragbox'], read: (element, notes) => readSelects(element, 'dragbox', notes) },
}
