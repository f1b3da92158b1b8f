import { plainSigns } from './numerals.ts'

/** Puts the lines of a paragraph together again. `knows` tells whether a word occurs in the text whole. */
export function joinLines(
  before: string,
  after: string,
  knows: (word: string) => boolean,
): { text: string; hyphen: string | null } {
  const broken = /(\p{L}+)([-\u2010\u00ad])$/u.exec(before)
  const rest = /^\p{Ll}+/u.exec(after)
  if (broken?.[1] && rest) {
    const [, half, sign] = broken
    const kept =
      sign !== '\u00ad' && !knows(half + rest[0]) && (knows(`${half}-${rest[0]}`) || (knows(half) && knows(rest[0])))
    const text = kept ? before + after : before.slice(0, -1) + after
    return { text, hyphen: kept ? `${half}-${rest[0]}` : half + rest[0] }
  }
  return { text: before + (needsSpace(before, after) ? ' ' : '') + after, hyphen: null }
}

/** Chinese is written without spaces between words. */
function needsSpace(before: string, after: string): boolean {
  const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
  return !(han.test(before.slice(-1)) && han.test(after.slice(0, 1)))
}

/** The words of a text that stand whole on a line. */
export function wordsOnLines(lines: readonly { text: string }[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of lines) {
    const whole = plainSigns(text).replace(/\p{L}+-$/u, '')
    for (const [word] of whole.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) words.add(word.toLowerCase())
  }
  return words
}
