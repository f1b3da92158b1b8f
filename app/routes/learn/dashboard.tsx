import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { handle } from '#app/http/handle.server.ts'
import { requireViewer } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { findDashboard } from '#app/progress/dashboard-queries.server.ts'
import { ReviewOffer } from '#app/progress/ui/review-offer.tsx'
import { Authored } from '#app/ui/authored.tsx'
import { EditionNewsLine } from '#app/progress/ui/edition-news.tsx'
import { CourseLine, CourseLineCard } from '#app/progress/ui/course-line.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Card, CardList, EmptyState, PageHeader, Section, Tag } from '#app/ui/page.tsx'
import { ProgressBar } from '#app/ui/progress.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await requireViewer(context)
  const { t } = await context.translator()
  return {
    title: t('learn.dashboard.title'),
    name: viewer.displayName,
    ...(await findDashboard({ accountId: viewer.accountId, now: Date.now() })),
  }
})

export default function DashboardPage() {
  const { title, name, resume, review, underWay, completed, programmes } = useLoaderData<typeof loader>()
  const { t, date } = useTranslator()
  const others = underWay.filter(({ course }) => course.courseId !== resume?.course.courseId)
  return (
    <>
      <PageHeader title={title} lead={t('learn.dashboard.lead', { name })} />
      {resume && (
        <Section title={t('learn.dashboard.continueTitle')}>
          <Card
            eyebrow={<Authored language={resume.course.language}>{resume.course.title}</Authored>}
            title={<Authored language={resume.course.language}>{resume.activityTitle}</Authored>}
            footer={<ButtonLink href={resume.href}>{t('learn.dashboard.continue')}</ButtonLink>}
          >
            {resume.news && (
              <p>
                <EditionNewsLine news={resume.news} courseSlug={resume.course.slug} />
              </p>
            )}
            <ProgressBar
              label={t('learn.course.progress')}
              value={resume.state?.completedActivities ?? 0}
              max={resume.course.activityCount}
            />
          </Card>
        </Section>
      )}
      <ReviewOffer outlook={review} />
      {underWay.length + completed.length === 0 && (
        <Section title={t('learn.dashboard.begunTitle')}>
          <EmptyState
            title={t('learn.dashboard.emptyTitle')}
            action={<ButtonLink href="/courses">{t('learn.dashboard.catalogue')}</ButtonLink>}
          >
            <p>{t('learn.dashboard.emptyText')}</p>
          </EmptyState>
        </Section>
      )}
      {programmes.length > 0 && (
        <Section title={t('learn.dashboard.programmesTitle')}>
          <CardList>
            {programmes.map(({ programmeName, cohortName, dueOn, isOverdue, lines }) => (
              <Card
                key={`${programmeName} ${cohortName}`}
                eyebrow={<bdi>{cohortName}</bdi>}
                title={<bdi>{programmeName}</bdi>}
              >
                {dueOn !== null && (
                  <p>
                    {isOverdue ? (
                      <Tag tone="warning">{t('learn.dashboard.pastDue', { date: date(dueOn) })}</Tag>
                    ) : (
                      t('learn.dashboard.due', { date: date(dueOn) })
                    )}
                  </p>
                )}
                <ul>
                  {lines.map((line) => (
                    <li key={line.course.courseId}>
                      <CourseLine line={line} />
                    </li>
                  ))}
                </ul>
              </Card>
            ))}
          </CardList>
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('learn.dashboard.begunTitle')}>
          <CardList>
            {others.map((line) => (
              <CourseLineCard key={line.course.courseId} line={line} />
            ))}
          </CardList>
        </Section>
      )}
      {completed.length > 0 && (
        <Section title={t('learn.dashboard.completedTitle')}>
          <CardList>
            {completed.map((line) => (
              <CourseLineCard key={line.course.courseId} line={line} />
            ))}
          </CardList>
        </Section>
      )}
      <ButtonRow>
        {underWay.length + completed.length > 0 && (
          <ButtonLink href="/courses" variant="secondary">
            {t('learn.dashboard.catalogue')}
          </ButtonLink>
        )}
        <ButtonLink href="/join" variant="secondary">
          {t('learn.dashboard.join')}
        </ButtonLink>
        <ButtonLink href="/learn/competence" variant="secondary">
          {t('competence.title')}
        </ButtonLink>
        <ButtonLink href="/learn/notes" variant="secondary">
          {t('takeaway.notes.title')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}
