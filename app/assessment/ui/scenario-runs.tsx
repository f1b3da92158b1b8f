import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { EndedRun } from '../scenario-run.ts'
import { OutcomeTag } from './outcome-tag.tsx'

export type ListedRun = Pick<EndedRun, 'id' | 'endedAt' | 'end'> & { isBest: boolean; isShown: boolean }

/** A person's runs of a scenario that came to an ending. `href` is the address of the debrief. */
export function RunList({ runs, href, language }: { runs: readonly ListedRun[]; href: string; language: string }) {
  const { t, dateTime, number } = useTranslator()
  return (
    <Section title={t('scenario.debrief.runs')}>
      <DataTable
        caption={t('scenario.debrief.runs')}
        captionHidden
        rows={[...runs]}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'ending',
            header: t('scenario.debrief.ending'),
            rowHeader: true,
            cell: ({ id, end, isShown }) => (
              <>
                <a href={`${href}?run=${id}`} aria-current={isShown ? 'page' : undefined}>
                  <Authored language={language}>{end.title}</Authored>
                </a>
                {isShown && <> ({t('scenario.debrief.shown')})</>}
              </>
            ),
          },
          {
            key: 'outcome',
            header: t('scenario.debrief.outcome'),
            cell: ({ end, isBest }) => (
              <>
                <OutcomeTag outcome={end.outcome} />
                {isBest && <> ({t('scenario.debrief.best')})</>}
              </>
            ),
          },
          {
            key: 'points',
            header: t('scenario.debrief.runPoints'),
            cell: ({ end }) => number(end.points),
            numeric: true,
          },
          { key: 'day', header: t('scenario.debrief.run'), cell: ({ endedAt }) => dateTime(endedAt) },
        ]}
      />
    </Section>
  )
}
