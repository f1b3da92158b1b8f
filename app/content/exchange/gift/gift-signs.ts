/** Signs with a meaning in GIFT, which a backslash takes (Moodle, "GIFT format", section "Special characters"). */
const ESCAPED = /[\\~=#{}:]/g

/** A text as it stands in GIFT, in one line: an empty line would end the question. */
export function escapeGift(text: string): string {
  return text.replace(ESCAPED, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/** The inverse. Of a backslash before anything else both signs stay, as Moodle has it. */
export function unescapeGift(text: string): string {
  return text.replace(/\\([\\~=#{}:n])/g, (_whole, sign: string) => (sign === 'n' ? '\n' : sign))
}

/** Where `sign` stands first without a backslash before it; -1 where it does not. */
export function findSign(text: string, sign: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text.startsWith(sign, at)) return at
  }
  return -1
}

/** Parts a text in front of every sign of `signs` that has no backslash before it; the first part has none. */
export function cutBefore(text: string, signs: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (signs.includes(text[at] ?? '') && at > start) {
      parts.push(text.slice(start, at))
      start = at
    }
  }
  parts.push(text.slice(start))
  return parts
}
