/** Whom, or what, a password is for: words that guessers try first. */
export type PasswordContext = { username: string; displayName?: string; email?: string | null; site: string }

/** Why a password that is long enough is among the first that are guessed. */
export type Weakness = 'common' | 'pattern' | 'personal'

/** Fewer strokes that do not follow from the one before are tried in a moment, however long the password. */
const FEWEST_FRESH = 4

/** With fewer letters than these beside names, a password is the name. */
const FEWEST_LETTERS = 4

const SHORTEST_WORD = 3

const keyboardRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю']

/** Compared without capitals, width and spaces: "Three Rivers" is as good, or as bad, as "threerivers". */
const foldedOf = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s/gu, '')

const withoutEnds = (text: string) => text.replace(/^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu, '')
const lettersOf = (text: string) => [...text.replace(/[^\p{L}]/gu, '')].length

/**
 * What makes a password one of the first that are guessed: on the list of common ones (`isCommon`, in lower case), also
 * with digits and signs around it; repeated or in sequence; or made of the account's own names.
 * Source: NIST SP 800-63B-4, 3.1.1.2, on blocklists; OWASP ASVS 5.0, 6.2.4 and 6.2.11.
 */
export function weaknessOf(
  password: string,
  context: PasswordContext,
  isCommon: (word: string) => boolean,
): Weakness | null {
  const folded = foldedOf(password)
  const isListed = (text: string) => isCommon(text) || isCommon(withoutEnds(text))
  if (isListed(folded)) return 'common'
  if (isRepeated(folded) || isSequence(folded)) return 'pattern'
  const rest = wordsOf(context).reduce((text, word) => text.replaceAll(word, ''), folded)
  if (rest !== folded && (lettersOf(rest) < FEWEST_LETTERS || isListed(rest))) return 'personal'
  return null
}

/** One piece over and over, the last perhaps cut short. */
function isRepeated(text: string): boolean {
  const signs = [...text]
  for (let length = 1; length <= signs.length / 2; length += 1) {
    if (signs.every((sign, index) => index < length || sign === signs[index - length])) return true
  }
  return false
}

/** Few strokes that are neither the one before again, nor next to it in the alphabet, in counting or on the keyboard. */
function isSequence(text: string): boolean {
  const signs = [...text]
  const fresh = signs.filter((sign, index) => !follows(signs[index - 1], sign))
  return fresh.length < FEWEST_FRESH
}

function follows(before: string | undefined, sign: string): boolean {
  if (before === undefined) return false
  const step = (sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
  if (Math.abs(step) <= 1) return true
  return keyboardRows.some((row) => row.includes(before + sign) || row.includes(sign + before))
}

/** Names as they are written and their parts, the longest first. */
function wordsOf({ username, displayName = '', email, site }: PasswordContext): string[] {
  const local = email?.split('@', 1)[0] ?? ''
  const names = [username, displayName, local, site]
  const parts = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{M}\p{N}]+/u)])
  const words = new Set(parts.map(foldedOf).filter((word) => [...word].length >= SHORTEST_WORD))
  return [...words].sort((a, b) => b.length - a.length)
}
