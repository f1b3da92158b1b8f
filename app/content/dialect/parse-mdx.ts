import type { Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { definitionLists } from './definition-lists.ts'
import { errorAt, type LocalProblem, type Place, START } from '../problem.ts'

const processor = unified().use(remarkParse).use(remarkGfm).use(definitionLists).use(remarkMdx).freeze()

/** Reads the text of a lesson or quiz. A mistake in the syntax of a tag or brace stops the reading: it is the one told. */
export function parseMdx(body: string): { status: 'parsed'; tree: Root } | { status: 'failed'; problem: LocalProblem } {
  try {
    return { status: 'parsed', tree: processor.parse(body) }
  } catch (error) {
    if (isMessage(error)) return { status: 'failed', problem: syntaxProblem(error) }
    // A stack that overflows is the one other thing a text can cause.
    if (error instanceof RangeError) return { status: 'failed', problem: tooDeep(START) }
    throw error
  }
}

/** What the parser throws (a VFileMessage). */
type SyntaxMessage = Error & { reason: string; source?: string; ruleId?: string; line?: number; column?: number }

function isMessage(error: unknown): error is SyntaxMessage {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string'
}

export const tooDeep = (place: Place): LocalProblem =>
  errorAt(place, 'too-deep', 'Quotes, lists or components are nested too deeply.', 'Nest at most eight levels.')

/** The place of a message: its own fields, or the "(3:1-3:10)" in its text when it has none. */
function placeOf(message: SyntaxMessage): Place {
  if (message.line && message.column) return { line: message.line, column: message.column }
  const inText = /\((\d+):(\d+)(?:-\d+:\d+)?\)/.exec(message.reason)
  return inText ? { line: Number(inText[1]), column: Number(inText[2]) } : START
}

function syntaxProblem(message: SyntaxMessage): LocalProblem {
  const place = placeOf(message)
  const { reason, source = '', ruleId } = message
  if (ruleId === 'end-tag-mismatch') {
    const opened = /closing tag for `([^`]+)`/.exec(reason)?.[1] ?? 'a tag'
    const closing = /closing tag `([^`]+)`,/.exec(reason)?.[1]
    return errorAt(
      place,
      'unclosed-tag',
      closing ? `${closing} closes here, but ${opened} is still open.` : `${opened} is never closed.`,
      `Add ${opened.replace(/^</, '</').replace(/ .*>$/, '>')} on a line of its own, with a blank line before it.`,
    )
  }
  if (ruleId === 'unexpected-closing-slash') {
    return errorAt(
      place,
      'unclosed-tag',
      'This closes a tag that was never opened.',
      'Remove it, or open the tag before.',
    )
  }
  if (source.includes('mdxjs-esm')) {
    return errorAt(
      place,
      'import-export',
      'A line that begins with "import" or "export" is read as code, which is not allowed.',
      'Remove the code. In running text, begin the line with another word.',
    )
  }
  if (source.includes('mdx-expression')) {
    return errorAt(
      place,
      'expression',
      'A brace { begins code, which is not allowed.',
      'Write \\{ for a brace in running text.',
    )
  }
  if (reason.includes('to create a comment')) {
    return errorAt(place, 'raw-html', 'HTML comments are not allowed.', 'Remove the comment.')
  }
  if (reason.includes('to create a link')) {
    return errorAt(place, 'tag-syntax', 'Links in angle brackets are not allowed.', 'Write [text](https://…).')
  }
  return errorAt(
    place,
    'tag-syntax',
    'This < begins a tag, but what follows is not one.',
    'Write \\< for a "less than" sign in running text; attributes are written name="value".',
  )
}
