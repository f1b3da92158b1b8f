/** Encodings that spreadsheets of some decades wrote files in, for a person to choose from when a file is in none of Unicode's. */
export const legacyEncodings = ['windows-1256', 'windows-1251', 'windows-1252'] as const
export type LegacyEncoding = (typeof legacyEncodings)[number]

export function isLegacyEncoding(text: string | null): text is LegacyEncoding {
  return legacyEncodings.some((encoding) => encoding === text)
}

/** What a file is that was taken for one of text. */
export type ForeignKind = 'empty' | 'workbook' | 'document' | 'page' | 'picture' | 'archive' | 'binary'

export type DecodedFile =
  | { status: 'text'; text: string; encoding: string }
  /** None of Unicode's encodings: which of the old ones it is only a person can see. */
  | { status: 'unknown-encoding' }
  | { status: 'foreign'; kind: ForeignKind }

/** How files begin that are no text. */
const signatures: readonly [ForeignKind, readonly number[]][] = [
  ['workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['document', [0x25, 0x50, 0x44, 0x46]],
  ['document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x52, 0x49, 0x46, 0x46]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
]

/** Signs that no table in a text file holds. */
// eslint-disable-next-line no-control-regex -- exactly those are refused
const noText = /[\u0000-\u0008\u000e-\u001f]/

/** As `decodeText`, of a file that a spreadsheet saved: one of HTML or XML is none. */
export function decodeFile(bytes: Uint8Array, legacy: LegacyEncoding | null = null): DecodedFile {
  const decoded = decodeText(bytes, legacy)
  const isPage = decoded.status === 'text' && /^\s*<(!doctype|html|table|\?xml)/i.test(decoded.text)
  return isPage ? { status: 'foreign', kind: 'page' } : decoded
}

/**
 * The text of a file: UTF-8, or UTF-16 of either order, with a byte order mark or without. For anything else the encoding
 * is asked for, and given as `legacy` the next time. What the file is, is told by its bytes.
 */
export function decodeText(bytes: Uint8Array, legacy: LegacyEncoding | null = null): DecodedFile {
  if (bytes.length === 0) return { status: 'foreign', kind: 'empty' }
  const foreign = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))
  if (foreign) return { status: 'foreign', kind: foreign[0] }
  const wide = wideEncoding(bytes)
  if (wide !== null) return checked(strict(bytes, wide), wide)
  if (bytes.includes(0)) return { status: 'foreign', kind: 'binary' }
  const utf8 = strict(bytes, 'utf-8')
  if (utf8 !== null) return checked(utf8, 'utf-8')
  return legacy === null ? { status: 'unknown-encoding' } : checked(strict(bytes, legacy), legacy)
}

/**
 * Which UTF-16 it is, if any. Without a mark it is known by its zeros: separators, line ends and digits have one each,
 * and always on the same side.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (bytes.length % 2 === 1) return null
  const zeros = [0, 0] as [number, number]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1
  const [before, after] = zeros
  if (before + after < bytes.length / 40) return null
  if (after > 20 * before) return 'utf-16le'
  return before > 20 * after ? 'utf-16be' : null
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function checked(text: string | null, encoding: string): DecodedFile {
  if (text === null || noText.test(text)) return { status: 'foreign', kind: 'binary' }
  if (text.trim() === '') return { status: 'foreign', kind: 'empty' }
  return { status: 'text', text, encoding }
}
