import { Forbidden } from '#app/errors.ts'
import type { JobRun } from '#app/jobs/job.ts'
import { isUnderWay } from '#app/jobs/job.ts'
import { findJobRuns } from '#app/jobs/job-run-queries.server.ts'
import { findMailQueueState, type MailQueueState } from '#app/mail/mail-queue-queries.server.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { version } from '#app/version.server.ts'
import { findBackups } from '#db/backups.server.ts'
import { isAdministrator, type Viewer } from '../viewer.ts'

export type ListedJob = JobRun & { name: string; state: 'well' | 'failed' | 'running' | 'cut-off' }

/** How this installation fares, as an administrator is shown it. Times in milliseconds UTC. */
export type InstallationState = {
  canSendMail: boolean
  mail: MailQueueState
  jobs: ListedJob[]
  version: string
  node: string
  backups: { count: number; latest: number | null }
}

/** Tells of no person. Throws Forbidden unless an administrator of the platform asks. */
export async function findInstallationState({
  viewer,
  now,
}: {
  viewer: Viewer
  now: number
}): Promise<InstallationState> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  const [mail, runs] = await Promise.all([findMailQueueState({ now }), findJobRuns()])
  return {
    canSendMail: canSendMail(),
    mail,
    jobs: [...runs].map(([name, run]) => ({ name, ...run, state: stateOf(run, now) })),
    version,
    node: process.versions.node,
    backups: findBackups(),
  }
}

function stateOf(run: JobRun, now: number): ListedJob['state'] {
  if (isUnderWay(run, now)) return 'running'
  if (run.finishedAt === null) return 'cut-off'
  return run.fault === null ? 'well' : 'failed'
}
