import { afterAll, expect, test } from 'vitest'
import type { DocumentBlock } from '../document.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { type CompileContext, emptyContext } from './compile-context.ts'

afterAll(() => sourceWorker().dispose())

async function blocksOf(
  body: string,
  { kind = 'lesson', context = {} }: { kind?: 'lesson' | 'quiz'; context?: Partial<CompileContext> } = {},
): Promise<readonly DocumentBlock[]> {
  const source = `---\nid: fx\n---\n\n${body}\n`
  const outcome = await sourceWorker().run({ task: 'compile', kind, source, context: { ...emptyContext, ...context } })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  return outcome.document.blocks
}

const hashes = async (...asked: Parameters<typeof blocksOf>) => (await blocksOf(...asked)).map(({ hash }) => hash)

const check = `<Check id="fx-c" articles="25" objective="fx-o">

How long may an order *run*?

- [x] 90 days

  Right.

- [ ] One year

  No.

</Check>`

const text = `An order keeps data.

## What it keeps

Traffic data, and more.

${check}

It still belongs to the section before.

### Content & other data

Content too.

#### A detail

Small print.

## What it keeps

Again.`

test('a lesson has a block for each heading of level 2 and 3, one before them, and one for each component apart', async () => {
  expect((await blocksOf(text)).map(({ id, kind, title }) => [kind, id, title])).toEqual([
    ['section', 'start', ''],
    ['section', 'h-what-it-keeps', 'What it keeps'],
    ['question', 'fx-c', 'How long may an order run?'],
    ['section', 'h-content--other-data', 'Content & other data'],
    ['section', 'h-what-it-keeps-1', 'What it keeps'],
  ])
})

test('the ids of sections are the anchors of the page, and no mark of theirs is left in it', async () => {
  const source = `---\nid: fx\n---\n\n${text}\n`
  const outcome = await sourceWorker().run({ task: 'compile', kind: 'lesson', source, context: emptyContext })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  const { blocks, headings, parts } = outcome.document
  const sections = blocks.filter(({ kind, id }) => kind === 'section' && id !== 'start')
  expect(sections.map(({ id }) => id)).toEqual(headings.map(({ id }) => id))
  expect(JSON.stringify(parts)).not.toContain('data-block')
})

test('a quiz has the blocks of its questions', async () => {
  const quiz = check.replaceAll('Check', 'Question')
  expect(await blocksOf(quiz, { kind: 'quiz' })).toMatchObject([{ id: 'fx-c', kind: 'question' }])
})

test.each([
  ['blank lines', text.replaceAll('\n\n', '\n\n\n')],
  ['line ends inside a paragraph', text.replace('It still belongs', 'It still\nbelongs')],
  ['another mark for the same emphasis', text.replace('*run*', '_run_')],
  ['a loose list instead of a tight one', text.replace('  No.\n', '  No.\n\n')],
  ['attributes in another order', text.replace('id="fx-c" articles="25"', 'articles="25" id="fx-c"')],
])('%s: every hash stays', async (_, edited) => {
  expect(edited).not.toBe(text)
  expect(await hashes(edited)).toEqual(await hashes(text))
})

test('an edit changes the hash of its own block only', async () => {
  const before = await hashes(text)
  const differing = async (edited: string) =>
    (await hashes(edited)).flatMap((hash, at) => (hash === before[at] ? [] : at))
  expect(await differing(text.replace('Small print', 'Large print'))).toEqual([3])
  expect(await differing(text.replace('90 days', '60 days'))).toEqual([2])
  expect(await differing(text.replace('articles="25"', 'articles="42"'))).toEqual([2])
  expect(await differing(text.replace('still belongs', 'belongs'))).toEqual([1])
  expect(await differing(text.replace('An order keeps', 'Orders keep'))).toEqual([0])
})

test('a section that moves or whose heading is reworded keeps its hash', async () => {
  const [one = '', two = ''] = await hashes('## First\n\nSame words.\n\n## Second\n\nOther words.')
  expect(await hashes('## Second\n\nOther words.\n\n## Reworded\n\nSame words.')).toEqual([two, one])
})

test('where another file lies makes no difference; what it holds and how it is called in the text does', async () => {
  const linked = (path: string, words = 'the next') =>
    hashes(`Read [${words}](${path}).`, { context: { links: { [path]: '/courses/c/lessons/next' } } })
  expect(await linked('../02-b/01-next.mdx')).toEqual(await linked('../03-b/01-next.mdx'))
  expect(await linked('../02-b/01-next.mdx', 'this')).not.toEqual(await linked('../02-b/01-next.mdx'))
  expect(await hashes('Read [it](https://example.org/a).')).not.toEqual(
    await hashes('Read [it](https://example.org/b).'),
  )
})
