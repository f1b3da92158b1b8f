import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { makeRecoveryCodes } from '#app/identity/second-factor/make-recovery-codes.server.ts'
import { findSecondFactors } from '#app/identity/second-factor/second-factor-queries.server.ts'
import { needsSecondFactor } from '#app/identity/second-factor/second-factors.ts'
import { RecoveryCodes } from '#app/identity/ui/recovery-codes.tsx'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'opens')
  const { t } = await context.translator()
  const factors = await findSecondFactors(viewer)
  // They stand in for another second factor: without one there is nothing to make here.
  if (!needsSecondFactor(factors)) throw redirect('/account/security')
  return { title: t('security.recovery.title'), username: viewer.username, left: factors.recoveryCodes }
})

// The codes are answered with a page instead of a redirect: shown once and kept nowhere, not even in a cookie.
export const action = handle(async ({ context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const codes = await makeRecoveryCodes({ viewer, now: Date.now() })
  return data({ codes }, { headers: { 'Cache-Control': 'no-store' } })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function RecoveryCodesPage() {
  const { title, username, left } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={title}
        lead={answer ? undefined : t('security.recovery.lead')}
        breadcrumbs={[
          { href: '/account', label: t('identity.account.title') },
          { href: '/account/security', label: t('security.title') },
        ]}
      />
      {answer ? (
        <RecoveryCodes codes={answer.codes} username={username} />
      ) : (
        <>
          <p>{t('security.recovery.left', { count: left })}</p>
          <p>{t('security.recovery.replaces')}</p>
          <Form>
            <ButtonRow>
              <Button>{t('security.recovery.make')}</Button>
              <ButtonLink href="/account/security" variant="quiet">
                {t('identity.confirm.cancel')}
              </ButtonLink>
            </ButtonRow>
          </Form>
        </>
      )}
    </>
  )
}
