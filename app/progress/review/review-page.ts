import { MOST_IN_SITTING } from './sitting.ts'

/** A sitting as its address tells it: the questions chosen at its beginning, and the one whose feedback is shown. */
export type AskedReview = { sitting: readonly string[]; shown: string | null }

/** Ids that are none name nothing: whatever an address holds, at worst a sitting begins anew. */
export function readReviewAddress(search: URLSearchParams): AskedReview {
  return { sitting: [...new Set(search.getAll('of'))].slice(0, MOST_IN_SITTING), shown: search.get('shown') }
}

export function reviewHref({ sitting, shown }: AskedReview): string {
  const search = new URLSearchParams([
    ...sitting.map((questionId) => ['of', questionId]),
    ...(shown === null ? [] : [['shown', shown]]),
  ])
  return sitting.length === 0 && shown === null ? '/learn/review' : `/learn/review?${search}`
}
