import type { LocalProblem, Place } from '../problem.ts'
import { warningAt } from '../problem.ts'

type Asked = { file: { file: string }; id: string; text: string; place: Place }

/** How many of their runs of three words two questions may share, of all that either has (Jaccard), before it is told. */
const ALIKE = 0.6

/** Shorter questions share their few runs by chance. */
const FEWEST_WORDS = 8

/** A run that stands in more questions than this tells nothing of any of them. */
const COMMON = 40

/** Reports each pair of questions that say nearly the same. */
export function checkAlike(
  questions: readonly Asked[],
  report: (file: { file: string }, problem: LocalProblem) => void,
): void {
  const runs = questions.map(({ text }) => runsOf(text))
  const holders = new Map<string, number[]>()
  runs.forEach((own, index) => {
    for (const run of own) holders.set(run, [...(holders.get(run) ?? []), index])
  })
  const together = new Map<string, number>()
  for (const indexes of holders.values()) {
    if (indexes.length > COMMON) continue
    for (const [place, first] of indexes.entries()) {
      for (const second of indexes.slice(place + 1)) {
        const pair = `${first} ${second}`
        together.set(pair, (together.get(pair) ?? 0) + 1)
      }
    }
  }
  for (const [pair, count] of together) {
    const [first = 0, second = 0] = pair.split(' ').map(Number)
    const one = questions[first]
    const other = questions[second]
    const all = (runs[first]?.size ?? 0) + (runs[second]?.size ?? 0) - count
    if (!one || !other || count / all < ALIKE) continue
    const where = `${one.file.file}:${one.place.line}`
    report(
      other.file,
      warningAt(
        other.place,
        'alike',
        `The question "${other.id}" is nearly the same as "${one.id}" at ${where}.`,
        'Ask about another situation, or remove one.',
      ),
    )
  }
}

/** Each run of three words, whatever their case. */
function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < FEWEST_WORDS) return new Set()
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`))
}
