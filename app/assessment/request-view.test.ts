import { describe, expect, it } from 'vitest'
import { buildRequestTask } from '#db/seed/request.ts'
import { type DraftFields, markRequest } from './mark-request.ts'
import type { RequestDraft } from './request-draft-queries.server.ts'
import { viewRequest, withTyped } from './request-view.ts'

const task = buildRequestTask({ id: 'req' })
const all = (say: (element: string) => string) =>
  Object.fromEntries(task.rubrics.map(({ element }) => [element, say(element)]))
const full = { 'legal-basis': 'article-42', ...all((element) => `${element} fact, ${element} date`) }

function draftOf(fields: DraftFields, submissions: number): RequestDraft {
  const result = markRequest({ task, fields, language: 'en' })
  const marked = { result, documentHash: 'hash', at: 5, isCurrent: true }
  return { fields, updatedAt: 5, submissions, marked: submissions > 0 ? marked : null }
}

const view = (draft: RequestDraft | null, markedTask = draft?.marked ? task : null) =>
  viewRequest({ task, markedTask, draft, order: [1, 0] })

/** What of the rubric is told. */
const secrets = (shown: unknown) =>
  ['Name of', 'Hint for', 'Model of', 'Good', 'Which ', 'Not in', 'We read', 'Halvik', 'correct'].filter((word) =>
    JSON.stringify(shown).includes(word),
  )

describe('a request', () => {
  it('tells nothing of its rubric before it is marked', () => {
    expect(secrets(view(null))).toEqual([])
    expect(secrets(view(draftOf({ ...full, data: 'x' }, 0)))).toEqual([])
  })

  it('offers the articles in the order asked for', () => {
    expect(view(null).basis.options.map(({ key }) => key)).toEqual(['article-29', 'article-42'])
    expect(view(draftOf(full, 0)).basis.options.map(({ chosen }) => chosen)).toEqual([false, true])
  })

  it('hints at what is missing after the first marking, without a name and without a model', () => {
    const shown = view(draftOf({ ...full, data: 'data date' }, 1))
    const data = shown.elements.find(({ id }) => id === 'data')
    expect(data?.verdict).toEqual({
      status: 'incomplete',
      missing: [{ name: null, hintHtml: '<p>Hint for data.</p>' }],
      disclosed: [],
      replyHtml: '<p>Which data?</p>',
      modelHtml: null,
    })
    expect(secrets(shown)).toEqual(['Hint for', 'Good', 'Which ', 'We read'])
  })

  it('names what is missing and shows the models after the second', () => {
    const data = view(draftOf({ ...full, data: 'data date' }, 2)).elements.find(({ id }) => id === 'data')
    expect(data?.verdict?.missing).toEqual([{ name: 'Name of fact of data', hintHtml: '<p>Hint for data.</p>' }])
    expect(data?.verdict?.modelHtml).toContain('Model of data')
  })

  it('shows the models at once when all is right', () => {
    const shown = view(draftOf(full, 1))
    expect(shown.elements.every(({ verdict }) => verdict?.modelHtml)).toBe(true)
    expect(shown.marked).toMatchObject({ right: 8, total: 8, olderWording: false, edited: false })
  })

  it('names a disclosure at once, with the reason', () => {
    const data = view(draftOf({ ...full, data: 'data fact, Halvik' }, 1)).elements.find(({ id }) => id === 'data')
    expect(data?.verdict).toMatchObject({
      status: 'too-much',
      missing: [{ name: null }],
      disclosed: [{ name: 'The clerk', hintHtml: '<p>He is afraid.</p>' }],
      replyHtml: '<p>Not in data.</p>',
    })
  })

  it('lets the authority answer nothing where nothing was written', () => {
    const data = view(draftOf({ ...full, data: ' ' }, 1)).elements.find(({ id }) => id === 'data')
    expect(data?.verdict).toMatchObject({ status: 'empty', missing: [], replyHtml: '' })
  })

  it('is shown by the wording that it was marked by, and says that it is an older one', () => {
    const older = { ...task, rubrics: task.rubrics.map((rubric) => ({ ...rubric, modelHtml: '<p>Old.</p>' })) }
    const shown = view(draftOf(full, 2), older)
    expect(shown.marked?.olderWording).toBe(true)
    expect(shown.elements[0]?.verdict?.modelHtml).toBe('<p>Old.</p>')
    expect(view(draftOf(full, 2), null).marked).toBeNull()
  })

  it('shows what was typed instead of what is saved, where something was', () => {
    const shown = withTyped(view(draftOf(full, 0)), { data: '', 'legal-basis': 'article-29' })
    expect(shown.elements.find(({ id }) => id === 'data')?.text).toBe('')
    expect(shown.elements.find(({ id }) => id === 'offence')?.text).toBe('offence fact, offence date')
    expect(shown.basis.options.map(({ chosen }) => chosen)).toEqual([true, false])
  })
})
