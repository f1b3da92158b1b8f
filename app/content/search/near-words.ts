/** A word of the index, and how many entries have it. */
export type KnownWord = { word: string; entries: number }

export type Vocabulary = {
  has: (word: string) => boolean
  /** Whether any word begins so. */
  hasBeginning: (beginning: string) => boolean
  /** Words at most `distance` from one, the nearest first, then the most used. */
  near: (word: string) => string[]
}

type Listed = KnownWord & { letters: number }

/** How many words that may be meant are considered. */
const MOST_NEAR = 3

/** Changes within which a word counts as mistyped: of a short word too much else would be near. */
function reachOf(word: string): number {
  if (word.length < 3 || /\d/.test(word)) return 0
  return word.length < 6 ? 1 : 2
}

export function vocabularyOf(words: readonly KnownWord[]): Vocabulary {
  const known = new Set(words.map(({ word }) => word))
  const sorted = [...known].sort()
  const byLength = new Map<number, Listed[]>()
  for (const { word, entries } of words) {
    const list = byLength.get(word.length) ?? []
    list.push({ word, entries, letters: lettersOf(word) })
    byLength.set(word.length, list)
  }
  return {
    has: (word) => known.has(word),
    hasBeginning: (beginning) => sorted[firstNotBefore(sorted, beginning)]?.startsWith(beginning) ?? false,
    near(word) {
      const reach = reachOf(word)
      const letters = lettersOf(word)
      const found: (KnownWord & { distance: number })[] = []
      for (let length = word.length - reach; length <= word.length + reach; length += 1) {
        for (const one of byLength.get(length) ?? []) {
          // Each change adds, takes or exchanges one letter: words with other letters need not be compared.
          if (bitsIn(letters ^ one.letters) > 2 * reach) continue
          const distance = editDistance(word, one.word, reach)
          if (distance > 0 && distance <= reach) found.push({ ...one, distance })
        }
      }
      // People rarely mistype the first letter.
      const cost = (one: { word: string; distance: number }) => one.distance + (one.word[0] === word[0] ? 0 : 0.5)
      found.sort((a, b) => cost(a) - cost(b) || b.entries - a.entries || (a.word < b.word ? -1 : 1))
      return found.slice(0, MOST_NEAR).map((one) => one.word)
    },
  }
}

function firstNotBefore(sorted: readonly string[], word: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

/** Which letters a word has, as bits; several letters share one. */
function lettersOf(word: string): number {
  let letters = 0
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31)
  return letters
}

function bitsIn(number: number): number {
  let bits = 0
  for (let rest = number; rest !== 0; rest &= rest - 1) bits += 1
  return bits
}

/**
 * How many letters must be added, taken, exchanged, or changed in place with the next one, to make one word of the
 * other (optimal string alignment). Anything above `most` is given as `most + 1`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    let least = i
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      let cost = Math.min((row[j - 1] ?? 0) + (isSame ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      next.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return Math.min(row[other.length] ?? 0, most + 1)
}
