import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { MessageValues, Translator } from '#app/i18n/translator.ts'
import { countryName } from '../places/countries.ts'
import { settingNames } from '../settings/platform-settings.ts'
import type { AuditAction, AuditFacts, SubjectKind } from './audit.ts'

/** What was done, in a few words: for lists, and all that can be said once the facts are blotted out. */
const labels = {
  'signed-in': 'audit.action.signed-in',
  'sign-in-refused': 'audit.action.sign-in-refused',
  'signed-out': 'audit.action.signed-out',
  'identity-confirmed': 'audit.action.identity-confirmed',
  'account-created': 'audit.action.account-created',
  'account-changed': 'audit.action.account-changed',
  'account-suspended': 'audit.action.account-suspended',
  'account-restored': 'audit.action.account-restored',
  'accounts-merged': 'audit.action.accounts-merged',
  'agency-moved': 'audit.action.agency-moved',
  'password-changed': 'audit.action.password-changed',
  'email-changed': 'audit.action.email-changed',
  'access-issued': 'audit.action.access-issued',
  'access-used': 'audit.action.access-used',
  'second-factor-added': 'audit.action.second-factor-added',
  'second-factor-removed': 'audit.action.second-factor-removed',
  'identity-linked': 'audit.action.identity-linked',
  'identity-unlinked': 'audit.action.identity-unlinked',
  'role-granted': 'audit.action.role-granted',
  'role-withdrawn': 'audit.action.role-withdrawn',
  'agency-created': 'audit.action.agency-created',
  'agency-changed': 'audit.action.agency-changed',
  'people-imported': 'audit.action.people-imported',
  'people-exported': 'audit.action.people-exported',
  'progress-exported': 'audit.action.progress-exported',
  'statistics-exported': 'audit.action.statistics-exported',
  'conditions-changed': 'audit.action.conditions-changed',
  'answers-compared': 'audit.action.answers-compared',
  'questions-exported': 'audit.action.questions-exported',
  'audit-exported': 'audit.action.audit-exported',
  'audit-blotted': 'audit.action.audit-blotted',
  'own-data-exported': 'audit.action.own-data-exported',
  'person-viewed': 'audit.action.person-viewed',
  'settings-changed': 'audit.action.settings-changed',
  'erasure-asked': 'audit.action.erasure-asked',
  'erasure-announced': 'audit.action.erasure-announced',
  'erasure-withdrawn': 'audit.action.erasure-withdrawn',
  'account-erased': 'audit.action.account-erased',
  'trainees-enrolled': 'audit.action.trainees-enrolled',
  'trainee-withdrawn': 'audit.action.trainee-withdrawn',
  'cohort-joined': 'audit.action.cohort-joined',
  'cohort-created': 'audit.action.cohort-created',
  'programme-created': 'audit.action.programme-created',
  'programme-changed': 'audit.action.programme-changed',
  'attempt-extended': 'audit.action.attempt-extended',
  'attempt-reopened': 'audit.action.attempt-reopened',
  'extra-time-given': 'audit.action.extra-time-given',
  'extra-time-withdrawn': 'audit.action.extra-time-withdrawn',
  'course-published': 'audit.action.course-published',
  'course-restored': 'audit.action.course-restored',
  'results-viewed': 'audit.action.results-viewed',
  'question-regraded': 'audit.action.question-regraded',
} as const satisfies Record<AuditAction, MessageKey>

type WithFacts = { [Action in AuditAction]: keyof AuditFacts[Action] extends never ? never : Action }[AuditAction]

