import type { Remark } from '../official-text.ts'
import { plainSigns } from './numerals.ts'
import type { SourceLine } from './source-line.ts'

/** How far from the top or bottom of a page a running header or footer may stand, in lines. */
const EDGE = 4

const always: readonly RegExp[] = [
  /^A\/RES\/79\/243(?:\s+\d{1,3}\/\d{1,3})?$/,
  // Job numbers, with the page: "24-12345 (E)", "3/41 24-12345".
  /^(?:\d{1,3}\/\d{1,3}\s+)?\d{2}-\d{5}(?:\s*\([ACEFRS]\))?(?:\s+\d{1,3}\/\d{1,3})?$/,
  /^\d{1,3}\/\d{1,3}$/,
  /^[-–—]\s?\d{1,3}\s?[-–—]$/,
  /^(?:Page|Página|Стр\.|страница|第|صفحة)\s?\d{1,3}\s?(?:页)?$/iu,
]

const plain = (line: SourceLine) => plainSigns(line.text).replace(/\s+/g, ' ').trim()
/** A page number does not make a header another one. */
const shape = (line: SourceLine) => plain(line).replace(/\d+/g, '#')

/** Takes out running headers, footers and page numbers: what recurs at the edges of pages, and what is known by form. */
export function dropFurniture(lines: readonly SourceLine[]): { lines: SourceLine[]; remarks: Remark[] } {
  const pages = pagesOf(lines)
  const recurring = recurringAtEdges(pages)
  const kept: SourceLine[] = []
  const dropped = new Map<string, { count: number; at: string; text: string }>()
  for (const page of pages) {
    let broken = false
    let gap = false
    page.forEach((line, index) => {
      const edge = index < EDGE || index >= page.length - EDGE
      const known = always.some((pattern) => pattern.test(plain(line)))
      const number = pages.length > 1 && edge && /^\d{1,3}$/.test(plain(line))
      if (known || number || (edge && recurring.has(shape(line)))) {
        const key = shape(line)
        const before = dropped.get(key)
        dropped.set(key, before ? { ...before, count: before.count + 1 } : { count: 1, at: line.at, text: line.text })
        broken ||= line.newPage || known
        gap ||= line.gap
        return
      }
      // What was parted by a header only is not parted.
      kept.push({ ...line, gap: line.gap || gap, newPage: line.newPage || broken })
      broken = false
      gap = false
    })
  }
  const remarks = [...dropped.values()].map(({ count, at, text }) => ({
    at,
    message: `Left out as a header, footer or page number${count > 1 ? `, ${count} times` : ''}: "${text}"`,
  }))
  return { lines: kept, remarks }
}

function pagesOf(lines: readonly SourceLine[]): SourceLine[][] {
  const pages: SourceLine[][] = []
  for (const line of lines) {
    const page = pages.at(-1)
    if (!page || line.newPage) pages.push([line])
    else page.push(line)
  }
  return pages
}

/** What stands at the edge of at least a third of the pages, and of three. */
function recurringAtEdges(pages: readonly SourceLine[][]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const shapes = new Set([...page.slice(0, EDGE), ...page.slice(-EDGE)].map(shape))
    for (const one of shapes) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  const enough = Math.max(3, pages.length / 3)
  return new Set([...counts].filter(([text, count]) => count >= enough && !isHeadingShape(text)).map(([text]) => text))
}

/** "Article #" stands at the top of many pages and is no header. */
function isHeadingShape(text: string): boolean {
  return /^(?:Article|Art[ií]culo|Статья|(?:ال)?مادة|第)\s?#/iu.test(text) || text.length < 2
}
