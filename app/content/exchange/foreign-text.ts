import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { escaped } from '../takeaway/markup.ts'

/** How other programs write a text. `moodle`: HTML in which a line end is one on the page too. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown'

// HTML inside of Markdown is passed on as it is: whatever is made of the result cleans it.
const markdown = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze()

/** A stranger's text as HTML, which is not clean. */
export function foreignHtml(text: string, format: TextFormat): string {
  if (format === 'markdown') return markdownHtml(text) ?? foreignHtml(text, 'plain')
  if (format === 'html') return text
  const marked = (format === 'plain' ? escaped(text) : text).trim()
  return marked
    .split(/\n[ \t]*\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** Null for a text that is nested so deeply that its reader's stack overflows. */
function markdownHtml(text: string): string | null {
  try {
    return String(markdown.processSync(text))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
