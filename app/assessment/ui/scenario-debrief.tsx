import { ArticleLinks } from '#app/content/ui/article-links.tsx'
import { useCaseTime } from '#app/content/ui/case-time.tsx'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { Section } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { Debrief, ToldChoice } from '../scenario-view.ts'
import { PassedDeadlines } from './scenario-scene.tsx'

/** The points of a run beside the most there are. */
export function CompetencePoints({ points, language }: Pick<Debrief, 'points'> & { language: string }) {
  const { t, number } = useTranslator()
  return (
    <Section title={t('scenario.debrief.points')}>
      <p className="note">{t('scenario.debrief.pointsRule')}</p>
      <DataTable
        caption={t('scenario.debrief.points')}
        captionHidden
        rows={[...points]}
        rowKey={({ competence }) => competence}
        columns={[
          {
            key: 'competence',
            header: t('scenario.debrief.competence'),
            cell: ({ competence }) => <Authored language={language}>{competence}</Authored>,
            rowHeader: true,
          },
          { key: 'points', header: t('scenario.debrief.yours'), cell: (row) => number(row.points), numeric: true },
          { key: 'most', header: t('scenario.debrief.most'), cell: (row) => number(row.most), numeric: true },
        ]}
      />
    </Section>
  )
}

/** Each turn of a run: what was chosen, what came of it, the articles behind it, and the choices not taken. */
export function WalkedPath({ turns, clock, language }: Pick<Debrief, 'turns'> & { clock: number; language: string }) {
  const t = useT()
  const { moment, length } = useCaseTime()
  const authored = useAuthored(language)
  return (
    <Section title={t('scenario.debrief.path')}>
      <ol className="scenario-path">
        {turns.map(({ title, from, chosen, passed, others }, index) => (
          <li key={index}>
            <h3>{t('scenario.debrief.turn', { number: index + 1, title })}</h3>
            <p className="note">
              {t('scenario.debrief.when', { from: moment({ clock }, from), time: length(chosen.takes) })}
            </p>
            <p>
              {t('scenario.scene.chosen')}{' '}
              <strong>
                <AuthoredHtml as="span" html={chosen.labelHtml} {...authored} />
              </strong>
            </p>
            {chosen.consequenceHtml !== null && <Prose html={chosen.consequenceHtml} {...authored} />}
            <PassedDeadlines passed={passed} {...authored} />
            <ChoiceFacts choice={chosen} />
            {others.length > 0 && (
              <div className="scenario-others">
                <h4>{t('scenario.debrief.others')}</h4>
                <ul>
                  {others.map((other, place) => (
                    <li key={place}>
                      <p>
                        <strong>
                          <AuthoredHtml as="span" html={other.labelHtml} {...authored} />
                        </strong>{' '}
                        <span className="scenario-takes">
                          {t('scenario.scene.takes', { time: length(other.takes) })}
                        </span>
                      </p>
                      {other.consequenceHtml !== null && <Prose html={other.consequenceHtml} {...authored} />}
                      <ChoiceFacts choice={other} />
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function ChoiceFacts({ choice: { points, articles } }: { choice: ToldChoice }) {
  const t = useT()
  return (
    <>
      {points.length > 0 && (
        <p className="note">{points.map((one) => t('scenario.debrief.pointsOf', one)).join(' · ')}</p>
      )}
      <p className="visually-hidden">{t('scenario.debrief.articles')}</p>
      <ArticleLinks articles={articles} />
    </>
  )
}
