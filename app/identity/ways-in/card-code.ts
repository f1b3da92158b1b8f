/** Capital letters and digits that are not mistaken for one another on paper or over the telephone: no 0 O 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const GROUPS = 3
const GROUP = 4

/** A code as it is hashed, without hyphens: one of 31^12, which is 59 bits of chance. `draw` gives a random whole number below its argument. */
export function makeCardCode(draw: (below: number) => number): string {
  return Array.from({ length: GROUPS * GROUP }, () => ALPHABET.charAt(draw(ALPHABET.length))).join('')
}

/** A code as it is printed: `K7RM-2QXD-9WFA`. */
export function formatCardCode(code: string): string {
  return Array.from({ length: GROUPS }, (_, index) => code.slice(index * GROUP, (index + 1) * GROUP)).join('-')
}

/** What a person typed as it is hashed; null when it cannot be a code. Case, spaces and hyphens of any kind do not count. */
export function normaliseCardCode(typed: string): string | null {
  const code = typed
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}_.]/gu, '')
    .toUpperCase()
  return code.length === GROUPS * GROUP && [...code].every((character) => ALPHABET.includes(character)) ? code : null
}
