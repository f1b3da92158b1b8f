import { remedies, type Remedy } from './correction.ts'

/** How far somebody has come in choosing what to mark anew, as it stands in the address; '' and null: not chosen yet. */
export type RegradeAddress = {
  /** The quiz by its place in addresses, the question by its id, the wording by its hash. */
  quiz: string
  question: string
  wording: string
  remedy: Remedy | null
  /** Of the changes in the dry run, from 1. */
  page: number
}

/** More of what stands in an address is not looked at. */
const MOST = 200

export function readRegradeAddress(search: URLSearchParams): RegradeAddress {
  const given = (name: string) => (search.get(name) ?? '').slice(0, MOST)
  return {
    quiz: given('quiz'),
    question: given('question'),
    wording: given('wording'),
    remedy: remedies.find((remedy) => remedy === search.get('remedy')) ?? null,
    page: Number(given('page') || 1),
  }
}

/** The address of the page for a course; what is left out is not chosen. */
export function regradeHref(course: string, chosen: Partial<RegradeAddress> = {}): string {
  const { page = 1, ...rest } = chosen
  const given = Object.entries(rest).filter(([, value]) => value !== null && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  if (page > 1) search.set('page', String(page))
  const path = `/teach/${encodeURIComponent(course)}/regrade`
  return search.size === 0 ? path : `${path}?${search}`
}
