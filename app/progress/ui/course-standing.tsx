import { useTranslator } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { ProgressBar } from '#app/ui/progress.tsx'
import type { OwnCourse } from '../course-page-queries.server.ts'
import { EditionNewsNotice } from './edition-news.tsx'

type CourseStandingProps = {
  own: Pick<OwnCourse, 'standing' | 'completion' | 'news'>
  courseSlug: string
  done: number
  total: number
  /** Of the current edition. */
  revisionNumber: number
}

/** How far a person has come with a course, and what is new since they completed it. */
export function CourseStanding({ own, courseSlug, done, total, revisionNumber }: CourseStandingProps) {
  const { t, date } = useTranslator()
  const { standing, completion, news } = own
  if (standing === 'not-started') return null
  return (
    <div className="section">
      {completion && (
        <Notice
          tone="success"
          title={t('learn.course.completedOn', { date: date(completion.at), number: completion.revisionNumber })}
        >
          {completion.added && (
            <p>
              {t(newerKey(completion.added), { number: revisionNumber, ...completion.added })}{' '}
              <a href={`/courses/${courseSlug}/changes?since=${completion.revisionNumber}`}>
                {t('revisions.news.see')}
              </a>
            </p>
          )}
        </Notice>
      )}
      {news && !completion && <EditionNewsNotice news={news} courseSlug={courseSlug} />}
      {standing === 'all-done' && (
        <Notice tone="info" title={t('learn.course.allDone')}>
          <p>{t('learn.course.allDoneText')}</p>
          <Form>
            <Button>{t('learn.course.complete')}</Button>
          </Form>
        </Notice>
      )}
      <ProgressBar label={t('learn.course.progress')} value={done} max={total} />
    </div>
  )
}

function newerKey({ lessons, quizzes }: { lessons: number; quizzes: number }) {
  if (lessons > 0 && quizzes > 0) return 'learn.course.newer.both'
  if (lessons > 0) return 'learn.course.newer.lessons'
  return quizzes > 0 ? 'learn.course.newer.quizzes' : 'learn.course.newer.same'
}
