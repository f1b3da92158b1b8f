import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { erasePerson } from '#app/identity/erasure/erase-person.server.ts'
import type { Grant } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import type { PublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertLearner } from '#db/seed/progress.ts'
import { beginSitting, handInSitting, insertMistakenQuiz, publishCorrected, questionWith } from '#db/seed/regrading.ts'
import { insertSittings } from '#db/seed/sittings.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as resultRoute from '../learn/result.tsx'
import * as regradeRoute from './regrade.tsx'

const browserOf = siteOf({ '/teach/:course/regrade': regradeRoute, '/attempts/:attempt/result': resultRoute })

const START = Date.UTC(2026, 1, 1)
const teaches = (courseId: string): Grant => ({ role: 'instructor', scopeKind: 'course', scopeId: courseId })

async function browse(...grants: Grant[]) {
  const { id } = await write((tx) => insertAccount({ roles: grants }, tx))
  return browserOf(id, grants)
}

const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&amp;', '&')

let course: PublishedCourse
let page: string
let instructor: Awaited<ReturnType<typeof browse>>

beforeEach(async () => {
  course = await insertMistakenQuiz()
  page = `/teach/${course.outline.slug}/regrade`
  instructor = await browse(teaches(course.courseId))
})

const question = () => `${page}?quiz=final-quiz&question=${course.courseId}-q0`

async function handsIn(options: readonly number[], name?: string) {
  const accountId = await insertLearner(name)
  return { accountId, attemptId: await handInSitting({ accountId, course, options, now: START }) }
}

/** The hidden fields of the form that makes a correction, as the page of a dry run holds it. */
function applying(html: string): URLSearchParams {
  const form = /<form method="post"[^>]*>([\s\S]*?)<\/form>/.exec(html)?.[1] ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]))
}

async function apply(address: string, reason: string) {
  const fields = applying((await instructor.visit(address)).html)
  fields.set('reason', reason)
  return await instructor.post(address, fields.toString())
}

const REASON = 'The second option was marked as right by mistake.'

