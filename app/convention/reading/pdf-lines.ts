import { endsSentence } from './headings.ts'
import type { SourceLine } from './source-line.ts'

/** A piece of text on a page of a PDF file, in points from the lower left corner. */
export type PdfItem = {
  text: string
  x: number
  y: number
  width: number
  height: number
  font: string
}

export type PdfPage = { width: number; items: readonly PdfItem[] }

type Row = { items: PdfItem[]; y: number; height: number }

/** Stands for a sign of which the file does not say what letter it is. */
export const UNKNOWN = '\ufffd'

/** A gutter between columns is at least this wide, in points. */
const GUTTER = 12

/** The lines of a PDF file in reading order. `rightToLeft` for Arabic: lines and columns then begin on the right. */
export function pdfLines(pages: readonly PdfPage[], rightToLeft: boolean): SourceLine[] {
  const lines = pages.flatMap((page, index) => {
    const items = page.items.filter(({ text }) => text.trim() !== '')
    let number = 0
    let newPage = true
    return columnsOf(items, page.width, rightToLeft).flatMap((column) => {
      const rows = rowsOf(column)
      const usual = usualDistance(rows)
      const right = Math.max(...column.map(({ x, width }) => x + width))
      const left = Math.min(...column.map(({ x }) => x))
      return rows.map((row, at): SourceLine => {
        const before = rows[at - 1]
        const ended = before && endsEarly(before, left, right, rightToLeft) && endsSentence(textOf(before, rightToLeft))
        const distance = before ? before.y - row.y : 0
        number += 1
        const line: SourceLine = {
          text: textOf(row, rightToLeft),
          at: `page ${index + 1}, line ${number}`,
          gap: !before || distance > usual * 1.3 || ended === true,
          newPage,
          font: fontOf(row),
        }
        newPage = false
        return line
      })
    })
  })
  return rightToLeft ? withRightBrackets(lines).map(withRightNumber) : lines
}

/** A line that ends well before the margin ends its paragraph if its words may end there. */
function endsEarly(row: Row, left: number, right: number, rightToLeft: boolean): boolean {
  const start = Math.min(...row.items.map(({ x }) => x))
  const end = Math.max(...row.items.map(({ x, width }) => x + width))
  const free = rightToLeft ? start - left : right - end
  return free > (right - left) * 0.2
}

function columnsOf(items: readonly PdfItem[], pageWidth: number, rightToLeft: boolean): PdfItem[][] {
  const split = gutterOf(items, pageWidth)
  if (split === null) return items.length > 0 ? [[...items]] : []
  const left = items.filter(({ x }) => x < split)
  const right = items.filter(({ x }) => x >= split)
  return rightToLeft ? [right, left] : [left, right]
}

/** Where a page parts into two columns; null when it does not. Headers and footers may reach over the gutter. */
function gutterOf(items: readonly PdfItem[], pageWidth: number): number | null {
  const heights = items.map(({ y }) => y).sort((a, b) => a - b)
  const [low = 0, high = 0] = [heights[0], heights.at(-1)]
  const edge = (high - low) * 0.08
  const middle = items.filter(({ y }) => y > low + edge && y < high - edge)
  const rows = rowsOf(middle)
  if (rows.length < 8) return null
  for (let at = pageWidth * 0.4; at <= pageWidth * 0.6; at += 4) {
    const free = middle.every(({ x, width }) => x + width <= at - GUTTER / 2 || x >= at + GUTTER / 2)
    if (!free) continue
    const both = rows.filter((row) => row.items.some(({ x }) => x < at) && row.items.some(({ x }) => x >= at))
    if (both.length > rows.length / 2 && both.every((row) => startsAlike(row, rows, at))) return at
  }
  return null
}

/** Columns begin at one edge; a table of two columns or a label far from its words does not look like that. */
function startsAlike(row: Row, rows: readonly Row[], at: number): boolean {
  const starts = rows.flatMap(({ items }) => {
    const right = items.filter(({ x }) => x >= at).map(({ x }) => x)
    return right.length > 0 ? [Math.min(...right)] : []
  })
  const start = Math.min(...row.items.filter(({ x }) => x >= at).map(({ x }) => x))
  return start - Math.min(...starts) < 72
}

