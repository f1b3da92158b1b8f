import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { write } from '#db/client.server.ts'
import { jobRun } from '#db/schema/platform.ts'
import { LEASE } from './job.ts'
import { findJobRuns } from './job-run-queries.server.ts'
import { runJob } from './run-job.server.ts'
import { startJobs } from './start-jobs.server.ts'

const start = Date.UTC(2027, 0, 4)
let stop: () => Promise<void> = () => Promise.resolve()
afterEach(async () => {
  vi.useRealTimers()
  await stop()
  stop = () => Promise.resolve()
  await write((tx) => tx.delete(jobRun))
})

const at = (time: number) => () => time
/** A run that lasts until it is told to end. */
function held() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { run: vi.fn(() => ended), end }
}

test('a run is kept with its times', async () => {
  const run = vi.fn(async () => undefined)
  const times = [start, start + 70]
  expect(await runJob({ job: { name: 'one', every: 1, run }, clock: () => times.shift() ?? 0 })).toEqual({
    status: 'ran',
  })
  expect(run).toHaveBeenCalledWith({ now: start, signal: expect.any(AbortSignal) as AbortSignal })
  expect(await findJobRuns()).toEqual(new Map([['one', { startedAt: start, finishedAt: start + 70, fault: null }]]))
})

test('a fault is kept until a run goes well, and stops nothing', async () => {
  const run = vi.fn().mockRejectedValueOnce(new Error('the disk is full')).mockResolvedValueOnce(undefined)
  const job = { name: 'one', every: 1, run }
  expect(await runJob({ job, clock: at(start) })).toEqual({ status: 'failed', fault: 'the disk is full' })
  expect((await findJobRuns()).get('one')).toMatchObject({ finishedAt: start, fault: 'the disk is full' })
  expect(await runJob({ job, clock: at(start + 1) })).toEqual({ status: 'ran' })
  expect((await findJobRuns()).get('one')).toMatchObject({ fault: null })
})

test('no second run of a job begins while one is under way; another job does', async () => {
  const { run, end } = held()
  const job = { name: 'one', every: 1, run }
  const first = runJob({ job, clock: at(start) })
  await vi.waitFor(() => expect(run).toHaveBeenCalled())
  expect(await runJob({ job, clock: at(start + LEASE - 1) })).toEqual({ status: 'not-now' })
  expect(await runJob({ job: { ...job, name: 'two', run: async () => undefined }, clock: at(start) })).toEqual({
    status: 'ran',
  })
  end()
  expect(await first).toEqual({ status: 'ran' })
})

test('a run whose process died is followed by another, and changes nothing when it comes back to life', async () => {
  const { run, end } = held()
  const first = runJob({ job: { name: 'one', every: 1, run }, clock: at(start) })
  await vi.waitFor(() => expect(run).toHaveBeenCalled())
  const next = { name: 'one', every: 1, run: async () => undefined }
  expect(await runJob({ job: next, clock: at(start + LEASE) })).toEqual({ status: 'ran' })
  end()
  await first
  expect((await findJobRuns()).get('one')).toEqual({
    startedAt: start + LEASE,
    finishedAt: start + LEASE,
    fault: null,
  })
})

test('a long run keeps its place by signs of life', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { run, end } = held()
  let now = start
  const first = runJob({ job: { name: 'one', every: 1, run }, clock: () => now })
  await vi.waitFor(() => expect(run).toHaveBeenCalled())
  for (let minutes = 1; minutes <= 10; minutes += 1) {
    now = start + minutes * 60_000
    vi.advanceTimersByTime(60_000)
    await vi.waitFor(async () => expect((await findJobRuns()).get('one')?.startedAt).toBeGreaterThan(now - 60_000))
  }
  expect(await runJob({ job: { name: 'one', every: 1, run }, clock: () => now })).toEqual({ status: 'not-now' })
  end()
  await first
  expect((await findJobRuns()).get('one')).toEqual({ startedAt: start, finishedAt: now, fault: null })
})

test('jobs run when they are due: at once the first time, after a restart only what has waited long enough', async () => {
  const runs: string[] = []
  const job = (name: string, every: number) => ({ name, every, run: async () => void runs.push(name) })
  const jobs = [job('often', 1000), job('seldom', 1_000_000)]
  let now = start
  const begin = () => (stop = startJobs(jobs, { look: 10, clock: () => now }))
  begin()
  await vi.waitFor(() => expect(runs).toEqual(['often', 'seldom']))
  await sleep(60)
  expect(runs).toEqual(['often', 'seldom'])
  await stop()
  now += 1000
  begin()
  await vi.waitFor(() => expect(runs).toEqual(['often', 'seldom', 'often']))
  await sleep(60)
  expect(runs).toHaveLength(3)
})

test('a job that fails is run again when it is due, and the others go on', async () => {
  let now = start
  const failing = vi.fn().mockRejectedValue(new Error('no'))
  const well = vi.fn(async () => undefined)
  stop = startJobs(
    [
      { name: 'failing', every: 1000, run: failing },
      { name: 'well', every: 1000, run: well },
    ],
    { look: 10, clock: () => now },
  )
  await vi.waitFor(() => expect(well).toHaveBeenCalledTimes(1))
  now += 1000
  await vi.waitFor(() => expect(failing).toHaveBeenCalledTimes(2))
  await vi.waitFor(() => expect(well).toHaveBeenCalledTimes(2))
})

test('stopping tells the run under way, waits for it, and begins no other', async () => {
  let ended = false
  const run = vi.fn(
    async ({ signal }: { signal: AbortSignal }) =>
      await new Promise<void>((resolve) =>
        signal.addEventListener('abort', () =>
          setTimeout(() => {
            ended = true
            resolve()
          }, 30),
        ),
      ),
  )
  const halt = startJobs([{ name: 'one', every: 1, run }], { look: 10 })
  await vi.waitFor(() => expect(run).toHaveBeenCalled())
  await halt()
  expect(ended).toBe(true)
  expect((await findJobRuns()).get('one')?.finishedAt).not.toBeNull()
  await sleep(50)
  expect(run).toHaveBeenCalledOnce()
})

test('jobs alone keep no process alive, and two processes never run one at once', async () => {
  const program = `
    const { startJobs } = await import('#app/jobs/start-jobs.server.ts')
    const { setTimeout: sleep } = await import('node:timers/promises')
    const run = async () => {
      const began = Date.now()
      await sleep(200)
      process.stdout.write(began + '-' + Date.now() + ' ')
    }
    while (Date.now() < Number(process.env.START_AT)) {}
    startJobs([{ name: 'one', every: 10, run }], { look: 10 })
    await sleep(1500)
  `
  const env = { ...process.env, START_AT: String(Date.now() + 3000) }
  const began = Date.now()
  const go = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env })
  const printed = (await Promise.all([go(), go()])).map(({ stdout }) => stdout)
  expect(Date.now() - began).toBeLessThan(15_000)
  const runs = printed
    .join(' ')
    .trim()
    .split(/\s+/)
    .map((run) => run.split('-').map(Number) as [number, number])
    .sort(([one], [other]) => one - other)
  expect(runs.length).toBeGreaterThan(3)
  for (const [index, [began]] of runs.entries()) expect(began).toBeGreaterThanOrEqual(runs[index - 1]?.[1] ?? 0)
}, 30_000)
