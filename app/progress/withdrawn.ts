import type { LearningEvent } from './learning-event.ts'

/**
 * The results that were withdrawn because their attempt was reopened: of each such attempt all that were handed in before
 * that. `events` are in the order of recording, of whole attempts.
 */
export function findWithdrawn(events: readonly LearningEvent[]): ReadonlySet<LearningEvent> {
  const standing = new Map<string, LearningEvent[]>()
  const withdrawn = new Set<LearningEvent>()
  for (const event of events) {
    if (event.verb === 'quiz-submitted') {
      const { attemptId } = event.result
      standing.set(attemptId, [...(standing.get(attemptId) ?? []), event])
    } else if (event.verb === 'quiz-reopened') {
      for (const before of standing.get(event.result.attemptId) ?? []) withdrawn.add(before)
      standing.delete(event.result.attemptId)
    }
  }
  return withdrawn
}
