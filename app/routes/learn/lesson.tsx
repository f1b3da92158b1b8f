import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { viewScenarioCards } from '#app/assessment/scenario-cards.ts'
import { findCourse, findDocument } from '#app/content/course-queries.server.ts'
import { findMovedActivity } from '#app/content/moved-activity-queries.server.ts'
import { readPostedFields } from '#app/assessment/posted-answers.ts'
import { canReadLessons } from '#app/content/lesson-access.ts'
import { activityHref } from '#app/content/outline.ts'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { parseForm, readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { answerShownPractice } from '#app/progress/answer-shown-practice.server.ts'
import { findLessonChanges } from '#app/progress/lesson-changes-queries.server.ts'
import { findLessonWork } from '#app/progress/lesson-work-queries.server.ts'
import { findLessonPractice } from '#app/progress/lesson-practice-queries.server.ts'
import { placeOfLesson } from '#app/progress/lesson-place.ts'
import { openLesson } from '#app/progress/open-lesson.server.ts'
import { lessonFormSchema, PRACTICE_FIELD } from '#app/progress/practice.ts'
import { readLesson } from '#app/progress/read-lesson.server.ts'
import { viewRequestCards } from '#app/progress/request-page-queries.server.ts'
import { refusedNote, tooLongNote } from '#app/progress/reflection-note.ts'
import { viewReflections } from '#app/progress/reflection-note-queries.server.ts'
import { saveReflectionNote } from '#app/progress/save-reflection-note.server.ts'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import { LessonChanges } from '#app/progress/ui/lesson-changes.tsx'
import { LessonEnd } from '#app/progress/ui/lesson-end.tsx'
import { LessonText } from '#app/progress/ui/lesson-text.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, lesson } = await findLesson(params)
  if (!lesson) {
    const moved = await findMovedActivity({ outline, kind: 'lesson', slug: params.lesson ?? '' })
    if (moved) return redirect(activityHref(outline, moved))
    const { t } = await context.translator()
    return data({ status: 'gone' as const, title: t('learn.lesson.goneTitle'), course: outline.slug }, { status: 404 })
  }
  const document = await findDocument(lesson.documentHash)
  if (!document) throw new Error(`The document of ${lesson.id} is missing`)
  const visit = await openLesson({ accountId, outline, lesson, now: Date.now() })
  const work = await findLessonWork({ accountId, courseId: outline.courseId, document })
  return {
    status: 'found' as const,
    title: lesson.title,
    summary: lesson.summary,
    href: activityHref(outline, lesson),
    minutes: lesson.minutes,
    course: { slug: outline.slug, title: outline.title, language: outline.language },
    revision: outline.revisionNumber,
    place: placeOfLesson(outline, lesson),
    document: { parts: document.parts, headings: document.headings },
    practice: await findLessonPractice({
      accountId,
      revisionId: outline.revisionId,
      lessonId: lesson.id,
      questions: document.questions,
      answers: visit.practice,
      again: new URL(request.url).searchParams.get('again'),
    }),
    requests: viewRequestCards({ outline, lesson, requests: document.requests, states: work.requests }),
    scenarios: viewScenarioCards({ outline, lesson, scenarios: document.scenarios, runs: work.runs }),
    reflections: viewReflections({ reflections: document.reflections, notes: work.notes }),
    readAt: visit.lesson?.completedAt ?? null,
    changes: await findLessonChanges({ outline, lesson, read: visit.lesson }),
  }
})

