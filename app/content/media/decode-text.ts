/** Bytes as text with lines that end in `\n`; null when they are not UTF-8, or hold signs that no text has. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000b\u000e-\u001f]/.test(text) ? null : text
  } catch {
    return null
  }
}
