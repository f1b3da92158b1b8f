import { useTranslator } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { type Column, DataTable } from '#app/ui/table.tsx'
import { choiceOptions } from '../chance-mark.ts'
import type { QuestionStatistics } from '../item-statistics-queries.server.ts'
import type { GroupCounts } from '../question-figures.ts'
import { groupNames } from '../score-groups.ts'

type Row = { number: number; html: string; correct: boolean; counts: GroupCounts }
type Props = { statistics: QuestionStatistics; number: number; language: string }

/** How many of each group chose each option; nothing for a question that is not answered by choosing. */
export function OptionTable({ statistics: { question, figures }, number, language }: Props) {
  const { t, ...translator } = useTranslator()
  const authored = useAuthored(language)
  const options = choiceOptions(question)
  if (!options || !figures.options || figures.asked === 0) return null
  const rows = options.flatMap(({ html, correct }, index): Row[] => {
    const counts = figures.options?.[index]
    return counts ? [{ number: index + 1, html, correct, counts }] : []
  })
  const cell = (chosen: number, of: number) =>
    of === 0 ? t('statistics.none') : t('statistics.chosen', { count: chosen, share: translator.percent(chosen / of) })
  // Where everybody had the same result there are no groups: all stand in the middle.
  const { groups } = figures
  const isGrouped = groups.upper + groups.lower > 0
  const byGroup: Column<Row>[] = isGrouped
    ? groupNames.map((name) => ({
        key: name,
        header: t(`statistics.group.${name}`, { count: groups[name] }),
        numeric: true,
        cell: ({ counts }) => cell(counts[name], groups[name]),
      }))
    : [
        {
          key: 'all',
          header: t('statistics.group.all', { count: groups.middle }),
          numeric: true,
          cell: ({ counts }) => cell(counts.middle, groups.middle),
        },
      ]
  return (
    <details className="unfold">
      <summary>{t('statistics.options')}</summary>
      <DataTable<Row>
        caption={t('statistics.optionsCaption', { number })}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.number)}
        columns={[
          {
            key: 'option',
            header: t('statistics.option'),
            rowHeader: true,
            cell: (row) => (
              <div>
                {t('statistics.optionNumber', { number: row.number })}{' '}
                {row.correct && <Tag tone="success">{t('statistics.right')}</Tag>}
                <AuthoredHtml html={row.html} {...authored} />
              </div>
            ),
          },
          ...byGroup,
        ]}
      />
    </details>
  )
}
