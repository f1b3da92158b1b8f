import type { AppLoadContext } from '@remix-run/node'
import { describe, expect, it } from 'vitest'
import { write } from '#db/client.server.ts'
import { formOf, placedAnswers } from '#db/seed/assessment.ts'
import { insertPublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as answersRoute from '../resources/save-answers.ts'
import * as attemptRoute from './attempt.tsx'
import * as quizRoute from './quiz.tsx'
import * as resultRoute from './result.tsx'

const browserOf = siteOf({
  '/courses/:course/quizzes/:quiz': quizRoute,
  '/attempts/:attempt': attemptRoute,
  '/attempts/:attempt/result': resultRoute,
  '/attempts/:attempt/answers': answersRoute,
})

async function trainee() {
  const course = await insertPublishedCourse()
  const { id: accountId } = await write((tx) => insertAccount({}, tx))
  const browser = browserOf(accountId)
  const quiz = `/courses/${course.outline.slug}/quizzes/final-quiz`
  const begin = async () => (await browser.post(quiz, '')).location ?? ''
  return { course, accountId, ...browser, quiz, begin }
}

async function bodyOf(address: string, knowing: 'everything' | 'nothing', intent: string) {
  const answers = await placedAnswers(address.split('/')[2] ?? '', knowing)
  return `${formOf(answers)}&intent=${intent}`
}

/** The choices that a page shows as made, as they would be posted. */
function chosenOn({ html }: { html: string }): string[] {
  const inputs = [...html.matchAll(/<input[^>]*checked=""[^>]*>/g)].map(([input]) => input)
  return inputs.map((input) => `${/name="([^"]*)"/.exec(input)?.[1]}=${/value="([^"]*)"/.exec(input)?.[1]}`)
}

describe('the page of a quiz', () => {
  it('says what to expect, and offers to start', async () => {
    const { visit, quiz } = await trainee()
    const { html } = await visit(quiz)
    for (const text of ['2 questions', '70%', '10 minutes', 'The best of your attempts counts', 'Start the quiz']) {
      expect(html).toContain(text)
    }
    expect(html).not.toContain('Your attempts')
  })

  it('starts one attempt and offers to continue it, on whatever device', async () => {
    const { visit, quiz, begin } = await trainee()
    const address = await begin()
    expect(address).toMatch(/^\/attempts\/[0-9a-f-]{36}$/)
    expect(await begin()).toBe(address)
    const { html } = await visit(quiz)
    expect(html).toContain('Continue your attempt')
    expect(html).toContain(`href="${address}"`)
  })

  it.each(['/courses/none/quizzes/final-quiz', 'QUIZ/../unknown', 'lesson-1'])('is not found at %s', async (slug) => {
    const { course, visit, post } = await trainee()
    const path = slug.startsWith('/') ? slug : `/courses/${course.outline.slug}/quizzes/${encodeURIComponent(slug)}`
    expect((await visit(path)).status).toBe(404)
    expect((await post(path, '')).status).toBe(404)
  })

  it('sends strangers to sign in and back', async () => {
    const { quiz } = await trainee()
    const stranger = browserOf(null)
    expect((await stranger.visit(quiz)).location).toBe(`/sign-in?next=${encodeURIComponent(quiz)}`)
  })
})

describe('the page of an attempt', () => {
  it('tells the right answer nowhere', async () => {
    const { visit, begin } = await trainee()
    const { html } = await visit(await begin())
    expect(html.match(/<fieldset/g)).toHaveLength(2)
    expect(html).toContain('Traffic data')
    expect(html).not.toMatch(/Feedback on|Ask first|data-correct|correct=|feedbackHtml/)
    // The values are displayed places, in the order of the page.
    const values = [...html.matchAll(/type="radio"[^>]*value="(\d+)"/g)].map((match) => match[1])
    expect(values).toEqual(['0', '1', '2'])
  })

  it('shows saved answers as chosen after Save', async () => {
    const { visit, post, begin } = await trainee()
    const address = await begin()
    const saved = await post(address, 'q0=1&q1=&q1=0&q1=2&intent=save')
    expect(saved).toMatchObject({ status: 302, location: address })
    expect(chosenOn(await visit(address))).toEqual(['q0=1', 'q1=0', 'q1=2'])
  })

  it('asks before handing in with questions unanswered, and has saved the others', async () => {
    const { visit, post, begin } = await trainee()
    const address = await begin()
    const answer = await post(address, 'q0=1&intent=hand-in')
    expect(answer.location).toBe(`${address}?unanswered#unanswered`)
    const { html } = await visit(`${address}?unanswered`)
    expect(html).toContain('1 question has no answer')
    expect(html).toContain('href="#question-2"')
    expect(html).not.toContain('href="#question-1"')
    expect(html).toContain('value="hand-in-anyway"')
    expect(chosenOn({ html })).toEqual(['q0=1'])
    expect((await post(address, 'q0=1&intent=hand-in-anyway')).location).toBe(`${address}/result`)
    expect((await visit(address)).location).toBe(`${address}/result`)
  })

  it('hands in with all answers given, and again without harm', async () => {
    const { visit, post, quiz, begin } = await trainee()
    const address = await begin()
    const body = await bodyOf(address, 'everything', 'hand-in')
    expect((await post(address, body)).location).toBe(`${address}/result`)
    expect((await post(address, body)).location).toBe(`${address}/result`)
    expect((await post(address, await bodyOf(address, 'nothing', 'save'))).location).toBe(`${address}/result`)
    expect((await visit(`${address}/result`)).html).toContain('You passed with 100%')
    expect((await visit(quiz)).html).toContain('Start a new attempt')
  })

  it.each([
    ['a place that does not exist', 'q0=9&intent=save'],
    ['no number', 'q0=right&intent=hand-in-anyway'],
    ['a huge number', `q0=${'9'.repeat(4000)}&intent=save`],
    ['two choices for one', 'q0=0&q0=1&intent=save'],
    ['a question of another quiz', 'q9=0&intent=save'],
    ['thousands of fields', 'q1=0&'.repeat(3000)],
  ])('says that %s cannot be used, and keeps what was saved', async (_what, body) => {
    const { visit, post, begin } = await trainee()
    const address = await begin()
    await post(address, 'q0=2&intent=save')
    const { status, html } = await post(address, body)
    expect(status).toBe(422)
    expect(html).toContain('could not be saved')
    expect(chosenOn(await visit(address))).toEqual(['q0=2'])
  })

  it('refuses a form that cannot be read', async () => {
    const { accountId, begin } = await trainee()
    const address = await begin()
    const request = new Request(`http://site.test${address}`, {
      method: 'POST',
      body: 'not a form',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    })
    const context = { viewer: async () => ({ accountId }) } as unknown as AppLoadContext
    const params = { attempt: address.split('/')[2] }
    const answer = await attemptRoute.action({ request, context, params }).catch((thrown: unknown) => thrown)
    expect((answer as Response).status).toBe(400)
  })

  it('does not exist for another person, whatever they do', async () => {
    const { begin } = await trainee()
    const address = await begin()
    const { id } = await write((tx) => insertAccount({}, tx))
    const other = browserOf(id)
    expect((await other.visit(address)).status).toBe(404)
    expect((await other.visit(`${address}/result`)).status).toBe(404)
    expect((await other.post(address, 'q0=0&intent=hand-in-anyway')).status).toBe(404)
    expect((await other.post(`${address}/answers`, 'q0=0')).status).toBe(404)
    expect((await other.visit('/attempts/unknown')).status).toBe(404)
  })

  it('says that it stays as it was when the course was updated meanwhile', async () => {
    const { course, visit, begin } = await trainee()
    const address = await begin()
    await publishNextRevision(course, (drafts) => drafts.filter((draft) => draft.kind === 'lesson'))
    const { html } = await visit(address)
    expect(html).toContain('The course was updated after you began')
    expect(html.match(/<fieldset/g)).toHaveLength(2)
  })
})

describe('answers sent as they are given', () => {
  it('are confirmed as JSON after they are saved', async () => {
    const { visit, post, begin } = await trainee()
    const address = await begin()
    const answer = await post(`${address}/answers`, 'q0=1')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.html)).toEqual({ status: 'saved', versions: { 0: 1 } })
    expect(chosenOn(await visit(address))).toEqual(['q0=1'])
  })

  it('are refused in words that the script knows', async () => {
    const { post, begin } = await trainee()
    const address = await begin()
    expect(await post(`${address}/answers`, 'q0=9')).toMatchObject({ status: 422 })
    expect(await post(`${address}/answers`, 'q0.x=1')).toMatchObject({ status: 422, html: '{"status":"unusable"}' })
    const stranger = await browserOf(null).post(`${address}/answers`, 'q0=1')
    expect(stranger).toMatchObject({ status: 401, html: '{"status":"signed-out"}' })
    await post(address, 'intent=hand-in-anyway')
    expect(await post(`${address}/answers`, 'q0=1')).toMatchObject({
      status: 409,
      html: '{"status":"already-submitted"}',
    })
  })
})

