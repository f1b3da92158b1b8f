const accented: Record<string, string> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'đ',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ĺ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ʠ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
}

/**
 * An English ICU message with its text, but not its placeholders, written in accented letters between brackets:
 * what a screen shows without them did not come from the catalogue.
 */
export function pseudoMessage(message: string): string {
  let depth = 0
  let result = ''
  for (const character of message) {
    if (character === '{') {
      depth += 1
      // The branches of a plural or select ("one {…}") hold text again: only the selector itself is left alone.
      const branch = depth > 1 && depth % 2 === 0
      result += branch ? '{⟦' : '{'
    } else if (character === '}') {
      const branch = depth > 1 && depth % 2 === 0
      result += branch ? '⟧}' : '}'
      depth -= 1
    } else {
      result += depth % 2 === 0 ? (accented[character] ?? character) : character
    }
  }
  return `⟦${result}⟧`
}
