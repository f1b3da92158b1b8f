import type { LearningEvent } from './learning-event.ts'

/**
 * A history in which every attempt was handed in with the result and the marks that it was given last, for summaries to be
 * made of: which result counts, and what answers tell, are reckoned as if nothing had ever been marked otherwise. What was
 * passed or not stays as it was on that day, since a completion is dated by what was known then; an attempt that passed by
 * being marked anew completes with that event. Of an attempt that was reopened and handed in again, what was marked anew
 * before is the earlier result: the later one was marked by the corrections that stood then.
 */
export function withCorrections(events: readonly LearningEvent[]): LearningEvent[] {
  const corrected = [...events]
  /** Where in the history an attempt was handed in, the last time so far. */
  const places = new Map<string, number>()
  for (const [index, event] of events.entries()) {
    if (event.verb === 'quiz-submitted') places.set(event.result.attemptId, index)
    if (event.verb !== 'quiz-regraded') continue
    const place = places.get(event.result.attemptId) ?? -1
    const submitted = corrected[place]
    if (submitted?.verb !== 'quiz-submitted') continue
    const { scorePercent, marks } = event.result
    corrected[place] = { ...submitted, result: { ...submitted.result, scorePercent, marks } }
  }
  return corrected
}
