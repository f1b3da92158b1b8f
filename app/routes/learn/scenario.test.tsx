import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '#app/content/scenario/scenario.ts'
import { rebuildSummaries } from '#app/progress/rebuild-summaries.server.ts'
import { reader, write } from '#db/client.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { scenarioRun } from '#db/schema/assessment.ts'
import { activityProgress, learningEvent } from '#db/schema/progress.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from '#db/seed/content.ts'
import { insertLearner, verbsOf } from '#db/seed/progress.ts'
import { buildScenario } from '#db/seed/scenario.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as lessonRoute from './lesson.tsx'
import * as debriefRoute from './scenario-debrief.tsx'
import * as scenarioRoute from './scenario.tsx'

const LESSON = '/courses/:course/lessons/:lesson'
const browserOf = siteOf({
  [LESSON]: lessonRoute,
  [`${LESSON}/scenarios/:scenario`]: scenarioRoute,
  [`${LESSON}/scenarios/:scenario/debrief`]: debriefRoute,
})

const published = (scenario: Scenario = buildScenario()) => {
  const courseId = `course-${crypto.randomUUID()}`
  const drafts = [
    {
      kind: 'lesson' as const,
      id: `${courseId}-l1`,
      slug: 'case',
      title: 'A case',
      questions: [],
      scenarios: [scenario],
    },
    { kind: 'lesson' as const, id: `${courseId}-l2`, slug: 'other', title: 'Another', questions: [] },
  ]
  return insertPublishedCourse({ courseId, drafts })
}

/** The course with another wording of the scenario, or without it. */
const publishAnew = (course: PublishedCourse, scenarios: readonly Scenario[]) =>
  publishNextRevision(course, (drafts) =>
    drafts.map((draft) => (draft.slug === 'case' ? { ...draft, scenarios } : draft)),
  )

async function trainee(given?: PublishedCourse) {
  const course = given ?? (await published())
  const accountId = await insertLearner()
  const lesson = `/courses/${course.outline.slug}/lessons/case`
  const page = `${lesson}/scenarios/sc-night-call`
  const browser = browserOf(accountId)
  const runs = () =>
    reader.select().from(scenarioRun).where(eq(scenarioRun.accountId, accountId)).orderBy(asc(scenarioRun.id)).all()
  const runId = async () => (await runs()).at(-1)?.id ?? ''
  const choose = async (step: number | string, choice: number | string, run?: string) =>
    browser.post(page, `intent=choose&run=${run ?? (await runId())}&step=${step}&choice=${choice}`)
  const begin = () => browser.post(page, 'intent=begin')
  /** Begins a run and takes choices one after the other. */
  const walk = async (...choices: number[]) => {
    await begin()
    for (const [step, choice] of choices.entries()) expect((await choose(step, choice)).status).toBe(302)
  }
  return { course, accountId, lesson, page, debrief: `${page}/debrief`, runs, runId, choose, begin, walk, ...browser }
}

describe('the card in the lesson', () => {
  it('tells the case, and offers to begin it', async () => {
    const { visit, lesson, page } = await trainee()
    const { html } = await visit(lesson)
    for (const text of ['A case to decide', 'The night call', 'A shop was robbed', 'About 3 minutes', 'Begin the case'])
      expect(html).toContain(text)
    expect(html).toContain(`action="${page}"`)
    expect(html).not.toMatch(/What came of|The log is evidence|duty desk/)
  })

  it('tells at which scene one stands', async () => {
    const { visit, lesson, page, walk } = await trainee()
    await walk(0)
    const { html } = await visit(lesson)
    expect(html).toContain('You are at scene 2: The log is safe')
    expect(html).toContain(`href="${page}"`)
    expect(html).not.toContain('Begin the case')
  })

  it('tells the last ending, and the best one where that is another', async () => {
    const { visit, lesson, walk } = await trainee()
    await walk(0, 0)
    expect((await visit(lesson)).html).toContain('You ended with: The log is evidence')
    expect((await visit(lesson)).html).not.toContain('Your best ending')
    await walk(1, 1, 1, 0)
    const { html } = await visit(lesson)
    expect(html).toContain('You ended with: No trace')
    expect(html).toContain('Your best ending: The log is evidence')
    expect(html).toContain('Begin the case again')
  })

  it('costs one query, and a lesson without a scenario none', async () => {
    const { visit, lesson } = await trainee()
    const other = lesson.replace('/case', '/other')
    await visit(lesson)
    await visit(other)
    const [withCase, without] = [{ queries: 0 }, { queries: 0 }]
    await countingQueries(without, () => visit(other))
    await visit(lesson)
    await countingQueries(withCase, () => visit(lesson))
    expect(withCase.queries).toBe(without.queries + 1)
  })
})

