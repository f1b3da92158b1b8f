import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findRequestDraft } from '#app/assessment/request-draft-queries.server.ts'
import { readRequestForm } from '#app/assessment/request-form.ts'
import { withTyped } from '#app/assessment/request-view.ts'
import { LeftDraft } from '#app/assessment/ui/left-draft.tsx'
import { RequestCase } from '#app/assessment/ui/request-case.tsx'
import { RequestDraftForm } from '#app/assessment/ui/request-form.tsx'
import { RequestResult } from '#app/assessment/ui/request-result.tsx'
import { activityHref } from '#app/content/outline.ts'
import { LEGAL_BASIS } from '#app/content/request/request-kinds.ts'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { markRequest } from '#app/progress/mark-request.server.ts'
import { findLessonRequest, findRequestView } from '#app/progress/request-page-queries.server.ts'
import { saveRequest } from '#app/progress/save-request.server.ts'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { outline, lesson, task } = await requireLesson(params)
  const place = {
    language: outline.language,
    breadcrumbs: [
      { href: `/courses/${outline.slug}`, label: outline.title },
      { href: activityHref(outline, lesson), label: lesson.title },
    ],
  }
  if (!task) {
    const { t } = await context.translator()
    const draft = await findRequestDraft({ accountId, requestId: params.request ?? '' })
    if (!draft) throw new NotFound()
    const gone = { status: 'gone' as const, title: t('request.gone.title'), fields: draft.fields, ...place }
    return data(gone, { status: 404 })
  }
  const view = await findRequestView({ accountId, task })
  return { status: 'found' as const, title: task.title, view, ...place }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { outline, lesson, task } = await requireLesson(params)
  if (!task) return redirect(context.path)
  const form = readRequestForm(await readFields(request), task)
  if (!form) throw new BrokenRule('Not the form of a request')
  const { intent, fields, seen, errors } = form
  /** The page again with what was typed. `seen` is null when both drafts are shown: the next save knows of both. */
  const again = (wrong: Record<string, MessageKey[]>, opened: number | null) =>
    data({ errors: wrong, typed: fields, seen: opened }, { status: 422 })
  if (Object.keys(errors).length > 0) return again(errors, seen)
  const now = Date.now()
  const draft = { accountId, outline, lesson, fields, seen, now }
  if (intent === 'save') {
    const { status } = await saveRequest({ ...draft, requestId: task.id })
    if (status === 'conflict') return again({}, null)
    return redirect(context.path, { headers: await flash(context, 'request.saved') })
  }
  const { status } = await markRequest({ ...draft, task })
  if (status === 'conflict') return again({}, null)
  // What was typed is saved by now.
  if (status === 'empty') return again({ '': ['request.error.empty'] }, null)
  const headers = status === 'unchanged' ? await flash(context, 'request.unchanged') : undefined
  return redirect(`${context.path}#result`, { headers })
})

async function requireLesson({ course = '', lesson = '', request = '' }: LoaderFunctionArgs['params']) {
  const found = await findLessonRequest({ course, lesson, request })
  if (!found) throw new NotFound()
  return found
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function RequestPage() {
  const page = useLoaderData<typeof loader>()
  return page.status === 'gone' ? <Gone page={page} /> : <Draft page={page} />
}

function Draft({ page: { view, language, breadcrumbs } }: { page: Extract<Page, { status: 'found' }> }) {
  const t = useT()
  const authored = useAuthored(language)
  const answer = useActionData<typeof action>()
  const errors = translateErrors(answer?.errors, t)
  const mine = answer ? withTyped(view, answer.typed) : view
  const theirs = answer && answer.seen === null && Object.keys(errors).length === 0 ? view : null
  return (
    <>
      <PageHeader
        breadcrumbs={breadcrumbs}
        eyebrow={t(`request.kind.${view.kind}`)}
        title={<Authored language={language}>{view.title}</Authored>}
        lead={t('request.page.lead')}
      />
      <ErrorSummary errors={errors} fields={[LEGAL_BASIS, ...view.elements.map(({ id }) => id)]} />
      {theirs && (
        <Notice tone="warning" title={t('request.conflict.title')} role="alert">
          <p>{t('request.conflict.text')}</p>
        </Notice>
      )}
      <div className="request">
        <RequestCase html={view.introHtml} authored={authored} />
        <div className="request__work">
          <RequestResult view={view} authored={authored} />
          <Section title={t('request.page.form')}>
            <RequestDraftForm
              view={mine}
              errors={errors}
              seen={answer?.seen ?? view.savedAt}
              theirs={theirs}
              authored={authored}
            />
            {view.savedAt > 0 && (
              <ButtonRow>
                <ButtonLink variant="quiet" href={`${view.id}/print`}>
                  {t('request.page.print')}
                </ButtonLink>
              </ButtonRow>
            )}
          </Section>
        </div>
      </div>
    </>
  )
}

function Gone({ page: { fields, breadcrumbs } }: { page: Extract<Page, { status: 'gone' }> }) {
  const t = useT()
  const lesson = breadcrumbs.at(-1)?.href ?? '/courses'
  return (
    <>
      <PageHeader breadcrumbs={breadcrumbs} title={t('request.gone.title')} lead={t('request.gone.text')} />
      <LeftDraft fields={fields} />
      <ButtonLink href={lesson}>{t('request.gone.link')}</ButtonLink>
    </>
  )
}
