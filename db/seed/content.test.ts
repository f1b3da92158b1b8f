import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader } from '#db/client.server.ts'
import { activityQuestion, activityRevision, course } from '#db/schema/content.ts'
import { insertPublishedCourse, publishNextRevision } from './content.ts'

test('a built course has two modules of two lessons, a module quiz and a final quiz', async () => {
  const built = await insertPublishedCourse()
  expect(built.outline.modules.map(({ activities }) => activities.map(({ title }) => title))).toEqual([
    ['Lesson 1', 'Lesson 2', 'Module quiz'],
    ['Lesson 3', 'Lesson 4'],
  ])
  expect(built.finalQuiz).toMatchObject({ moduleId: null, position: 5, quiz: { kind: 'final' } })
  const rows = await reader
    .select()
    .from(activityRevision)
    .where(eq(activityRevision.courseRevisionId, built.outline.revisionId))
  expect(rows).toHaveLength(6)
})

test('a next edition changes what its edit changes and becomes the current one', async () => {
  const first = await insertPublishedCourse()
  const second = await publishNextRevision(first, (drafts) => [
    ...drafts.filter(({ id }) => id !== first.lessons[0]?.id),
    { kind: 'lesson', id: `${first.courseId}-lesson-5` },
  ])
  expect(second.outline.revisionNumber).toBe(2)
  expect(second.outline.activities.map(({ title }) => title.slice(-8))).toEqual([
    'Lesson 2',
    'ule quiz',
    'lesson-5',
    'Lesson 3',
    'Lesson 4',
    'nal quiz',
  ])
  const [row] = await reader.select().from(course).where(eq(course.id, first.courseId))
  expect(row?.currentRevisionId).toBe(second.outline.revisionId)
  const asked = await reader
    .select()
    .from(activityQuestion)
    .where(eq(activityQuestion.courseRevisionId, second.outline.revisionId))
  expect(asked).toHaveLength(4 + 2 * 2)
})