describe('the page of a result', () => {
  it('leads back to the questions before handing in', async () => {
    const { visit, begin } = await trainee()
    const address = await begin()
    expect((await visit(`${address}/result`)).location).toBe(address)
  })

  it('shows own answers, right answers, feedback, explanation and the lessons to read again', async () => {
    const { course, visit, post, begin } = await trainee()
    const address = await begin()
    await post(address, await bodyOf(address, 'nothing', 'hand-in'))
    const { html } = await visit(`${address}/result`)
    for (const text of ['Not passed yet: 0%', 'Your answer', 'Right answer', 'Feedback on', 'Ask first', 'Wrong']) {
      expect(html).toContain(text)
    }
    expect(html).toContain('href="/convention/25"')
    expect(html).toContain(`href="/courses/${course.outline.slug}/lessons/lesson-4"`)
    expect(html).toContain('Try again')
    expect(html).not.toContain('Next:')
  })

  it('stays when the quiz is withdrawn, without a way to try again', async () => {
    const { course, visit, post, begin } = await trainee()
    const address = await begin()
    await post(address, await bodyOf(address, 'everything', 'hand-in'))
    await publishNextRevision(course, (drafts) => drafts.filter((draft) => draft.kind === 'lesson'))
    const { html } = await visit(`${address}/result`)
    expect(html).toContain('You passed with 100%')
    expect(html).not.toContain('Try again')
  })
})
