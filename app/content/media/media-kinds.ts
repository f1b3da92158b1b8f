import type { FileUse } from '../check/source-facts.ts'

/** What a file is to a reader. A poster is a picture like any other. */
export type MediaKind = 'image' | 'video' | 'captions' | 'transcript' | 'download'

export function kindOfUse(use: FileUse): MediaKind | null {
  if (use === 'partial') return null
  return use === 'poster' ? 'image' : use
}

/** By kind, the endings of file names and the media types they are served with. */
const types: Readonly<Record<MediaKind, Readonly<Record<string, string>>>> = {
  image: {
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    webp: 'image/webp',
    avif: 'image/avif',
    gif: 'image/gif',
    svg: 'image/svg+xml',
  },
  video: { mp4: 'video/mp4', webm: 'video/webm' },
  captions: { vtt: 'text/vtt' },
  transcript: { txt: 'text/plain', md: 'text/markdown' },
  download: {
    pdf: 'application/pdf',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    odt: 'application/vnd.oasis.opendocument.text',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    csv: 'text/csv',
    txt: 'text/plain',
    json: 'application/json',
  },
}

export function endingsOf(kind: MediaKind): string[] {
  return Object.keys(types[kind])
}

/** The media type of a file of this kind; null when its name does not end as files of the kind do. */
export function typeOf(kind: MediaKind, file: string): string | null {
  const ending = endingOf(file)
  return Object.hasOwn(types[kind], ending) ? (types[kind][ending] ?? null) : null
}

/** What follows the last dot of a name, in small letters. */
export function endingOf(file: string): string {
  return /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
}

const allEndings = new Set(Object.values(types).flatMap(Object.keys))

/** Whether a file beside the text may be one that a text uses. */
export function isMediaName(name: string): boolean {
  return allEndings.has(endingOf(name))
}

const MB = 1_000_000

/** Larger files are not read, in bytes. */
export function largestOf(kind: MediaKind, file: string): number {
  if (kind === 'image') return endingOf(file) === 'svg' ? MB : 10 * MB
  return { video: 200 * MB, captions: MB / 2, transcript: MB / 2, download: 20 * MB }[kind]
}

/** Where a file is found among those that other files contribute to a document. */
export function mediaKey(kind: MediaKind, target: string): string {
  return `${kind}:${target}`
}

/** Hash of what an author made, by its path; null when no such file is at hand. */
export function sourceOf(media: Readonly<Record<string, { source: string }>>, target: string): string | null {
  const keys = Object.keys(types).map((kind) => `${kind}:${target}`)
  const found = keys.find((key) => Object.hasOwn(media, key))
  return found === undefined ? null : (media[found]?.source ?? null)
}

/** A size in words, such as "240 kB" or "4.2 MB". */
export function sizeInWords(bytes: number, locale = 'en'): string {
  const large = bytes >= 999_500
  const value = large ? bytes / MB : Math.max(1, bytes / 1000)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large ? 1 : 0,
  }).format(value)
}
