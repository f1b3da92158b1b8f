import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { listPasskeys } from '#app/identity/second-factor/passkey-queries.server.ts'
import { removeSecondFactor } from '#app/identity/second-factor/remove-second-factor.server.ts'
import { renamePasskey } from '#app/identity/second-factor/rename-passkey.server.ts'
import { changePasskeySchema } from '#app/identity/second-factor/second-factor-forms.ts'
import { PasskeyFacts } from '#app/identity/ui/passkey-section.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'opens')
  const passkey = (await listPasskeys({ viewer })).find(({ credentialId }) => credentialId === params.passkey)
  if (!passkey) throw new NotFound()
  return { title: passkey.name, passkey }
})

const wrong = { required: 'security.error.required', 'last-way': 'security.error.lastWay' } as const

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const form = await readForm(request, changePasskeySchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const credentialId = params.passkey ?? ''
  if (form.value.intent === 'rename') {
    await renamePasskey({ viewer, credentialId, name: form.value.name })
    return redirect('/account/security', { headers: await flash(context, 'security.passkey.renamed') })
  }
  const factor = { kind: 'passkey' as const, credentialId }
  const { status } = await removeSecondFactor({ viewer, factor, now: Date.now() })
  if (status !== 'removed') return refuse(form, { '': wrong[status] })
  return redirect('/account/security?changed', { headers: await flash(context, 'security.passkey.removed') })
})

export default function PasskeyPage() {
  const { title, passkey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(answer?.errors, t)
  return (
    <>
      <PageHeader
        title={<bdi>{title}</bdi>}
        breadcrumbs={[
          { href: '/account', label: t('identity.account.title') },
          { href: '/account/security', label: t('security.title') },
        ]}
      />
      <ErrorSummary errors={errors} fields={['name']} />
      <PasskeyFacts passkey={passkey} />
      <Section title={t('security.passkey.rename')}>
        <Form hidden={{ intent: 'rename' }}>
          <TextField
            name="name"
            label={t('security.passkey.name')}
            hint={t('security.passkey.nameHint')}
            error={errors.name}
            defaultValue={answer?.typed.name ?? passkey.name}
            autoComplete="off"
            dir="auto"
            required
          />
          <ButtonRow>
            <Button>{t('security.passkey.renameSubmit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('security.passkey.remove')}>
        <p>{t('security.passkey.removeText')}</p>
        <Form hidden={{ intent: 'remove' }}>
          <ButtonRow>
            <Button variant="danger">{t('security.passkey.removeSubmit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  )
}
