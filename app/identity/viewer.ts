export const roles = ['instructor', 'manager', 'supervisor', 'administrator'] as const
export type Role = (typeof roles)[number]

export const scopeKinds = ['platform', 'country', 'agency', 'programme', 'cohort', 'course'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** What a role may be held over. */
export const grantScopes = {
  instructor: ['platform', 'course'],
  manager: ['platform', 'country', 'agency', 'programme', 'cohort'],
  supervisor: ['country', 'agency'],
  administrator: ['platform', 'country', 'agency'],
} as const satisfies Record<Role, readonly ScopeKind[]>

/** A role that is in force, and what it is held over. */
export type Grant = { role: Role; scopeKind: ScopeKind; scopeId: string }

/** The person on whose behalf a request is answered. */
export type Viewer = {
  accountId: string
  username: string
  displayName: string
  locale: string | null
  /** The roles in force that may be used now. */
  grants: readonly Grant[]
  /** Roles in force that may not be used before a second factor was shown in this session. */
  withheld?: readonly Role[]
  /** When their data will be erased because they asked for it (milliseconds UTC); null when they did not. */
  erasureDueAt?: number | null
}

/** The answer to "over which things does this person hold this role?", for queries to be scoped with. */
export type Scope = { everything: true } | { everything: false; ids: readonly string[] }

/** The people a role reaches: everybody, or those of some countries (ISO 3166-1 alpha-2) and of some agencies and what is below them. */
export type PeopleScope =
  { everything: true } | { everything: false; countries: readonly string[]; agencies: readonly string[] }

/** Where a person works, or an agency stands: `path` as in the table of agencies; none for who has no agency. */
export type Place = { countryCode: string; path: string } | null

/** Whether this role can be held over this kind of thing, and the thing is named exactly when it must be. */
export function isGrantable({ role, scopeKind, scopeId }: Grant): boolean {
  const kinds: readonly string[] = Object.hasOwn(grantScopes, role) ? grantScopes[role] : []
  return kinds.includes(scopeKind) && (scopeKind === 'platform') === (scopeId === '')
}

/** What the role is held over. A grant that none of our forms could have made counts for nothing. */
function heldOver(viewer: Viewer, role: Role, kind: ScopeKind): string[] {
  return viewer.grants
    .filter((grant) => grant.role === role && grant.scopeKind === kind && isGrantable(grant))
    .map(({ scopeId }) => scopeId)
}

const holdsEverywhere = (viewer: Viewer, role: Role) => heldOver(viewer, role, 'platform').length > 0

function scopeOf(viewer: Viewer, role: Role, kind: ScopeKind): Scope {
  if (holdsEverywhere(viewer, role)) return { everything: true }
  return { everything: false, ids: heldOver(viewer, role, kind) }
}

function peopleOf(viewer: Viewer, ...held: Role[]): PeopleScope {
  if (held.some((role) => holdsEverywhere(viewer, role))) return { everything: true }
  return {
    everything: false,
    countries: held.flatMap((role) => heldOver(viewer, role, 'country')),
    agencies: held.flatMap((role) => heldOver(viewer, role, 'agency')),
  }
}

const holds = (scope: Scope, id: string) => scope.everything || scope.ids.includes(id)
const holdsAny = (scope: Scope) => scope.everything || scope.ids.length > 0

/** Whether the scope reaches anybody at all. */
export const reachesAnyone = (scope: PeopleScope) =>
  scope.everything || scope.countries.length > 0 || scope.agencies.length > 0

/** Whether people of this place are reached. Who has no agency is reached only by a role over the whole platform. */
export function reaches(scope: PeopleScope, place: Place): boolean {
  if (scope.everything) return true
  if (!place) return false
  return (
    scope.countries.includes(place.countryCode) ||
    scope.agencies.some((agencyId) => place.path.includes(`/${agencyId}/`))
  )
}

/** Administers the whole platform: settings, courses' instructors, programmes' managers, the audit log. */
export function isAdministrator(viewer: Viewer): boolean {
  return holdsEverywhere(viewer, 'administrator')
}

/** The people whose accounts this person administers: create, change, suspend, grant roles. */
export function administeredPeople(viewer: Viewer): PeopleScope {
  return peopleOf(viewer, 'administrator')
}

/** The people this person finds in lists and hands cards to: those administered, and those supervised. */
export function supervisedPeople(viewer: Viewer): PeopleScope {
  return peopleOf(viewer, 'administrator', 'supervisor')
}

/** Whether this person administers anybody. */
export function canAdministerPeople(viewer: Viewer): boolean {
  return reachesAnyone(administeredPeople(viewer))
}

/** Whether this person finds anybody in the list of people. */
export function canSupervisePeople(viewer: Viewer): boolean {
  return reachesAnyone(supervisedPeople(viewer))
}

/** Whether the person finds those who work at this place in lists, and may open their page. */
export function canSeePeopleOf(viewer: Viewer, place: Place): boolean {
  return reaches(supervisedPeople(viewer), place)
}

/** Whether the person may open accounts for those who work at this place, and move people there. */
export function canPlacePeopleAt(viewer: Viewer, place: Place): boolean {
  return reaches(administeredPeople(viewer), place)
}

/**
 * Whether a role over something lies within what this person administers: anything for an administrator of the
 * platform, else only roles over the countries and agencies reached. Courses, programmes and cohorts have people of
 * many countries, so that no administrator of one decides over them.
 */
function governs(viewer: Viewer, grant: Grant, place: Place): boolean {
  if (isAdministrator(viewer)) return true
  if (grant.scopeKind !== 'country' && grant.scopeKind !== 'agency') return false
  return reaches(administeredPeople(viewer), place)
}

/**
 * Whether this person may give a role over something. Over the whole platform an administrator may give any; over a
 * country or agency only roles over what lies within. `place` is that of the country (with an empty path) or agency
 * that the role is over; null for anything else. Nobody gives themselves a role: ask for that with the person, too.
 */
export function canGrant(viewer: Viewer, grant: Grant, place: Place): boolean {
  return isGrantable(grant) && governs(viewer, grant, place)
}

/** Whether there can be anything of this kind that the person may give roles over. */
export function canGrantOver(viewer: Viewer, kind: ScopeKind): boolean {
  const scope = administeredPeople(viewer)
  if (scope.everything) return true
  if (kind === 'country') return scope.countries.length > 0
  return kind === 'agency' && reachesAnyone(scope)
}

/** A person as the rules below look at them; `grants` are those in force or still to begin, each with the place it is over. */
export type RuledPerson = { accountId: string; place: Place; grants: readonly (Grant & { place: Place })[] }

/**
 * Whether this person may change that account. Nobody administers, from below, who holds a role beyond their own reach:
 * to make a card for an account is to become it. A role that is still to begin counts, or an account could be taken
 * over the day before.
 */
export function canAdministerAccount(viewer: Viewer, person: RuledPerson): boolean {
  return (
    reaches(administeredPeople(viewer), person.place) &&
    person.grants.every((grant) => governs(viewer, grant, grant.place))
  )
}

/** Whether this person may give that account a role; which ones, `canGrant` says. */
export function canGrantTo(viewer: Viewer, person: RuledPerson): boolean {
  return person.accountId !== viewer.accountId && canAdministerAccount(viewer, person)
}

/** Whether this person may hand that account a card to get in with. A supervisor may for who holds no role. */
export function canIssueCard(viewer: Viewer, person: RuledPerson): boolean {
  if (person.accountId === viewer.accountId) return false
  if (canAdministerAccount(viewer, person)) return true
  return reaches(supervisedPeople(viewer), person.place) && person.grants.length === 0
}

/**
 * Whether this person may give another more time at quizzes than others have: whoever finds them in lists, who knows
 * them. Nobody gives it to themselves.
 */
export function canAccommodate(viewer: Viewer, person: Pick<RuledPerson, 'accountId' | 'place'>): boolean {
  return person.accountId !== viewer.accountId && canSeePeopleOf(viewer, person.place)
}

/** Whether this person may add an agency below `parent`: an agency's place, or a country's for one at its top. */
export function canAddAgency(viewer: Viewer, parent: Place): boolean {
  return reaches(administeredPeople(viewer), parent)
}

/** Whether this person may change the agency at `place`. */
export function canChangeAgency(viewer: Viewer, place: Place): boolean {
  return reaches(administeredPeople(viewer), place)
}

/**
 * Whether this person may take an agency from below one place to below another, or away altogether (`to` null): both
 * ends lose or win people. Nobody moves the agency that their own role is over out of the hands of those above.
 */
export function canMoveAgency(viewer: Viewer, from: Place, to: Place | null): boolean {
  return canAddAgency(viewer, from) && (to === null || canAddAgency(viewer, to))
}

/** The courses (permanent ids) whose source, checks and question figures this person may see and publish. */
export function taughtCourses(viewer: Viewer): Scope {
  return scopeOf(viewer, 'instructor', 'course')
}

export function canTeachSomething(viewer: Viewer): boolean {
  return holdsAny(taughtCourses(viewer))
}

export function canTeach(viewer: Viewer, courseId: string): boolean {
  return holds(taughtCourses(viewer), courseId)
}

/** The programmes this person manages as a whole. */
export function managedProgrammes(viewer: Viewer): Scope {
  return scopeOf(viewer, 'manager', 'programme')
}

/** The cohorts this person manages by themselves, beside those of managed programmes. */
export function managedCohorts(viewer: Viewer): Scope {
  return scopeOf(viewer, 'manager', 'cohort')
}

/** The people whose progress this person sees whatever programme they are in: a ministry's view of its country. */
export function overseenPeople(viewer: Viewer): PeopleScope {
  return peopleOf(viewer, 'manager')
}

export function canManageSomething(viewer: Viewer): boolean {
  return (
    holdsAny(managedProgrammes(viewer)) || holdsAny(managedCohorts(viewer)) || reachesAnyone(overseenPeople(viewer))
  )
}

/** Setting up a new programme takes the manager's role over the whole platform. */
export function canCreateProgramme(viewer: Viewer): boolean {
  return managedProgrammes(viewer).everything
}
