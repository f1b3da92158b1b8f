import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { Facts, Tag } from '#app/ui/page.tsx'
import { DataTable, Pagination } from '#app/ui/table.tsx'
import type { PlannedChange, ShownStanding } from '../regrade-plan.ts'
import type { ShownRun } from '../view-regrade.server.ts'

type Props = { run: ShownRun; underWay: number; hrefFor: (page: number) => string }

/** What a correction would change: how many first, then who, a page at a time. */
export function DryRunTable({ run, underWay, hrefFor }: Props) {
  const { t, number } = useTranslator()
  return (
    <>
      <p>{t('regrade.dryRunNote')}</p>
      <Facts
        items={[
          { label: t('regrade.attempts'), value: number(run.attempts) },
          { label: t('regrade.changed'), value: number(run.total) },
          { label: t('regrade.results'), value: number(run.results) },
          { label: t('regrade.passes'), value: number(run.passes) },
          { label: t('regrade.fails'), value: number(run.fails) },
          { label: t('regrade.underWay'), value: number(underWay) },
        ]}
      />
      <p>{t('regrade.underWayText', { count: underWay })}</p>
      {run.total === 0 ? <p>{t('regrade.nobody')}</p> : <Changes run={run} />}
      <Pagination page={run.page} pages={run.pages} hrefFor={hrefFor} />
    </>
  )
}

function Changes({ run: { changes, offset, total } }: Pick<Props, 'run'>) {
  const { t, percent, number, shortDate } = useTranslator()
  const mark = ({ mark: given }: ShownStanding) => (given === null ? t('regrade.markNone') : number(given))
  const both = ({ before, after }: PlannedChange, write: (standing: ShownStanding) => string) =>
    t('regrade.fromTo', { before: write(before), after: write(after) })
  return (
    <>
      <p className="note">{t('regrade.privacy')}</p>
      <DataTable<PlannedChange>
        caption={t('regrade.changes', { from: offset + 1, to: offset + changes.length, total })}
        rows={changes}
        rowKey={({ attemptId }) => attemptId}
        columns={[
          {
            key: 'person',
            header: t('regrade.person'),
            rowHeader: true,
            cell: ({ displayName }) => <bdi>{nameShown(displayName, t)}</bdi>,
          },
          {
            key: 'attempt',
            header: t('regrade.attempt'),
            cell: (one) => t('regrade.attemptValue', { number: one.number, date: shortDate(one.submittedAt) }),
          },
          { key: 'mark', header: t('regrade.mark'), cell: (change) => both(change, mark) },
          {
            key: 'result',
            header: t('regrade.result'),
            cell: (change) => both(change, ({ scorePercent }) => percent(scorePercent / 100)),
          },
          { key: 'outcome', header: t('regrade.outcome'), cell: (change) => <Outcome change={change} /> },
        ]}
      />
    </>
  )
}

function Outcome({ change: { before, after } }: { change: PlannedChange }) {
  const t = useT()
  if (before.passed === after.passed) return <>{t(after.passed ? 'regrade.samePassed' : 'regrade.sameFailed')}</>
  return (
    <Tag tone={after.passed ? 'success' : 'danger'}>{t(after.passed ? 'regrade.passedNow' : 'regrade.failedNow')}</Tag>
  )
}
