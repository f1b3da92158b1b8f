import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { Translator } from '#app/i18n/translator.ts'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { Authored } from '#app/ui/authored.tsx'
import { type Column, DataTable } from '#app/ui/table.tsx'
import type { ListedAttempt } from '../attempt-list-queries.server.ts'
import { AttemptStateTag } from './attempt-state-tag.tsx'

type ExaminedAttemptsProps = {
  path: string
  attempts: ListedAttempt[]
  /** Titles of quizzes, by id. */
  titles: Readonly<Record<string, string>>
  /** Of the titles. */
  language: string
}

/** Attempts at a course, a line for each with the way to it. */
export function ExaminedAttempts({ attempts, ...shown }: ExaminedAttemptsProps) {
  const translator = useTranslator()
  return (
    <DataTable
      caption={translator.t('examiners.caption')}
      captionHidden
      rows={attempts}
      rowKey={({ id }) => id}
      columns={columns(translator, shown)}
    />
  )
}

function columns(
  { t, dateTime, number, percent }: Translator,
  { path, titles, language }: Omit<ExaminedAttemptsProps, 'attempts'>,
): Column<ListedAttempt>[] {
  const none = t('examiners.none')
  return [
    {
      key: 'person',
      header: t('examiners.person'),
      rowHeader: true,
      cell: ({ id, person }) => (
        <span>
          <a href={`${path}/${id}`}>
            <bdi>{nameShown(person.displayName, t)}</bdi>
          </a>
          <br />
          <bdi className="note">{person.username}</bdi>
        </span>
      ),
    },
    {
      key: 'quiz',
      header: t('examiners.quiz'),
      cell: ({ quizId }) => <Authored language={language}>{titles[quizId] ?? quizId}</Authored>,
    },
    { key: 'number', header: t('examiners.number'), numeric: true, cell: (attempt) => number(attempt.number) },
    { key: 'begun', header: t('examiners.begun'), cell: ({ startedAt }) => dateTime(startedAt) },
    { key: 'state', header: t('examiners.state'), cell: (attempt) => <AttemptStateTag attempt={attempt} /> },
    {
      key: 'end',
      header: t('examiners.end'),
      cell: ({ submittedAt, dueAt }) =>
        submittedAt !== null
          ? dateTime(submittedAt)
          : dueAt === null
            ? none
            : t('examiners.endsAt', { time: dateTime(dueAt) }),
    },
    {
      key: 'result',
      header: t('examiners.result'),
      numeric: true,
      cell: ({ scorePercent }) => (scorePercent === null ? none : percent(scorePercent / 100)),
    },
    {
      key: 'extra',
      header: t('examiners.extraTime'),
      numeric: true,
      cell: ({ extraTime }) => (extraTime === 0 ? none : percent(extraTime / 100)),
    },
  ]
}
