import type { ReactNode } from 'react'
import { useCaseTime } from '#app/content/ui/case-time.tsx'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { EndingView, SceneView } from '../scenario-view.ts'
import { OutcomeTag } from './outcome-tag.tsx'
import { ChoiceForm, WhatHappened } from './scenario-scene.tsx'

/** What every page of a scenario knows of it. */
export type AboutScenario = {
  href: string
  lesson: { href: string; label: string }
  course: { href: string; label: string }
  language: string
  scenario: { title: string; clock: number; situationHtml: string; minutes: number }
  canBegin: boolean
}

type PageProps = {
  about: AboutScenario
  /** What was wrong with the form just sent. */
  error?: string
}

/** Before the first run: the case, and the way into it. */
export function StartPage({ about: { course, lesson, language, scenario }, error }: PageProps) {
  const { t, duration } = useTranslator()
  const authored = useAuthored(language)
  return (
    <>
      <PageHeader
        breadcrumbs={[course, lesson]}
        eyebrow={t('scenario.card.eyebrow')}
        title={<Authored language={language}>{scenario.title}</Authored>}
        lead={t('scenario.card.about', { time: duration(scenario.minutes) })}
      />
      <Refusal error={error} />
      <Prose html={scenario.situationHtml} {...authored} />
      <p className="note">{t('scenario.start.lead')}</p>
      <BeginForm>{t('scenario.card.begin')}</BeginForm>
    </>
  )
}

/** A scene of the run under way. */
export function ScenePage({ about, view, isOlder, error }: PageProps & { view: SceneView; isOlder: boolean }) {
  const t = useT()
  const { moment, length } = useCaseTime()
  const { course, lesson, language, scenario, href, canBegin } = about
  const authored = useAuthored(language)
  const { scene, step, elapsed, last } = view
  const clock = { moment: moment(scenario, elapsed), elapsed: length(elapsed) }
  return (
    <>
      <PageHeader
        breadcrumbs={[course, lesson]}
        eyebrow={`${scenario.title} · ${t('scenario.scene.number', { number: step + 1 })}`}
        title={<Authored language={language}>{scene.title}</Authored>}
        lead={t(step === 0 ? 'scenario.scene.clockAtStart' : 'scenario.scene.clock', clock)}
      />
      {isOlder && <Notice tone="info">{t('scenario.scene.olderWording')}</Notice>}
      <details className="scenario-case" open={step === 0}>
        <summary>{t('scenario.scene.situation')}</summary>
        <Prose html={scenario.situationHtml} {...authored} />
      </details>
      {last && <WhatHappened last={last} {...authored} />}
      <Section title={t('scenario.scene.now')}>
        <Prose html={scene.html} {...authored} />
      </Section>
      <ChoiceForm view={view} error={error === undefined ? undefined : [error]} {...authored} />
      {canBegin && step > 0 && (
        <p>
          <a href={`${href}?restart`}>{t('scenario.scene.restart')}</a>
        </p>
      )}
    </>
  )
}

/** Asks whether the run under way is to be given up. */
export function RestartPage({ about, run, error }: PageProps & { run: { id: string; number: number } }) {
  const t = useT()
  const { course, lesson, href, scenario } = about
  return (
    <>
      <PageHeader
        breadcrumbs={[course, lesson]}
        title={t('scenario.restart.title', { scenario: scenario.title })}
        lead={t('scenario.restart.lead', { number: run.number })}
      />
      <Refusal error={error} />
      <ButtonRow>
        <Form action={href} className="" hidden={{ intent: 'restart', run: run.id }}>
          <Button variant="danger">{t('scenario.restart.confirm')}</Button>
        </Form>
        <ButtonLink href={href} variant="secondary">
          {t('scenario.restart.goOn')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}

/** The ending that the last run came to. */
export function EndingPage({ about, view, error }: PageProps & { view: EndingView }) {
  const t = useT()
  const { length } = useCaseTime()
  const { course, lesson, language, scenario, href, canBegin } = about
  const authored = useAuthored(language)
  const { ending, elapsed, last } = view
  return (
    <>
      <PageHeader
        breadcrumbs={[course, lesson]}
        eyebrow={`${scenario.title} · ${t('scenario.ending.eyebrow')}`}
        title={<Authored language={language}>{ending.title}</Authored>}
        lead={
          <>
            <OutcomeTag outcome={ending.outcome} /> {t('scenario.ending.after', { elapsed: length(elapsed) })}
          </>
        }
      />
      <Refusal error={error} />
      {last && <WhatHappened last={last} {...authored} />}
      <Section title={t('scenario.ending.eyebrow')}>
        <Prose html={ending.html} {...authored} />
      </Section>
      <ButtonRow>
        <ButtonLink href={`${href}/debrief`}>{t('scenario.card.debrief')}</ButtonLink>
        {canBegin && <BeginForm variant="secondary">{t('scenario.card.again')}</BeginForm>}
        <ButtonLink href={lesson.href} variant="secondary">
          {t('scenario.backToLesson')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}

/** Begins a run, or goes on with the one under way. `action` is the scenario's address, where the page is another. */
export function BeginForm({
  action,
  variant = 'primary',
  children,
}: {
  action?: string
  variant?: 'primary' | 'secondary'
  children: ReactNode
}) {
  return (
    <Form action={action} className="" hidden={{ intent: 'begin' }}>
      <Button variant={variant}>{children}</Button>
    </Form>
  )
}

function Refusal({ error }: { error?: string }) {
  if (error === undefined) return null
  return (
    <Notice tone="danger" role="alert">
      <p>{error}</p>
    </Notice>
  )
}
