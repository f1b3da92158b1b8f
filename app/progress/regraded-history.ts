import type { LearningEvent } from './learning-event.ts'

/**
 * A history in which every attempt was handed in with the result and the marks that it was given last, for summaries to be
 * made of: which result counts, and what answers tell, are reckoned as if nothing had ever been marked otherwise. What was
 * passed or not stays as it was on that day, since a completion is dated by what was known then; an attempt that passed by
 * being marked anew completes with that event.
 */
export function withCorrections(events: readonly LearningEvent[]): LearningEvent[] {
  const latest = new Map<string, Extract<LearningEvent, { verb: 'quiz-regraded' }>['result']>()
  for (const event of events) if (event.verb === 'quiz-regraded') latest.set(event.result.attemptId, event.result)
  return events.map((event) => {
    const regraded = event.verb === 'quiz-submitted' ? latest.get(event.result.attemptId) : undefined
    if (event.verb !== 'quiz-submitted' || !regraded) return event
    const { scorePercent, marks } = regraded
    return { ...event, result: { ...event.result, scorePercent, marks } }
  })
}
