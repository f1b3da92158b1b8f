import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { course } from '#db/schema/content.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { findCourse, findCourseById, findOutline } from './course-queries.server.ts'
import { findMovedActivity } from './moved-activity-queries.server.ts'

test('an address that another process changed stands in every outline at once', async () => {
  const first = await insertPublishedCourse()
  const { courseId, outline } = first
  const second = await publishNextRevision(first, (drafts) => drafts)
  await findCourse(outline.slug)
  await findOutline(outline.revisionId)
  const slug = `${outline.slug}-renamed`
  await write((tx) => tx.update(course).set({ slug }).where(eq(course.id, courseId)))
  expect((await findOutline(outline.revisionId))?.slug).toBe(slug)
  expect(await findCourse(outline.slug)).toBeNull()
  expect(await findCourse(slug)).toMatchObject({ slug, revisionId: second.outline.revisionId })
  expect(await findCourseById(courseId)).toEqual(await findCourse(slug))
})

test('an outline is kept, and given again as the same thing', async () => {
  const { outline } = await insertPublishedCourse()
  expect(await findCourse(outline.slug)).toBe(await findOutline(outline.revisionId))
  expect(await findOutline('none')).toBeNull()
})

test('a lesson is found again under the addresses it had, unless it is gone', async () => {
  const first = await insertPublishedCourse()
  const [one, two] = first.lessons.map(({ id }) => id)
  const renamed = await publishNextRevision(first, (drafts) =>
    drafts.map((draft) => (draft.id === one ? { ...draft, slug: 'renamed' } : draft)),
  )
  const asked = { outline: renamed.outline, kind: 'lesson' as const }
  expect((await findMovedActivity({ ...asked, slug: 'lesson-1' }))?.slug).toBe('renamed')
  expect(await findMovedActivity({ ...asked, kind: 'quiz', slug: 'lesson-1' })).toBeNull()
  expect(await findMovedActivity({ ...asked, slug: 'never' })).toBeNull()
  const shorter = await publishNextRevision(renamed, (drafts) => drafts.filter(({ id }) => id !== two))
  expect(await findMovedActivity({ ...asked, outline: shorter.outline, slug: 'lesson-2' })).toBeNull()
  expect((await findMovedActivity({ ...asked, outline: shorter.outline, slug: 'lesson-1' }))?.id).toBe(one)
})

test('another course with a lesson at that address is not searched', async () => {
  const { outline } = await insertPublishedCourse()
  const other = await insertPublishedCourse()
  const empty = await publishNextRevision(other, (drafts) => drafts.slice(1))
  expect(await findMovedActivity({ outline: empty.outline, kind: 'lesson', slug: 'lesson-1' })).toBeNull()
  expect(outline.activities[0]?.slug).toBe('lesson-1')
})
