import type { LearningEvent } from './learning-event.ts'

/**
 * A history in which every attempt was handed in with the result and the marks that it was given last, for summaries to be
 * made of: which result counts, and what answers tell, are reckoned as if nothing had ever been marked otherwise. What was
 * passed or not stays as it was on that day, since a completion is dated by what was known then; an attempt that passed by
 * being marked anew completes with that event. Of an attempt that was reopened and handed in again, what was marked anew
 * before is the earlier result: the later one was marked by the corrections that stood then.
 */
export function withCorrections(events: readonly LearningEvent[]): LearningEvent[] {
  const handedIn = new Map<string, number>()
  const latest = new Map<number, Extract<LearningEvent, { verb: 'quiz-regraded' }>['result']>()
  for (const [index, event] of events.entries()) {
    if (event.verb === 'quiz-submitted') handedIn.set(event.result.attemptId, index)
    const corrected = event.verb === 'quiz-regraded' ? handedIn.get(event.result.attemptId) : undefined
    if (event.verb === 'quiz-regraded' && corrected !== undefined) latest.set(corrected, event.result)
  }
  return events.map((event, index) => {
    const regraded = latest.get(index)
    if (event.verb !== 'quiz-submitted' || !regraded) return event
    const { scorePercent, marks } = regraded
    return { ...event, result: { ...event.result, scorePercent, marks } }
  })
}
