import fc from 'fast-check'
import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { findCourseById } from '#app/content/course-queries.server.ts'
import type { CourseOutline } from '#app/content/outline.ts'
import type { Edition } from '#app/content/revisions/edition.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { activityProgress, courseProgress } from '#db/schema/progress.ts'
import { type CourseFiles, editFiles, edits, idsOf, sampleFiles } from '#db/seed/course-files.ts'
import { storeEdition } from '#db/seed/editions.ts'
import { learnSomething } from '#db/seed/learner-acts.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { publishCourse } from './publish-course.server.ts'
import { rebuildSummaries } from './rebuild-summaries.server.ts'
import { restoreCourse } from './restore-course.server.ts'

// An author edits, publishes and restores at random while two people take the course. Whatever happens, nobody loses
// anything: after each step the tables are held against what was there before it. On a failure fast-check prints the
// seed and the shortest history that fails.

const at = fc.nat({ max: 7 })
const person = fc.nat({ max: 1 })
/** Milliseconds since the step before: a visit ends after five minutes. */
const later = fc.nat({ max: 200_000 })
const constant = <Name extends string>(name: Name) => fc.constant(name)

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: constant('edit'), edit: fc.constantFrom(...edits), at, to: at }) },
  { weight: 4, arbitrary: fc.record({ act: constant('publish') }) },
  { weight: 2, arbitrary: fc.record({ act: constant('lose-id'), at: fc.nat({ max: 30 }) }) },
  { weight: 4, arbitrary: fc.record({ act: constant('restore'), at, restart: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ act: constant('open'), person, at }) },
  { weight: 4, arbitrary: fc.record({ act: constant('read'), person, at, late: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: constant('read-all'), person }) },
  { weight: 1, arbitrary: fc.record({ act: constant('practise'), person, at }) },
  { weight: 3, arbitrary: fc.record({ act: constant('start'), person, at }) },
  { weight: 8, arbitrary: fc.record({ act: constant('hand-in'), person, at, right: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: constant('complete'), person }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

type World = {
  courseId: string
  people: readonly string[]
  viewer: Viewer
  now: number
  count: number
  files: CourseFiles
  /** As published, by number; `hash` tells whether two hold the same. */
  editions: Map<number, { files: CourseFiles; hash: string; restored: boolean }>
  /** The edition before the current one, as a page that was loaded before the last publication holds it. */
  stale: CourseOutline | null
  /** What must never change once it is there: completions and what attempts ask. */
  fixed: Map<string, string>
}

async function newWorld(): Promise<World> {
  const courseId = `course-${newId()}`
  const people = [await insertLearner(), await insertLearner()]
  const viewer: Viewer = {
    accountId: await insertLearner(),
    username: 'ines',
    displayName: 'Ines',
    locale: null,
    grants: [{ role: 'instructor', scopeKind: 'course', scopeId: courseId }],
  }
  const world: World = {
    courseId,
    people,
    viewer,
    now: Date.UTC(2027, 0, 1),
    count: 0,
    files: sampleFiles(courseId),
    editions: new Map(),
    stale: null,
    fixed: new Map(),
  }
  await publish(world)
  return world
}

async function currentOf({ courseId }: World): Promise<CourseOutline> {
  const outline = await findCourseById(courseId)
  if (!outline) throw new Error('Not published')
  return outline
}

const editionOf = ({ courseId, drafts, retired }: CourseFiles) => storeEdition({ courseId, drafts, retired })

async function publish(world: World, isAutomatic = false): Promise<void> {
  const edition = await editionOf(world.files)
  const number = world.editions.size
  const current = world.editions.get(number)
  const lastFromFiles = [...world.editions.values()].filter(({ restored }) => !restored).at(-1)
  const isWithdrawn = isAutomatic && current?.restored && lastFromFiles?.hash === edition.contentHash
  const expected = current?.hash === edition.contentHash ? 'unchanged' : isWithdrawn ? 'withdrawn' : 'published'
  const stale = current ? await currentOf(world) : null
  const result = await publishCourse({ edition, publishedBy: null, isAutomatic, now: world.now })
  expect(result.status).toBe(expected)
  if (result.status !== 'published') return
  expect(result.number).toBe(number + 1)
  world.stale = stale
  world.editions.set(number + 1, { files: world.files, hash: edition.contentHash, restored: false })
}

/** A published id that goes without being retired is refused, whatever else is edited, and nothing changes. */
async function loseId(world: World, at: number): Promise<void> {
  const { files } = world.editions.get(world.editions.size) as { files: CourseFiles }
  const inFiles = new Set(idsOf(world.files.drafts))
  const known = [...new Set(idsOf(files.drafts))].filter((id) => inFiles.has(id))
  const lost = known[at % known.length]
  if (!lost) return
  const replaced: unknown = JSON.parse(
    JSON.stringify(await editionOf(world.files)).replaceAll(`"${lost}"`, `"${lost}-renamed"`),
  )
  const edition = { ...(replaced as Edition), contentHash: `lost ${lost}` }
  const result = await publishCourse({ edition, publishedBy: null, now: world.now })
  expect(result.status).toBe('refused')
  if (result.status === 'refused') expect(result.problems.map(({ rule }) => rule)).toContain('vanished-id')
}

async function restore(world: World, at: number): Promise<void> {
  const over = world.editions.size
  const number = 1 + (at % over)
  const [old, current] = [world.editions.get(number), world.editions.get(over)]
  if (!old || !current) throw new Error('No such edition')
  const stale = await currentOf(world)
  const { courseId, viewer, now } = world
  const result = await restoreCourse({ viewer, courseId, number, over, now })
  expect(result.status).toBe(old.hash === current.hash ? 'unchanged' : 'restored')
  if (result.status !== 'restored') return
  world.stale = stale
  world.editions.set(over + 1, { ...old, restored: true })
  const ids = [...(await editionOf(old.files)).activities].map(({ id }) => id)
  expect((await currentOf(world)).activities.map(({ id }) => id)).toEqual(ids)
}

async function learn(world: World, one: Extract<Step, { person: number }>): Promise<void> {
  const { courseId, now } = world
  const accountId = world.people[one.person] as string
  const current = await currentOf(world)
  const outline = one.act === 'read' && one.late && world.stale ? world.stale : current
  await learnSomething({ accountId, outline, now, at: 0, right: true, ...one })
  // An edition may be left without a lesson: then nothing was opened.
  if (one.act !== 'open' || !outline.activities.some(({ kind }) => kind === 'lesson')) return
  const own = and(eq(courseProgress.accountId, accountId), eq(courseProgress.courseId, courseId))
  const [row] = await reader.select().from(courseProgress).where(own)
  if (row) expect(row.lastRevisionId).toBe(current.revisionId)
}

async function holds(world: World): Promise<void> {
  const { courseId } = world
  const current = await currentOf(world)
  const keep = (key: string, value: unknown) => {
    const text = JSON.stringify(value)
    expect([key, world.fixed.get(key) ?? text]).toEqual([key, text])
    world.fixed.set(key, text)
  }
  const seen = new Set<string>()
  const activities = await reader.select().from(activityProgress).where(eq(activityProgress.courseId, courseId))
  for (const { accountId, activityId, completedAt, completedRevisionId } of activities) {
    const key = `${accountId} ${activityId}`
    if (completedAt !== null) keep(key, [completedAt, completedRevisionId])
    if (completedAt !== null) seen.add(key)
  }
  const courses = await reader.select().from(courseProgress).where(eq(courseProgress.courseId, courseId))
  for (const row of courses) {
    const done = current.activities.filter(({ id }) => seen.has(`${row.accountId} ${id}`)).length
    expect(row.completedActivities).toBe(done)
    if (row.completedAt === null) continue
    const key = `course ${row.accountId}`
    if (!world.fixed.has(key))
      expect([done, row.completedRevisionId]).toEqual([current.activities.length, current.revisionId])
    keep(key, [row.completedAt, row.completedRevisionId])
    seen.add(key)
  }
  const asked = await reader
    .select({ attempt, hash: attemptQuestion.questionHash, order: attemptQuestion.optionOrder })
    .from(attempt)
    .innerJoin(attemptQuestion, eq(attemptQuestion.attemptId, attempt.id))
    .where(eq(attempt.courseId, courseId))
    .orderBy(asc(attempt.id), asc(attemptQuestion.position))
  for (const { id, courseRevisionId, passMark, submittedAt, score } of new Set(asked.map((row) => row.attempt))) {
    const questions = asked.filter((row) => row.attempt.id === id).map(({ hash, order }) => [hash, order])
    keep(`attempt ${id}`, [courseRevisionId, passMark, questions])
    if (submittedAt !== null) keep(`result ${id}`, [submittedAt, score])
    seen.add(`attempt ${id}`)
  }
  // Nothing that was there has gone.
  for (const key of world.fixed.keys()) if (!key.startsWith('result ')) expect(seen).toContain(key)
}

test('whatever is edited, published and restored, nobody loses a completion and nothing is re-dated', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(later, step), { minLength: 20, maxLength: 50 }), async (history) => {
      const world = await newWorld()
      for (const [later, one] of history) {
        world.now += later
        world.count += 1
        if (one.act === 'edit') world.files = editFiles(world.files, { ...one, count: world.count })
        else if (one.act === 'publish') await publish(world)
        else if (one.act === 'lose-id') await loseId(world, one.at)
        else if (one.act === 'restore') {
          await restore(world, one.at)
          // The server starts again, and must not undo it.
          if (one.restart) await publish(world, true)
        } else await learn(world, one)
        await holds(world)
      }
      expect((await rebuildSummaries()).corrected).toBe(0)
    }),
    { numRuns: 25 },
  )
}, 60_000)
