import path from 'node:path'
import type { OfficialLanguage } from '../official-language.ts'
import { decodeText } from './decode-text.ts'
import { outlineJson } from './outline-json.ts'
import { outlineText } from './outline-text.ts'
import { dropFurniture } from './page-furniture.ts'
import { UNKNOWN } from './pdf-lines.ts'
import { readPdf } from './read-pdf.server.ts'
import { type Review, reviewDraft } from './review-draft.ts'
import type { Draft, SourceLine } from './source-line.ts'
import { textLines } from './text-lines.ts'

/** A file that nobody could read as the Convention's text: larger than any honest one, in bytes. */
export const LARGEST_FILE = 40_000_000

export type OfficialFile = { status: 'read'; review: Review } | { status: 'refused'; sentence: string }

/** Reads a file (plain text, PDF or JSON, told by its bytes) as the Convention's text in one language. */
export async function readOfficialFile({
  name,
  bytes,
  language,
}: {
  name: string
  bytes: Uint8Array
  language: OfficialLanguage
}): Promise<OfficialFile> {
  if (bytes.length > LARGEST_FILE) return refused(`${name} is larger than ${LARGEST_FILE / 1_000_000} MB.`)
  if (bytes.length === 0) return refused(`${name} is empty.`)
  const kind = kindOf(name, bytes)
  if (kind === null) return refused(`${name} is no plain text, PDF or JSON file. Save it as plain text in UTF-8.`)
  if (kind === 'pdf') return readPdfFile(bytes, language)
  const decoded = decodeText(bytes, language)
  if (decoded.status === 'refused') return decoded
  if (kind === 'text') return judged(outlined(textLines(decoded.text), language), language)
  const json = outlineJson(decoded.text)
  if (json.status === 'refused') return json
  if (json.language !== language) {
    return refused(`The JSON file says that it is in "${json.language}", not in "${language}".`)
  }
  return judged(json.draft, language)
}

function kindOf(name: string, bytes: Uint8Array): 'pdf' | 'json' | 'text' | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.includes('%PDF-')) return 'pdf'
  // Word, ODF and other archives; RTF; old Word.
  if (['PK', '{\\rtf', '\xd0\xcf\x11\xe0'].some((mark) => start.startsWith(mark))) return null
  return path.extname(name).toLowerCase() === '.json' || /^\s*\{/.test(start.replace(/^ï»¿/, '')) ? 'json' : 'text'
}

async function readPdfFile(bytes: Uint8Array, language: OfficialLanguage): Promise<OfficialFile> {
  const outcome = await readPdf({ bytes, rightToLeft: language === 'ar' })
  if (outcome.status === 'locked') return refused('The PDF file is locked with a password. Take the lock off first.')
  if (outcome.status === 'not-pdf') return refused('The PDF file is broken: it cannot be opened.')
  if (outcome.status === 'too-many-pages')
    return refused(`The PDF file has ${outcome.pages} pages: too many for this text.`)
  if (outcome.status !== 'read') return refused('The PDF file took too much time or memory to read.')
  const { lines } = outcome
  if (lines.length === 0) {
    return refused('The PDF file holds pictures of pages and no text. Use the file with text, or recognise it first.')
  }
  const unknown = lines.filter(({ text }) => text.includes(UNKNOWN))
  if (unknown.length > lines.length / 4) {
    return refused('The PDF file does not say which letters its signs stand for. Use a plain text file.')
  }
  const draft = outlined(lines, language)
  const remarks = unknown.map(({ at, text }) => ({
    at,
    message: `The file does not say what the sign ${UNKNOWN} is: "${text}"`,
  }))
  return judged({ ...draft, remarks: [...draft.remarks, ...remarks] }, language)
}

function outlined(lines: readonly SourceLine[], language: OfficialLanguage): Draft {
  const { lines: kept, remarks } = dropFurniture(lines)
  const draft = outlineText(kept, language)
  return { ...draft, remarks: [...remarks, ...draft.remarks] }
}

function judged(draft: Draft, language: OfficialLanguage): OfficialFile {
  return { status: 'read', review: reviewDraft(draft, language) }
}

function refused(sentence: string): OfficialFile {
  return { status: 'refused', sentence }
}
