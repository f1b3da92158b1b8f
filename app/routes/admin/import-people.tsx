import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { legacyEncodings } from '#app/csv/decode-file.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { type Translator } from '#app/i18n/translator.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { readImportAddress, writeImportAddress } from '#app/identity/people-files/import-address.ts'
import { importPeople } from '#app/identity/people-files/import-people.server.ts'
import { findImportStep } from '#app/identity/people-files/import-step-queries.server.ts'
import { keepResult, keepUpload } from '#app/identity/people-files/kept-upload.server.ts'
import { columnNames, type PeopleColumn } from '#app/identity/people-files/people-file.ts'
import { countOutcomes } from '#app/identity/people-files/planned-row.ts'
import { checkUpload, type FileProblem, previewRows } from '#app/identity/people-files/read-upload.ts'
import { shownRows } from '#app/identity/people-files/shown-rows.ts'
import { LettersChoice } from '#app/identity/ui/letters-choice.tsx'
import { ImportOutcome } from '#app/identity/ui/import-outcome.tsx'
import { PeopleColumns } from '#app/identity/ui/people-columns.tsx'
import { canAdministerPeople } from '#app/identity/viewer.ts'
import { Button, ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary, FileField, Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

const path = '/admin/people/import'

const headingIn =
  ({ t }: Translator) =>
  (column: PeopleColumn) =>
    t(columnNames[column])

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'opens')
  const translator = await context.translator()
  const { t, locale } = translator
  const address = readImportAddress(new URL(request.url).searchParams)
  const title = t('peopleFiles.title')
  if (address.token === '') return { title, step: 'choose' as const, isExpired: false }
  const asked = { viewer, locale, heading: headingIn(translator), now: Date.now() }
  const found = await findImportStep({ ...asked, ...address })
  if (found.step === 'gone') return { title, step: 'choose' as const, isExpired: true }
  const { token } = address
  if (found.step === 'letters') {
    const previews = legacyEncodings.map((letters) => ({
      letters,
      rows: previewRows(found.upload.bytes, letters),
      href: `${path}?${writeImportAddress({ token, letters })}`,
    }))
    return { title: t('peopleFiles.letters.title'), step: 'letters' as const, previews }
  }
  const { file, planned, upload, step } = found
  return {
    title: t(step === 'done' ? 'peopleFiles.done.title' : 'peopleFiles.rehearsal.title'),
    step,
    address,
    name: upload.name,
    encoding: file.encoding,
    unused: file.unused,
    counts: countOutcomes(planned),
    shown: shownRows({ rows: file.rows, planned, ...address }),
  }
})

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canAdministerPeople)
  await requireRecent(context, 'sends')
  const translator = await context.translator()
  const form = await readFields(request)
  const asked = { viewer, locale: translator.locale, heading: headingIn(translator), now: Date.now() }

  if (form.get('intent') === 'apply') {
    const address = readImportAddress(new URLSearchParams([...form].map(([name, value]) => [name, String(value)])))
    const found = await findImportStep({ ...asked, ...address })
    if (found.step === 'rehearsal') {
      const result = await importPeople({ ...asked, rows: found.file.rows })
      await keepResult({ ...asked, upload: found.upload, result })
    }
    return redirect(`${path}?${writeImportAddress({ token: address.token, letters: address.letters })}`)
  }

  const file = form.get('file')
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
  const isChosen = file instanceof File && (file.name !== '' || file.size > 0)
  const problem: FileProblem | null = isChosen
    ? checkUpload({ ...asked, bytes })
    : { message: 'peopleFiles.problem.none' }
  if (problem) return data({ problem }, { status: 422 })
  const name = file instanceof File ? file.name.slice(0, 200) : ''
  const { token } = await keepUpload({ ...asked, name, bytes })
  return redirect(`${path}?${writeImportAddress({ token })}`)
})

export default function ImportPeoplePage() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const breadcrumbs = [
    { href: '/admin', label: t('admin.title') },
    { href: '/admin/people', label: t('admin.people.title') },
  ]
  if (shown.step === 'choose') {
    return (
      <>
        <PageHeader title={shown.title} lead={t('peopleFiles.lead')} breadcrumbs={breadcrumbs} />
        {shown.isExpired && (
          <Notice tone="warning" role="status">
            <p>{t('peopleFiles.expired')}</p>
          </Notice>
        )}
        <ChooseFile problem={answer?.problem ?? null} />
        <PeopleColumns />
      </>
    )
  }
  breadcrumbs.push({ href: path, label: t('peopleFiles.title') })
  if (shown.step === 'letters') {
    return (
      <>
        <PageHeader title={shown.title} lead={t('peopleFiles.letters.lead')} breadcrumbs={breadcrumbs} />
        <LettersChoice previews={shown.previews} />
        <p>{t('peopleFiles.letters.no')}</p>
        <ButtonRow>
          <ButtonLink href={path} variant="quiet">
            {t('peopleFiles.another')}
          </ButtonLink>
        </ButtonRow>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={shown.title}
        lead={shown.step === 'rehearsal' ? t('peopleFiles.rehearsal.lead') : undefined}
        breadcrumbs={breadcrumbs}
      />
      <ImportOutcome path={path} {...shown} />
    </>
  )
}

function ChooseFile({ problem }: { problem: FileProblem | null }) {
  const t = useT()
  const { line = 0, column } = problem ?? {}
  const errors = problem
    ? { file: [t(problem.message, { line, column: column ? t(columnNames[column]) : '' })] }
    : undefined
  return (
    <>
      <ErrorSummary errors={errors ?? {}} fields={['file']} />
      <Form encType="multipart/form-data" hidden={{ intent: 'check' }}>
        <FileField
          name="file"
          label={t('peopleFiles.file')}
          hint={t('peopleFiles.fileHint')}
          error={errors?.file}
          required
        />
        <ButtonRow>
          <Button>{t('peopleFiles.check')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
