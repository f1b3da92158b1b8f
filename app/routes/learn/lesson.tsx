import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isRouteErrorResponse, useActionData, useLoaderData, useParams, useRouteError } from '@remix-run/react'
import { findCourse, findDocument } from '#app/content/course-queries.server.ts'
import { activityHref, neighbours } from '#app/content/outline.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { answerShownPractice } from '#app/progress/answer-shown-practice.server.ts'
import { findLessonPractice } from '#app/progress/lesson-practice-queries.server.ts'
import { openLesson } from '#app/progress/open-lesson.server.ts'
import { lessonFormSchema } from '#app/progress/practice.ts'
import { readLesson } from '#app/progress/read-lesson.server.ts'
import { Authored, useAuthored } from '#app/progress/ui/authored.tsx'
import { LessonEnd } from '#app/progress/ui/lesson-end.tsx'
import { LessonText } from '#app/progress/ui/lesson-text.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { outline, lesson } = await findLesson(params)
  const document = await findDocument(lesson.documentHash)
  if (!document) throw new Error(`The document of ${lesson.id} is missing`)
  const visit = await openLesson({ accountId, outline, lesson, now: Date.now() })
  const { previous, next } = neighbours(outline, lesson.id)
  const lessons = outline.activities.filter(({ kind }) => kind === 'lesson')
  return {
    title: lesson.title,
    summary: lesson.summary,
    minutes: lesson.minutes,
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    revision: { number: outline.revisionNumber, publishedAt: outline.publishedAt },
    position: { number: lessons.findIndex(({ id }) => id === lesson.id) + 1, total: lessons.length },
    document: { parts: document.parts, headings: document.headings },
    practice: await findLessonPractice({
      accountId,
      revisionId: outline.revisionId,
      lessonId: lesson.id,
      questions: document.questions,
      answers: visit.practice,
      again: new URL(request.url).searchParams.get('again'),
    }),
    readAt: visit.lesson?.completedAt ?? null,
    previous: previous && { title: previous.title, href: activityHref(outline, previous) },
    next: next && { title: next.title, href: activityHref(outline, next) },
  }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const { outline, lesson } = await findLesson(params)
  const form = await readForm(request, lessonFormSchema, { lists: ['place'] })
  if (form.status === 'invalid') throw new Response(null, { status: 400 })
  const now = Date.now()

  if (form.value.intent === 'read') {
    const { completedCourse } = await readLesson({ accountId, outline, lesson, now })
    const { next } = neighbours(outline, lesson.id)
    const goOn = next && !completedCourse ? activityHref(outline, next) : `/courses/${outline.slug}`
    const said = completedCourse
      ? await flash(context, 'learn.course.completed')
      : await flash(context, 'learn.lesson.saved', { title: lesson.title.slice(0, 200) })
    return redirect(goOn, { headers: said })
  }

  const { question, wording, place } = form.value
  const here = activityHref(outline, lesson)
  const asked = { questionId: question, wording, places: place }
  const { status } = await answerShownPractice({ accountId, outline, lesson, ...asked, now })
  if (status === 'unanswered') return data({ unanswered: question }, { status: 422 })
  if (status === 'answered') return redirect(`${here}#${question}`)
  return redirect(`${here}?again=${encodeURIComponent(question)}#${question}`, {
    headers: await flash(context, 'learn.check.changed'),
  })
})

async function findLesson(params: LoaderFunctionArgs['params']) {
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const lesson = outline.activities.find(({ kind, slug }) => kind === 'lesson' && slug === params.lesson)
  // The course is there, so the page can lead back to it.
  if (!lesson) throw data({ course: outline.slug }, { status: 404 })
  return { outline, lesson }
}

export default function Lesson() {
  const lesson = useLoaderData<typeof loader>()
  const unanswered = useActionData<typeof action>()?.unanswered ?? null
  const { t, date } = useTranslator()
  const { course, position, revision } = lesson
  const authored = useAuthored(course.language)
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { href: '/courses', label: t('learn.course.courses') },
          { href: `/courses/${course.slug}`, label: course.title },
        ]}
        eyebrow={`${t('learn.lesson.position', position)} · ${t('learn.minutes', { minutes: lesson.minutes })}`}
        title={<Authored language={course.language}>{lesson.title}</Authored>}
        lead={<Authored language={course.language}>{lesson.summary}</Authored>}
      />
      <LessonText document={lesson.document} practice={lesson.practice} unanswered={unanswered} authored={authored} />
      <LessonEnd courseSlug={course.slug} readAt={lesson.readAt} previous={lesson.previous} next={lesson.next} />
      <p>{t('learn.lesson.revision', { number: revision.number, date: date(revision.publishedAt) })}</p>
    </>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { course } = useParams()
  const t = useT()
  const isGone = isRouteErrorResponse(error) && error.status === 404 && error.data?.course === course
  // Anything else is for the error page of the whole site.
  if (!isGone) throw error
  return (
    <PageHeader
      title={t('learn.lesson.goneTitle')}
      lead={t('learn.lesson.goneText')}
      actions={<ButtonLink href={`/courses/${course}`}>{t('learn.lesson.goneLink')}</ButtonLink>}
    />
  )
}