function rowsOf(items: readonly PdfItem[]): Row[] {
  const rows: Row[] = []
  for (const item of [...items].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    // Raised and lowered signs stay with their line.
    if (row && row.y - item.y < Math.max(row.height, item.height) * 0.5) {
      row.items.push(item)
      row.height = Math.max(row.height, item.height)
    } else rows.push({ items: [item], y: item.y, height: item.height })
  }
  return rows
}

/** The distance between the lines of a paragraph: the smallest that is common. */
function usualDistance(rows: readonly Row[]): number {
  const distances = rows
    .slice(1)
    .map((row, index) => (rows[index]?.y ?? row.y) - row.y)
    .sort((a, b) => a - b)
  return distances[Math.floor(distances.length / 4)] ?? Number.POSITIVE_INFINITY
}

function textOf(row: Row, rightToLeft: boolean): string {
  // Vowel signs are drawn over their letter and take no room.
  const marks = row.items.filter(isMark)
  const letters = row.items.filter((item) => !isMark(item))
  const items = rightToLeft ? rightToLeftOrder(letters) : [...letters].sort((a, b) => a.x - b.x)
  let text = ''
  items.forEach((item, index) => {
    const before = items[index - 1]
    if (before) {
      const space = before.x < item.x ? item.x - (before.x + before.width) : before.x - (item.x + item.width)
      const size = Math.max(item.height, before.height)
      if (space > size * 0.15 && !/\s$/.test(text) && !/^\s/.test(item.text)) text += ' '
      if (space > size * 2.5) text += ' '
    }
    text += item.text + marksOver(item, letters, marks)
  })
  return plainLetters(text).trim()
}

/** The vowel signs that an item is; some fonts have a sign for two, written over nothing. */
const marksOf = ({ text }: PdfItem) => plainLetters(text).replace(/[\s\u0640]/g, '')
const isMark = (item: PdfItem) => /^(?:\p{M}+|\ufffd)$/u.test(marksOf(item)) && item.width < item.height / 10

/** The marks that are nearest to this letter's left edge, where right-to-left writing draws them from. */
function marksOver(letter: PdfItem, letters: readonly PdfItem[], marks: readonly PdfItem[]): string {
  return marks
    .filter((mark) => {
      const nearest = Math.min(...letters.map(({ x }) => Math.abs(x - mark.x)))
      return Math.abs(letter.x - mark.x) === nearest
    })
    .map(marksOf)
    .join('')
}

/** Fonts have a sign for each form of an Arabic letter, and for some pairs: the letters are meant. */
function plainLetters(text: string): string {
  return text.replace(/\0/g, UNKNOWN).replace(/[\ufb50-\ufdff\ufe70-\ufefc]+/g, (forms) => forms.normalize('NFKC'))
}

/** A number between quotation marks at the beginning of a line is an item's label, and may come out beside them. */
function withRightNumber(line: SourceLine): SourceLine {
  return { ...line, text: line.text.replace(/^(\d{1,2})([’‘'])([’‘'])/, '$2$1$3') }
}

/**
 * In right-to-left text some files name the bracket that is seen and others the one that is meant. What most lines do
 * tells which: a bracket opens before it closes.
 */
function withRightBrackets(lines: readonly SourceLine[]): SourceLine[] {
  const firsts = lines.map(({ text }) => /[()]/.exec(text)?.[0])
  const turned = firsts.filter((sign) => sign === ')').length > firsts.filter((sign) => sign === '(').length
  if (!turned) return [...lines]
  const mirror = new Map([...'()[]{}«»'].map((sign, index, all) => [sign, all[index ^ 1] ?? sign]))
  return lines.map((line) => ({ ...line, text: line.text.replace(/[()[\]{}«»]/g, (sign) => mirror.get(sign) ?? sign) }))
}

/** From right to left, but runs of Latin words and numbers among themselves from left to right. */
function rightToLeftOrder(row: readonly PdfItem[]): PdfItem[] {
  const items = [...row].sort((a, b) => b.x + b.width - (a.x + a.width))
  const ordered: PdfItem[] = []
  let run: PdfItem[] = []
  for (const item of items) {
    if (/\p{Script=Latin}/u.test(item.text) && !/\p{Script=Arabic}/u.test(item.text)) {
      run.unshift(item)
      continue
    }
    ordered.push(...run, item)
    run = []
  }
  return [...ordered, ...run]
}

function fontOf(row: Row): string | null {
  const signs = new Map<string, number>()
  for (const { font, text } of row.items) signs.set(font, (signs.get(font) ?? 0) + text.length)
  return [...signs].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
