import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { ScenarioCardView } from '../scenario-view.ts'
import { OutcomeTag } from './outcome-tag.tsx'

type ScenarioCardProps = AuthoredAttributes & {
  view: ScenarioCardView
}

/** A scenario in the text of a lesson: what the case is, how far the person has come, and the way into it. */
export function ScenarioCard({ view, ...authored }: ScenarioCardProps) {
  const { t, duration } = useTranslator()
  const { id, href, title, situationHtml, minutes, open, last, best } = view
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-t`}>
      <p className="eyebrow">{t('scenario.card.eyebrow')}</p>
      <h2 id={`${id}-t`} {...authored}>
        {title}
      </h2>
      <AuthoredHtml html={situationHtml} {...authored} />
      <p className="note">{t('scenario.card.about', { time: duration(minutes) })}</p>
      {open && (
        <p>
          <strong>
            {open.title === null
              ? t('scenario.card.open', { number: open.number })
              : t('scenario.card.openAt', { number: open.number, title: open.title })}
          </strong>
        </p>
      )}
      {last && (
        <p>
          {t('scenario.card.ended', { ending: last.title })} <OutcomeTag outcome={last.outcome} />
        </p>
      )}
      {best && (
        <p>
          {t('scenario.card.best', { ending: best.title })} <OutcomeTag outcome={best.outcome} />
        </p>
      )}
      <ButtonRow>
        {open ? (
          <ButtonLink href={href}>{t('scenario.card.goOn')}</ButtonLink>
        ) : (
          <Form action={href} className="" hidden={{ intent: 'begin' }}>
            <Button variant={last ? 'secondary' : 'primary'}>
              {t(last ? 'scenario.card.again' : 'scenario.card.begin')}
            </Button>
          </Form>
        )}
        {last && (
          <ButtonLink href={`${href}/debrief`} variant={open ? 'secondary' : 'primary'}>
            {t('scenario.card.debrief')}
          </ButtonLink>
        )}
      </ButtonRow>
    </section>
  )
}