describe('the page of a scene', () => {
  it('is the start of the case before it is begun', async () => {
    const { visit, page } = await trainee()
    const { status, html } = await visit(page)
    expect(status).toBe(200)
    expect(html).toContain('The night call</h1>')
    expect(html).toContain('Begin the case')
    expect(html).not.toContain('duty desk')
  })

  it('shows the scene, the clock and the choices, and nothing of what they lead to', async () => {
    const { visit, page, begin } = await trainee()
    expect(await begin()).toMatchObject({ status: 302, location: page })
    const { html } = await visit(page)
    for (const text of ['Scene 1', 'The duty desk</h1>', 'Day 1, 22:40', 'Order preservation', 'Takes 30 minutes'])
      expect(html).toContain(text)
    expect(html).not.toMatch(/What came of:|sn-kept|sn-gone|dl-log|overwrites|points/i)
    expect(html).not.toContain('Begin again from the start')
  })

  it('goes on to the scene that a choice leads to, with what came of it', async () => {
    const { visit, page, begin, choose } = await trainee()
    await begin()
    expect(await choose(0, 0)).toMatchObject({ status: 302, location: page })
    const { html } = await visit(page)
    for (const text of ['Scene 2', 'The log is safe</h1>', 'Day 1, 23:10', 'What came of: Order preservation'])
      expect(html).toContain(text)
    expect(html).not.toContain('Too late')
  })

  it('goes elsewhere when a deadline passes, and says so instead of what would have come of the choice', async () => {
    const { visit, page, walk } = await trainee()
    await walk(1, 1, 1)
    const { html } = await visit(page)
    for (const text of ['The log is gone</h1>', 'Too late', 'overwrites its log', 'Day 2, 07:40', '9 hours'])
      expect(html).toContain(text)
    expect(html).not.toContain('What came of: Write it all down')
  })

  it('asks the database at most four times', async () => {
    const { visit, page, walk } = await trainee()
    await walk(0)
    await visit(page)
    const count = { queries: 0 }
    await countingQueries(count, () => visit(page))
    expect(count.queries).toBeLessThanOrEqual(4)
  })

  it('asks for a choice when none was made', async () => {
    const { post, page, begin, runId } = await trainee()
    await begin()
    const { status, html } = await post(page, `intent=choose&run=${await runId()}&step=0`)
    expect(status).toBe(422)
    expect(html).toContain('Choose what you do.')
    expect(html).toContain('aria-describedby')
    expect(html).toContain('The duty desk</h1>')
  })

  it.each([
    ['choice 9', '0', '9'],
    ['a choice that is no number', '0', 'one'],
    ['a negative choice', '0', '-1'],
    ['a choice of many digits', '0', '9'.repeat(5000)],
    ['a step that is no number', 'x', '0'],
    ['an empty step', '', '0'],
    ['a fraction', '0.5', '0'],
  ])('refuses %s with a message and changes nothing', async (_what, step, choice) => {
    const { begin, choose, runs } = await trainee()
    await begin()
    const { status, html } = await choose(step, choice)
    expect(status).toBe(422)
    expect(html).toContain('Nothing was changed')
    expect(html).toContain('The duty desk</h1>')
    expect((await runs())[0]?.steps).toBe('[]')
  })

  it.each(['', 'intent=jump', 'intent=choose', 'intent=restart', 'intent=choose&run=&step=0&choice=0'])(
    'refuses a form that no page of ours makes: "%s"',
    async (body) => {
      const { begin, post, page } = await trainee()
      await begin()
      expect((await post(page, body)).status).toBe(422)
    },
  )

  it('does not exist for an unknown case, lesson or course', async () => {
    const { visit, page, post } = await trainee()
    for (const path of [`${page}x`, page.replace('/case/', '/none/'), page.replace('/courses/', '/courses/x')]) {
      expect((await visit(path)).status).toBe(404)
      expect((await visit(`${path}/debrief`)).status).toBe(404)
      expect((await post(path, 'intent=begin')).status).toBe(404)
    }
    expect((await visit(page.replace('/case/', '/other/'))).status).toBe(404)
  })

  it('sends strangers to sign in and back', async () => {
    const { page, debrief } = await trainee()
    expect((await browserOf(null).visit(page)).location).toBe(`/sign-in?next=${encodeURIComponent(page)}`)
    expect((await browserOf(null).visit(debrief)).location).toContain('/sign-in')
    expect((await browserOf(null).post(page, 'intent=begin')).location).toContain('/sign-in')
  })
})

