import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { jobRun } from '#db/schema/platform.ts'

const run = (args: string[], variables: Record<string, string> = {}) => {
  const command = ['--import', 'tsx', 'app/commands/run-job.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('a job is run at once, and the list tells of it', async () => {
  expect(run(['housekeeping'])).toEqual({ status: 0, stdout: 'housekeeping: done.\n', stderr: '' })
  const { stdout } = run([])
  expect(stdout).toMatch(/^housekeeping: every 60 min, last begun \d{4}-.*Z, went well$/m)
  expect(stdout).toMatch(/^mail: every 1 min, has not run yet$/m)
}, 30_000)

test('what cannot be run is told in one sentence', async () => {
  expect(run(['sweeping'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('mail|overdue-attempts|regrades|housekeeping') as string,
  })
  await write((tx) => tx.insert(jobRun).values({ name: 'mail', startedAt: Date.now() }))
  expect(run(['mail'])).toMatchObject({ status: 3, stderr: 'mail is running already.\n' })
  const nowhere = path.join(tmpdir(), 'article54-nowhere')
  expect(run(['mail'], { DATA_DIR: nowhere })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is no database') as string,
  })
}, 30_000)
