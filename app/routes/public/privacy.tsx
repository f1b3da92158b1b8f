import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { titleOf } from '#app/http/title.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  return { title: t('identity.privacy.title') }
})

const lists: readonly { title: MessageKey; points: readonly MessageKey[] }[] = [
  {
    title: 'identity.privacy.stored',
    points: [
      'identity.privacy.stored.account',
      'identity.privacy.stored.password',
      'identity.privacy.stored.roles',
      'identity.privacy.stored.learning',
      'identity.privacy.stored.session',
      'identity.privacy.stored.attempts',
    ],
  },
  {
    title: 'identity.privacy.seen',
    points: [
      'identity.privacy.seen.you',
      'takeaway.privacy.notes',
      'identity.privacy.seen.manager',
      'identity.privacy.seen.instructor',
      'identity.privacy.seen.administrator',
      'identity.privacy.seen.trainee',
    ],
  },
  {
    title: 'identity.privacy.never',
    points: ['identity.privacy.never.thirdParty', 'identity.privacy.never.shared', 'identity.privacy.never.logs'],
  },
]

export default function PrivacyPage() {
  const { title } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader title={title} lead={t('identity.privacy.lead')} />
      {lists.map((list) => (
        <Section key={list.title} title={t(list.title)}>
          <ul>
            {list.points.map((point) => (
              <li key={point}>{t(point)}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section title={t('identity.privacy.cookies')}>
        <p>{t('identity.privacy.cookies.text')}</p>
      </Section>
      <Section title={t('identity.privacy.rights')}>
        <p>{t('identity.privacy.rights.text')}</p>
      </Section>
    </>
  )
}