/** The facts of an action, in words: every action that carries any has its own. */
const details = {
  'signed-in': 'audit.facts.signed-in',
  'sign-in-refused': 'audit.facts.sign-in-refused',
  'signed-out': 'audit.facts.signed-out',
  'identity-confirmed': 'audit.facts.identity-confirmed',
  'account-created': 'audit.facts.account-created',
  'account-changed': 'audit.facts.fields',
  'accounts-merged': 'audit.facts.accounts-merged',
  'agency-moved': 'audit.facts.agency-moved',
  'password-changed': 'audit.facts.password-changed',
  'email-changed': 'audit.facts.email-changed',
  'access-issued': 'audit.facts.access',
  'access-used': 'audit.facts.access',
  'second-factor-added': 'audit.facts.second-factor',
  'second-factor-removed': 'audit.facts.second-factor',
  'identity-linked': 'audit.facts.issuer',
  'identity-unlinked': 'audit.facts.issuer',
  'role-granted': 'audit.facts.role-granted',
  'role-withdrawn': 'audit.facts.role-withdrawn',
  'agency-created': 'audit.facts.agency-created',
  'agency-changed': 'audit.facts.fields',
  'people-imported': 'audit.facts.people-imported',
  'people-exported': 'audit.facts.people-exported',
  'progress-exported': 'audit.facts.progress-exported',
  'statistics-exported': 'audit.facts.statistics-exported',
  'conditions-changed': 'audit.facts.conditions-changed',
  'answers-compared': 'audit.facts.answers-compared',
  'questions-exported': 'audit.facts.questions-exported',
  'audit-exported': 'audit.facts.audit-exported',
  'audit-blotted': 'audit.facts.audit-blotted',
  'settings-changed': 'audit.facts.fields',
  'erasure-asked': 'audit.facts.erasure-asked',
  'erasure-announced': 'audit.facts.erasure-announced',
  'account-erased': 'audit.facts.account-erased',
  'trainees-enrolled': 'audit.facts.trainees-enrolled',
  'trainee-withdrawn': 'audit.facts.cohort',
  'cohort-joined': 'audit.facts.cohort',
  'cohort-created': 'audit.facts.cohort-created',
  'programme-changed': 'audit.facts.fields',
  'attempt-extended': 'audit.facts.attempt-extended',
  'attempt-reopened': 'audit.facts.attempt-reopened',
  'extra-time-given': 'audit.facts.extra-time-given',
  'extra-time-withdrawn': 'audit.facts.extra-time-withdrawn',
  'course-published': 'audit.facts.course-published',
  'course-restored': 'audit.facts.course-restored',
  'results-viewed': 'audit.facts.results-viewed',
  'question-regraded': 'audit.facts.question-regraded',
} as const satisfies Record<WithFacts, MessageKey>

export const auditActions = Object.keys(labels) as AuditAction[]

export const kindLabels = {
  account: 'audit.kind.account',
  agency: 'audit.kind.agency',
  cohort: 'audit.kind.cohort',
  course: 'audit.kind.course',
  platform: 'audit.kind.platform',
  programme: 'audit.kind.programme',
} as const satisfies Record<SubjectKind, MessageKey>

/** What is named by id in entries. */
export const namedKinds = ['account', 'agency', 'cohort', 'course', 'programme'] as const
export type NamedKind = (typeof namedKinds)[number]

/** Names of what entries are about, by kind and id. Those of later domains are brought by the route. */
export type AuditNames = Record<NamedKind, ReadonlyMap<string, string>>

/** Facts that are the id of something, or several facts that are together, and the kind of it. */
const idFacts: Readonly<Record<string, NamedKind>> = {
  duplicateId: 'account',
  cohortId: 'cohort',
  courseId: 'course',
  programmeId: 'programme',
  parentId: 'agency',
  from: 'agency',
  to: 'agency',
}

/** Facts that are one of a few codes. */
const codeFacts: readonly string[] = ['way', 'secondFactor', 'reason', 'sessions', 'by', 'kind', 'delivery', 'remedy']

const timeFacts: readonly string[] = ['startsAt', 'expiresAt', 'dueAt', 'before']

