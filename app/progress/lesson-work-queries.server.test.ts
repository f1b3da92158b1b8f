import { expect, test } from 'vitest'
import { write } from '#db/client.server.ts'
import { reflectionNote } from '#db/schema/progress.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { findLessonWork } from './lesson-work-queries.server.ts'

async function insertNotes(count: number) {
  const { courseId } = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const ids = Array.from({ length: count }, (_, place) => `${courseId}-reflection-${place}`)
  const common = { accountId, courseId, activityId: 'lesson', prompt: 'Why?', updatedAt: 1000 }
  const rows = ids.map((reflectionId) => ({ ...common, reflectionId, note: reflectionId }))
  await write((tx) => tx.insert(reflectionNote).values(rows))
  return { accountId, courseId, ids }
}

// Statements are kept for lengths that are powers of two.
test.each([1, 2, 3, 4, 5, 9])('of a lesson with %i reflections every note is found, and no other', async (count) => {
  const { accountId, courseId, ids } = await insertNotes(count + 1)
  await insertNotes(count)
  const asked = ids.slice(0, count)
  const document = { scenarios: [], requests: [], reflections: asked.map((id) => ({ id, promptHtml: '' })) }
  const { notes } = await findLessonWork({ accountId, courseId, document })
  expect([...notes.keys()].sort()).toEqual(asked)
  expect(notes.get(asked[0] ?? '')?.note).toBe(asked[0])
})
