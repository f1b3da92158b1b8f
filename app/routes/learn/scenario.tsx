import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { beginScenario } from '#app/assessment/begin-scenario.server.ts'
import { findScenarioPlace, type ScenarioPlace } from '#app/assessment/scenario-place-queries.server.ts'
import { scenarioFormSchema } from '#app/assessment/scenario-run.ts'
import { isChanged, viewEnding, viewScene } from '#app/assessment/scenario-view.ts'
import { EndingPage, RestartPage, ScenePage, StartPage } from '#app/assessment/ui/scenario-pages.tsx'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { type FormResult, readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { chooseInScenario } from '#app/progress/choose-in-scenario.server.ts'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const place = await findScenarioPlace({ accountId, ...params })
  const { t } = await context.translator()
  const { scenario, current, open, ended } = place
  const about = aboutOf(place)
  const titled = (scene: string) => t('scenario.scene.pageTitle', { scene, scenario: scenario.title })
  if (open && current && new URL(request.url).searchParams.has('restart')) {
    const run = { id: open.id, number: open.steps.length + 1 }
    return { status: 'restart' as const, title: t('scenario.restart.title', { scenario: scenario.title }), about, run }
  }
  if (open) {
    const view = viewScene(scenario, open)
    return {
      status: 'scene' as const,
      title: titled(view.scene.title),
      about,
      view,
      isOlder: isChanged(scenario, current),
    }
  }
  if (ended[0]) {
    const view = viewEnding(scenario, ended[0])
    return { status: 'ending' as const, title: titled(view.ending.title), about, view }
  }
  return { status: 'start' as const, title: scenario.title, about }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, lesson, href, runs, scenario } = await findScenarioPlace({ accountId, ...params })
  const form = await readForm(request, scenarioFormSchema)
  if (form.status === 'invalid') return refuse(messageFor(form))
  const now = Date.now()
  if (form.value.intent !== 'choose') {
    const replaces = form.value.intent === 'restart' ? form.value.run : null
    await beginScenario({ accountId, outline, lesson, scenarioId: scenario.id, replaces, now })
    return redirect(href)
  }
  const { run: runId, step, choice } = form.value
  const run = runs.find(({ id }) => id === runId)
  if (!run) throw new NotFound()
  const { status } = await chooseInScenario({ accountId, courseId: outline.courseId, run, step, choice, now })
  if (status === 'no-such-choice') return refuse('scenario.error.noSuchChoice')
  if (status === 'too-long') return refuse('scenario.error.tooLong')
  return redirect(href, status === 'stale' ? { headers: await flash(context, 'scenario.stale') } : undefined)
})

const refuse = (error: MessageKey) => data({ error }, { status: 422 })

/** A form without a choice was sent too soon; any other mistake no page of ours makes. */
function messageFor({ errors, typed }: Extract<FormResult<unknown>, { status: 'invalid' }>): MessageKey {
  const isUnchosen = Object.keys(errors).join() === 'choice' && !typed.choice
  return isUnchosen ? 'scenario.error.choose' : 'scenario.error.unusable'
}

function aboutOf({ outline, lesson, lessonHref, href, scenario, current }: ScenarioPlace) {
  const { title, clock, situationHtml, minutes } = scenario
  return {
    href,
    lesson: { href: lessonHref, label: lesson.title },
    course: { href: `/courses/${outline.slug}`, label: outline.title },
    language: outline.language,
    scenario: { title, clock, situationHtml, minutes },
    /** Whether a new run can be begun: the lesson still has the scenario. */
    canBegin: current !== null,
  }
}

export default function ScenarioPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const error = answer && 'error' in answer ? t(answer.error) : undefined
  if (page.status === 'start') return <StartPage about={page.about} error={error} />
  if (page.status === 'restart') return <RestartPage about={page.about} run={page.run} error={error} />
  if (page.status === 'ending') return <EndingPage about={page.about} view={page.view} error={error} />
  return <ScenePage about={page.about} view={page.view} isOlder={page.isOlder} error={error} />
}
