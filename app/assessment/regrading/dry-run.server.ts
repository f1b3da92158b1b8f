import { contentHash } from '#app/content/compile/content-hash.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import type { Reader } from '#db/client.server.ts'
import { findAffectedAttempts } from './affected-attempt-queries.server.ts'
import type { Correction, Remedy } from './correction.ts'
import { remedyChoices, type Unavailable } from './remedy-choices.ts'
import { planRegrade, type RegradePlan } from './regrade-plan.ts'
import type { AskedWording } from './regrade-target-queries.server.ts'

/** `digest` names what would change: whoever applies it says which dry run they saw. */
export type DryRun =
  | { status: 'planned'; plan: RegradePlan; markedByHash: string | null; digest: string }
  | { status: 'unavailable'; why: Unavailable }

/** What a remedy for one wording of a question would change. `wordings` are all that the question had. */
export async function dryRun(
  {
    viewer,
    outline: { courseId },
    quizId,
    wordings,
    wording,
    remedy,
  }: {
    viewer: Viewer
    outline: Pick<CourseOutline, 'courseId'>
    quizId: string
    wordings: readonly AskedWording[]
    wording: AskedWording
    remedy: Remedy
  },
  db: Reader,
): Promise<DryRun> {
  const published = wordings.find(({ isPublished }) => isPublished) ?? null
  const why = remedyChoices({ asked: wording, published, standing: wording.standing })[remedy]
  if (why !== null) return { status: 'unavailable', why }
  const by = remedy === 'published-wording' ? published : null
  const correction: Correction = { remedy, asked: wording.question, markedBy: by?.question ?? null }
  const attempts = await findAffectedAttempts({ viewer, courseId, quizId, questionHash: wording.hash, remedy }, db)
  const plan = planRegrade(correction, attempts)
  const changes = plan.changes.map(({ attemptId, before, after }) => [attemptId, before, after])
  const markedByHash = by?.hash ?? null
  const digest = contentHash([wording.hash, remedy, markedByHash, plan.attempts, changes])
  return { status: 'planned', plan, markedByHash, digest }
}
