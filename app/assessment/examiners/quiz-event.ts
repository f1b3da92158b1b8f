/**
 * What is told of a candidate at a quiz, in the order in which it usually comes, with the facts that each kind carries.
 * The list is closed: what is not on it was not watched, and the log says nothing of it either way.
 */
export type QuizEventFacts = {
  begun: Record<never, never>
  /** Gone on with from another network address or browser than the event before tells of. */
  'taken-up': Record<never, never>
  /** Taken from one browser to another, which alone goes on with it. */
  moved: Record<never, never>
  'refused-code': Record<never, never>
  'refused-network': Record<never, never>
  'handed-in': Record<never, never>
  /** Handed in because its time was over; the event stands where the time ended, whenever that was noticed. */
  'time-over': Record<never, never>
  /** `until`: the new end of its time, in milliseconds UTC. */
  extended: { minutes: number; until: number; reason: string }
  /** `minutes` of new time and their end, null where the quiz has no limit; `scorePercent` of the result that was withdrawn. */
  reopened: { minutes: number | null; until: number | null; scorePercent: number; reason: string }
  /** The results in per cent. */
  regraded: { from: number; to: number; reason: string }
}

export type QuizEventKind = keyof QuizEventFacts

/**
 * Who does each: of the candidate's own acts their network address and browser are kept. Not of others', whose own are
 * in the audit log, nor of the end of the time, at which nobody need have been there.
 */
export const doneBy: Record<QuizEventKind, 'candidate' | 'examiner' | 'time'> = {
  begun: 'candidate',
  'taken-up': 'candidate',
  moved: 'candidate',
  'refused-code': 'candidate',
  'refused-network': 'candidate',
  'handed-in': 'candidate',
  'time-over': 'time',
  extended: 'examiner',
  reopened: 'examiner',
  regraded: 'examiner',
}

/** Those after which an attempt is not what it was before: a form made earlier does not know of them. */
export const changing = [
  'handed-in',
  'time-over',
  'extended',
  'reopened',
  'regraded',
] as const satisfies readonly QuizEventKind[]

/** Something that happened. `attemptId` null where no attempt began, `actorId` null unless an examiner did it. */
export type QuizEvent = {
  [Kind in QuizEventKind]: {
    kind: Kind
    /** Milliseconds UTC. */
    at: number
    courseId: string
    quizId: string
    accountId: string
    attemptId: string | null
    actorId?: string | null
    facts: QuizEventFacts[Kind]
  }
}[QuizEventKind]

/** Whether an attempt is gone on with from elsewhere than before; what is not known tells nothing. */
export function isElsewhere(
  before: { address: string | null; device: string | null },
  now: { address: string | null; device: string | null },
): boolean {
  const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other
  return differs(before.address, now.address) || differs(before.device, now.device)
}

/** The facts of an event as they are stored; none for what is no content of ours. */
export function readFacts(detail: string | null): Record<string, unknown> {
  if (detail === null) return {}
  try {
    const facts: unknown = JSON.parse(detail)
    return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? { ...facts } : {}
  } catch {
    return {}
  }
}
