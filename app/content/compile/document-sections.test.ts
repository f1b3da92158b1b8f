import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompiledDocument, DocumentSection } from '../document.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { emptyContext } from './compile-context.ts'

afterAll(() => sourceWorker().dispose())

async function compiled(body: string, kind: 'lesson' | 'quiz' = 'lesson'): Promise<CompiledDocument> {
  const source = `---\nid: fx\n---\n\n${body}\n`
  const outcome = await sourceWorker().run({ task: 'compile', kind, source, context: emptyContext })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  return outcome.document
}

const lesson = `## Keep it

Data are lost fast. Under <Article n="25" para="2" /> an order can last up to 90 days[^1]. Read [article 42](/convention/42).

[^1]: It can be renewed.

<Callout tone="law" title="Name the data">

Specified data, **not** everything \\{at all\\}.

</Callout>

<CaseFile title="Seabright">

| Holder | Days |
| --- | ---: |
| Provider | 7 |

### Facts & "figures"

A table and a heading.

</CaseFile>

<Check id="fx-chk-keep" articles="25">

What does an order under <Article n="25" /> do?

- [x] It keeps the *data*.

  Secret feedback one: right.

- [ ] It hands them over.

  Secret feedback two: wrong.

Secret explanation.

</Check>

## Then go on

<Timeline>

- **08:30** The report.
- **09:00** The order.

</Timeline>
`

let fixture: readonly DocumentSection[]
let inPage: string

beforeAll(async () => {
  const { sections, parts } = await compiled(lesson)
  fixture = sections
  inPage = parts.map((part) => (part.kind === 'html' ? part.html : '')).join('')
})

test('the text of a lesson is read under each heading, with what components say', () => {
  expect(fixture).toEqual([
    {
      id: 'h-keep-it',
      heading: 'Keep it',
      text:
        'Data are lost fast. Under article 25, paragraph 2 an order can last up to 90 days. Read article 42. ' +
        'Name the data Specified data, not everything {at all}. Seabright Holder Days Provider 7',
    },
    {
      id: 'h-facts--figures',
      heading: 'Facts & "figures"',
      text: 'A table and a heading. What does an order under article 25 do?',
    },
    {
      id: 'h-then-go-on',
      heading: 'Then go on',
      text: '08:30 The report. 09:00 The order.',
    },
    { id: 'footnote-label', heading: 'Notes', text: 'It can be renewed.' },
  ])
})

test('every section is an anchor of the page', () => {
  for (const { id } of fixture) expect(inPage).toContain(`id="${id}"`)
})

test('no option, right answer, feedback or explanation is read', () => {
  const text = JSON.stringify(fixture)
  for (const secret of ['Secret', 'It keeps', 'hands them over']) expect(text).not.toContain(secret)
})

test('what stands before the first heading has no anchor, and words are not torn apart by their emphasis', async () => {
  expect((await compiled('Pre**serv**ed and `kept`.\n\nNext.\n\n## Twice\n\n## Twice\n\nSecond.')).sections).toEqual([
    { id: '', heading: '', text: 'Preserved and kept. Next.' },
    { id: 'h-twice', heading: 'Twice', text: '' },
    { id: 'h-twice-1', heading: 'Twice', text: 'Second.' },
  ])
})

test('a quiz has no sections', async () => {
  const question =
    '<Question id="fx-q" articles="25">\n\nStem?\n\n- [x] Yes.\n\n  Good.\n\n- [ ] No.\n\n  Bad.\n\n</Question>'
  expect((await compiled(question, 'quiz')).sections).toEqual([])
})
