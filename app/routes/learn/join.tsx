import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { flash } from '#app/http/flash.server.ts'
import { readForm, refuse } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { tooOften } from '#app/http/too-often.server.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import { messageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { TooManyAttempts } from '#app/identity/ui/too-many-attempts.tsx'
import { joinCohort } from '#app/programmes/join-cohort.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Form, TextField } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

const joinSchema = z.object({ code: z.string().trim().min(1, messageKey('learn.join.codeMissing')) })

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  await requireViewer(context)
  const { t } = await context.translator()
  return { title: t('learn.join.title'), code: new URL(request.url).searchParams.get('code')?.slice(0, 100) ?? '' }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const form = await readForm(request, joinSchema)
  if (form.status === 'invalid') return data(form, { status: 422 })
  const { code } = form.value
  const now = Date.now()
  const result = await joinCohort({ accountId, code, address: context.address, now })
  if (result.status === 'too-many') return tooOften({ ...result, now, typed: form.typed })
  if (result.status === 'unknown-code') return refuse(form, { code: 'learn.join.unknownCode' })
  const names = { cohort: result.cohortName, programme: result.programmeName }
  const said = result.status === 'joined' ? 'learn.join.joined' : 'learn.join.already'
  return redirect('/learn', { headers: await flash(context, said, names) })
})

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders

export default function Join() {
  const { title, code } = useLoaderData<typeof loader>()
  const form = useActionData<typeof action>()
  const t = useT()
  const errors = translateErrors(form?.status === 'invalid' ? form.errors : undefined, t)
  return (
    <>
      <PageHeader title={title} lead={t('learn.join.lead')} />
      {form?.status === 'too-many' && <TooManyAttempts minutes={form.minutes} />}
      <ErrorSummary errors={errors} fields={['code']} />
      <Form action="/join" noValidate>
        <TextField
          name="code"
          label={t('learn.join.code')}
          hint={t('learn.join.codeHint')}
          error={errors.code}
          defaultValue={form?.typed.code ?? code}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          required
        />
        <Button>{t('learn.join.submit')}</Button>
      </Form>
    </>
  )
}
