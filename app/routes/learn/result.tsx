import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAttempt, findResult } from '#app/assessment/attempt-queries.server.ts'
import { ToldCorrections } from '#app/assessment/regrading/ui/told-corrections.tsx'
import { findLessonsOfArticles } from '#app/content/article-queries.server.ts'
import { ArticleResults } from '#app/assessment/ui/article-results.tsx'
import { ObjectiveResults } from '#app/assessment/ui/objective-results.tsx'
import { QuestionReview } from '#app/assessment/ui/reviewed-question.tsx'
import { findCourseById, findOutline } from '#app/content/course-queries.server.ts'
import { activityHref, neighbours } from '#app/content/outline.ts'
import { isDoneByHandingIn } from '#app/content/quiz-settings.ts'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import forgetUrl from '#app/ui/autosave/forget.ts?worker&url'
import { useAuthored } from '#app/ui/authored.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { accountId } = await requireViewer(context)
  const own = { accountId, attemptId: params.attempt ?? '' }
  const result = await findResult(own)
  if (!result) {
    if (await findAttempt(own)) throw redirect(`/attempts/${own.attemptId}`)
    throw new NotFound()
  }
  const [outline, current, { t }] = await Promise.all([
    findOutline(result.revisionId),
    findCourseById(result.courseId),
    context.translator(),
  ])
  const quiz = outline?.activities.find(({ id }) => id === result.quizId)
  if (!outline || !quiz) throw new NotFound()
  // Links lead to what the course holds now, where the quiz may have moved or be gone.
  const now = current ?? outline
  const live = current?.activities.find(({ id }) => id === result.quizId)
  const next = neighbours(now, result.quizId).next
  const lessons = await findLessonsOfArticles({
    revisionId: now.revisionId,
    articles: result.byArticle.map(({ article }) => article),
  })
  return {
    title: t('learn.result.title', { quiz: quiz.title }),
    language: outline.language,
    course: { href: `/courses/${now.slug}`, label: now.title },
    quizHref: live ? activityHref(now, live) : null,
    next: result.passed && next ? { href: activityHref(now, next), title: next.title } : null,
    isLate: new URL(request.url).searchParams.has('late'),
    result,
    byObjective: outline.objectives.flatMap(({ id, text }) => {
      const row = result.byObjective.find(({ objective }) => objective === id)
      return row ? [{ ...row, text }] : []
    }),
    byArticle: result.byArticle.map((row) => ({
      ...row,
      lessons: lessons
        .filter(({ article }) => article === row.article)
        .map((lesson) => ({ href: activityHref(now, lesson), title: lesson.title })),
    })),
  }
})

export default function Result() {
  const { title, language, course, quizHref, next, isLate, result, byArticle, byObjective } =
    useLoaderData<typeof loader>()
  const { t, percent, number, dateTime } = useTranslator()
  const authored = useAuthored(language)
  const score = percent(result.scorePercent / 100)
  const { kind, passMark, attempts, counts } = result.rules
  const isLastAttempt = attempts !== null && result.number >= attempts
  const outcome = isDoneByHandingIn(kind) && passMark === 0 ? 'handedIn' : result.passed ? 'passed' : 'notPassed'
  const tone = outcome === 'notPassed' ? 'warning' : 'success'
  const lastText =
    outcome === 'notPassed' && isLastAttempt ? 'learn.result.lastText' : (`learn.result.${outcome}Text` as const)
  return (
    <>
      <PageHeader
        title={title}
        eyebrow={t('learn.attempt.number', { number: result.number })}
        breadcrumbs={quizHref ? [course, { href: quizHref, label: t('learn.result.quiz') }] : [course]}
      />
      <Notice tone={tone} title={t(`learn.result.${outcome}`, { score })}>
        <p>
          {t(lastText)} {outcome !== 'handedIn' && attempts !== 1 && t(`learn.quiz.counts.${counts}`)}
        </p>
        {result.endedBy === 'time' && <p>{t('learn.result.timeEnded')}</p>}
        {isLate && <p>{t('learn.result.late')}</p>}
      </Notice>
      <ToldCorrections regrades={result.regrades} />
      <div className="section">
        <Facts
          items={[
            { label: t('learn.result.score'), value: score },
            {
              label: t('learn.result.marks'),
              value: t('learn.result.marksOf', { marks: number(result.score), max: result.maxScore }),
            },
            {
              label: t('learn.quiz.passMark'),
              value: passMark > 0 ? percent(passMark / 100) : t('learn.quiz.noPassMark'),
            },
            { label: t('learn.quiz.handedIn'), value: dateTime(result.submittedAt) },
          ]}
        />
        <ButtonRow>
          {next && <ButtonLink href={next.href}>{t('learn.result.next', { title: next.title })}</ButtonLink>}
          {quizHref && (
            <ButtonLink href={quizHref} variant={next ? 'secondary' : 'primary'}>
              {t(isLastAttempt ? 'learn.result.quiz' : 'learn.result.tryAgain')}
            </ButtonLink>
          )}
          <ButtonLink href={course.href} variant="secondary">
            {t('learn.result.backToCourse')}
          </ButtonLink>
        </ButtonRow>
      </div>
      {byArticle.length > 0 && (
        <Section title={t('learn.result.byArticle')}>
          <ArticleResults rows={byArticle} />
        </Section>
      )}
      {byObjective.length > 0 && (
        <Section title={t('learn.result.byObjective')}>
          <ObjectiveResults rows={byObjective} authored={authored} />
        </Section>
      )}
      <Section title={t('learn.result.review')}>
        {result.disclosure === 'shown' ? (
          result.questions.map((question) => (
            <QuestionReview key={question.position} question={question} authored={authored} />
          ))
        ) : (
          <p>{t(`learn.result.hidden.${result.disclosure}`)}</p>
        )}
      </Section>
      <script type="module" src={forgetUrl} />
    </>
  )
}
