import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { Translator } from '#app/i18n/translator.ts'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { DataTable } from '#app/ui/table.tsx'
import type { TimelineEvent } from '../examined-attempt-queries.server.ts'
import { doneBy } from '../quiz-event.ts'

/** What happened to an attempt, in order: the log's own words, and nothing that was not recorded. */
export function AttemptTimeline({ events }: { events: (TimelineEvent & { isOutside: boolean })[] }) {
  const translator = useTranslator()
  const { t, exactTime } = translator
  const none = t('examiners.none')
  return (
    <DataTable
      caption={t('examiners.timeline')}
      captionHidden
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', header: t('examiners.event.at'), cell: ({ at }) => exactTime(at) },
        {
          key: 'what',
          header: t('examiners.event.what'),
          rowHeader: true,
          cell: (event) => <EventText event={event} />,
        },
        { key: 'who', header: t('examiners.event.who'), cell: (event) => whoOf(event, translator) },
        { key: 'device', header: t('examiners.event.device'), cell: ({ device }) => <bdi>{device ?? none}</bdi> },
        {
          key: 'address',
          header: t('examiners.event.address'),
          cell: ({ address, isOutside }) => (
            <>
              <bdi>{address ?? none}</bdi>
              {isOutside && <span className="note"> {t('examiners.event.outside')}</span>}
            </>
          ),
        },
      ]}
    />
  )
}

function EventText({ event: { kind, facts } }: { event: TimelineEvent }) {
  const { t } = useTranslator()
  const minutes = typeof facts.minutes === 'number' ? facts.minutes : 0
  const score = typeof facts.scorePercent === 'number' ? facts.scorePercent : null
  return (
    <>
      {t(`examiners.event.${kind}`, { minutes })}
      {kind === 'reopened' && score !== null && <> {t('examiners.event.withdrawn', { score: score / 100 })}</>}
      {typeof facts.reason === 'string' && (
        <>
          <br />
          <bdi className="note">{facts.reason}</bdi>
        </>
      )}
    </>
  )
}

function whoOf({ kind, actor }: TimelineEvent, { t }: Translator) {
  if (doneBy[kind] === 'time') return t('examiners.event.byTime')
  if (doneBy[kind] === 'candidate') return t('examiners.event.byCandidate')
  return actor === null ? t('examiners.none') : <bdi>{nameShown(actor, t)}</bdi>
}
