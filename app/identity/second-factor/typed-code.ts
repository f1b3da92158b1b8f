import { normaliseCardCode } from '../ways-in/card-code.ts'

/** What somebody typed to show a second factor. */
export type TypedCode = { kind: 'totp' | 'recovery-code'; code: string }

/** Digits of any script as 0 to 9: an Arabic or Persian keyboard types others. Unicode keeps each script's ten together. */
function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const at = digit.codePointAt(0) ?? 0
    let value = 0
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(at - value - 1))) value += 1
    return String(value)
  })
}

/** The code that was typed, in whichever field: six digits are the telephone's, anything else is a recovery code. */
export function readTypedCode(text: string): TypedCode {
  const plain = withPlainDigits(text)
  const digits = plain.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits)
    ? { kind: 'totp', code: digits }
    : { kind: 'recovery-code', code: normaliseCardCode(plain) ?? '' }
}
