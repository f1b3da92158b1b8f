import type { PosedAttempt } from './attempt-queries.server.ts'
import type { AttemptIntent } from './posted-answers.ts'

/** What the address of an attempt's page asks to be shown. */
export type AttemptPage = {
  /** Position of the one question on the page; null where all stand on it. */
  shown: number | null
  /** Whether to say which questions are unanswered. */
  check: boolean
  /** Positions at which a later answer was kept. */
  kept: number[]
}

/** Set when questions are unanswered, so that the page says which. Also the place on it. */
const CHECK = 'unanswered'

export function readAttemptPage(
  search: URLSearchParams,
  { rules, questions }: Pick<PosedAttempt, 'rules' | 'questions'>,
): AttemptPage {
  const check = search.has(CHECK)
  const kept = (search.get('kept') ?? '').split('.').flatMap((one) => (/^\d{1,3}$/.test(one) ? [Number(one)] : []))
  if (rules.page === 'all') return { shown: null, check, kept }
  const asked = Number(search.get('question') ?? 1) - 1
  const isThere = questions.some(({ position }) => position === asked)
  return { shown: isThere ? asked : 0, check, kept }
}

/** Where the page of an attempt goes on after a form was saved. `question` is the number of the one it showed. */
export function nextAttemptPage({
  attemptId,
  question,
  intent = 'save',
  kept = [],
  check = false,
}: {
  attemptId: string
  question: string | null
  intent?: AttemptIntent
  kept?: readonly number[]
  check?: boolean
}): string {
  const search = new URLSearchParams()
  if (question !== null && /^\d{1,3}$/.test(question)) {
    const step = kept.length > 0 || check ? 0 : intent === 'next' ? 1 : intent === 'previous' ? -1 : 0
    search.set('question', String(Number(question) + step))
  } else if (intent === 'next') {
    search.set('question', '2')
  }
  const [first] = kept
  if (first !== undefined) search.set('kept', kept.join('.'))
  const query = [search.toString(), check ? CHECK : ''].filter((part) => part !== '').join('&')
  const place = check ? `#${CHECK}` : first === undefined ? '' : `#question-${first + 1}`
  return `/attempts/${attemptId}${query && `?${query}`}${place}`
}
