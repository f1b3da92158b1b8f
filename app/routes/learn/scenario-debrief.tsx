import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findScenarioPlace } from '#app/assessment/scenario-place-queries.server.ts'
import { findScenarioOfRun } from '#app/assessment/scenario-run-queries.server.ts'
import { bestRun } from '#app/assessment/scenario-run.ts'
import { debriefOf } from '#app/assessment/scenario-view.ts'
import { OutcomeTag } from '#app/assessment/ui/outcome-tag.tsx'
import { CompetencePoints, WalkedPath } from '#app/assessment/ui/scenario-debrief.tsx'
import { BeginForm } from '#app/assessment/ui/scenario-pages.tsx'
import { RunList } from '#app/assessment/ui/scenario-runs.tsx'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { useCaseTime } from '#app/content/ui/case-time.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'

export const meta = titleOf

/** So many runs are listed, the best one always among them. */
const LISTED = 10

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, lesson, lessonHref, href, current, open, ended } = await findScenarioPlace({ accountId, ...params })
  const asked = new URL(request.url).searchParams.get('run')
  const shown = asked === null ? ended[0] : ended.find(({ id }) => id === asked)
  if (!shown && asked !== null) throw new NotFound()
  if (!shown) throw redirect(href)
  const { t } = await context.translator()
  const scenario = await findScenarioOfRun(shown)
  const best = bestRun(ended)
  const listed = ended.filter((run, index) => index < LISTED || run === best || run === shown)
  return {
    title: t('scenario.debrief.title', { scenario: scenario.title }),
    language: outline.language,
    breadcrumbs: [
      { href: `/courses/${outline.slug}`, label: outline.title },
      { href: lessonHref, label: lesson.title },
    ],
    href,
    lessonHref,
    clock: scenario.clock,
    canBegin: current !== null && open === null,
    isOpen: open !== null,
    debrief: debriefOf(scenario, shown),
    runs: listed.map((run) => ({
      id: run.id,
      endedAt: run.endedAt,
      end: run.end,
      isBest: run === best,
      isShown: run === shown,
    })),
  }
})

export default function ScenarioDebrief() {
  const { title, language, breadcrumbs, href, lessonHref, clock, canBegin, isOpen, debrief, runs } =
    useLoaderData<typeof loader>()
  const { t, dateTime } = useTranslator()
  const { moment, length } = useCaseTime()
  const authored = useAuthored(language)
  const { ending, elapsed, endedAt, points, turns } = debrief
  const times = { elapsed: length(elapsed), from: moment({ clock }, 0), to: moment({ clock }, elapsed) }
  return (
    <>
      <PageHeader breadcrumbs={breadcrumbs} title={title} />
      <div className="section">
        <Facts
          items={[
            {
              label: t('scenario.debrief.ending'),
              value: (
                <>
                  <Authored language={language}>{ending.title}</Authored> <OutcomeTag outcome={ending.outcome} />
                </>
              ),
            },
            { label: t('scenario.debrief.time'), value: t('scenario.debrief.timeFromTo', times) },
            { label: t('scenario.debrief.day'), value: dateTime(endedAt) },
          ]}
        />
      </div>
      <CompetencePoints points={points} language={language} />
      <WalkedPath turns={turns} clock={clock} language={language} />
      <Section title={t('scenario.ending.eyebrow')}>
        <Prose html={ending.html} {...authored} />
      </Section>
      <RunList runs={runs} href={`${href}/debrief`} language={language} />
      <ButtonRow>
        {canBegin && <BeginForm action={href}>{t('scenario.card.again')}</BeginForm>}
        {isOpen && <ButtonLink href={href}>{t('scenario.card.goOn')}</ButtonLink>}
        <ButtonLink href={lessonHref} variant="secondary">
          {t('scenario.backToLesson')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}
