import type { MessageKey } from '#app/i18n/catalogue.ts'
import { messageKey } from '#app/i18n/catalogue.ts'
import { readArticleList } from './article-list.ts'

export type ImportTyped = { title: string; articles: string }

type Message = { message: MessageKey; values: Record<string, number> }

const LONGEST_TITLE = 120

/** What is said with a file of questions; what was typed comes back as it was. */
export function readImportForm(typed: ImportTyped): {
  typed: ImportTyped
  value: ImportTyped | null
  errors: (readonly [field: keyof ImportTyped, Message])[]
} {
  const title = typed.title.replace(/\s+/g, ' ').trim()
  const articles = readArticleList(typed.articles)
  const errors: (readonly [keyof ImportTyped, Message])[] = []
  if (title === '' || title.length > LONGEST_TITLE) {
    errors.push(['title', { message: messageKey('exchange.problem.title'), values: {} }])
  }
  if (articles === null) errors.push(['articles', { message: messageKey('exchange.problem.articles'), values: {} }])
  return { typed, value: errors.length === 0 && articles !== null ? { title, articles } : null, errors }
}
