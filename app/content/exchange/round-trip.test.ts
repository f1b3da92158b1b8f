import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { anyQuestion } from '#db/seed/question-arbitraries.ts'
import { emptyContext } from '../compile/compile-context.ts'
import type { Question } from '../question.ts'
import { parseMarkup, textOf } from '../takeaway/markup.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { exportNotes } from './export-notes.ts'
import { type ExchangedQuestion, exchangedKinds, exchangeFormats } from './exchange-item.ts'
import { placesInWords } from './places-in-words.ts'
import { giftNotes, writeGift } from './gift/write-gift.ts'
import { planImport } from './import-plan.ts'
import { writeQuizFile } from './mdx/write-quiz.ts'
import { moodleNotes, writeMoodle } from './moodle/write-moodle.ts'

afterAll(() => sourceWorker().dispose())

const silent = () => []

/** The questions that a file gives, compiled as a course's quiz. */
async function taken(file: string): Promise<Question[]> {
  const into = { language: 'en', articles: '25', objectives: ['obj-a'], taken: [] }
  const plan = planImport({ ...into, bytes: new TextEncoder().encode(file) })
  if (plan.status === 'refused') throw new Error(JSON.stringify(plan.refusal))
  const refused = plan.items.filter((item) => item.taken === null)
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  const head = { id: 'imported-quiz', title: 'T', summary: 'S.', minutes: 1 }
  const source = writeQuizFile(
    head,
    plan.items.map((item) => item.taken?.mdx ?? ''),
  )
  const outcome = await sourceWorker().run({ task: 'compile', kind: 'quiz', source, context: emptyContext })
  if (outcome.status !== 'compiled') throw new Error(`${JSON.stringify(outcome)}\n${source}`)
  return [...outcome.document.questions]
}

const words = (html: string) => textOf(parseMarkup(html)).replace(/\s+/g, ' ').trim()

/** What a question means, whatever its HTML looks like. */
function meaning(question: Question): unknown {
  const { id: _id, stemHtml, explanationHtml, ...rest } = question
  const text = JSON.parse(
    JSON.stringify(rest, (key, value: unknown) =>
      typeof value === 'string' && (key === 'html' || key === 'feedbackHtml') ? words(value) : value,
    ),
  ) as object
  const whole = JSON.stringify({ ...text, stem: words(stemHtml), explanation: words(explanationHtml) })
  // A sign that would begin a footnote gets a space, which the notes tell.
  return JSON.parse(whole.replaceAll('[ ^', '[^'))
}

/** Kinds that a format does not say, and so reads back as another. */
const asGift = (question: ExchangedQuestion): ExchangedQuestion =>
  question.kind === 'numeric' ? { ...question, unit: '' } : question

const carriedByGift = exchangedKinds.filter((kind) => kind !== 'order' && kind !== 'cloze')

describe('a round trip keeps the meaning of questions', () => {
  const several = (kinds: readonly ExchangedQuestion['kind'][]) =>
    fc.array(anyQuestion(kinds), { minLength: 4, maxLength: 10 })
  const items = (questions: readonly ExchangedQuestion[]) =>
    questions.map((question, index) => ({ name: `q-${index}`, category: ['A/B', 'C'], question }))

  test('through GIFT', async () => {
    await fc.assert(
      fc.asyncProperty(several(carriedByGift), async (all) => {
        const questions = all.filter((question) => !giftNotes(question).some(({ name }) => name === 'unwritable'))
        if (questions.length === 0) return
        const back = await taken(writeGift(items(questions), silent))
        expect(back.map(meaning)).toEqual(questions.map(asGift).map(meaning))
      }),
      { numRuns: 10 },
    )
  }, 240_000)

  test('through Moodle XML', async () => {
    await fc.assert(
      fc.asyncProperty(several(exchangedKinds), async (questions) => {
        const back = await taken(writeMoodle(items(questions), silent))
        expect(back.map(meaning)).toEqual(questions.map(meaning))
      }),
      { numRuns: 10 },
    )
  }, 240_000)
})

test('places in a picture become answers in words, which every format tells', async () => {
  const option = (html: string, correct: boolean) => ({
    html,
    correct,
    feedbackHtml: '<p>So.</p>',
    region: [0, 0, 20, 20] as const,
  })
  const places: Question = {
    id: 'q-0',
    kind: 'hotspot',
    stemHtml: '<p>Where?</p>',
    pictureHtml: '<img src="https://learn.example.org/media/x/letter.png" alt="A letter">',
    options: [option('The seal', false), option('The date', true)],
    explanationHtml: '',
    articles: [{ article: 25, paragraph: null }],
    objective: null,
    shuffle: false,
  }
  for (const format of exchangeFormats) {
    expect(exportNotes(format, places).map(({ name }) => name)).toContain('places')
  }
  const item = [{ name: 'q-0', category: [], question: placesInWords(places) }]
  for (const file of [writeGift(item, silent), writeMoodle(item, silent)]) {
    const [back] = await taken(file)
    expect(back).toMatchObject({ kind: 'single', shuffle: false, options: [{ correct: false }, { correct: true }] })
    expect(words(back?.stemHtml ?? '')).toContain('A letter')
  }
})

test('what a format does not carry is told of every question of the kind', () => {
  const [order] = fc.sample(anyQuestion(['order']), 1)
  const [cloze] = fc.sample(anyQuestion(['cloze']), 1)
  for (const question of [order, cloze]) {
    if (!question) throw new Error('no sample')
    expect(giftNotes(question)).toMatchObject([{ name: 'kind', values: { type: question.kind } }])
    const gift = writeGift([{ name: 'q', category: [], question }], () => ['There is no such kind'])
    expect(gift).toBe('$CATEGORY: $course$/top\n\n// q: There is no such kind\n')
  }
  if (order) expect(moodleNotes(order).map(({ name }) => name)).toEqual(['marks'])
})
