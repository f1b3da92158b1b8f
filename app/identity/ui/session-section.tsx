import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Tag } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { ListedSession } from '../sign-in/session-queries.server.ts'

type Sessions = (ListedSession & { isThis: boolean })[]

const hasOthers = (sessions: Sessions) => sessions.some(({ isThis }) => !isThis)

function EndOthers() {
  const t = useT()
  return (
    <Form hidden={{ intent: 'end-others' }} className="">
      <Button variant="secondary">{t('security.sessions.endOthers')}</Button>
    </Form>
  )
}

/**
 * After a change of how one gets in: offers to sign out everywhere else, where somebody may sit who got in before it.
 * Source of the rule: OWASP ASVS 5.0, 7.4.3.
 */
export function ChangedNotice({ sessions }: { sessions: Sessions }) {
  const t = useT()
  if (!hasOthers(sessions)) return null
  return (
    <Notice tone="info" title={t('security.sessions.changed')}>
      <p>{t('security.sessions.changedText')}</p>
      <EndOthers />
    </Notice>
  )
}

/** This browser is signed out as at the top of every page; another by its handle. */
function EndOne({ handle, device, isThis }: Sessions[number]) {
  const t = useT()
  const label = isThis
    ? t('security.sessions.endThis')
    : t('security.sessions.endNamed', { device: device || t('security.sessions.unknown') })
  return (
    <Form
      action={isThis ? '/sign-out' : undefined}
      hidden={isThis ? {} : { intent: 'end-session', session: handle }}
      className=""
    >
      <button className="button button--quiet" type="submit" aria-label={label}>
        {t('security.sessions.endOne')}
      </button>
    </Form>
  )
}

/** Where a person is signed in. */
export function SessionSection({ sessions }: { sessions: Sessions }) {
  const { t, dateTime } = useTranslator()
  return (
    <Section title={t('security.sessions.title')} id="sessions">
      <p>{t('security.sessions.text')}</p>
      <DataTable
        caption={t('security.sessions.caption', { count: sessions.length })}
        captionHidden
        columns={[
          {
            key: 'device',
            header: t('security.sessions.device'),
            rowHeader: true,
            cell: ({ device, isThis }) => (
              <>
                <bdi>{device || t('security.sessions.unknown')}</bdi>{' '}
                {isThis && <Tag tone="info">{t('security.sessions.this')}</Tag>}
              </>
            ),
          },
          {
            key: 'kind',
            header: t('security.sessions.kind'),
            cell: ({ kind }) => t(`security.sessions.kind.${kind}`),
          },
          { key: 'since', header: t('security.sessions.since'), cell: ({ createdAt }) => dateTime(createdAt) },
          { key: 'seen', header: t('security.sessions.seen'), cell: ({ lastSeenAt }) => dateTime(lastSeenAt) },
          {
            key: 'end',
            header: t('security.sessions.end'),
            cell: (session) => <EndOne {...session} />,
          },
        ]}
        rows={sessions}
        rowKey={({ handle }) => handle}
      />
      <ButtonRow>
        {hasOthers(sessions) && <EndOthers />}
        <Form hidden={{ intent: 'end-all' }} className="">
          <Button variant="secondary">{t('identity.account.everywhereSubmit')}</Button>
        </Form>
      </ButtonRow>
      <p className="note">{t('identity.account.everywhereText')}</p>
    </Section>
  )
}
