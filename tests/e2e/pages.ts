import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { findCourse } from '#app/content/course-queries.server.ts'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import { readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { enter } from '#app/identity/sign-in/enter.server.ts'
import { type Transaction, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { insertSamplePlaces } from '#db/seed/places.ts'
import { insertCohort, insertEnrolments, insertProgramme } from '#db/seed/programmes.ts'
import { insertPasskey, insertRecoveryCodes, insertTotp } from '#db/seed/second-factor.ts'
import { answerCheck, answerRightly } from './answers.ts'
import type { Person } from './fixtures.ts'
import { makeReviewsDue } from './reviews.ts'
import { markSomeDraft, requestLesson, requestPage } from './requests.ts'
import { beginCase, caseLesson, casePage, choose, toTheEnd } from './walk-case.ts'

export type NamedPage = {
  name: string
  path: string
  /** A whole course on one page, to be printed: not held to the weight of a page that is read. */
  isWhole?: true
  /** Tries out a change and takes it back: asks the database as much as the change itself. */
  isRehearsal?: true
}

export const strangersPages: readonly NamedPage[] = [
  { name: 'home', path: '/' },
  { name: 'catalogue', path: '/courses' },
  { name: 'course', path: '/courses/electronic-evidence' },
  { name: 'articles', path: '/convention' },
  { name: 'terms', path: '/convention/terms' },
  { name: 'article', path: '/convention/25' },
  { name: 'search', path: '/search' },
  { name: 'search-found', path: '/search?q=preservation' },
  { name: 'search-nothing', path: '/search?q=preservaton' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'register', path: '/register' },
  { name: 'register-with-key', path: '/register?key=K7RM-2QXD' },
  { name: 'forgot', path: '/forgot' },
  { name: 'forgot-sent', path: '/forgot?sent' },
  { name: 'card', path: '/card' },
  { name: 'card-with-code', path: '/card/K7RM-2QXD-9WFA' },
  { name: 'privacy', path: '/privacy' },
  { name: 'not-found', path: '/nothing-here' },
]

/** A correction that an instructor looks at. */
const dryRun = new URLSearchParams({ quiz: 'home-quiz', question: 'ev-q-first-call', remedy: 'left-out' })

/** A practice question that was answered just now. */
const reviewed = 'ev-chk-network-scope'

/** Makes what the pages of a person with every role show, and gives their addresses. */
export async function makeMembersPages({ page, person }: { page: Page; person: Person }): Promise<NamedPage[]> {
  const course = await findCourse('electronic-evidence')
  if (!course) throw new Error('The course is not published')
  await importArabicSample()
  const credentialId = await giveSecondFactors({ page, person })
  const { places, officer } = await write(insertOfficer)
  const { cohort, programme, leaving, duplicateId } = await write(async (tx) => {
    const made = await insertProgramme(
      { name: `Shore stations ${newId().slice(-4)}`, courseIds: [course.courseId] },
      tx,
    )
    const group = await insertCohort({ programmeId: made.id, joinCode: newId().slice(-8).toUpperCase() }, tx)
    const others = []
    for (let count = 0; count < 3; count += 1)
      others.push(await insertAccount({ username: `q-${newId().slice(-12)}` }, tx))
    await insertEnrolments({ cohortId: group.id, accountIds: [person.accountId, ...others.map(({ id }) => id)] }, tx)
    const soon = { erasureDueAt: Date.now() + 86_400_000, erasureReason: 'inactive' } as const
    const gone = await insertAccount({ username: `q-${newId().slice(-12)}`, ...soon }, tx)
    const duplicate = await insertAccount({ username: `q-${newId().slice(-12)}`, displayName: person.name }, tx)
    return { cohort: group, programme: made, leaving: gone, duplicateId: duplicate.id }
  })
  await page.goto('/courses/electronic-evidence')
  const quizzes = await page
    .locator('a[href*="/quizzes/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const [first = '', second = ''] = quizzes
  await page.goto(first)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await answerRightly(page)
  await page.getByRole('button', { name: 'Hand in' }).click()
  const result = new URL(page.url()).pathname
  await makeReviewsDue(person)
  await answerCheck(page, '/courses/electronic-evidence/lessons/the-24-7-network', reviewed)
  await page.goto(second)
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  const attempt = new URL(page.url()).pathname
  await beginCase(page)
  await choose(page, ...toTheEnd)
  await beginCase(page)
  await choose(page, ...toTheEnd.slice(0, 2))
  await markSomeDraft(page)
  await page.goto('/courses/electronic-evidence/lessons/what-vanishes-first')
  await page.getByLabel('Your note').fill('2027')
  await page.getByRole('button', { name: 'Save the note' }).click()
  return [
    { name: 'dashboard', path: '/learn' },
    { name: 'review', path: '/learn/review' },
    { name: 'review-answered', path: `/learn/review?of=${reviewed}&shown=${reviewed}` },
    { name: 'review-over', path: `/learn/review?of=${reviewed}` },
    { name: 'competence', path: '/learn/competence' },
    { name: 'notes', path: '/learn/notes' },
    { name: 'note-changed', path: '/learn/notes?change=rf-ev-night-call' },
    { name: 'note-deleted', path: '/learn/notes?delete=rf-ev-night-call' },
    { name: 'join', path: '/join' },
    { name: 'course-begun', path: '/courses/electronic-evidence' },
    { name: 'course-changes', path: '/courses/electronic-evidence/changes' },
    { name: 'lesson', path: '/courses/electronic-evidence/lessons/what-vanishes-first' },
    { name: 'lesson-with-case', path: caseLesson },
    { name: 'scene', path: casePage },
    { name: 'scene-restart', path: `${casePage}?restart` },
    { name: 'case-debrief', path: `${casePage}/debrief` },
    { name: 'lesson-with-request', path: requestLesson },
    { name: 'request', path: requestPage },
    { name: 'request-document', path: `${requestPage}/print` },
    { name: 'print-lesson', path: '/courses/electronic-evidence/lessons/what-vanishes-first/print' },
    { name: 'print-course', path: '/courses/electronic-evidence/print', isWhole: true },
    { name: 'quiz', path: first },
    { name: 'attempt', path: attempt },
    { name: 'result', path: result },
    { name: 'search-lessons', path: '/search?q=preservation&article=25' },
    { name: 'search-unknown', path: '/search?q=preservaton' },
    { name: 'account', path: '/account' },
    { name: 'security', path: '/account/security' },
    { name: 'totp', path: '/account/second-factor' },
    { name: 'recovery-codes', path: '/account/recovery-codes' },
    { name: 'add-passkey', path: '/account/passkeys/new' },
    { name: 'passkey', path: `/account/passkeys/${credentialId}` },
    { name: 'confirm', path: '/confirm' },
    { name: 'second-step', path: '/sign-in/second-factor' },
    { name: 'own-data', path: '/account/data' },
    { name: 'ask-erasure', path: '/account/data/erasure' },
    { name: 'own-email', path: '/account/email' },
    { name: 'confirm', path: '/confirm?next=%2Faccount' },
    { name: 'teach', path: '/teach' },
    { name: 'teach-course', path: '/teach/electronic-evidence' },
    { name: 'teach-conditions', path: '/teach/electronic-evidence/conditions' },
    { name: 'teach-quiz-conditions', path: '/teach/electronic-evidence/conditions/final' },
    { name: 'teach-similar-answers', path: '/teach/electronic-evidence/similar-answers?quiz=final' },
    { name: 'teach-statistics', path: '/teach/electronic-evidence/statistics' },
    { name: 'teach-regrade', path: '/teach/electronic-evidence/regrade' },
    { name: 'teach-dry-run', path: `/teach/electronic-evidence/regrade?${dryRun}` },
    { name: 'teach-preview-quiz', path: '/teach/electronic-evidence/preview/home-quiz' },
    { name: 'teach-try', path: '/teach/electronic-evidence/preview/home-quiz/try' },
    { name: 'teach-attempts', path: '/teach/electronic-evidence/attempts' },
    { name: 'teach-attempt', path: `/teach/electronic-evidence${attempt}` },
    { name: 'teach-attempt-marked', path: `/teach/electronic-evidence${result.replace(/\/result$/, '')}` },
    { name: 'teach-exchange', path: '/teach/electronic-evidence/exchange' },
    { name: 'teach-preview', path: '/teach/electronic-evidence/preview/what-vanishes-first' },
    { name: 'teach-revision', path: '/teach/electronic-evidence/revisions/1' },
    { name: 'teach-revision-lesson', path: '/teach/electronic-evidence/revisions/1/what-vanishes-first' },
    { name: 'teach-restore', path: '/teach/electronic-evidence/restore/1' },
    { name: 'teach-preview-case', path: '/teach/electronic-evidence/preview/a-case-to-decide' },
    { name: 'teach-preview-request', path: '/teach/electronic-evidence/preview/draft-a-request' },
    { name: 'manage', path: '/manage' },
    { name: 'new-programme', path: '/manage/programmes/new' },
    { name: 'programme', path: `/manage/programmes/${programme.id}` },
    { name: 'cohort', path: `/manage/cohorts/${cohort.id}` },
    { name: 'enrol', path: `/manage/cohorts/${cohort.id}/enrol` },
    { name: 'article-official', path: '/convention/3?text=ar' },
    { name: 'admin', path: '/admin' },
    { name: 'people', path: '/admin/people' },
    { name: 'new-person', path: '/admin/people/new' },
    { name: 'person', path: `/admin/people/${person.accountId}` },
    { name: 'people-narrowed', path: `/admin/people?agency=${places.cid.id}&state=new&sort=visit` },
    { name: 'person-with-roles', path: `/admin/people/${officer.id}` },
    { name: 'change-person', path: `/admin/people/${officer.id}/change` },
    { name: 'extra-time', path: `/admin/people/${officer.id}/extra-time` },
    { name: 'grant-role', path: `/admin/people/${officer.id}/roles?what=supervisor:agency` },
    { name: 'import-people', path: '/admin/people/import' },
    { name: 'cards', path: '/admin/cards' },
    { name: 'merge-find', path: `/admin/people/${person.accountId}/merge` },
    { name: 'merge-preview', path: `/admin/people/${person.accountId}/merge?with=${duplicateId}`, isRehearsal: true },
    { name: 'agencies', path: '/admin/agencies' },
    { name: 'agency', path: `/admin/agencies/${places.cid.id}` },
    { name: 'audit', path: '/admin/audit' },
    { name: 'audit-nothing', path: '/admin/audit?kind=course&to=2020-01-01' },
    { name: 'settings', path: '/admin/settings' },
    { name: 'erasures', path: `/admin/erasures?erase=${leaving.id}` },
  ]
}

/** Somebody of a laboratory who holds, held and will hold roles, by numbers instead of names, which are no words. */
async function insertOfficer(tx: Transaction) {
  const places = await insertSamplePlaces(tx)
  const over = { scopeKind: 'agency', scopeId: places.cid.id } as const
  const now = Date.now()
  const officer = await insertAccount(
    {
      displayName: '0002',
      username: `o-${newId().slice(-12)}`,
      email: `${newId()}@police.example`,
      agencyId: places.lab.id,
      roles: [
        { role: 'supervisor', ...over },
        { role: 'manager', ...over, startsAt: now + 1e9, expiresAt: now + 2e9 },
        { role: 'administrator', ...over, expiresAt: now - 1e9 },
        { role: 'administrator', ...over, endedAt: now - 1e9 },
      ],
    },
    tx,
  )
  return { places, officer }
}

/** Gives this person every second factor, and brings the browser to the step that asks for one; gives the passkey's id. */
async function giveSecondFactors({ page, person }: { page: Page; person: Person }): Promise<string> {
  const { accountId } = person
  const { credentialId } = await write(async (tx) => {
    await insertTotp({ accountId }, tx)
    await insertRecoveryCodes({ accountId }, tx)
    return await insertPasskey({ accountId, name: '2027' }, tx)
  })
  const given = { accountId, way: 'password', secondFactor: null, kind: 'own', device: '', next: null } as const
  const step = await enter({ ...given, secure: false, now: Date.now() })
  if (step.status !== 'second-factor') throw new Error('No second factor is asked for')
  const [name = '', value = ''] = (step.setCookie.split(';')[0] ?? '').split('=', 2)
  await page.goto('/')
  await page.context().addCookies([{ name, value, url: page.url(), httpOnly: true, sameSite: 'Lax' }])
  return credentialId
}

/** The official text of articles 1 to 15: right-to-left words in pages of another direction. */
async function importArabicSample(): Promise<void> {
  const name = 'sample-ar-articles-1-15.json'
  const bytes = readFileSync(`tests/fixtures/convention/${name}`)
  const file = await readOfficialFile({ name, bytes, language: 'ar' })
  if (file.status === 'refused') throw new Error(file.sentence)
  await importOfficialText({ language: 'ar', source: name, ...file.review, now: Date.now() })
}

/** Shows every page to this person in a pseudo-locale from now on. */
export async function usePseudoLocale({ accountId }: Person, locale: 'en-XA' | 'ar-XB'): Promise<void> {
  await write((tx) => tx.update(account).set({ locale }).where(eq(account.id, accountId)))
}
