import { describe, expect, it, test } from 'vitest'
import { type Choice, decideChoice, readChoices, type StoredChoice } from './later-wins.ts'

const startedAt = Date.UTC(2026, 1, 1, 9)
const now = startedAt + 60_000
const at = { startedAt, now }
const stored = (overrides: Partial<StoredChoice> = {}): StoredChoice => ({
  answer: '[0]',
  version: 3,
  chosenAt: now - 10_000,
  operationId: 'firstpage-4',
  ...overrides,
})
const sent = (id: string, ago: number): Choice => ({ kind: 'operation', id, ago })
const form = (version: number): Choice => ({ kind: 'form', version })

test.each<[string, StoredChoice, string | null, Choice | undefined, object]>([
  ['chosen later', stored(), '[1]', sent('otherpage-1', 0), { decision: 'store', chosenAt: now }],
  ['chosen earlier', stored(), '[1]', sent('otherpage-1', 10_001), { decision: 'keep' }],
  [
    'chosen at the same moment',
    stored(),
    '[1]',
    sent('otherpage-1', 10_000),
    { decision: 'store', chosenAt: now - 10_000 },
  ],
  ['sent again', stored(), '[0]', sent('firstpage-4', 0), { decision: 'nothing' }],
  ['sent again with other words', stored(), '[1]', sent('firstpage-4', 0), { decision: 'nothing' }],
  ['held up on its way, of the same page', stored(), '[1]', sent('firstpage-3', 0), { decision: 'keep' }],
  ['the next of the same page', stored(), '[1]', sent('firstpage-5', 0), { decision: 'store', chosenAt: now }],
  ['the same, chosen later', stored(), '[0]', sent('otherpage-1', 5), { decision: 'confirm', chosenAt: now - 5 }],
  ['the same, chosen earlier', stored(), '[0]', sent('otherpage-1', 20_000), { decision: 'nothing' }],
  [
    'by a clock gone back',
    stored({ chosenAt: null }),
    '[1]',
    sent('otherpage-1', 1e14),
    { decision: 'store', chosenAt: startedAt },
  ],
  ['taken back later', stored(), null, sent('otherpage-1', 0), { decision: 'store', chosenAt: now }],
  [
    'later than it was taken back',
    stored({ answer: null }),
    '[1]',
    sent('otherpage-1', 9),
    { decision: 'store', chosenAt: now - 9 },
  ],
  [
    'earlier than it was taken back',
    stored({ answer: null }),
    '[1]',
    sent('otherpage-1', 11_000),
    { decision: 'keep' },
  ],
  [
    'held up on its way, of another page',
    stored(),
    '[1]',
    { kind: 'operation', id: 'otherpage-1', ago: 0, moment: now - 15_000 },
    { decision: 'keep' },
  ],
  [
    'that a page reckons into the future',
    stored(),
    '[1]',
    { kind: 'operation', id: 'otherpage-1', ago: 0, moment: now + 15_000 },
    { decision: 'store', chosenAt: now },
  ],
  ['of a form that shows what is stored', stored(), '[1]', form(3), { decision: 'store', chosenAt: now }],
  ['of a form that shows an earlier one', stored(), '[1]', form(2), { decision: 'keep' }],
  ['of a form that shows an earlier one, but the same', stored(), '[0]', form(2), { decision: 'nothing' }],
  ['of which nothing is told', stored(), '[1]', undefined, { decision: 'store', chosenAt: now }],
])('an answer %s', (_what, before, next, choice, expected) => {
  expect(decideChoice(before, next, choice, at)).toEqual(expected)
})

describe('in whatever order operations arrive', () => {
  /** Repeatable numbers below `most` (Park and Miller's generator). */
  const chance = (seed: number) => {
    let state = seed
    return (most: number) => (state = (state * 48_271) % 2_147_483_647) % most
  }

  it('the answer chosen last is the one kept', () => {
    const next = chance(19)
    for (let round = 0; round < 500; round += 1) {
      const moments = Array.from({ length: 2 + next(6) }, (_, index) => startedAt + index * 1000)
      const operations = moments.map((moment, index) => ({
        moment,
        answer: `[${index}]`,
        page: `devicenr${next(2)}`,
        count: index,
      }))
      const arriving = [...operations, ...operations.slice(next(3))].sort(() => next(3) - 1)
      let state: StoredChoice = { answer: null, version: 0, chosenAt: null, operationId: null }
      for (const { moment, answer, page, count } of arriving) {
        const id = `${page}-${count}`
        const decided = decideChoice(state, answer, sent(id, now - moment), at)
        if (decided.decision === 'store') {
          state = { answer, version: state.version + 1, chosenAt: decided.chosenAt, operationId: id }
        }
      }
      expect(state.answer).toBe(operations.at(-1)?.answer)
    }
  })
})

it.each<[string, [string, string][], [number, Choice][]]>([
  [
    'versions',
    [
      ['q0', '1'],
      ['v0', '2'],
      ['v11', '0'],
    ],
    [
      [0, form(2)],
      [11, form(0)],
    ],
  ],
  [
    'operations, which win over versions',
    [
      ['o3', 'abcdefgh-7 1200'],
      ['v3', '2'],
    ],
    [[3, sent('abcdefgh-7', 1200)]],
  ],
  [
    'operations after versions alike',
    [
      ['v3', '2'],
      ['o3', 'abcdefgh-7 1200'],
    ],
    [[3, sent('abcdefgh-7', 1200)]],
  ],
  [
    'nothing that is malformed',
    [
      ['v0', 'x'],
      ['v1', '-1'],
      ['o2', 'abcdefgh-7 -5'],
      ['o3', "' or 1"],
      ['o9999', 'abcdefgh-7 1'],
      ['version', '1'],
    ],
    [],
  ],
])('a form tells %s', (_what, fields, expected) => {
  expect([...readChoices(fields)]).toEqual(expected)
})
