/** Capital letters and digits that are not mistaken for one another on paper or over the telephone: no 0 O 1 I L U V. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const LENGTH = 8

/** A code as it is stored, without the hyphen: one of 29^8. `draw` gives a random whole number below its argument. */
export function makeJoinCode(draw: (below: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(draw(ALPHABET.length))).join('')
}

/** A code as it is handed out: `K7RM-2QXD`. */
export function formatJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** What a person typed as it is stored; null when it cannot be a code. Case, spaces and hyphens of any kind do not count. */
export function normaliseJoinCode(typed: string): string | null {
  const code = typed
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}_.]/gu, '')
    .toUpperCase()
  return code.length === LENGTH && [...code].every((character) => ALPHABET.includes(character)) ? code : null
}
