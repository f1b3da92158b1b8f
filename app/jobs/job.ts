/** Work that is done at regular times, whoever visits. */
export type Job = {
  /** By which it is known in the table of runs, in logs and at the terminal: kebab-case, never changed. */
  name: string
  /** How long after the beginning of one run the next is due, in milliseconds. */
  every: number
  /** `now` in milliseconds UTC. A long run looks at `signal` now and then, and ends early when it says so. */
  run: (given: { now: number; signal: AbortSignal }) => Promise<void>
}

/** When a job ran last, as kept. Times in milliseconds UTC. */
export type JobRun = { startedAt: number; finishedAt: number | null; fault: string | null }

/** A run that has given no sign of life for so long is over, in milliseconds: its process died. */
export const LEASE = 3 * 60 * 1000

/** Whether a run of the job is under way somewhere. */
export function isUnderWay(run: JobRun | undefined, now: number): boolean {
  return run !== undefined && run.finishedAt === null && Math.abs(now - run.startedAt) < LEASE
}

/** Whether it is time to run. A clock that was set back makes a job due rather than wait for the old time. */
export function isDue(job: Pick<Job, 'every'>, run: JobRun | undefined, now: number): boolean {
  if (run === undefined) return true
  if (isUnderWay(run, now)) return false
  // A run that was cut off is made up for.
  return run.finishedAt === null || now - run.startedAt >= job.every || now < run.startedAt
}

const LONGEST = 200

/** An error in one line, to be shown to administrators. */
export function describeFault(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error)
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
}
