import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { flash } from '#app/http/flash.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { secretPage } from '#app/http/secret-page.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { findAddressToVerify, verifyEmail } from '#app/identity/ways-in/verify-email.server.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

// Opening the link changes nothing: programs that look through mail open it, too.
export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { t } = await context.translator()
  const found = await findAddressToVerify({ token: params.token ?? '', now: Date.now() })
  const title = t(found ? 'waysIn.verify.title' : 'waysIn.link.dead')
  return data({ title, found }, { status: found ? 200 : 404 })
})

export const action = handle(async ({ params, context }: ActionFunctionArgs) => {
  const result = await verifyEmail({ token: params.token ?? '', now: Date.now() })
  // The page, whose loader finds no such link either, says so.
  if (result.status === 'refused') return data(null, { status: 404 })
  const said = await flash(context, 'waysIn.verify.done', { email: result.email })
  return redirect((await context.viewer()) ? '/account' : '/sign-in', { headers: said })
})

export const headers = secretPage

export default function VerifyEmailPage() {
  const { title, found } = useLoaderData<typeof loader>()
  const t = useT()
  if (!found) {
    return (
      <>
        <PageHeader title={title} lead={t('waysIn.link.deadText')} />
        <ButtonLink href="/account/email">{t('waysIn.verify.askAgain')}</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHeader title={title} lead={<bdi>{t('waysIn.verify.lead', found)}</bdi>} />
      <Form>
        <ButtonRow>
          <Button>{t('waysIn.verify.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
