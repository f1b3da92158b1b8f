import { reader } from '#db/client.server.ts'
import { jobRun } from '#db/schema/platform.ts'
import type { JobRun } from './job.ts'

/** When each job ran last, by name. */
export async function findJobRuns(): Promise<Map<string, JobRun>> {
  const rows = await reader.select().from(jobRun)
  return new Map(rows.map(({ name, ...run }) => [name, run]))
}
