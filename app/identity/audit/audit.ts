import type { Role, ScopeKind } from '../viewer.ts'

/** How somebody came in. */
export type WayIn = 'password' | 'passkey' | 'single-sign-on' | 'card' | 'link' | 'registration' | 'setup'

export type SecondFactor = 'totp' | 'recovery-code' | 'passkey' | 'provider'

type GrantFacts = { role: Role; scopeKind: ScopeKind; scopeId: string }

/**
 * What is recorded, with the facts each kind carries. Facts are ids, codes and counts, and the reason given for a change of
 * grades: never a password, a code, or what was typed where a name was asked for.
 */
export type AuditFacts = {
  'signed-in': { way: WayIn; secondFactor: SecondFactor | null; device: string; shared: boolean }
  'sign-in-refused': {
    way: WayIn
    reason: 'password' | 'second-factor' | 'passkey' | 'passkey-copied' | 'suspended' | 'unknown'
  }
  'signed-out': { sessions: 'this' | 'another' | 'others' | 'all' }
  'identity-confirmed': { way: WayIn | SecondFactor; secondFactor?: SecondFactor | null }
  'account-created': { way: 'administrator' | 'import' | 'registration' | 'single-sign-on' | 'setup' }
  'account-changed': { fields: string[] }
  'account-suspended': Record<never, never>
  'account-restored': Record<never, never>
  'accounts-merged': { duplicateId: string }
  'agency-moved': { from: string | null; to: string | null }
  'password-changed': { by: 'holder' | 'card' | 'link' }
  'email-changed': { verified: boolean }
  'access-issued': { kind: 'invitation' | 'reset' | 'verify-email'; delivery: 'mail' | 'card' }
  'access-used': { kind: 'invitation' | 'reset' | 'verify-email'; delivery: 'mail' | 'card' }
  'second-factor-added': { kind: 'totp' | 'recovery-codes' | 'passkey' }
  'second-factor-removed': { kind: 'totp' | 'passkey' | 'all' }
  'identity-linked': { issuer: string }
  'identity-unlinked': { issuer: string }
  'role-granted': GrantFacts & { startsAt: number; expiresAt: number | null; source: string }
  'role-withdrawn': GrantFacts & { source: string }
  'agency-created': { countryCode: string; parentId: string | null }
  'agency-changed': { fields: string[] }
  'people-imported': { created: number; changed: number; unchanged: number; refused: number }
  'people-exported': { rows: number }
  'progress-exported': { courseId: string; rows: number }
  'statistics-exported': { revision: number }
  'conditions-changed': { quizId: string; names: string[] }
  'answers-compared': { quizId: string; pairs: number }
  'questions-exported': { revision: number; format: string }
  'audit-exported': { upTo: number; filtered: boolean }
  'audit-blotted': { before: number }
  'own-data-exported': Record<never, never>
  'person-viewed': Record<never, never>
  'settings-changed': { names: string[] }
  'erasure-asked': { keepsName: boolean; dueAt: number }
  'erasure-announced': { dueAt: number }
  'erasure-withdrawn': Record<never, never>
  'account-erased': { reason: 'asked' | 'inactive'; keptName: boolean }
  'trainees-enrolled': { enrolled: number; refused: number }
  'trainee-withdrawn': { cohortId: string }
  'cohort-joined': { cohortId: string }
  'programme-created': Record<never, never>
  'programme-changed': { fields: string[] }
  'cohort-created': { programmeId: string }
  'attempt-extended': { courseId: string; minutes: number }
  /** `minutes` of new time; 0 where the quiz has no limit. */
  'attempt-reopened': { courseId: string; minutes: number }
  'extra-time-given': { percent: number; expiresAt: number | null }
  'extra-time-withdrawn': { percent: number }
  'course-published': { revision: number }
  'course-restored': { revision: number; restored: number }
  /** The results of `rows` attempts were shown by name, before a correction of the question. */
  'results-viewed': { questionId: string; rows: number }
  /** `attempts` asked the question, `changed` of them have another mark. `because` is the reason, for people to read. */
  'question-regraded': { questionId: string; remedy: string; attempts: number; changed: number; because: string }
}

export type AuditAction = keyof AuditFacts

/** What something was done to. */
export const subjectKinds = ['account', 'agency', 'cohort', 'course', 'platform', 'programme'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** One thing that was done. `actorId` null for the system, or for somebody who is not signed in. */
export type AuditAct = {
  [Action in AuditAction]: {
    action: Action
    actorId: string | null
    subject: { kind: SubjectKind; id: string }
    facts: AuditFacts[Action]
  }
}[AuditAction]

/** What an entry says of a person beyond ids, until it is blotted out. `address` null from the terminal and from jobs. */
export type AuditContent = { address: string | null; facts: Record<string, unknown> }
