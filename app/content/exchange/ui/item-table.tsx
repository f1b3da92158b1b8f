import { useT } from '#app/i18n/use-translation.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { kindOfNote } from '../exchange-note.ts'
import type { PlannedItem } from '../import-plan.ts'
import { NoteList } from './note-list.tsx'

const tones = { taken: 'success', changed: 'warning', refused: 'danger' } as const satisfies Record<string, TagTone>

/** Whether a question is taken as it is, with changes, or not at all. */
function outcomeOf({ taken, notes }: PlannedItem): keyof typeof tones {
  if (!taken) return 'refused'
  return notes.some((one) => kindOfNote(one) !== 'added' || one.name !== 'articles') ? 'changed' : 'taken'
}

/** The questions of a file, each with what becomes of it and why. */
export function ItemTable({ items }: { items: PlannedItem[] }) {
  const t = useT()
  return (
    <DataTable
      caption={t('exchange.caption')}
      captionHidden
      rows={items}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'number', header: t('exchange.column.number'), numeric: true, cell: ({ number }) => number },
        {
          key: 'name',
          header: t('exchange.column.name'),
          rowHeader: true,
          cell: ({ name, type, line, category, taken }) => (
            <>
              <bdi>{name}</bdi>{' '}
              <small>
                {taken ? t(`question.kind.${taken.kind}`) : <bdi>{type}</bdi>}, {t('exchange.line', { line })}
              </small>
              {category.length > 0 && <p>{t('exchange.category', { category: category.join(' / ') })}</p>}
            </>
          ),
        },
        {
          key: 'outcome',
          header: t('exchange.column.outcome'),
          cell: (item) => {
            const outcome = outcomeOf(item)
            return (
              <>
                <Tag tone={tones[outcome]}>{t(`exchange.outcome.${outcome}`)}</Tag>
                <NoteList notes={item.notes} />
              </>
            )
          },
        },
      ]}
    />
  )
}
