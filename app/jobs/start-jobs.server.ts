import { logger } from '#app/serve/log.server.ts'
import { isDue, type Job } from './job.ts'
import { findJobRuns } from './job-run-queries.server.ts'
import { runJob } from './run-job.server.ts'

/** How often it is looked which jobs are due, in milliseconds. */
const LOOK = 15_000

/** How long jobs under way may take to end once they are told to stop, in milliseconds. */
const FAREWELL = 8_000

/**
 * Runs each job whenever it is due, beginning now, until the function given back is called. Several processes may do
 * so: a job runs in one of them at a time, and what ran shortly before a restart is not run again. Nothing here keeps
 * a process alive. Stopping tells the jobs under way and waits for them, some seconds at most: one that is cut off is
 * run again later.
 */
export function startJobs(
  jobs: readonly Job[],
  { look = LOOK, clock = Date.now }: { look?: number; clock?: () => number } = {},
): () => Promise<void> {
  const stopping = new AbortController()
  const underWay = new Map<string, Promise<unknown>>()

  const lookForWork = async () => {
    const runs = await findJobRuns()
    for (const job of jobs) {
      if (stopping.signal.aborted) return
      if (underWay.has(job.name) || !isDue(job, runs.get(job.name), clock())) continue
      const run = runJob({ job, onlyWhenDue: true, clock, signal: stopping.signal })
        .catch((error: unknown) => logger.error({ err: error, job: job.name }, 'a job could not be begun or ended'))
        .finally(() => underWay.delete(job.name))
      underWay.set(job.name, run)
    }
  }
  let looking: Promise<void> | undefined
  const tick = () => {
    looking ??= lookForWork()
      .catch((error: unknown) => logger.error({ err: error }, 'it could not be seen which jobs are due'))
      .finally(() => (looking = undefined))
  }
  const timer = setInterval(tick, look).unref()
  tick()

  return async () => {
    clearInterval(timer)
    stopping.abort()
    await looking
    let giveUp: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      giveUp = setTimeout(resolve, FAREWELL)
    })
    await Promise.race([Promise.all(underWay.values()), patience])
    clearTimeout(giveUp)
  }
}
