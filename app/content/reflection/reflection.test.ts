import { afterAll, describe, expect, it } from 'vitest'
import { checkSource } from '../check/check-source.ts'
import { emptyContext } from '../compile/compile-context.ts'
import { formatProblem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'

afterAll(() => sourceWorker().dispose())

const fields = (kind: 'lesson' | 'quiz') =>
  kind === 'lesson'
    ? '---\nid: fx-lesson\ntitle: T\nsummary: S.\nminutes: 5\narticles: ["25"]\nobjectives: [fx-obj]\n---\n'
    : '---\nid: fx-quiz\ntitle: T\nsummary: S.\nminutes: 5\nkind: module\npassMark: 60\n---\n'

/** Problems of a text, with lines counted from the text's first. */
function told(body: string, kind: 'lesson' | 'quiz' = 'lesson') {
  const head = fields(kind)
  const { problems, facts } = checkSource({ kind, source: `${head}${body}\n`, language: 'en' })
  const line = head.split('\n').length - 1
  return {
    facts,
    problems: problems.map((one) => formatProblem({ ...one, line: one.line - line, hint: undefined, file: 'x' })),
  }
}

const reflect = (body: string, attributes = ' id="rf-night"') =>
  `Text.\n\n<Reflect${attributes}>\n\n${body}\n\n</Reflect>`

describe('a reflection', () => {
  it('is a question with a permanent id', async () => {
    const body = reflect('Who signs at *night*? See <Article n="25" />.\n\n- One\n- Two')
    const { problems, facts } = told(body)
    expect(problems).toEqual([])
    expect(facts.ids).toContainEqual({ id: 'rf-night', what: 'reflection', place: expect.anything() })
    const outcome = await sourceWorker().run({
      task: 'compile',
      kind: 'lesson',
      source: `---\nid: fx\n---\n\n${body}\n\nAfter.\n`,
      context: emptyContext,
    })
    if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
    const { document } = outcome
    expect(document.parts.map(({ kind }) => kind)).toEqual(['html', 'reflect', 'html'])
    expect(document.reflections).toEqual([{ id: 'rf-night', promptHtml: expect.stringContaining('<em>night</em>') }])
    expect(document.reflections[0]?.promptHtml).toContain('<li>Two</li>')
  })

  it.each<[string, string, string[]]>([
    ['no id', reflect('Why?', ''), ['x:3:1 error <Reflect> needs the attribute "id". (missing-attribute)']],
    ['a bad id', reflect('Why?', ' id="Rf 1"'), ['x:3:10 error "Rf 1" is not an id. (id)']],
    [
      'an attribute of its own making',
      reflect('Why?', ' id="rf" title="T"'),
      ['x:3:18 error <Reflect> has no attribute "title". (unknown-attribute)'],
    ],
    [
      'nothing in it',
      'Text.\n\n<Reflect id="rf-a">\n\n</Reflect>',
      ['x:3:1 error <Reflect> is empty. (component-content)'],
    ],
    [
      'a heading',
      reflect('## Think\n\nWhy?'),
      [
        'x:5:1 error A reflection holds no heading. (reflection)',
        'x:5:1 error A heading inside something else is too large. (heading)',
      ],
    ],
    ['a table', reflect('| A |\n| - |\n| B |'), ['x:5:1 error A reflection holds no table. (reflection)']],
    [
      'a note',
      reflect('Why?[^1]\n\n[^1]: So.'),
      [
        'x:5:5 error A reflection holds no footnote. (reflection)',
        'x:7:1 error A reflection holds no footnote. (reflection)',
      ],
    ],
    [
      'a component on lines of its own',
      reflect('<Callout tone="tip">\n\nWhy?\n\n</Callout>'),
      ['x:5:1 error A reflection holds no <Callout>. (reflection)'],
    ],
    ['only code', reflect('```\ncode\n```'), ['x:3:1 error This reflection asks nothing. (reflection)']],
    [
      'a place in a list',
      '- A\n\n  <Reflect id="rf-a">\n\n  Why?\n\n  </Reflect>',
      ['x:3:3 error <Reflect> stands inside something else. (misplaced-component)'],
    ],
  ])('with %s is refused', (_what, body, problems) => {
    expect(told(body).problems).toEqual(problems)
  })

  it('does not stand in a quiz', () => {
    expect(told(reflect('Why?'), 'quiz').problems).toContain(
      'x:3:1 error <Reflect> stands only in lessons. (misplaced-component)',
    )
  })
})
