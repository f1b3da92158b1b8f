import { existsSync } from 'node:fs'
import { findJobRuns } from '#app/jobs/job-run-queries.server.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { closeDatabase, databaseFile } from '#db/client.server.ts'
import { jobs } from './jobs.ts'

/**
 * `npm run jobs` lists the jobs with their last runs; `npm run jobs -- <name>` runs one at once. The server may be
 * running. Exit code 0 when it ran, 1 when it failed or there is no database, 2 when there is no such job, 3 when a
 * run of it is under way already.
 */
const [name, ...more] = process.argv.slice(2)
const job = jobs.find((one) => one.name === name)
if (!existsSync(databaseFile())) {
  leave(1, `There is no database at ${databaseFile()}. Set DATA_DIR to the folder that holds it.`)
} else if (name === undefined) {
  await list()
} else if (!job || more.length > 0) {
  leave(2, `Usage: npm run jobs [-- ${jobs.map((one) => one.name).join('|')}]`)
} else {
  const outcome = await runJob({ job })
  if (outcome.status === 'ran') process.stdout.write(`${job.name}: done.\n`)
  if (outcome.status === 'failed') leave(1, `${job.name} failed: ${outcome.fault}`)
  if (outcome.status === 'not-now') leave(3, `${job.name} is running already.`)
}
await closeDatabase()

async function list(): Promise<void> {
  const runs = await findJobRuns()
  for (const { name: known, every } of jobs) {
    const run = runs.get(known)
    const last = run ? `last begun ${new Date(run.startedAt).toISOString()}` : 'has not run yet'
    const state = !run
      ? ''
      : run.finishedAt === null
        ? ', under way or cut off'
        : run.fault
          ? `, failed: ${run.fault}`
          : ', went well'
    process.stdout.write(`${known}: every ${every / 60_000} min, ${last}${state}\n`)
  }
}

function leave(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
}
