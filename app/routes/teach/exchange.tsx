import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findExportableCourse } from '#app/content/exchange/exportable-queries.server.ts'
import { readImportForm } from '#app/content/exchange/import-form.ts'
import { importQuestions } from '#app/content/exchange/import-questions.server.ts'
import { listExports } from '#app/content/exchange/list-exports.ts'
import { refusalMessage } from '#app/content/exchange/refusal-words.ts'
import { ExportTable } from '#app/content/exchange/ui/export-table.tsx'
import { ImportForm } from '#app/content/exchange/ui/import-form.tsx'
import { ImportResult } from '#app/content/exchange/ui/import-result.tsx'
import { findTaughtCourse } from '#app/content/teaching/teaching-queries.server.ts'
import { env } from '#app/env.server.ts'
import { NotFound } from '#app/errors.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const slug = params.course ?? ''
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug })
  if (!taught) throw new NotFound()
  const { outline } = taught.published ?? {}
  const exportable = outline ? await findExportableCourse({ viewer, slug: outline.slug }) : null
  return {
    title: t('exchange.title', { title: taught.title }),
    course: { slug, title: taught.title, language: outline?.language ?? taught.working?.language ?? 'en' },
    exports: exportable && listExports(exportable),
    liveSlug: outline?.slug ?? slug,
  }
})

export const action = handle(async ({ request, params, context }: ActionFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const taught = await findTaughtCourse({ viewer, dir: env().COURSES_DIR, slug: params.course ?? '' })
  if (!taught) throw new NotFound()
  const form = await readFields(request)
  const file = form.get('file')
  const { typed, value, errors } = readImportForm({
    title: String(form.get('title') ?? ''),
    articles: String(form.get('articles') ?? ''),
  })
  const isChosen = file instanceof File && (file.name !== '' || file.size > 0)
  if (!value || !isChosen) {
    const missing = isChosen ? [] : [['file', refusalMessage({ why: 'none' })] as const]
    return data({ typed, errors: Object.fromEntries([...missing, ...errors]), questions: null }, { status: 422 })
  }
  const published = taught.published && (await findExportableCourse({ viewer, slug: taught.published.outline.slug }))
  const known = published?.activities.flatMap(({ questions }) => questions.map(({ id }) => id)) ?? []
  const bytes = new Uint8Array(await file.arrayBuffer())
  const result = await importQuestions({ taught, known, bytes, ...value })
  if (result.status === 'refused') {
    return data({ typed, errors: { file: refusalMessage(result.refusal) }, questions: null }, { status: 422 })
  }
  return data({ typed, errors: {}, questions: result.questions })
})

export default function Exchange() {
  const { course, exports, liveSlug } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useT()
  const path = `/teach/${course.slug}/exchange`
  return (
    <>
      <PageHeader
        title={t('exchange.heading')}
        lead={t('exchange.lead')}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${course.slug}`, label: <Authored language={course.language}>{course.title}</Authored> },
        ]}
      />
      {answer?.questions && <ImportResult path={path} questions={answer.questions} />}
      <Section id="import" title={t('exchange.import')}>
        <p>{t('exchange.importRule')}</p>
        <ImportForm typed={answer?.typed ?? null} errors={answer?.errors ?? {}} />
      </Section>
      <Section id="export" title={t('exchange.export')}>
        {exports ? (
          <ExportTable path={`/teach/${liveSlug}/exchange`} language={course.language} {...exports} />
        ) : (
          <p>{t('exchange.exportEmpty')}</p>
        )}
      </Section>
    </>
  )
}
