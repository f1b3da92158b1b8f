import type { Rubric, RubricFact } from './request-task.ts'
import { findPhrase, tokensOf } from './word-tokens.ts'

/**
 * What came of one element. `empty`: nothing was written. `copied`: it is the case file, not a request. `too-much`: it
 * discloses what it must not. `incomplete`: a required fact is missing. Of several, the first in this order.
 */
export type ElementStatus = 'empty' | 'copied' | 'too-much' | 'incomplete' | 'right'

export type ElementResult = {
  status: ElementStatus
  /** Indexes of `must`: what is missing. */
  missing: readonly number[]
  /** Indexes of `mustNot`: what is disclosed. */
  disclosed: readonly number[]
}

/** From this many words on, a case file can be told from a request that repeats its facts. */
const SHORTEST_CASE = 60
/** Words in a row that two texts share only when one copies the other. */
const RUN = 6
/** So much of the case file's runs make an element a copy of it. */
const COPIED = 0.7

/**
 * Marks the text of one element against its rubric: each required fact is there in one of its accepted spellings, no
 * forbidden one is. Spellings are compared as `tokensOf` describes, as whole words. Order, style and everything else
 * that is written do not count: the rule finds facts and judges nothing more.
 */
export function markElement({
  text,
  rubric,
  caseText,
  language,
}: {
  text: string
  rubric: Pick<Rubric, 'must' | 'mustNot'>
  caseText: string
  /** Of the course: names of months are read in it. */
  language: string
}): ElementResult {
  const tokens = tokensOf(text, language)
  const saysFact = ({ spellings }: RubricFact) =>
    spellings.some((spelling) => findPhrase(tokens, tokensOf(spelling, language)) >= 0)
  const indexes = (facts: readonly RubricFact[], wanted: boolean) =>
    facts.flatMap((fact, index) => (saysFact(fact) === wanted ? [index] : []))
  const missing = indexes(rubric.must, false)
  const disclosed = indexes(rubric.mustNot, true)
  const status =
    tokens.length === 0
      ? 'empty'
      : isCopy(tokens, caseText, language)
        ? 'copied'
        : disclosed.length > 0
          ? 'too-much'
          : missing.length > 0
            ? 'incomplete'
            : 'right'
  return { status, missing, disclosed }
}

/** Whether most of the case file stands in a text, in its own words and order. */
function isCopy(tokens: readonly string[], caseText: string, language: string): boolean {
  // Too short to hold most of it: its own words need not be read.
  if (tokens.length < COPIED * SHORTEST_CASE) return false
  const caseTokens = tokensOf(caseText, language)
  if (caseTokens.length < SHORTEST_CASE) return false
  const runs = (words: readonly string[]) =>
    words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, start) => words.slice(start, start + RUN).join(' '))
  const written = new Set(runs(tokens))
  const wanted = runs(caseTokens)
  return wanted.filter((run) => written.has(run)).length >= COPIED * wanted.length
}
