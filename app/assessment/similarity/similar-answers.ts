/** An attempt as it is compared: what was answered by question, in one order of the questions for all. */
export type ComparedAttempt = {
  /** Attempts of one person are not compared with each other. */
  accountId: string
  /** By question: 0 where it was not asked or not answered, -1 where it got the full mark, else a number for each wrong answer. */
  answers: Int32Array
}

/** How alike two attempts are. `first` and `second` are places in the list that was compared. */
export type AlikePair = {
  first: number
  second: number
  /** Questions that both answered wrongly, and those of them with the same wrong answer. */
  bothWrong: number
  sameWrong: number
  /** Questions that both answered, with different answers. */
  different: number
  /** Pairs of attempts as alike as this that chance alone would give among all that were compared. */
  expected: number
}

/** Fewer same wrong answers are not looked at: anybody shares one or two. */
export const LEAST_SAME = 3

/** Fewer attempts say too little about which wrong answers are popular. */
export const LEAST_COMPARED = 10

/** The latest so many attempts are compared, each with each. */
export const MOST_COMPARED = 500

/** Pairs that chance would give less often than this are pointed at. */
export const RARE = 0.05

/**
 * Pairs of attempts with more of the same wrong answers than chance explains, the most alike first. Right answers tell
 * nothing: who knows the subject gives them too.
 *
 * That two people who do not know each other give the same wrong answer to a question, when both are wrong, has the
 * probability that two wrong answers drawn from those given have: popular errors count for little. Over the questions on
 * which both are wrong the number of same answers then follows a Poisson binomial distribution; the probability of at
 * least as many, times the number of pairs compared (Bonferroni), is how many such pairs chance gives.
 *
 * After error-similarity analysis (Bellezza, F. S. and Bellezza, S. F. (1989). Detection of cheating on multiple-choice
 * tests by using error-similarity analysis. Teaching of Psychology 16, 151–155), with a probability for each question and
 * a correction for the number of pairs as in Wesolowsky, G. O. (2000). Detecting excessive similarity in answers on
 * multiple choice exams. Journal of Applied Statistics 27, 909–921.
 */
export function findAlike(attempts: readonly ComparedAttempt[]): AlikePair[] {
  const chances = chancesOfSame(attempts)
  const pairs: Omit<AlikePair, 'expected'>[] = []
  let compared = 0
  for (const [first, one] of attempts.entries()) {
    for (let second = first + 1; second < attempts.length; second += 1) {
      const other = attempts[second]
      if (!other || other.accountId === one.accountId) continue
      compared += 1
      const counted = compare(one.answers, other.answers)
      if (counted.sameWrong >= LEAST_SAME) pairs.push({ first, second, ...counted })
    }
  }
  return pairs
    .map((pair) => {
      const [one, other] = [attempts[pair.first], attempts[pair.second]]
      const ofBoth = [...chances].filter(
        (_chance, question) => isWrong(one?.answers[question]) && isWrong(other?.answers[question]),
      )
      return { ...pair, expected: compared * chanceOfAtLeast(pair.sameWrong, ofBoth) }
    })
    .filter(({ expected }) => expected < 1)
    .sort((a, b) => a.expected - b.expected || b.sameWrong - a.sameWrong)
}

const isWrong = (answer = 0) => answer > 0

function compare(one: Int32Array, other: Int32Array) {
  let bothWrong = 0
  let sameWrong = 0
  let different = 0
  for (let question = 0; question < one.length; question += 1) {
    const a = one[question] ?? 0
    const b = other[question] ?? 0
    if (a === 0 || b === 0) continue
    if (a !== b) different += 1
    if (a < 0 || b < 0) continue
    bothWrong += 1
    if (a === b) sameWrong += 1
  }
  return { bothWrong, sameWrong, different }
}

/** By question: the probability that two wrong answers, drawn from those given without putting back, are the same. */
function chancesOfSame(attempts: readonly ComparedAttempt[]): number[] {
  const questions = attempts[0]?.answers.length ?? 0
  return Array.from({ length: questions }, (_, question) => {
    const given = new Map<number, number>()
    let wrong = 0
    for (const { answers } of attempts) {
      const answer = answers[question] ?? 0
      if (!isWrong(answer)) continue
      wrong += 1
      given.set(answer, (given.get(answer) ?? 0) + 1)
    }
    const same = [...given.values()].reduce((sum, count) => sum + count * (count - 1), 0)
    return wrong < 2 ? 1 : same / (wrong * (wrong - 1))
  })
}

/** The probability that at least `least` of independent events with these `chances` happen (Poisson binomial). */
export function chanceOfAtLeast(least: number, chances: readonly number[]): number {
  // share[k]: the probability that k of the events looked at so far happened; the last place holds "at least `least`".
  const share = new Float64Array(least + 1)
  share[0] = 1
  for (const chance of chances) {
    share[least] = (share[least] ?? 0) + (share[least - 1] ?? 0) * chance
    for (let count = least - 1; count >= 0; count -= 1) {
      const from = count === 0 ? 0 : (share[count - 1] ?? 0)
      share[count] = (share[count] ?? 0) * (1 - chance) + from * chance
    }
  }
  return least === 0 ? 1 : Math.min(1, share[least] ?? 0)
}
