import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCourses } from '#app/content/course-queries.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireAllowed, requireRecent } from '#app/http/require-viewer.server.ts'
import { titleOf } from '#app/http/title.ts'
import { translateErrors } from '#app/http/translate-errors.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { nameShown } from '#app/identity/accounts/shown-name.ts'
import { readAuditAddress, writeAuditAddress } from '#app/identity/audit/audit-filter.ts'
import { auditLine } from '#app/identity/audit/audit-line.ts'
import { findAuditNames, idsNamed } from '#app/identity/audit/audit-names-queries.server.ts'
import { writeHead } from '#app/identity/audit/audit-proof.ts'
import {
  ENTRIES_PER_PAGE,
  findAuditEntries,
  findAuditHead,
  findAuditSearch,
  type StoredEntry,
} from '#app/identity/audit/audit-queries.server.ts'
import { auditActions, type AuditNames } from '#app/identity/audit/audit-words.ts'
import { AuditFilters } from '#app/identity/ui/audit-filters.tsx'
import { AuditHeadNote } from '#app/identity/ui/audit-head-note.tsx'
import { AuditTable } from '#app/identity/ui/audit-table.tsx'
import { isAdministrator, type Viewer } from '#app/identity/viewer.ts'
import { findProgrammeNames } from '#app/programmes/programme-names-queries.server.ts'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page.tsx'

export const meta = titleOf

export const loader = handle(async ({ request, context }: LoaderFunctionArgs) => {
  const viewer = await requireAllowed(context, isAdministrator)
  await requireRecent(context, 'opens')
  const translator = await context.translator()
  const { address, errors } = readAuditAddress(new URL(request.url).searchParams)
  const search = await findAuditSearch({ viewer, filter: address })
  if (!search) errors.person = ['audit.error.person']
  const isUsable = Object.keys(errors).length === 0
  const found = search && isUsable ? await findAuditEntries({ viewer, search, before: address.before }) : null
  const names = await findNames(viewer, found?.entries ?? [], translator.t)
  const head = await findAuditHead({ viewer })
  return data(
    {
      title: translator.t('audit.title'),
      address,
      errors,
      lines: found?.entries.map((entry) => auditLine(entry, names, translator)) ?? null,
      perPage: ENTRIES_PER_PAGE,
      older: found?.older ?? null,
      actions: [...auditActions],
      head: head && writeHead(head),
    },
    { status: isUsable ? 200 : 422, headers: { 'Cache-Control': 'private, no-store' } },
  )
})

/** Names of what entries are about. Identity does not know programmes and courses: the route brings them together. */
async function findNames(viewer: Viewer, entries: readonly StoredEntry[], t: Translate): Promise<AuditNames> {
  const ids = idsNamed(entries)
  const [{ people, agencies }, { programmes, cohorts }, courses] = await Promise.all([
    findAuditNames({ viewer, ids }),
    findProgrammeNames({ viewer, programmeIds: ids.programme, cohortIds: ids.cohort }),
    ids.course.length > 0 ? listCourses() : [],
  ])
  return {
    account: new Map([...people].map(([id, { displayName, username }]) => [id, nameShown(displayName, t) || username])),
    agency: agencies,
    programme: programmes,
    cohort: cohorts,
    course: new Map(courses.map(({ courseId, title }) => [courseId, title])),
  }
}

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

export default function AuditPage() {
  const { title, address, errors, lines, older, actions, head, perPage } = useLoaderData<typeof loader>()
  const t = useT()
  const told = translateErrors(errors, t)
  // Nothing fitted for very long: the rest has not been looked through yet.
  const isShort = older !== null && lines !== null && lines.length < perPage
  return (
    <>
      <PageHeader title={title} lead={t('audit.lead')} breadcrumbs={[{ href: '/admin', label: t('admin.title') }]} />
      <ErrorSummary errors={told} fields={['person', 'from', 'to', 'address']} />
      <AuditFilters address={address} errors={told} actions={actions} />
      {lines && <AuditTable lines={lines} before={address.before} isShort={isShort} />}
      {lines && (
        <ButtonRow>
          {older !== null && (
            <ButtonLink href={writeAuditAddress(address, { before: older })} variant="secondary">
              {t(isShort ? 'audit.further' : 'audit.older')}
            </ButtonLink>
          )}
          {address.before !== null && (
            <ButtonLink href={writeAuditAddress(address, { before: null })} variant="quiet">
              {t('audit.newest')}
            </ButtonLink>
          )}
        </ButtonRow>
      )}
      <AuditHeadNote
        head={head}
        exportHref={lines && writeAuditAddress(address, { before: null }, '/admin/audit.csv')}
      />
    </>
  )
}
