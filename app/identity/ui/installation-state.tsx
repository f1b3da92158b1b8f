import { isMessageKey } from '#app/i18n/catalogue.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { EmptyState, Facts, Section, Tag, type TagTone } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { InstallationState, ListedJob } from '../settings/installation-state-queries.server.ts'

/** How mail fares, with a button that sends the viewer a test mail. */
export function MailState({ state: { canSendMail, mail }, ownAddress }: MailStateProps) {
  const t = useT()
  const { number, dateTime } = useTranslator()
  const { waiting, waitingSince, sent, givenUp, lastError } = mail
  if (!canSendMail) {
    return (
      <Section title={t('settings.mail.title')}>
        <Notice tone="info" title={t('settings.mail.none')}>
          <p>{t('settings.mail.noneText')}</p>
        </Notice>
      </Section>
    )
  }
  const since = waitingSince === null ? '' : dateTime(waitingSince)
  return (
    <Section title={t('settings.mail.title')}>
      <p>{t('settings.mail.works')}</p>
      <Facts
        items={[
          {
            label: t('settings.mail.waiting'),
            value: waiting > 0 ? t('settings.mail.waitingSince', { count: waiting, time: since }) : number(0),
          },
          { label: t('settings.mail.sent'), value: number(sent) },
          { label: t('settings.mail.givenUp'), value: number(givenUp) },
          ...(lastError ? [{ label: t('settings.mail.lastError'), value: <bdi>{lastError}</bdi> }] : []),
        ]}
      />
      {ownAddress === null ? (
        <p>{t('settings.testMail.noAddress')}</p>
      ) : (
        <Form hidden={{ intent: 'test-mail' }}>
          <p>{t('settings.testMail.to', { address: ownAddress })}</p>
          <ButtonRow>
            <Button variant="secondary">{t('settings.testMail.submit')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

type MailStateProps = { state: InstallationState; ownAddress: string | null }

const tones: Record<ListedJob['state'], TagTone> = {
  well: 'success',
  failed: 'danger',
  running: 'info',
  'cut-off': 'warning',
}

/** The last run of each job. One that has no words in the catalogue is shown by its name. */
export function JobList({ jobs }: { jobs: readonly ListedJob[] }) {
  const t = useT()
  const { dateTime } = useTranslator()
  const nameOf = (name: string) => {
    const key = `settings.job.${name}`
    return isMessageKey(key) ? t(key) : name
  }
  return (
    <Section title={t('settings.jobs.title')}>
      <DataTable
        caption={t('settings.jobs.caption')}
        columns={[
          { key: 'job', header: t('settings.jobs.job'), rowHeader: true, cell: ({ name }) => nameOf(name) },
          { key: 'began', header: t('settings.jobs.began'), cell: ({ startedAt }) => dateTime(startedAt) },
          {
            key: 'outcome',
            header: t('settings.jobs.outcome'),
            cell: ({ state, fault }) => (
              <>
                <Tag tone={tones[state]}>{t(`settings.jobs.${state}`)}</Tag>
                {state === 'failed' && fault && (
                  <>
                    {' '}
                    <bdi>{fault}</bdi>
                  </>
                )}
              </>
            ),
          },
        ]}
        rows={[...jobs]}
        rowKey={({ name }) => name}
        empty={
          <EmptyState title={t('settings.jobs.none')}>
            <p>{t('settings.jobs.noneText')}</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

/** What is installed, and what copies there are. */
export function InstallationFacts({ state: { version, node, backups } }: { state: InstallationState }) {
  const t = useT()
  const { date } = useTranslator()
  return (
    <Section title={t('settings.installation.title')}>
      <Facts
        items={[
          { label: t('settings.installation.version'), value: version },
          { label: t('settings.installation.node'), value: node },
          {
            label: t('settings.installation.backups'),
            value:
              backups.latest === null
                ? t('settings.installation.noBackups')
                : t('settings.installation.backupsText', { count: backups.count, date: date(backups.latest) }),
          },
        ]}
      />
      <p>{t('settings.installation.backupsNote')}</p>
    </Section>
  )
}