/** What stands for a fact that an entry does not have: one written by another version must not break the page. */
const absent = Object.fromEntries(
  [
    ...['way', 'secondFactor', 'device', 'shared', 'reason', 'sessions', 'fields', 'names', 'by', 'verified', 'kind'],
    ...['delivery', 'issuer', 'role', 'scopeKind', 'scopeId', 'source', 'countryCode', 'filtered', 'keepsName'],
    ...['keptName', 'rows', 'created', 'changed', 'unchanged', 'refused', 'enrolled', 'revision', 'restored', 'upTo'],
    ...['questionId', 'remedy', 'attempts', 'because', 'minutes', 'percent', 'format', 'quizId', 'pairs'],
    ...Object.keys(idFacts),
    ...timeFacts,
  ].map((name) => [name, 'none']),
)

const isAction = (action: string): action is AuditAction => Object.hasOwn(labels, action)

/** An action in a few words; the code itself for one that this version does not know. */
export function actionText(action: string, { t }: Pick<Translator, 't'>): string {
  return isAction(action) ? t(labels[action]) : action
}

/** The facts of an entry in words; null where there are none. */
export function factsText(
  { action, facts }: { action: string; facts: Record<string, unknown> },
  names: AuditNames,
  translator: Translator,
): string | null {
  if (!isAction(action) || !hasDetails(action)) return null
  return translator.t(details[action], { ...absent, ...valuesOf(facts, names, translator) }).trim() || null
}

const hasDetails = (action: AuditAction): action is WithFacts => Object.hasOwn(details, action)

/** The ids that words of an entry's facts need the names of. */
export function idsInFacts(facts: Record<string, unknown>): { kind: NamedKind; id: string }[] {
  const ids = Object.entries(facts).flatMap(([name, id]) => {
    const kind = idFacts[name]
    return kind && typeof id === 'string' ? [{ kind, id }] : []
  })
  const { scopeKind, scopeId } = facts
  const kind = namedKinds.find((one) => one === scopeKind)
  return kind && typeof scopeId === 'string' ? [...ids, { kind, id: scopeId }] : ids
}

/** Facts as the values of messages: names for ids, days for times, words for names of fields. */
function valuesOf(facts: Record<string, unknown>, names: AuditNames, translator: Translator): MessageValues {
  const { t, locale } = translator
  const valueOf = (name: string, value: unknown): string | number => {
    const kind = idFacts[name]
    if (value === null || value === undefined || value === '') return 'none'
    if (kind && typeof value === 'string') return names[kind].get(value) ?? value
    if (name === 'scopeId' && typeof value === 'string') {
      if (facts.scopeKind === 'country') return countryName(value, locale)
      const scope = namedKinds.find((one) => one === facts.scopeKind)
      return (scope && names[scope].get(value)) ?? value
    }
    if (name === 'role' && typeof value === 'string') return roleText(value, translator)
    if (name === 'countryCode' && typeof value === 'string') return countryName(value, locale)
    if (timeFacts.includes(name)) return typeof value === 'number' && value > 0 ? translator.date(value) : 'none'
    // A hyphen cannot stand in the choices of a message.
    if (codeFacts.includes(name)) return String(value).replaceAll('-', '_')
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (Array.isArray(value)) return value.map((field) => fieldText(String(field), t)).join(', ') || 'none'
    return typeof value === 'number' ? value : String(value)
  }
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, valueOf(name, value)]))
}

function roleText(role: string, { t }: Translator): string {
  const roles: Readonly<Record<string, MessageKey>> = {
    instructor: 'identity.role.instructor',
    manager: 'identity.role.manager',
    supervisor: 'identity.role.supervisor',
    administrator: 'identity.role.administrator',
  }
  const key = roles[role]
  return key ? t(key) : role
}

const fieldKeys = ['displayName', 'username', 'email', 'agencyId', 'locale', 'name', 'parentId', 'countryCode'] as const
const conditionKeys = ['accessCode', 'networks', 'oneDevice'] as const
const placeKeys = ['joinCode', 'joining', 'description', 'courses', 'countries'] as const

/** A field or setting that was changed, in words; as it is called in the program where it has none. */
function fieldText(field: string, t: Translator['t']): string {
  const known = [...fieldKeys, ...placeKeys, ...conditionKeys, ...settingNames].find((name) => name === field)
  return known ? t(`audit.field.${known}`) : field
}
