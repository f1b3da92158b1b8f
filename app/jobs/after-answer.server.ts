import { logger } from '#app/serve/log.server.ts'

/** Long enough for the answer to be on its way, in milliseconds. */
const LATER = 300

const waiting = new Set<Promise<void>>()

/**
 * Does `work` a moment after the current answer, so that nobody can tell from its time what was done. What goes wrong is
 * logged. For what may be lost when the power fails just then: whoever asked for it can ask again.
 */
export function afterAnswer(work: () => Promise<void>): void {
  const done = new Promise<void>((resolve) => {
    setTimeout(() => {
      work()
        .catch((error: unknown) => logger.error({ err: error }, 'work after an answer failed'))
        .finally(resolve)
    }, LATER)
  })
  waiting.add(done)
  void done.then(() => waiting.delete(done))
}

/** Waits for all that is yet to be done: before a process ends, and in tests. */
export async function workIsDone(): Promise<void> {
  await Promise.all(waiting)
}
