import { ARTICLE_COUNT } from '#app/convention/article-reference.ts'
import { type HitKind, hitKinds } from './passage.ts'
import { cleanQuery } from './query.ts'

/** What the address of a page of results says. */
export type SearchAddress = {
  text: string
  kind: HitKind | null
  /** Address of a course. */
  course: string | null
  article: number | null
  page: number
}

export const SEARCH_PATH = '/search'

/** What is not a choice of a filter is none. */
export function readSearchAddress(params: URLSearchParams): SearchAddress {
  const article = Number(params.get('article'))
  const page = Number(params.get('page'))
  return {
    text: cleanQuery(params.get('q') ?? ''),
    kind: hitKinds.find((kind) => kind === params.get('kind')) ?? null,
    course: params.get('course') || null,
    article: Number.isInteger(article) && article >= 1 && article <= ARTICLE_COUNT ? article : null,
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  }
}

/** The address with a change; a change of what is shown leads to its first page. */
export function writeSearchAddress(address: SearchAddress, change: Partial<SearchAddress> = {}): string {
  const { text, kind, course, article, page } = { ...address, page: 1, ...change }
  const params = new URLSearchParams({ q: text })
  if (kind) params.set('kind', kind)
  if (course) params.set('course', course)
  if (article) params.set('article', String(article))
  if (page > 1) params.set('page', String(page))
  return `${SEARCH_PATH}?${params}`
}
