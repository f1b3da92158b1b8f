import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findOldRevision } from '#app/content/teaching/revision-queries.server.ts'
import { EditionNotice } from '#app/content/ui/edition-notice.tsx'
import { RevisionContents } from '#app/content/ui/revision-contents.tsx'
import { RevisionBy, RevisionChanges } from '#app/content/ui/revision-table.tsx'
import { NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { canTeachSomething } from '#app/identity/viewer.ts'
import { Authored } from '#app/ui/authored.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Facts, PageHeader, Section } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ params, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, canTeachSomething)
  const { t } = await context.translator()
  const asked = { slug: params.course ?? '', number: Number(params.number) }
  const revision = await findOldRevision({ viewer, ...asked })
  if (!revision) throw new NotFound()
  const { outline, current, ...facts } = revision
  return {
    title: `${t('revisions.old.eyebrow', { number: revision.number })}: ${outline.title}`,
    outline,
    ...facts,
    currentNumber: current.revisionNumber,
  }
})

export default function Revision() {
  const { outline, currentNumber, ...revision } = useLoaderData<typeof loader>()
  const { t, dateTime } = useTranslator()
  const { number, publishedAt, publishedBy, restoredFrom } = revision
  const path = `/teach/${outline.slug}/revisions/${number}`
  return (
    <>
      <PageHeader
        eyebrow={t('revisions.old.eyebrow', { number })}
        title={<Authored language={outline.language}>{outline.title}</Authored>}
        lead={<Authored language={outline.language}>{outline.summary}</Authored>}
        breadcrumbs={[
          { href: '/teach', label: t('teach.courses.title') },
          { href: `/teach/${outline.slug}`, label: outline.title },
        ]}
        actions={
          number !== currentNumber && (
            <ButtonLink href={`/teach/${outline.slug}/restore/${number}`} variant="secondary">
              {t('revisions.old.restore')}
            </ButtonLink>
          )
        }
      />
      <EditionNotice number={number} currentNumber={currentNumber} />
      <div className="section">
        <Facts
          items={[
            { label: t('teach.course.date'), value: dateTime(publishedAt) },
            { label: t('teach.course.by'), value: <RevisionBy publishedBy={publishedBy} /> },
            ...(restoredFrom === null
              ? []
              : [
                  {
                    label: t('revisions.old.from'),
                    value: (
                      <a href={`/teach/${outline.slug}/revisions/${restoredFrom}`}>
                        {t('revisions.old.eyebrow', { number: restoredFrom })}
                      </a>
                    ),
                  },
                ]),
          ]}
        />
      </div>
      <Section title={t('revisions.old.changes')}>
        <RevisionChanges revision={revision} language={outline.language} />
      </Section>
      <Section title={t('revisions.old.contents')}>
        <RevisionContents outline={outline} path={path} />
      </Section>
    </>
  )
}
