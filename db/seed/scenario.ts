import type { Choice, Scenario } from '#app/content/scenario/scenario.ts'

function buildChoice(words: string, to: string, takes: number, more: Partial<Choice> = {}): Choice {
  return {
    labelHtml: words,
    consequenceHtml: `<p>What came of: ${words}.</p>`,
    to,
    takes,
    meets: [],
    starts: [],
    stops: [],
    points: [0, 0],
    articles: [{ article: 25, paragraph: null }],
    ...more,
  }
}

/**
 * A case of three scenes and three endings. At the desk (22:40), choice 0 orders preservation, and choice 1 waits three
 * hours: after eight the log is gone. Once it is kept, choice 0 ends well, and choice 1 waits 60 days: after 90 the
 * order has run out.
 */
export function buildScenario(overrides: Partial<Scenario> = {}): Scenario {
  return {
    id: 'sc-night-call',
    title: 'The night call',
    situationHtml: '<p>A shop was robbed of data.</p>',
    start: 'sn-call',
    clock: 22 * 60 + 40,
    competences: [
      { id: 'preservation', name: 'Preserving data' },
      { id: 'procedure', name: 'Using the right power' },
    ],
    objective: null,
    deadlines: [
      { id: 'dl-log', after: 480, to: 'sn-gone', html: '<p>The provider overwrites its log.</p>' },
      { id: 'dl-order', after: 90 * 1440, to: 'en-expired', html: '<p>The order has run out.</p>' },
    ],
    scenes: [
      {
        id: 'sn-call',
        title: 'The duty desk',
        html: '<p>The owner is on the telephone.</p>',
        choices: [
          buildChoice('Order preservation', 'sn-kept', 30, { meets: ['dl-log'], starts: ['dl-order'], points: [2, 0] }),
          buildChoice('Write it all down', 'sn-call', 180, { articles: [{ article: 42, paragraph: 3 }] }),
        ],
      },
      {
        id: 'sn-kept',
        title: 'The log is safe',
        html: '<p>You need to read it.</p>',
        choices: [
          buildChoice('Apply for a production order', 'en-read', 14_400, { meets: ['dl-order'], points: [0, 2] }),
          buildChoice('Wait for the provider', 'sn-kept', 86_400, { points: [0, -1] }),
        ],
      },
      {
        id: 'sn-gone',
        title: 'The log is gone',
        html: '<p>Nothing is left.</p>',
        choices: [buildChoice('Close the file', 'en-gone', 60), buildChoice('Ask another provider', 'en-gone', 2880)],
      },
    ],
    endings: [
      { id: 'en-read', title: 'The log is evidence', outcome: 'good', html: '<p>The case goes on.</p>' },
      { id: 'en-expired', title: 'The order ran out', outcome: 'mixed', html: '<p>Nobody used the days.</p>' },
      { id: 'en-gone', title: 'No trace', outcome: 'bad', html: '<p>There is no trace.</p>' },
    ],
    most: [2, 2],
    minutes: 3,
    ...overrides,
  }
}