describe('a form of an earlier page', () => {
  it('changes nothing and leads to the present scene', async () => {
    const { page, walk, choose, runs, visit } = await trainee()
    await walk(0)
    const before = await runs()
    expect(await choose(0, 1)).toMatchObject({ status: 302, location: page })
    expect(await choose(0, 0)).toMatchObject({ status: 302, location: page })
    expect(await runs()).toEqual(before)
    expect((await visit(page)).html).toContain('The log is safe</h1>')
  })

  it('of a step that is not reached yet changes nothing either', async () => {
    const { begin, choose, runs } = await trainee()
    await begin()
    expect((await choose(3, 0)).status).toBe(302)
    expect((await runs())[0]?.steps).toBe('[]')
  })

  it('sent twice at once is taken once', async () => {
    const { begin, choose, runs } = await trainee()
    await begin()
    await Promise.all([choose(0, 1), choose(0, 1), choose(0, 0)])
    expect(JSON.parse((await runs())[0]?.steps ?? '')).toHaveLength(1)
  })

  it('of a run that is over leads to its ending', async () => {
    const { page, walk, choose, accountId, visit } = await trainee()
    await walk(0, 0)
    expect(await choose(1, 0)).toMatchObject({ status: 302, location: page })
    expect((await visit(page)).html).toContain('The log is evidence</h1>')
    expect((await verbsOf(accountId)).filter((verb) => verb === 'scenario-ended')).toHaveLength(1)
  })

  it('of a run that was given up does not touch the new one', async () => {
    const { page, walk, post, runId, choose, runs } = await trainee()
    await walk(0)
    const old = await runId()
    await post(page, `intent=restart&run=${old}`)
    expect((await choose(1, 0, old)).location).toBe(page)
    expect((await runs()).map(({ steps }) => JSON.parse(steps).length)).toEqual([1, 0])
  })
})

describe('a run', () => {
  it('is begun once, however often the button is pressed', async () => {
    const { begin, runs } = await trainee()
    await Promise.all([begin(), begin(), begin()])
    expect(await runs()).toHaveLength(1)
  })

  it('of another person does not exist', async () => {
    const { course, runId, walk, debrief } = await trainee()
    await walk(0, 0)
    const other = await trainee(course)
    await other.begin()
    expect((await other.choose(0, 0, await runId())).status).toBe(404)
    expect((await other.visit(`${debrief}?run=${await runId()}`)).status).toBe(404)
    expect((await other.visit(debrief)).location).toBe(other.page)
  })

  it('is given up only after a question, and a second click begins no third run', async () => {
    const { page, walk, visit, post, runId, runs } = await trainee()
    await walk(0)
    expect((await visit(page)).html).toContain('Begin again from the start')
    const { html } = await visit(`${page}?restart`)
    expect(html).toContain('will be given up at scene 2')
    const old = await runId()
    expect(html).toContain(`value="${old}"`)
    await Promise.all([post(page, `intent=restart&run=${old}`), post(page, `intent=restart&run=${old}`)])
    expect((await runs()).map(({ endedAt, endingId }) => [endedAt !== null, endingId])).toEqual([
      [true, null],
      [false, null],
    ])
    expect((await visit(page)).html).toContain('Scene 1')
  })

  it('stays on the wording it began with; a new one takes the new wording', async () => {
    const { course, page, walk, visit, begin, choose, lesson } = await trainee()
    await walk(0)
    const scenes = buildScenario().scenes.map((scene) =>
      scene.id === 'sn-kept' ? { ...scene, title: 'Rewritten', choices: scene.choices.slice(0, 1) } : scene,
    )
    await publishAnew(course, [buildScenario({ scenes })])
    const { html } = await visit(page)
    expect(html).toContain('The log is safe</h1>')
    expect(html).toContain('changed after you began')
    expect((await visit(lesson)).html).toContain('You are at scene 2.')
    await choose(1, 1)
    await choose(2, 0)
    expect((await visit(`${page}/debrief`)).html).toContain('The log is safe')
    await begin()
    await choose(0, 0)
    expect((await visit(page)).html).toContain('Rewritten</h1>')
    expect((await visit(page)).html).not.toContain('changed after you began')
  })

  it('can be walked to its end when the course has dropped the case, and not begun anew', async () => {
    const { course, page, walk, visit, begin, choose, debrief } = await trainee()
    await walk(0)
    await publishAnew(course, [])
    expect((await visit(page)).html).not.toContain('Begin again')
    await choose(1, 0)
    expect((await visit(page)).html).toContain('The log is evidence</h1>')
    expect((await visit(debrief)).status).toBe(200)
    expect((await begin()).status).toBe(404)
    const newcomer = await trainee(course)
    expect((await newcomer.visit(page)).status).toBe(404)
  })

  it('that goes round for ever is stopped, with a message', async () => {
    const loop = buildScenario({ deadlines: [] })
    const { page, choose, begin, runId, visit } = await trainee(await published(loop))
    await begin()
    const steps = Array.from({ length: 500 }, () => ({ scene: 'sn-call', choice: 1, at: 1 }))
    const id = await runId()
    await write((tx) =>
      tx
        .update(scenarioRun)
        .set({ steps: JSON.stringify(steps) })
        .where(eq(scenarioRun.id, id)),
    )
    const { status, html } = await choose(500, 1)
    expect(status).toBe(422)
    expect(html).toContain('Begin again from the start')
    expect((await visit(page)).html).toContain('Scene 501')
  })
})

