import { decodeText, type ForeignKind } from '#app/csv/decode-file.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { type ImportFormat, LARGEST_FILE, MOST_ITEMS, type ReadItem } from './exchange-item.ts'
import { cutGift } from './gift/cut-gift.ts'
import { readGift } from './gift/read-gift.ts'
import { withoutMarks } from './mdx/cloze-tree.ts'
import { countQuestions, readMoodle } from './moodle/read-moodle.ts'
import { readXmlTree, type XmlRefusal } from './moodle/xml-tree.ts'

/** What is wrong with a file as a whole. `line` is 1-based. */
export type FileRefusal =
  | { why: 'too-large' | 'too-many' | 'no-questions' | 'no-quiz' | 'page' | 'unknown-letters' }
  | { why: 'foreign'; kind: ForeignKind }
  | XmlRefusal

export type ReadQuestions =
  { status: 'read'; format: ImportFormat; items: ReadItem[] } | { status: 'refused'; refusal: FileRefusal }

/** The questions of a file, GIFT or Moodle XML as its text shows. What cannot be read at all is told with its place. */
export function readQuestions({ bytes, t }: { bytes: Uint8Array; t: Translate }): ReadQuestions {
  const refused = (refusal: FileRefusal): ReadQuestions => ({ status: 'refused', refusal })
  if (bytes.length > LARGEST_FILE) return refused({ why: 'too-large' })
  const decoded = decodeText(bytes)
  if (decoded.status === 'unknown-encoding') return refused({ why: 'unknown-letters' })
  if (decoded.status === 'foreign') return refused({ why: 'foreign', kind: decoded.kind })
  const words = { yes: t('exchange.filler.true'), no: t('exchange.filler.false') }
  const text = withoutMarks(decoded.text)
  if (/^\s*<(!doctype\s+html|html)\b/i.test(text)) return refused({ why: 'page' })
  const isXml = /^\s*<(\?xml|!|quiz\b)/i.test(text)
  if (isXml) {
    const tree = readXmlTree(text)
    if (tree.status === 'refused') return refused({ why: tree.why, line: tree.line })
    if (tree.root.name !== 'quiz') return refused({ why: 'no-quiz' })
    const wrong = wrongCount(countQuestions(tree.root))
    return wrong ? refused(wrong) : { status: 'read', format: 'moodle', items: readMoodle(tree.root, words) }
  }
  const pieces = cutGift(text)
  const wrong = wrongCount(pieces.length)
  return wrong ? refused(wrong) : { status: 'read', format: 'gift', items: readGift(pieces, words) }
}

function wrongCount(questions: number): FileRefusal | null {
  if (questions === 0) return { why: 'no-questions' }
  return questions > MOST_ITEMS ? { why: 'too-many' } : null
}
