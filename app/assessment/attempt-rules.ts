import { parseQuizSettings, completeSettings, type QuizSettings } from '#app/content/quiz-settings.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * How long after the end of an attempt's time answers are still taken, in milliseconds: those given in time may have
 * been on a slow line. Nobody is told of more time than the limit.
 */
export const GRACE = 30_000

/** Why a person may not begin. `until`: when they may, in milliseconds UTC. */
export type Refusal = { reason: 'no-attempt-left'; most: number } | { reason: 'wait'; until: number }

/**
 * Why a person may not begin another attempt at a quiz now; null when they may. `ended` are their attempts that were
 * handed in; one under way is taken up again, whatever these rules say.
 */
export function refusalToBegin(
  { attempts, wait }: Pick<QuizSettings, 'attempts' | 'wait'>,
  ended: readonly { submittedAt: number }[],
  now: number,
): Refusal | null {
  if (attempts !== null && ended.length >= attempts) return { reason: 'no-attempt-left', most: attempts }
  const last = Math.max(...ended.map(({ submittedAt }) => submittedAt), Number.NEGATIVE_INFINITY)
  const until = last + wait * HOUR
  return wait > 0 && now < until ? { reason: 'wait', until } : null
}

/** When the time of an attempt ends: its start, the limit in minutes and the extra time in per cent of it. */
export function dueTime(startedAt: number, timeLimit: number | null, extraTime: number): number | null {
  return timeLimit === null ? null : startedAt + Math.ceil((timeLimit * MINUTE * (100 + extraTime)) / 100)
}

/** A limit in minutes with extra time in per cent of it, in whole minutes that there surely are. */
export function minutesWith(timeLimit: number, extraTime: number): number {
  return Math.floor((timeLimit * (100 + extraTime)) / 100)
}

/** Whether an attempt takes no answer any more because of its time, the grace included. */
export function isOverdue({ dueAt }: { dueAt: number | null }, now: number): boolean {
  return dueAt !== null && now > dueAt + GRACE
}

/** What ends an attempt that is handed in now, and when: by time, it ended when its time did, whenever that is noticed. */
export function endOf({ dueAt }: { dueAt: number | null }, now: number): { by: 'person' | 'time'; at: number } {
  return dueAt !== null && now >= dueAt ? { by: 'time', at: dueAt } : { by: 'person', at: now }
}

/** The rules that an attempt began with. Before they were kept there were none but the pass mark. */
export function rulesOf({ rules, passMark }: { rules: string | null; passMark: number }): QuizSettings {
  return rules === null ? completeSettings({ kind: 'module', passMark, shuffle: true }) : parseQuizSettings(rules)
}

/** Whether right answers and explanations of an attempt that was handed in may be shown, or why not. */
export type Disclosure = 'shown' | 'when-passed' | 'never'

/**
 * `attempts` are all of the person's at this quiz. Those who passed once have nothing left to learn from guessing; nor
 * have those without another attempt.
 */
export function disclosureOf(
  { feedback, attempts: most }: Pick<QuizSettings, 'feedback' | 'attempts'>,
  attempts: readonly { submittedAt: number | null; passed: boolean | null }[],
): Disclosure {
  if (feedback === 'at-once') return 'shown'
  if (feedback === 'never') return 'never'
  const isLeft = most === null || attempts.filter(({ submittedAt }) => submittedAt !== null).length < most
  return !isLeft || attempts.some(({ passed }) => passed === true) ? 'shown' : 'when-passed'
}
