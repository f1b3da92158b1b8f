import type { DiagramProblem } from './diagram.ts'

/** A line of a diagram without the blanks around it. */
export type DiagramLine = { text: string; line: number; column: number }

/** What stands in a diagram, without empty lines and comments. */
export function linesOf(source: string): DiagramLine[] {
  return source.split('\n').flatMap((written, line) => {
    const text = written.trim()
    if (text === '' || text.startsWith('%%')) return []
    return [{ text, line, column: written.length - written.trimStart().length }]
  })
}

/** Says that something is wrong with a line, `at` so many characters from where it begins. */
export function problemIn(where: DiagramLine, message: string, hint: string, at = 0): DiagramProblem {
  return { line: where.line, column: where.column + at, message, hint }
}

export const LONGEST_LABEL = 160

/**
 * The words of a label as they are shown: without the quotation marks around them, `<br>` as a line break. Whatever
 * else is in it stays text.
 */
export function labelWords(written: string): string {
  const text = written.trim()
  const bare = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
  return bare
    .replace(/<br\s*\/?>|\\n/gi, '\n')
    .replaceAll('#quot;', '"')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** What is wrong with a label. */
export function checkLabel(where: DiagramLine, label: string, at: number): DiagramProblem[] {
  if (label.length <= LONGEST_LABEL) return []
  const message = `This label has ${label.length} characters; ${LONGEST_LABEL} are the most.`
  return [problemIn(where, message, 'Say it in a few words, and the rest in the text.', at)]
}

const FOREIGN =
  /^(classDef|class|style|linkStyle|click|accTitle|accDescr|title|autonumber|activate|deactivate|create|destroy|links?|box|rect|note)\b(?!\s*(?:[-=<~&:[({>]|$))|^autonumber$/

/** Statements of Mermaid that set colours, links or other things that are not the author's to set. */
export function foreignStatement(where: DiagramLine): DiagramProblem | null {
  if (!FOREIGN.test(where.text)) return null
  const [word = ''] = where.text.split(/\s/)
  const hint = /^(?:accTitle|accDescr|title)$/.test(word)
    ? 'Write title and alt as attributes of <Diagram>.'
    : 'Remove this line: colours, links and settings are those of the site.'
  return problemIn(where, `"${word}" is not used in this kind of diagram.`, hint)
}
