import type { Remark } from '../official-text.ts'
import { readLabel } from './labels.ts'
import { plainSigns } from './numerals.ts'
import type { SourceLine } from './source-line.ts'

/** A running header of more lines is none. */
const LONGEST = 4

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

/**
 * Takes out running headers, footers and page numbers: what is known by its form, and lines that recur at the edges of
 * pages, parted from the text.
 */
export function dropFurniture(lines: readonly SourceLine[]): { lines: SourceLine[]; remarks: Remark[] } {
  const pages = pagesOf(lines)
  const isKnown = (line: SourceLine) => always.some((pattern) => pattern.test(plain(line)))
  const edges = pages.map((page) => edgesOf(page.filter((line) => !isKnown(line))))
  const recurring = recurringIn(edges)
  const kept: SourceLine[] = []
  const dropped = new Map<string, { count: number; at: string; text: string }>()
  pages.forEach((page, index) => {
    const running = new Set((edges[index] ?? []).filter((edge) => isRunning(edge, recurring)).flat())
    const numbers =
      pages.length > 1 ? [page[0], page.at(-1)].filter((line) => line && /^\d{1,3}$/.test(plain(line))) : []
    let broken = false
    let gap = false
    for (const line of page) {
      const known = isKnown(line)
      if (known || running.has(line) || numbers.includes(line)) {
        const before = dropped.get(shape(line))
        dropped.set(
          shape(line),
          before ? { ...before, count: before.count + 1 } : { count: 1, at: line.at, text: line.text },
        )
        broken ||= line.newPage || known
        gap ||= line.gap
        continue
      }
      kept.push({ ...line, gap: line.gap || gap, newPage: line.newPage || broken })
      broken = false
      gap = false
    }
  })
  const remarks = [...dropped.values()].map(({ count, at, text }) => ({
    at,
    message: `Left out as a header, footer or page number${count > 1 ? `, ${count} times` : ''}: "${text}"`,
  }))
  return { lines: kept, remarks }
}

/** The lines at the top and at the bottom of a page that are parted from the rest. */
function edgesOf(page: readonly SourceLine[]): SourceLine[][] {
  const second = page.findIndex((line, index) => index > 0 && line.gap)
  const last = page.findLastIndex((line) => line.gap)
  return [...(second > 0 ? [page.slice(0, second)] : []), ...(last > 0 ? [page.slice(last)] : [])]
}

/** Text that stands first or last on its page, and happens to recur, begins with a label or ends with its sign. */
function isRunning(edge: readonly SourceLine[], recurring: ReadonlySet<string>): boolean {
  const [first] = edge
  const last = edge.at(-1)
  if (!first || !last || edge.length > LONGEST || readLabel(first.text) || /[.;:؛。：；]$/u.test(plain(last)))
    return false
  return edge.every((line) => recurring.has(shape(line)))
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

/** What stands at the edge of every second page, and of three. */
function recurringIn(edges: readonly SourceLine[][][]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of edges)
    for (const one of new Set(page.flat().map(shape))) counts.set(one, (counts.get(one) ?? 0) + 1)
  // The first and last page may have none, and of the others perhaps only the left or the right ones.
  const enough = Math.max(3, (edges.length - 2) * 0.45)
  return new Set([...counts].filter(([text, count]) => count >= enough && !isHeadingShape(text)).map(([text]) => text))
}

/** "Article #" stands at the top of many pages and is no header. */
function isHeadingShape(text: string): boolean {
  return /^(?:Article|Art[ií]culo|Статья|(?:ال)?مادة|第)\s?#/iu.test(text) || text.length < 2
}
