import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { type Choice, endingOf, type Scenario, sceneOf } from '../scenario/scenario.ts'
import { momentOf } from '../scenario/case-clock.ts'
import { ArticleLinks } from './article-links.tsx'
import { useCaseTime } from './case-time.tsx'

type Props = AuthoredAttributes & { scenario: Scenario }

/** A scenario as a readable outline, with every way in it: for instructors alone. */
export function ScenarioPreview({ scenario, ...authored }: Props) {
  const { t, duration } = useTranslator()
  const { length } = useCaseTime()
  const { id, title, situationHtml, deadlines, scenes, endings, competences, most, minutes } = scenario
  const target = (to: string) => (sceneOf(scenario, to) ?? endingOf(scenario, to))?.title ?? to
  const isStarted = (deadline: string) =>
    scenes.some(({ choices }) => choices.some(({ starts }) => starts.includes(deadline)))
  const begins = {
    time: momentOf(scenario, 0).time,
    scene: target(scenario.start),
    minutes: duration(minutes),
  }
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-t`}>
      <p className="eyebrow">
        {t('scenario.preview.eyebrow')} · <code>{id}</code>
      </p>
      <h2 id={`${id}-t`} {...authored}>
        {title}
      </h2>
      <AuthoredHtml html={situationHtml} {...authored} />
      <p>{t('scenario.preview.starts', begins)}</p>
      {deadlines.length > 0 && (
        <>
          <h3>{t('scenario.preview.deadlines')}</h3>
          <ul>
            {deadlines.map(({ id: deadline, after, to, html }) => (
              <li key={deadline}>
                <code>{deadline}</code>{' '}
                {t(isStarted(deadline) ? 'scenario.preview.deadlineStarted' : 'scenario.preview.deadline', {
                  time: length(after),
                  target: target(to),
                })}
                <AuthoredHtml html={html} {...authored} />
              </li>
            ))}
          </ul>
        </>
      )}
      <ol className="scenario-path">
        {scenes.map((scene) => (
          <li key={scene.id} id={scene.id}>
            <h3>
              {t('scenario.preview.scene', { title: scene.title })} <code>{scene.id}</code>
            </h3>
            <AuthoredHtml html={scene.html} {...authored} />
            <ul className="scenario-others">
              {scene.choices.map((choice, index) => (
                <li key={index}>
                  <ChoiceOutline choice={choice} target={target} competences={competences} {...authored} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <h3>{t('scenario.preview.endings')}</h3>
      <ul>
        {endings.map((ending) => (
          <li key={ending.id} id={ending.id}>
            <strong {...authored}>{ending.title}</strong> <Tag>{t(`scenario.outcome.${ending.outcome}`)}</Tag>
            <AuthoredHtml html={ending.html} {...authored} />
          </li>
        ))}
      </ul>
      <h3>{t('scenario.preview.most')}</h3>
      <ul>
        {competences.map(({ id: competence, name }, index) => (
          <li key={competence}>{t('scenario.debrief.pointsOf', { competence: name, points: most[index] ?? 0 })}</li>
        ))}
      </ul>
    </section>
  )
}

function ChoiceOutline({
  choice: { labelHtml, consequenceHtml, to, takes, meets, starts, stops, points, articles },
  target,
  competences,
  ...authored
}: AuthoredAttributes & {
  choice: Choice
  target: (to: string) => string
  competences: Scenario['competences']
}) {
  const { t } = useTranslator()
  const { length } = useCaseTime()
  const facts = [
    t('scenario.preview.choice', { time: length(takes), target: target(to) }),
    ...(meets.length > 0 ? [t('scenario.preview.meets', { deadlines: meets.join(', ') })] : []),
    ...(starts.length > 0 ? [t('scenario.preview.startsDeadlines', { deadlines: starts.join(', ') })] : []),
    ...(stops.length > 0 ? [t('scenario.preview.stops', { deadlines: stops.join(', ') })] : []),
    ...competences.flatMap(({ name }, index) =>
      points[index] ? [t('scenario.debrief.pointsOf', { competence: name, points: points[index] })] : [],
    ),
  ]
  return (
    <>
      <p>
        <strong>
          <AuthoredHtml as="span" html={labelHtml} {...authored} />
        </strong>
      </p>
      <p className="note">{facts.join(' · ')}</p>
      <AuthoredHtml html={consequenceHtml} {...authored} />
      <ArticleLinks articles={articles} />
    </>
  )
}
