import { randomInt } from 'node:crypto'

/** Letters and digits that are not mistaken for one another on paper or over the telephone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be read out or written down, such as "k7mw-3xpd-hq9a": 59 bits of chance. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group()].join('-')
}
