import { useCaseTime } from '#app/content/ui/case-time.tsx'
import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorText } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { LastTurn, SceneView } from '../scenario-view.ts'

/** The words of a choice that was made, and what came of it or happened instead. */
export function WhatHappened({ last, ...authored }: { last: LastTurn } & AuthoredAttributes) {
  const t = useT()
  return (
    <Section title={t('scenario.scene.happened')}>
      <p>
        {t('scenario.scene.chosen')}{' '}
        <strong>
          <AuthoredHtml as="span" html={last.labelHtml} {...authored} />
        </strong>
      </p>
      {last.consequenceHtml !== null && <Prose html={last.consequenceHtml} {...authored} />}
      <PassedDeadlines passed={last.passed} {...authored} />
    </Section>
  )
}

export function PassedDeadlines({ passed, ...authored }: { passed: LastTurn['passed'] } & AuthoredAttributes) {
  const t = useT()
  return (
    <>
      {passed.map(({ html }, index) => (
        <Notice key={index} tone="warning" title={t('scenario.scene.tooLate')}>
          <AuthoredHtml html={html} {...authored} />
        </Notice>
      ))}
    </>
  )
}

/** What a scene asks to be decided. `error` says what was wrong with the choice just sent. */
export function ChoiceForm({
  view: { runId, step, scene },
  error,
  ...authored
}: { view: SceneView; error?: readonly string[] } & AuthoredAttributes) {
  const t = useT()
  const { length } = useCaseTime()
  return (
    <Form className="prose check" hidden={{ intent: 'choose', run: runId, step: String(step) }}>
      <fieldset
        className={error ? 'field--invalid' : undefined}
        role="radiogroup"
        aria-labelledby="ask"
        aria-describedby={error ? 'ask-error' : undefined}
      >
        <h2 id="ask">{t('scenario.scene.ask')}</h2>
        <ErrorText id="ask-error" error={error} />
        <div className="check__options">
          {scene.choices.map(({ labelHtml, takes }, index) => (
            <label className="check__option" key={index}>
              <input type="radio" name="choice" value={index} />
              <span>
                <AuthoredHtml as="span" html={labelHtml} {...authored} />{' '}
                <span className="scenario-takes">{t('scenario.scene.takes', { time: length(takes) })}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Button>{t('scenario.scene.choose')}</Button>
    </Form>
  )
}
