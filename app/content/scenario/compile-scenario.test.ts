import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { emptyContext } from '../compile/compile-context.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'

afterAll(() => sourceWorker().dispose())

async function compiled() {
  const source = readFileSync('tests/fixtures/scenario/night-call.mdx', 'utf8')
  const outcome = await sourceWorker().run({ task: 'compile', kind: 'lesson', source, context: emptyContext })
  if (outcome.status !== 'compiled') throw new Error(JSON.stringify(outcome))
  return outcome.document
}

test('a scenario is taken apart, its pieces as HTML, and only its place stands in the text', async () => {
  const { parts, scenarios } = await compiled()
  expect(parts).toEqual([
    { kind: 'html', html: '<p>Here you decide. Time passes with each choice.</p>' },
    { kind: 'scenario', scenarioId: 'sc-night-call' },
  ])
  expect(scenarios).toHaveLength(1)
  expect(scenarios[0]).toMatchObject({
    id: 'sc-night-call',
    title: 'The night call',
    start: 'sn-call',
    clock: 1360,
    competences: [
      { id: 'preservation', name: 'Preserving data' },
      { id: 'procedure', name: 'Using the right power' },
    ],
    objective: null,
    deadlines: [
      {
        id: 'dl-log',
        after: 480,
        to: 'sn-gone',
        html: '<p>At 06:40 the provider overwrites its log, as it does every morning.</p>',
      },
      { id: 'dl-order', after: 129_600, to: 'en-expired' },
    ],
    most: [2, 2],
    minutes: 1,
  })
  expect(scenarios[0]?.situationHtml).toMatch(/^<p>You are on duty .*<\/p>$/)
  expect(scenarios[0]?.scenes[0]).toEqual({
    id: 'sn-call',
    title: 'The duty desk',
    html: '<p>The shop&#x27;s owner is on the telephone. What do you do first?</p>',
    choices: [
      {
        labelHtml: 'Ask the prosecutor for a preservation order now.',
        consequenceHtml:
          '<p>The prosecutor signs. The provider confirms that the log is copied and safe, for 90 days.</p>',
        to: 'sn-kept',
        takes: 30,
        meets: ['dl-log'],
        starts: ['dl-order'],
        stops: [],
        points: [2, 0],
        articles: [{ article: 25, paragraph: null }],
      },
      {
        labelHtml: 'Ask the owner to write everything down first.',
        consequenceHtml: '<p>You now have four pages. The log is still not safe.</p>',
        to: 'sn-call',
        takes: 180,
        meets: [],
        starts: [],
        stops: [],
        points: [0, 0],
        articles: [{ article: 25, paragraph: 1 }],
      },
    ],
  })
  expect(scenarios[0]?.endings.map(({ id, outcome, html }) => [id, outcome, html])).toEqual([
    ['en-read', 'good', '<p>The log names the address, and the case goes on.</p>'],
    ['en-expired', 'mixed', '<p>The log was safe for 90 days, and nobody used them.</p>'],
    ['en-gone', 'bad', '<p>Without the log there is no trace to follow.</p>'],
  ])
})
