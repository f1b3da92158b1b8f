import { and, desc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { buildQuestion } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { type Choices, insertSittings } from '#db/seed/sittings.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as similarRoute from './similar-answers.tsx'

const browserOf = siteOf({ '/teach/:course/similar-answers': similarRoute })

const QUESTIONS = 20

async function browse(...grants: Grant[]) {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

let course: PublishedCourse
let names: string[] = []

/** Numbers that look random, and are the same in every run. */
let state = 11
function draw(below: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * below)
}

beforeAll(async () => {
  course = await publishNextRevision(await insertPublishedCourse(), (drafts) =>
    drafts.map((draft) => {
      if (draft.kind !== 'quiz') return draft
      const option = (name: string, correct: boolean) => ({ html: `${draft.id} ${name}`, correct, feedbackHtml: '' })
      return {
        ...draft,
        questions: Array.from({ length: QUESTIONS }, (_, index) =>
          buildQuestion({
            id: `${draft.id}-${index}`,
            stemHtml: `<p>Stem ${index} of <b>${draft.slug}</b></p>`,
            options: [option('right', true), option('one', false), option('two', false), option('three', false)],
          }),
        ),
      }
    }),
  )
  // Each by themselves: a third of the answers right, the others spread over three wrong ones.
  const strangers: Choices[] = Array.from({ length: 24 }, () =>
    Array.from({ length: QUESTIONS }, (_question, question) => [question === 1 ? 1 : draw(3) === 0 ? 0 : 1 + draw(3)]),
  )
  const [source = []] = strangers
  const choices = [...strangers, source.map((chosen, question) => (question === 1 ? [0] : chosen))]
  const { accountIds } = await insertSittings({ outline: course.outline, activity: course.finalQuiz, choices })
  const people = await reader.select({ id: account.id, name: account.displayName }).from(account)
  names = accountIds.map((id) => people.find((person) => person.id === id)?.name ?? '')
})

const path = () => `/teach/${course.outline.slug}/similar-answers`

test('an instructor sees the pair that copied, with what they share, and the log tells that they looked', async () => {
  const get = await browse({ role: 'instructor', scopeKind: 'course', scopeId: course.courseId })
  const chooser = (await get.visit(path())).html
  expect(chooser).not.toContain('were compared')
  const page = (await get.visit(`${path()}?quiz=${course.finalQuiz.slug}`)).html
  expect(page).toContain('25 attempts were compared')
  const cards = page.split('<article').slice(1)
  expect(cards[0]).toContain(names[0])
  expect(cards[0]).toContain(names[24])
  expect(cards[0]).toContain('Hardly by chance')
  // Rare is not impossible: a small figure is not rounded to nothing.
  expect(cards[0]).toMatch(/Chance gives (fewer than one|0\.\d*[1-9] such pairs)/)
  expect(cards[0]).toContain(`Stem 2 of ${course.finalQuiz.slug}`)
  expect(cards[0]).not.toContain(`Stem 1 of ${course.finalQuiz.slug}`)
  expect(cards[0]).not.toContain(' right')
  const [entry] = await reader
    .select()
    .from(auditEntry)
    .where(and(eq(auditEntry.action, 'answers-compared'), eq(auditEntry.subjectId, course.courseId)))
    .orderBy(desc(auditEntry.sequence))
  expect(entry?.content).toContain(course.finalQuiz.id)
})

test('of few attempts nothing is said', async () => {
  const get = await browse({ role: 'instructor', scopeKind: 'platform', scopeId: '' })
  const page = (await get.visit(`${path()}?quiz=${course.moduleQuiz.slug}`)).html
  expect(page).toContain('Too few attempts to compare')
})

test('the page is not there for who teaches another course', async () => {
  const get = await browse({ role: 'instructor', scopeKind: 'course', scopeId: 'another' })
  expect((await get.visit(`${path()}?quiz=${course.finalQuiz.slug}`)).status).toBe(404)
})
