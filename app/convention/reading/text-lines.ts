import type { SourceLine } from './source-line.ts'

/** The lines of a plain text. A form feed begins a page. */
export function textLines(text: string): SourceLine[] {
  const lines: SourceLine[] = []
  let gap = true
  let newPage = false
  text.split(/\r\n|[\n\r\u2028\u2029]/).forEach((source, index) => {
    if (source.includes('\f')) newPage = true
    const line = source.replace(/\f/g, '').trim()
    if (!line) {
      gap = true
      return
    }
    lines.push({ text: line, at: `line ${index + 1}`, gap, newPage, font: null })
    gap = false
    newPage = false
  })
  return lines
}
