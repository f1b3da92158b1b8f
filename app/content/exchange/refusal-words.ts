import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { FileRefusal } from './read-questions.ts'

/** What is wrong with a file as a whole, as a message with its values. */
export function refusalMessage(refusal: FileRefusal | { why: 'too-slow' | 'none' }): {
  message: MessageKey
  values: Record<string, number>
} {
  const values: Record<string, number> = 'line' in refusal ? { line: refusal.line } : {}
  const why = refusal.why === 'foreign' ? (refusal.kind === 'empty' ? 'empty' : 'foreign') : refusal.why
  return { message: `exchange.problem.${why}`, values }
}
