import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOfAtLeast, type ComparedAttempt, findAlike } from './similar-answers.ts'

const attempt = (accountId: string, ...answers: number[]): ComparedAttempt => ({
  accountId,
  answers: Int32Array.from(answers),
})

/** Numbers that look random, and are the same in every run. */
function draws(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** People who answer 20 questions of four wrong answers each by guessing, knowing about half. */
function strangers(count: number, seed = 7): ComparedAttempt[] {
  const draw = draws(seed)
  return Array.from({ length: count }, (_, index) =>
    attempt(`p${index}`, ...Array.from({ length: 20 }, () => (draw(2) === 0 ? -1 : 1 + draw(4)))),
  )
}

describe('the chance of at least so many', () => {
  it.each([
    [1, [0.5, 0.5], 0.75],
    [2, [0.5, 0.5], 0.25],
    [2, [0.5, 0.5, 0.5], 0.5],
    [3, [0.1, 0.2, 0.3], 0.006],
    [2, [0.1, 0.2, 0.3], 0.1 * 0.2 * 0.7 + 0.1 * 0.8 * 0.3 + 0.9 * 0.2 * 0.3 + 0.006],
    [0, [0.3], 1],
    [4, [1, 1, 1], 0],
    [3, [1, 1, 1], 1],
  ])('%i of %j is %f', (least, chances, chance) => expect(chanceOfAtLeast(least, chances)).toBeCloseTo(chance, 12))

  it('is that of the binomial distribution where all are alike', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 0, max: 15 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (events, least, p) => {
          let tail = 0
          for (let k = least; k <= events; k += 1) tail += choose(events, k) * p ** k * (1 - p) ** (events - k)
          expect(chanceOfAtLeast(least, Array<number>(events).fill(p))).toBeCloseTo(tail, 9)
        },
      ),
    )
  })
})

describe('similar answers', () => {
  it('are not found among people who did not know of each other, but as often as chance gives', () => {
    const found = Array.from({ length: 40 }, (_, seed) => findAlike(strangers(30, seed * 97 + 1))).flat()
    // Each run expects less than one pair below one; the bound is conservative, since a pair counts in its own chances.
    expect(found.length).toBeLessThan(40)
    expect(found.filter(({ expected }) => expected < 0.05).length).toBeLessThan(5)
  })

  it('are found where one copied from another, with what they shared', () => {
    const people = strangers(30)
    const [source] = people
    if (!source) throw new Error('nobody')
    const copy = { accountId: 'copier', answers: Int32Array.from(source.answers) }
    copy.answers[3] = 0
    copy.answers[4] = source.answers[4] === -1 ? 2 : -1
    const [pair, ...others] = findAlike([...people, copy])
    const wrong = source.answers.filter((answer, question) => answer > 0 && question !== 3 && question !== 4).length
    expect(pair).toMatchObject({ first: 0, second: 30, sameWrong: wrong, bothWrong: wrong, different: 1 })
    expect(pair?.expected).toBeLessThan(0.001)
    expect(others.filter(({ expected }) => expected < 0.05)).toEqual([])
  })

  it('do not point at an error that everybody makes', () => {
    const all = Array.from({ length: 30 }, (_, index) => attempt(`p${index}`, ...Array<number>(20).fill(2)))
    expect(findAlike(all)).toEqual([])
  })

  it('count no right answers, however many are shared', () => {
    const all = Array.from({ length: 30 }, (_, index) => attempt(`p${index}`, ...Array<number>(20).fill(-1)))
    expect(findAlike(all)).toEqual([])
  })

  it('are not looked for between the attempts of one person', () => {
    const people = strangers(30)
    const again = { accountId: 'p0', answers: Int32Array.from(people[0]?.answers ?? []) }
    expect(findAlike([...people, again]).filter(({ expected }) => expected < 0.05)).toEqual([])
  })

  it('do not depend on the order of people or questions', () => {
    const people = strangers(20)
    const copy = { accountId: 'copier', answers: Int32Array.from(people[4]?.answers ?? []) }
    const all = [...people, copy]
    const named = (attempts: ComparedAttempt[]) =>
      findAlike(attempts).map(({ first, second, expected, ...counts }) => ({
        who: [attempts[first]?.accountId, attempts[second]?.accountId].sort(),
        expected: expected.toFixed(12),
        ...counts,
      }))
    const turned = all.map(({ accountId, answers }) => ({ accountId, answers: Int32Array.from(answers).reverse() }))
    expect(named([...turned].reverse())).toEqual(named(all))
  })
})
