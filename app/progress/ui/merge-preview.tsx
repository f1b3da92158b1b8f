import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { EmptyState, Facts, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { MergedCourse, MergeReport, Standing } from '../merging/account-merge.ts'

/** What merging two accounts would move, join and end, in figures and words. */
export function MergePreview({ report }: { report: MergeReport }) {
  const t = useT()
  return (
    <>
      <Section title={t('merging.courses.title')}>
        <Courses courses={report.courses} />
      </Section>
      <Section title={t('merging.moves.title')}>
        <Moves report={report} />
      </Section>
      <Section title={t('merging.joins.title')}>
        <ul>
          {joins(report).map(({ key, values }) => (
            <li key={key}>{t(key, values)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('merging.ends.title')}>
        <ul>
          {ends(report).map(({ key, values }, index) => (
            <li key={index}>
              <bdi>{t(key, values)}</bdi>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Courses({ courses }: { courses: readonly MergedCourse[] }) {
  const t = useT()
  return (
    <DataTable
      caption={t('merging.courses.caption')}
      captionHidden
      columns={[
        {
          key: 'course',
          header: t('merging.courses.course'),
          rowHeader: true,
          cell: ({ title }) => <bdi>{title}</bdi>,
        },
        {
          key: 'kept',
          header: t('merging.courses.kept'),
          cell: ({ kept, activityCount }) => <StandingText standing={kept} total={activityCount} />,
        },
        {
          key: 'duplicate',
          header: t('merging.courses.duplicate'),
          cell: ({ duplicate, activityCount }) => <StandingText standing={duplicate} total={activityCount} />,
        },
        {
          key: 'together',
          header: t('merging.courses.together'),
          cell: ({ together, activityCount }) => <StandingText standing={together} total={activityCount} />,
        },
      ]}
      rows={[...courses]}
      rowKey={({ courseId }) => courseId}
      empty={<EmptyState title={t('merging.courses.none')} />}
    />
  )
}

function StandingText({ standing, total }: { standing: Standing | null; total: number }) {
  const { t, date } = useTranslator()
  if (!standing) return <>{t('merging.courses.notBegun')}</>
  const { completedActivities: done, completedAt, completedRevision } = standing
  if (completedAt !== null) {
    return <>{t('merging.courses.completed', { date: date(completedAt), edition: completedRevision ?? 1 })}</>
  }
  return (
    <>
      {t('merging.courses.underWay', { done, total })}
      {done >= total && total > 0 && <p>{t('merging.courses.allDone')}</p>}
    </>
  )
}

function Moves({ report }: { report: MergeReport }) {
  const { t, number } = useTranslator()
  const moved = [
    ['merging.moves.events', report.events],
    ['merging.moves.attempts', report.attempts.moved],
    ['merging.moves.practice', report.practiceAnswers],
    ['merging.moves.scenarios', report.scenarioRuns.moved],
    ['merging.moves.drafts', report.drafts.moved],
    ['merging.moves.notes', report.notes.moved],
    ['merging.moves.enrolments', report.enrolments.moved],
    ['merging.moves.identities', report.closed.identities],
  ] as const
  const told = moved.filter(([, count]) => count > 0)
  if (told.length === 0) return <p>{t('merging.moves.nothing')}</p>
  return <Facts items={told.map(([key, count]) => ({ label: t(key), value: number(count) }))} />
}

type Line = { key: MessageKey; values?: Record<string, string | number> }

function joins({ notes, enrolments, closed }: MergeReport): Line[] {
  const lines: (Line | false)[] = [
    { key: 'merging.joins.completions' },
    notes.joined > 0 && { key: 'merging.joins.notes', values: { joined: notes.joined } },
    enrolments.joined > 0 && { key: 'merging.joins.enrolments', values: { joined: enrolments.joined } },
    closed.email === 'taken-over' && { key: 'merging.joins.emailTaken' },
    closed.agencyTakenOver && { key: 'merging.joins.agencyTaken' },
  ]
  return lines.filter((line) => line !== false)
}

function ends({ pair, drafts, scenarioRuns, attempts, closed }: MergeReport): Line[] {
  const { givenUp } = scenarioRuns
  const lines: (Line | false)[] = [
    ...drafts.givenUp.map((draft): Line => ({ key: 'merging.ends.draft', values: draft })),
    givenUp > 0 && { key: 'merging.ends.scenarios', values: { givenUp } },
    attempts.dropped > 0 && { key: 'merging.ends.attempts', values: { dropped: attempts.dropped } },
    closed.email === 'given-up' && { key: 'merging.ends.email' },
    closed.roles > 0 && { key: 'merging.ends.roles', values: { roles: closed.roles } },
    { key: 'merging.ends.waysIn' },
    { key: 'merging.ends.username', values: { username: pair.duplicate.username } },
    { key: 'merging.ends.undone' },
  ]
  return lines.filter((line) => line !== false)
}
