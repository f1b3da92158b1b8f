import { listCourses } from '#app/content/course-queries.server.ts'
import { inTreeOrder } from '#app/identity/places/agency.ts'
import { listAdministeredAgencies } from '#app/identity/places/agency-queries.server.ts'
import { countryName, listCountries } from '#app/identity/places/countries.ts'
import type { ScopeChoice } from '#app/identity/roles/find-choices.ts'
import type { GrantRecord } from '#app/identity/roles/grant-queries.server.ts'
import type { RoleKind } from '#app/identity/roles/role-grant.ts'
import type { ScopeNames } from '#app/identity/ui/grant-text.ts'
import { canGrant, type ScopeKind, type Viewer } from '#app/identity/viewer.ts'
import { listAllCohorts, listAllProgrammes } from '#app/programmes/programme-queries.server.ts'

// Identity does not know the later domains whose things roles are held over: here they are brought together.

/** What a role of this kind can be given over by the viewer, by name; nothing for the whole platform, which is one. */
export async function listScopeChoices(viewer: Viewer, kind: RoleKind, locale: string): Promise<ScopeChoice[]> {
  switch (kind.scopeKind) {
    case 'platform':
      return []
    case 'country':
      return listCountries(locale)
        .filter(({ code }) => canGrant(viewer, { ...kind, scopeId: code }, { countryCode: code, path: '' }))
        .map(({ code, name }) => ({ id: code, name }))
    case 'agency':
      return await agencyChoices(viewer, locale)
    default:
      return await laterChoices(viewer, kind.scopeKind)
  }
}

async function agencyChoices(viewer: Viewer, locale: string): Promise<ScopeChoice[]> {
  const agencies = await listAdministeredAgencies({ viewer })
  const countries = [...new Set(agencies.map(({ countryCode }) => countryCode))]
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => new Intl.Collator(locale).compare(a.name, b.name))
  return countries.flatMap(({ code, name }) =>
    inTreeOrder(
      agencies.filter(({ countryCode }) => countryCode === code),
      locale,
    ).map(({ id, fullName }) => ({ id, name: countries.length > 1 ? `${name}: ${fullName}` : fullName })),
  )
}

async function laterChoices(viewer: Viewer, kind: 'course' | 'programme' | 'cohort'): Promise<ScopeChoice[]> {
  if (kind === 'course') return (await listCourses()).map(({ courseId, title }) => ({ id: courseId, name: title }))
  if (kind === 'programme') return await listAllProgrammes({ viewer })
  const cohorts = await listAllCohorts({ viewer })
  return cohorts.map(({ id, name, programmeName }) => ({ id, name: `${programmeName}: ${name}` }))
}

/** The names of what these roles are held over, as far as the viewer may know them. */
export async function nameScopes(viewer: Viewer, grants: readonly GrantRecord[], locale: string): Promise<ScopeNames> {
  const over = (kind: ScopeKind) => grants.filter(({ scopeKind }) => scopeKind === kind)
  const later = async (kind: 'course' | 'programme' | 'cohort') => {
    if (over(kind).length === 0) return {}
    return Object.fromEntries((await laterChoices(viewer, kind)).map(({ id, name }) => [id, name]))
  }
  return {
    country: Object.fromEntries(over('country').map(({ scopeId }) => [scopeId, countryName(scopeId, locale)])),
    agency: Object.fromEntries(
      over('agency').flatMap(({ scopeId, agencyName }) => (agencyName ? [[scopeId, agencyName]] : [])),
    ),
    course: await later('course'),
    programme: await later('programme'),
    cohort: await later('cohort'),
  }
}
