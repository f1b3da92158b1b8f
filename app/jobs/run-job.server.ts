import { and, eq } from 'drizzle-orm'
import { write } from '#db/client.server.ts'
import { jobRun } from '#db/schema/platform.ts'
import { logger } from '#app/serve/log.server.ts'
import { describeFault, isDue, isUnderWay, type Job } from './job.ts'

/** How often a run gives a sign of life, in milliseconds: several times within a lease. */
const SIGN_OF_LIFE = 45_000

export type JobOutcome = { status: 'ran' } | { status: 'failed'; fault: string } | { status: 'not-now' }

/**
 * Runs a job now, unless it is running in this or another process; with `onlyWhenDue` also unless it ran lately.
 * What went wrong is logged and kept as one sentence, and thrown no further.
 * `clock` in milliseconds UTC.
 */
export async function runJob({
  job,
  onlyWhenDue = false,
  clock = Date.now,
  signal = new AbortController().signal,
}: {
  job: Job
  onlyWhenDue?: boolean
  clock?: () => number
  signal?: AbortSignal
}): Promise<JobOutcome> {
  const now = clock()
  if (!(await begin({ job, onlyWhenDue, now }))) return { status: 'not-now' }
  // While it runs, the time of its beginning is that of its last sign of life, which also tells whose run it is.
  let sign = now
  const alive = setInterval(() => {
    const next = Math.max(clock(), sign + 1)
    updateRun(job.name, sign, { startedAt: next })
      .then((isOurs) => {
        if (isOurs) sign = next
      })
      .catch((error: unknown) => logger.warn({ err: error, job: job.name }, 'a job could not give a sign of life'))
  }, SIGN_OF_LIFE).unref()
  let fault: string | null = null
  try {
    await job.run({ now, signal })
  } catch (error) {
    fault = describeFault(error)
    logger.error({ err: error, job: job.name }, 'a job failed')
  } finally {
    clearInterval(alive)
  }
  await updateRun(job.name, sign, { startedAt: now, finishedAt: clock(), fault })
  return fault === null ? { status: 'ran' } : { status: 'failed', fault }
}

/** Takes the job for one run: false when somebody else has it, or it is not due. */
async function begin({ job, onlyWhenDue, now }: { job: Job; onlyWhenDue: boolean; now: number }): Promise<boolean> {
  return await write(async (tx) => {
    const [last] = await tx.select().from(jobRun).where(eq(jobRun.name, job.name))
    if (onlyWhenDue ? !isDue(job, last, now) : isUnderWay(last, now)) return false
    const row = { startedAt: now, finishedAt: null }
    await tx
      .insert(jobRun)
      .values({ name: job.name, ...row })
      .onConflictDoUpdate({ target: jobRun.name, set: row })
    return true
  })
}

/** Changes the run that began, or gave its last sign of life, at `sign`; false when another has taken its place. */
async function updateRun(
  name: string,
  sign: number,
  values: Partial<Omit<typeof jobRun.$inferInsert, 'name'>>,
): Promise<boolean> {
  const changed = await write((tx) =>
    tx
      .update(jobRun)
      .set(values)
      .where(and(eq(jobRun.name, name), eq(jobRun.startedAt, sign)))
      .returning({ name: jobRun.name }),
  )
  return changed.length > 0
}
