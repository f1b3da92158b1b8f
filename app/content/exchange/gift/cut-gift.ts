import { findSign } from './gift-signs.ts'

/** One question as it stands in a file; what was said before it. */
export type GiftPiece = {
  /** 1-based. */
  line: number
  text: string
  category: readonly string[]
  /** Of the comments in front of it. */
  tags: readonly string[]
}

/** A comment that says more than its words: `[id:x]` and `[tag:y]` (Moodle, "GIFT format", "Specifying … tags"). */
const TAG = /\[tag:((?:\\.|[^\]\\])*)\]/g

/**
 * Parts a file into its questions: an empty line ends one, unless it stands in the braces of an answer that are closed
 * further on, before another question is named.
 */
export function cutGift(source: string): GiftPiece[] {
  const pieces: GiftPiece[] = []
  let category: string[] = []
  let tags: string[] = []
  let lines: string[] = []
  let start = 0
  const end = () => {
    const text = lines.join('\n').trim()
    if (text !== '') {
      pieces.push({ line: start, text, category, tags })
      tags = []
    }
    lines = []
  }
  const all = source.split(/\r\n?|\n/)
  for (const [index, line] of all.entries()) {
    const trimmed = line.trim()
    if (trimmed.startsWith('//')) {
      tags.push(...[...trimmed.matchAll(TAG)].map(([, tag = '']) => tag.replace(/\\(.)/g, '$1')))
      continue
    }
    if (/^\$CATEGORY:/i.test(trimmed)) {
      end()
      category = categoryOf(trimmed.slice('$CATEGORY:'.length))
      continue
    }
    if (trimmed === '' && !staysOpen(lines, all, index)) {
      end()
      continue
    }
    if (lines.length === 0) start = index + 1
    lines.push(line)
  }
  end()
  return pieces
}

/** Whether an empty line stands inside of braces that are closed before the next question begins. */
function staysOpen(lines: readonly string[], all: readonly string[], from: number): boolean {
  const text = lines.join('\n')
  const open = findSign(text, '{')
  if (open < 0 || findSign(text, '}', open) >= 0) return false
  for (let next = from; next < all.length; next += 1) {
    const line = all[next] ?? ''
    if (/^\s*(::|\$CATEGORY:)/i.test(line) || findSign(line, '{') >= 0) return false
    if (findSign(line, '}') >= 0) return true
  }
  return false
}

/** "$course$/top/Preservation/First steps": without the places that every site names alike. A slash in a name is doubled. */
export function categoryOf(path: string): string[] {
  return path
    .split(/(?<!\/)\/(?!\/)/)
    .map((name) => name.replaceAll('//', '/').trim())
    .filter((name) => name !== '' && name !== 'top' && !/^\$\w+\$$/.test(name))
}