export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const { accountId } = await requireAllowed(context, canReadLessons)
  const { outline, lesson } = await findLesson(params)
  const posted = await readFields(request)
  const form = parseForm(posted, lessonFormSchema)
  if (form.status === 'invalid') {
    const note = tooLongNote(form.typed)
    if (note) return data({ note }, { status: 422 })
    throw new Response(null, { status: 400 })
  }
  const now = Date.now()

  if (form.value.intent === 'note') {
    // Kept even when the lesson has gone meanwhile.
    const { reflection: reflectionId, ...written } = form.value
    const { courseId } = outline
    const result = await saveReflectionNote({ accountId, courseId, reflectionId, ...written, now })
    const note = refusedNote(form.typed, result)
    if (note) return data({ note }, { status: 422 })
    const headers = await flash(context, result.status === 'removed' ? 'takeaway.note.removed' : 'takeaway.note.saved')
    return redirect(`${lesson ? context.path : '/learn/notes'}#${encodeURIComponent(reflectionId)}`, { headers })
  }
  if (!lesson) return redirect(context.path)

  if (form.value.intent === 'read') {
    const { completedCourse } = await readLesson({ accountId, outline, lesson, now })
    const { next } = placeOfLesson(outline, lesson)
    const goOn = next && !completedCourse ? next.href : `/courses/${outline.slug}`
    const said = completedCourse
      ? await flash(context, 'learn.course.completed')
      : await flash(context, 'learn.lesson.saved', { title: lesson.title.slice(0, 200) })
    return redirect(goOn, { headers: said })
  }

  const { question, wording } = form.value
  const fields = readPostedFields(posted, PRACTICE_FIELD)
  if (!fields) throw new Response(null, { status: 400 })
  const here = activityHref(outline, lesson)
  const asked = { questionId: question, wording, fields }
  const { status } = await answerShownPractice({ accountId, outline, lesson, ...asked, now })
  if (status === 'unanswered') {
    return data({ unanswered: { question, given: Object.fromEntries(fields) } }, { status: 422 })
  }
  const id = encodeURIComponent(question)
  if (status === 'answered') return redirect(`${here}#${id}`)
  return redirect(`${here}?again=${id}#${id}`, {
    headers: await flash(context, 'learn.check.changed'),
  })
})

/** The current edition of the course, and the lesson if it still has one at this address. */
async function findLesson(params: LoaderFunctionArgs['params']) {
  const outline = await findCourse(params.course ?? '')
  if (!outline) throw new NotFound()
  const lesson = outline.activities.find(({ kind, slug }) => kind === 'lesson' && slug === params.lesson)
  return { outline, lesson }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function LessonPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return page.status === 'gone' ? <Gone page={page} /> : <Lesson page={page} answer={answer} />
}

type Answer = ReturnType<typeof useActionData<typeof action>>

function Lesson({ page, answer }: { page: Extract<Page, { status: 'found' }>; answer: Answer }) {
  const { t, duration } = useTranslator()
  const { course, place } = page
  const authored = useAuthored(course.language)
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { href: '/courses', label: t('learn.course.courses') },
          { href: `/courses/${course.slug}`, label: course.title },
        ]}
        eyebrow={[
          t('learn.lesson.position', { number: place.number, total: place.total }),
          duration(page.minutes),
          t('learn.lesson.revision', { number: page.revision }),
        ].join(' · ')}
        title={<Authored language={course.language}>{page.title}</Authored>}
        lead={<Authored language={course.language}>{page.summary}</Authored>}
      />
      {page.changes && <LessonChanges changes={page.changes} authored={authored} />}
      <LessonText
        document={page.document}
        practice={page.practice}
        unanswered={answer && 'unanswered' in answer ? answer.unanswered : null}
        reflections={page.reflections}
        refusedNote={answer && 'note' in answer ? answer.note : null}
        requests={page.requests}
        scenarios={page.scenarios}
        authored={authored}
      />
      <LessonEnd
        href={page.href}
        courseSlug={course.slug}
        readAt={page.readAt}
        previous={place.previous}
        next={place.next}
      />
    </>
  )
}

function Gone({ page: { title, course } }: { page: Extract<Page, { status: 'gone' }> }) {
  const t = useT()
  return (
    <PageHeader
      title={title}
      lead={t('learn.lesson.goneText')}
      actions={<ButtonLink href={`/courses/${course}`}>{t('learn.lesson.goneLink')}</ButtonLink>}
    />
  )
}
