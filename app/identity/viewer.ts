export const roles = ['instructor', 'manager', 'administrator'] as const
export type Role = (typeof roles)[number]

/** What a role may be held over. */
export const grantScopes = {
  administrator: ['platform'],
  instructor: ['platform', 'course'],
  manager: ['platform', 'programme'],
} as const satisfies Record<Role, readonly string[]>

export type ScopeKind = 'platform' | 'programme' | 'course'

/** A role that is in force, and what it is held over. */
export type Grant = { role: Role; scopeKind: ScopeKind; scopeId: string }

/** The person on whose behalf a request is answered. */
export type Viewer = {
  accountId: string
  username: string
  displayName: string
  locale: string | null
  grants: readonly Grant[]
}

/** The answer to "over which things does this person hold this role?", for queries to be scoped with. */
export type Scope = { everything: true } | { everything: false; ids: readonly string[] }

function scopeOf(viewer: Viewer, role: Role, kind: ScopeKind): Scope {
  const own = viewer.grants.filter((grant) => grant.role === role)
  if (own.some((grant) => grant.scopeKind === 'platform')) return { everything: true }
  return { everything: false, ids: own.filter((grant) => grant.scopeKind === kind).map((grant) => grant.scopeId) }
}

const holds = (scope: Scope, id: string) => scope.everything || scope.ids.includes(id)
const holdsAny = (scope: Scope) => scope.everything || scope.ids.length > 0

export function isAdministrator(viewer: Viewer): boolean {
  return scopeOf(viewer, 'administrator', 'platform').everything
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

/** The programmes whose trainees' progress this person may see. */
export function managedProgrammes(viewer: Viewer): Scope {
  return scopeOf(viewer, 'manager', 'programme')
}

export function canManageSomething(viewer: Viewer): boolean {
  return holdsAny(managedProgrammes(viewer))
}

/** Setting up a new programme takes the manager's role over the whole platform. */
export function canCreateProgramme(viewer: Viewer): boolean {
  return managedProgrammes(viewer).everything
}

/** An account's own holder and administrators see its details. */
export function canSeeAccount(viewer: Viewer, accountId: string): boolean {
  return viewer.accountId === accountId || isAdministrator(viewer)
}
