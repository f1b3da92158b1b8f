import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { homePath } from '#app/http/home-path.ts'
import { titleOf } from '#app/http/title.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import type { PlatformSettings } from '#app/identity/settings/platform-settings.ts'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { CourseCard } from '#app/progress/ui/course-card.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CardList, Columns, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ context }: LoaderFunctionArgs) => {
  const viewer = await context.viewer()
  if (viewer) throw redirect(homePath(viewer))
  const { t } = await context.translator()
  const { registration } = await findSettings()
  return { title: t('learn.home.title'), courses: await listCourses(), registration }
})

export default function Home() {
  const { title, courses, registration } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <>
      <PageHeader
        title={title}
        lead={t('learn.home.lead')}
        actions={
          <>
            {registration === 'closed' ? (
              <ButtonLink href="/card">{t('waysIn.ways.card')}</ButtonLink>
            ) : (
              <ButtonLink href="/register">{t('learn.home.register')}</ButtonLink>
            )}
            <ButtonLink href="/sign-in" variant="secondary">
              {t('learn.home.signIn')}
            </ButtonLink>
          </>
        }
      />
      <Columns aside={<HowItWorks registration={registration} />}>
        <Section title={t('learn.home.coursesTitle')}>
          {courses.length === 0 && <p>{t('learn.catalogue.empty')}</p>}
          <CardList>
            {courses.map((course) => (
              <CourseCard key={course.courseId} course={course} state={null} />
            ))}
          </CardList>
        </Section>
      </Columns>
    </>
  )
}

type HowItWorksProps = { registration: PlatformSettings['registration'] }

function HowItWorks({ registration }: HowItWorksProps) {
  const t = useT()
  return (
    <Section title={t('learn.home.howTitle')}>
      <ul>
        <li>{t('learn.home.howRead')}</li>
        <li>{t('learn.home.howPractise')}</li>
        <li>{t('learn.home.howResume')}</li>
        <li>{t(registration === 'domains' ? 'waysIn.ways.howDomains' : 'learn.home.howFree')}</li>
        {registration === 'closed' && <li>{t('waysIn.ways.howClosed')}</li>}
      </ul>
      <p>
        <a href="/convention">{t('learn.home.convention')}</a>
      </p>
    </Section>
  )
}
