import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findOldRevision, findRestoration } from '#app/content/teaching/revision-queries.server.ts'
import { ChangeList } from '#app/content/ui/change-list.tsx'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { restoreCourse } from '#app/progress/restore-course.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

async function requireRevision({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) {
  const viewer = await requireAllowed(context, canTeachSomething)
  const asked = { slug: params.course ?? '', number: Number(params.number) }
  const revision = await findOldRevision({ viewer, ...asked })
  if (!revision) throw new NotFound()
  return { viewer, ...revision }
}

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { number, publishedAt, outline, current } = await requireRevision({ params, context })
  const { t } = await context.translator()
  return {
    title: t('revisions.restore.title', { number }),
    number,
    publishedAt,
    currentNumber: current.revisionNumber,
    course: { slug: outline.slug, title: current.title, language: outline.language },
    ...(await findRestoration({ outline, current })),
  }
})

const formSchema = z.object({ over: z.coerce.number().int() })

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const { viewer, number, outline } = await requireRevision({ params, context })
  const form = await readForm(request, formSchema)
  if (form.status === 'invalid') return data({ status: 'overtaken' as const }, { status: 422 })
  const { courseId, slug } = outline
  const result = await restoreCourse({ viewer, courseId, number, over: form.value.over, now: Date.now() })
  if (result.status === 'overtaken') return data({ status: 'overtaken' as const }, { status: 422 })
  const said =
    result.status === 'restored'
      ? await flash(context, 'revisions.restore.done', { from: number, number: result.number })
      : await flash(context, 'revisions.restore.nothing')
  return redirect(`/teach/${slug}`, { headers: said })
})

export default function Restore() {
  const { title, number, publishedAt, currentNumber, course, changes, details } = useLoaderData<typeof loader>()
  const isOvertaken = useActionData<typeof action>()?.status === 'overtaken'
  const { t, date } = useTranslator()
  const isSame = changes.length === 0 && !details
  const path = `/teach/${course.slug}`
  return (
    <>
      <PageHeader
        title={title}
        lead={t('revisions.restore.lead', { number, date: date(publishedAt), next: currentNumber + 1 })}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: path, label: course.title },
          { href: `${path}/revisions/${number}`, label: t('revisions.old.eyebrow', { number }) },
        ]}
      />
      {isOvertaken && (
        <Notice tone="danger" role="alert">
          <p>{t('revisions.restore.overtaken')}</p>
        </Notice>
      )}
      <Section title={t('revisions.restore.changes', { number: currentNumber })}>
        {isSame && <p>{t('revisions.restore.none', { number: currentNumber })}</p>}
        {details && <p>{t('revisions.restore.details')}</p>}
        {changes.length > 0 && <ChangeList changes={changes} language={course.language} isFull />}
      </Section>
      {!isSame && (
        <div className="section">
          <p>{t('revisions.restore.keeps')}</p>
          <Notice tone="warning" title={t('revisions.restore.filesTitle')}>
            <p>{t('revisions.restore.files')}</p>
          </Notice>
          <Form hidden={{ over: String(currentNumber) }} className="button-row">
            <Button>{t('revisions.restore.button', { number })}</Button>
            <ButtonLink href={path} variant="secondary">
              {t('revisions.restore.cancel', { number: currentNumber })}
            </ButtonLink>
          </Form>
        </div>
      )}
    </>
  )
}