describe('the page on which a question is marked anew', () => {
  test('is for those who teach the course', async () => {
    const stranger = await browse(teaches('another'))
    const trainee = await browse()
    expect(await browserOf(null).visit(page)).toMatchObject({ status: 302 })
    expect((await trainee.visit(page)).status).toBe(403)
    expect((await stranger.visit(page)).status).toBe(404)
    expect((await instructor.visit(page)).status).toBe(200)
    const body = 'quiz=final-quiz&question=q&wording=w&remedy=full-marks&digest=d&reason=A+reason+that+is+long+enough'
    expect((await trainee.post(page, body)).status).toBe(403)
    expect((await stranger.post(page, body)).status).toBe(404)
    expect((await instructor.post(page, body)).status).toBe(404)
    expect((await instructor.post(page, 'remedy=none')).status).toBe(422)
  })

  test('lists the questions of a quiz, also those that were withdrawn', async () => {
    course = await publishCorrected(course, questionWith(`${course.courseId}-new`, 0))
    const words = wordsOf((await instructor.visit(`${page}?quiz=final-quiz`)).html)
    expect(words).toContain(`${course.courseId}-q0 1 wording Withdrawn`)
    expect(words).toContain(`${course.courseId}-new 1 wording`)
  })

  test('says which remedies cannot be had, and why', async () => {
    await handsIn([0, 0, 1])
    expect(wordsOf((await instructor.visit(question())).html)).toContain('This wording is the one that is published.')
    course = await publishCorrected(course, { ...questionWith(`${course.courseId}-q0`, 0), kind: 'multiple' })
    const other = (await instructor.visit(question())).html
    expect(wordsOf(other)).toContain('The published wording is another kind of question')
    expect(other).not.toContain('value="published-wording"')
    expect(other).not.toContain('value="as-asked"')
    expect(other).toContain('value="left-out"')
  })

  test('shows who would get another mark, and what is under way, and changes nothing by looking', async () => {
    const { accountId, attemptId } = await handsIn([0, 0, 1], 'Amina <Diallo>')
    await handsIn([1, 0, 1], 'Ben Okoro')
    await beginSitting({ accountId: await insertLearner(), course, options: [0, 0, 0], now: START })
    course = await publishCorrected(course)
    const { html } = await instructor.visit(`${question()}&remedy=published-wording`)
    const words = wordsOf(html)
    expect(words).toContain(
      'Attempts that asked it 2 Get another mark in it 2 Get another result 2 Pass by it 1 Fail by it 1',
    )
    expect(words).toContain('One attempt with this wording is under way. It is not touched')
    expect(words).toContain('Ben Okoro 1, 1 Feb 2026 1 → 0 66% → 33% Fails now')
    expect(words).toContain('Amina &lt;Diallo&gt; 1, 1 Feb 2026 0 → 1 33% → 66% Passes now')
    expect(html).not.toContain(accountId)
    const result = wordsOf((await browserOf(accountId).visit(`/attempts/${attemptId}/result`)).html)
    expect(result).toContain('Not passed yet: 33%')
    expect(result).not.toContain('Marked anew')
  })

  test('names nobody who was erased, and pages through many', async () => {
    const gone = await handsIn([0, 0, 1], 'Chidi Eze')
    await write((tx) => erasePerson({ accountId: gone.accountId, keepsName: false, actorId: null, now: START }, tx))
    const choices = Array.from({ length: 60 }, () => [[0], [0], [1]])
    await insertSittings({ outline: course.outline, activity: course.finalQuiz, choices })
    const first = wordsOf((await instructor.visit(`${question()}&remedy=full-marks`)).html)
    const second = wordsOf((await instructor.visit(`${question()}&remedy=full-marks&page=2`)).html)
    expect(first).toContain('Who gets another mark, 1 to 50 of 61')
    expect(second).toContain('Who gets another mark, 51 to 61 of 61')
    expect(first + second).toContain('Former trainee')
    expect(first + second).not.toContain('Chidi')
    expect((await instructor.visit(`${question()}&remedy=full-marks&page=-3e9`)).status).toBe(200)
  })

  test('makes the correction for a reason, tells the trainee, and takes it back', async () => {
    const { accountId, attemptId } = await handsIn([0, 0, 1])
    course = await publishCorrected(course)
    const address = `${question()}&remedy=published-wording`
    expect(await apply(address, REASON)).toMatchObject({ status: 302, location: `${page}?quiz=final-quiz` })
    const own = `/attempts/${attemptId}/result`
    const told = wordsOf((await browserOf(accountId).visit(own)).html)
    expect(told).toContain('You passed with 66%')
    expect(told).toMatch(
      /Question 1 was corrected\. It is marked by its corrected wording since .*Reason: The second option/,
    )
    expect(told).toContain('Before that, the result of this attempt was 33%.')
    const made = (await instructor.visit(`${page}?quiz=final-quiz`)).html
    expect(wordsOf(made)).toContain(REASON)
    expect(made).toContain('Look again at the correction of Which data vanish first?')

    const back = await apply(`${question()}&remedy=as-asked`, 'It was right after all, says the prosecutor.')
    expect(back.status).toBe(302)
    const again = wordsOf((await browserOf(accountId).visit(own)).html)
    expect(again).toContain('Not passed yet: 33%')
    expect(again).toContain('a correction was taken back')
  })

  test('says on the result that a question is left out', async () => {
    const { accountId, attemptId } = await handsIn([0, 0, 1])
    await apply(`${question()}&remedy=left-out`, REASON)
    const told = wordsOf((await browserOf(accountId).visit(`/attempts/${attemptId}/result`)).html)
    expect(told).toContain('Question 1 Left out: it counts for nobody')
    expect(told).toContain('1 of 2')
  })

  test.each([
    ['none', '', 'Give a reason of at least 10 characters.'],
    ['one that is too short', 'too  short', 'Give a reason of at least 10 characters.'],
    ['one that is too long', 'x'.repeat(501), 'Give a reason of at most 500 characters.'],
  ])('refuses %s as the reason, and keeps it', async (_what, reason, said) => {
    await handsIn([0, 0, 1])
    const { status, html } = await apply(`${question()}&remedy=full-marks`, reason)
    expect(status).toBe(422)
    expect(html).toContain(said)
    expect(html).toContain(`${reason}</textarea>`)
  })

  test('shows the new dry run when something changed since, and keeps the reason', async () => {
    await handsIn([0, 0, 1])
    const address = `${question()}&remedy=full-marks`
    const fields = applying((await instructor.visit(address)).html)
    fields.set('reason', REASON)
    await handsIn([0, 0, 1])
    const { status, html } = await instructor.post(address, fields.toString())
    expect(status).toBe(422)
    expect(wordsOf(html)).toContain('Something changed since you looked')
    expect(wordsOf(html)).toContain('Get another mark in it 2')
    expect(html).toContain(`${REASON}</textarea>`)
    expect(applying(html).get('digest')).not.toBe(fields.get('digest'))
  })

  test('finds nothing for what is not there', async () => {
    const strange = '?quiz=%00&question=%F0%9F%98%80&wording=<b>&remedy=none&page=NaN'
    for (const address of [
      `${page}${strange}`,
      `${question()}&wording=none`,
      `${page}?question=none&remedy=left-out`,
    ]) {
      expect((await instructor.visit(address)).status).toBe(200)
    }
    expect((await instructor.visit('/teach/nothing/regrade')).status).toBe(404)
  })

  test('asks the database no more for many attempts, and records the look once', async () => {
    await handsIn([0, 0, 1])
    const address = `${question()}&remedy=full-marks`
    const queriesOf = async () => {
      const counted = { queries: 0 }
      await countingQueries(counted, () => instructor.visit(address))
      return counted.queries
    }
    await queriesOf()
    const few = await queriesOf()
    const choices = Array.from({ length: 100 }, () => [[0], [0], [1]])
    await insertSittings({ outline: course.outline, activity: course.finalQuiz, choices })
    expect(await queriesOf()).toBe(few)
    // A request asks for session and viewer as well.
    expect(few).toBeLessThanOrEqual(8)
    const looks = await reader.select().from(auditEntry).where(eq(auditEntry.subjectId, course.courseId))
    expect(looks.map(({ action }) => action)).toEqual(['results-viewed'])
  })
})