describe('an ending', () => {
  it('is recorded with the step that led to it, on the edition the run began with', async () => {
    const { course, accountId, walk, choose, runs } = await trainee()
    await walk(0)
    await publishAnew(course, [buildScenario({ title: 'Reworded' })])
    await choose(1, 0)
    const events = await reader.select().from(learningEvent).where(eq(learningEvent.accountId, accountId)).all()
    const event = events.find(({ verb }) => verb === 'scenario-ended')
    const [run] = await runs()
    expect(event).toMatchObject({
      courseRevisionId: course.outline.revisionId,
      activityId: course.lessons[0]?.id,
      occurredAt: run?.endedAt,
    })
    expect(JSON.parse(event?.result ?? '')).toEqual({
      runId: run?.id,
      scenarioId: 'sc-night-call',
      endingId: 'en-read',
      points: { preservation: { points: 2, most: 2 }, procedure: { points: 2, most: 2 } },
      elapsed: 14_430,
    })
  })

  it('counts as activity and completes nothing; rebuilt summaries are the same', async () => {
    const { accountId, walk } = await trainee()
    await walk(0, 0)
    const [row] = await reader.select().from(activityProgress).where(eq(activityProgress.accountId, accountId)).all()
    expect(row?.lastActiveAt).toBeGreaterThan(0)
    expect(row?.completedAt).toBeNull()
    expect(await verbsOf(accountId)).toEqual(['course-started', 'scenario-ended'])
    expect((await rebuildSummaries()).corrected).toBe(0)
  })

  it('is shown with its outcome, and the way to the debrief', async () => {
    const { page, walk, visit, debrief } = await trainee()
    await walk(0, 1, 1)
    const { html } = await visit(page)
    for (const text of ['The order ran out</h1>', 'Mixed outcome', 'Too late', 'The order has run out.', '120 days'])
      expect(html).toContain(text)
    expect(html).toContain(`href="${debrief}"`)
  })
})

describe('the debrief', () => {
  it('shows the path, the time, the points with the most there are, the articles, and the other choices', async () => {
    const { debrief, walk, visit } = await trainee()
    await walk(1, 0, 1, 0)
    const { status, html } = await visit(debrief)
    expect(status).toBe(200)
    for (const text of [
      'Debrief: The night call',
      'The log is evidence',
      'Good outcome',
      '70 days 3 hours 30 minutes: from Day 1, 22:40 to Day 72, 02:10',
      '1. The duty desk',
      '2. The duty desk',
      '4. The log is safe',
      'Preserving data: +2',
      'Using the right power: -1',
      'What came of: Write it all down',
      'What came of: Order preservation',
      'Article 42, paragraph 3',
      'href="/convention/25"',
      'What else you could have done',
    ])
      expect(html).toContain(text)
    const cells = [...html.matchAll(/<td role="cell" class="numeric"[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(cells.slice(0, 4)).toEqual(['2', '2', '1', '2'])
  })

  it('says where a deadline passed instead of what the choice would have brought', async () => {
    const { debrief, walk, visit } = await trainee()
    await walk(1, 1, 1, 0)
    const { html } = await visit(debrief)
    expect(html).toContain('The provider overwrites its log.')
    expect(html.match(/What came of: Write it all down/g)).toHaveLength(2)
  })

  it('lists the runs that ended, the best one marked, each with its own debrief', async () => {
    const { page, debrief, walk, visit, runs } = await trainee()
    expect((await visit(debrief)).location).toBe(page)
    await walk(0, 0)
    await walk(1, 1, 1, 0)
    const [first] = await runs()
    const { html } = await visit(debrief)
    expect(html.match(/\?run=/g)).toHaveLength(2)
    expect(html).toMatch(/Good outcome<\/span> \(best\)/)
    expect(html).toContain('Bad outcome')
    expect((await visit(`${debrief}?run=${first?.id}`)).html).toContain('The case goes on.')
    expect((await visit(`${debrief}?run=none`)).status).toBe(404)
  })

  it('tells nothing of a run that is under way', async () => {
    const { debrief, page, walk, visit, runId } = await trainee()
    await walk(0)
    expect((await visit(debrief)).location).toBe(page)
    expect((await visit(`${debrief}?run=${await runId()}`)).status).toBe(404)
  })

  it('asks the database at most five times', async () => {
    const { debrief, walk, visit } = await trainee()
    await walk(0, 0)
    await visit(debrief)
    const count = { queries: 0 }
    await countingQueries(count, () => visit(debrief))
    expect(count.queries).toBeLessThanOrEqual(5)
  })
})
