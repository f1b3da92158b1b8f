import { startsWith } from './check-download.ts'

/** The format of a picture by its first bytes, as endings of file names; null when it is none that is known. */
export function pictureFormat(bytes: Uint8Array): 'jpg' | 'png' | 'gif' | 'webp' | 'avif' | null {
  if (startsWith(bytes, '\u00ff\u00d8\u00ff')) return 'jpg'
  if (startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return 'png'
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp'
  if (startsWith(bytes, 'ftyp', 4) && (startsWith(bytes, 'avif', 8) || startsWith(bytes, 'avis', 8))) return 'avif'
  return null
}

/** Brands of files that are laid out like MP4 but are none: pictures, sound alone, QuickTime. */
const otherBrands = /^(?:avif|avis|heic|heix|heif|mif1|msf1|qt {2}|M4A |M4B |crx )/

/** The container of a film by its first bytes (ISO/IEC 14496-12, 4.3; RFC 8794, EBML header). */
export function videoFormat(head: Uint8Array): 'mp4' | 'webm' | null {
  if (startsWith(head, 'ftyp', 4)) {
    return otherBrands.test(Buffer.from(head.subarray(8, 12)).toString('latin1')) ? null : 'mp4'
  }
  const start = Buffer.from(head.subarray(0, 64)).toString('latin1')
  return start.startsWith('\u001aE\u00df\u00a3') && start.includes('\u0042\u0082\u0084webm') ? 'webm' : null
}
