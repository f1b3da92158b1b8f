/** How an attempt stands: no end yet, handed in by the person, or ended by its time. */
export const attemptStates = ['under-way', 'handed-in', 'time-over'] as const
export type AttemptState = (typeof attemptStates)[number]

/** What is looked for among the attempts at a course, as it stands in the address; '' and null ask for everything. */
export type AttemptFilter = {
  /** The quiz, by its place in addresses. */
  quiz: string
  state: AttemptState | null
  /** Part of a user name, a name or an agency's name. */
  person: string
}

/** An attempt in the order of the list, latest first. */
export type AttemptCursor = { startedAt: number; id: string }

export type AttemptListAddress = AttemptFilter & {
  /** Attempts begun before this one; null for the latest. */
  before: AttemptCursor | null
}

/** More of what was typed is not looked at. */
const MOST = 100

/** The filter in an address. What cannot be one asks for nothing. */
export function readAttemptList(asked: URLSearchParams): AttemptListAddress {
  const typed = (name: string) => (asked.get(name) ?? '').trim().slice(0, MOST)
  return {
    quiz: typed('quiz'),
    state: attemptStates.find((state) => state === asked.get('state')) ?? null,
    person: typed('person'),
    before: readCursor(typed('before')),
  }
}

/** The address of the list that `filter` narrows, below the page's own, going on before `before`. */
export function writeAttemptList(filter: AttemptFilter, before: AttemptCursor | null = null): string {
  const { quiz, state, person } = filter
  const asked = Object.entries({ quiz, state, person, before: before && `${before.startedAt}.${before.id}` })
  const given = asked.flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

function readCursor(text: string): AttemptCursor | null {
  const [, startedAt, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? []
  return id === undefined ? null : { startedAt: Number(startedAt), id }
}

/** How an attempt stands. Where what ended it was not kept, the person did. */
export function attemptState({
  submittedAt,
  endedBy,
}: {
  submittedAt: number | null
  endedBy: 'person' | 'time' | null
}): AttemptState {
  if (submittedAt === null) return 'under-way'
  return endedBy === 'time' ? 'time-over' : 'handed-in'
}
