import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import { auditLine } from './audit-line.ts'
import type { AuditAction, AuditFacts } from './audit.ts'
import { actionText, auditActions, type AuditNames, factsText, idsInFacts } from './audit-words.ts'

const english = translatorFor('en')
const names: AuditNames = {
  account: new Map([['a1', 'Amina Diallo']]),
  agency: new Map([['g1', 'Coast Guard']]),
  cohort: new Map([['h1', 'Shore: group 1']]),
  course: new Map([['c1', 'Electronic evidence']]),
  programme: new Map([['p1', 'Shore']]),
}
const day = Date.UTC(2026, 2, 4)

/** Facts of every action, and what is said of them. */
const said: { [Action in AuditAction]: [AuditFacts[Action], string | null] } = {
  'signed-in': [
    { way: 'password', secondFactor: 'totp', device: 'Firefox, Android', shared: true },
    'With a password, and a code of the authenticator app. Firefox, Android. Shared computer',
  ],
  'sign-in-refused': [{ way: 'password', reason: 'suspended' }, 'The password was right, but the account is suspended'],
  'signed-out': [{ sessions: 'all' }, 'In every browser'],
  'identity-confirmed': [{ way: 'passkey' }, 'With a passkey'],
  'account-created': [{ way: 'import' }, 'From a file'],
  'account-changed': [{ fields: ['displayName', 'email'] }, 'Changed: name, e-mail address'],
  'account-suspended': [{}, null],
  'account-restored': [{}, null],
  'accounts-merged': [{ duplicateId: 'a1' }, 'Took over what Amina Diallo had done'],
  'agency-moved': [{ from: null, to: 'g1' }, 'From no agency to Coast Guard'],
  'password-changed': [{ by: 'holder' }, 'By themselves'],
  'email-changed': [{ verified: true }, 'Shown to be theirs'],
  'access-issued': [{ kind: 'reset', delivery: 'card' }, 'To choose a new password, on a card'],
  'access-used': [{ kind: 'invitation', delivery: 'mail' }, 'Invitation, by mail'],
  'second-factor-added': [{ kind: 'recovery-codes' }, 'Recovery codes'],
  'second-factor-removed': [{ kind: 'all' }, 'All of them'],
  'identity-linked': [{ issuer: 'https://login.example' }, 'https://login.example'],
  'identity-unlinked': [{ issuer: 'https://login.example' }, 'https://login.example'],
  'role-granted': [
    { role: 'manager', scopeKind: 'cohort', scopeId: 'h1', startsAt: 0, expiresAt: day, source: 'person' },
    'Programme manager over Shore: group 1, until 4 March 2026',
  ],
  'role-withdrawn': [
    { role: 'administrator', scopeKind: 'country', scopeId: 'KE', source: 'sso:https://login.example' },
    'Administrator over Kenya. Said by the identity provider',
  ],
  'agency-created': [{ countryCode: 'KE', parentId: 'g1' }, 'In Kenya, below Coast Guard'],
  'agency-changed': [{ fields: ['name'] }, 'Changed: name'],
  'people-imported': [
    { created: 1, changed: 2, unchanged: 1, refused: 0 },
    '1 account opened, 2 changed, 1 as it was, 0 rows refused',
  ],
  'people-exported': [{ rows: 1 }, '1 person'],
  'progress-exported': [{ courseId: 'c1', rows: 12 }, '12 trainees in Electronic evidence'],
  'statistics-exported': [{ revision: 4 }, 'Of revision 4'],
  'conditions-changed': [{ quizId: 'quiz-final', names: ['accessCode'] }, 'Of the quiz quiz-final: access code'],
  'answers-compared': [{ quizId: 'quiz-final', pairs: 2 }, 'In the quiz quiz-final: 2 pairs of people shown'],
  'questions-exported': [{ revision: 4, format: 'gift' }, 'Of revision 4, as GIFT'],
  'audit-exported': [{ upTo: 12, filtered: true }, 'Up to entry 12, a part of them'],
  'audit-blotted': [{ before: day }, 'Of entries before 4 March 2026'],
  'own-data-exported': [{}, null],
  'person-viewed': [{}, null],
  'settings-changed': [
    { names: ['auditMonths', 'registration'] },
    'Changed: months of details in the audit log, who may register',
  ],
  'erasure-asked': [{ keepsName: true, dueAt: day }, 'Due on 4 March 2026. The name stays for certificates'],
  'erasure-announced': [{ dueAt: day }, 'Due on 4 March 2026'],
  'erasure-withdrawn': [{}, null],
  'account-erased': [{ reason: 'inactive', keptName: false }, 'Unused for very long'],
  'trainees-enrolled': [{ enrolled: 3, refused: 1 }, '3 people, 1 name refused'],
  'trainee-withdrawn': [{ cohortId: 'h1' }, 'Shore: group 1'],
  'cohort-joined': [{ cohortId: 'h1' }, 'Shore: group 1'],
  'cohort-created': [{ programmeId: 'p1' }, 'In the programme Shore'],
  'results-viewed': [{ questionId: 'ev-q-1', rows: 1 }, 'Of 1 attempt, in which ev-q-1 would be marked anew'],
  'question-regraded': [
    { questionId: 'ev-q-1', remedy: 'left-out', attempts: 40, changed: 12, because: 'Two options {were} right.' },
    'ev-q-1: left out. 12 of 40 attempts have another mark. Reason: Two options {were} right.',
  ],
  'programme-created': [{}, null],
  'programme-changed': [{ fields: ['joinCode'] }, 'Changed: a new join code'],
  'attempt-extended': [{ courseId: 'c1', minutes: 15 }, '15 minutes in Electronic evidence'],
  'attempt-reopened': [{ courseId: 'c1', minutes: 0 }, 'In Electronic evidence'],
  'extra-time-given': [{ percent: 25, expiresAt: day }, '25 per cent, until 4 March 2026'],
  'extra-time-withdrawn': [{ percent: 25 }, '25 per cent'],
  'course-published': [{ revision: 4 }, 'Revision 4'],
  'course-restored': [{ revision: 5, restored: 2 }, 'Revision 2 came back as revision 5'],
}

describe('the words of an action', () => {
  test.each(Object.entries(said))('%s are there, with all its facts', (action, [facts, words]) => {
    expect(actionText(action, english)).toMatch(/^[A-Z][^{}]+$/)
    expect(factsText({ action, facts }, names, english)).toBe(words)
  })

  test('are those of every action there is, each different', () => {
    expect(auditActions.sort()).toEqual(Object.keys(said).sort())
    expect(new Set(auditActions.map((action) => actionText(action, english))).size).toBe(auditActions.length)
  })

  test.each(auditActions)('%s hold for an entry of another version, whose facts are others', (action) => {
    for (const facts of [
      {},
      { way: 'x', fields: 7, to: 3, dueAt: 'x', role: null, reason: [], scopeKind: {}, rows: 'x' },
    ]) {
      expect(() => factsText({ action, facts }, names, english)).not.toThrow()
    }
  })
})

test('the ids that words need names of are those of people, places and courses in the facts', () => {
  expect(idsInFacts({ from: 'g1', to: null, duplicateId: 'a1', scopeKind: 'programme', scopeId: 'p1' })).toEqual([
    { kind: 'agency', id: 'g1' },
    { kind: 'account', id: 'a1' },
    { kind: 'programme', id: 'p1' },
  ])
  expect(idsInFacts({ scopeKind: 'country', scopeId: 'KE', rows: 3 })).toEqual([])
})

describe('a line', () => {
  const entry = {
    sequence: 7,
    at: Date.UTC(2026, 2, 4, 9, 5, 7),
    actorId: 'a1',
    action: 'trainee-withdrawn',
    subjectKind: 'account',
    subjectId: 'unknown-id',
    content: JSON.stringify({ address: '192.0.2.1', facts: { cohortId: 'h1' } }),
    hash: 'abcdefghijklmnopqrstuvwxyz',
  }

  test('tells who did what to whom, from where and when', () => {
    expect(auditLine(entry, names, english)).toEqual({
      sequence: 7,
      time: '4 Mar 2026, 09:05:07 UTC',
      who: { text: 'Amina Diallo', href: '/admin/people/a1' },
      what: 'Trainee taken out of a cohort',
      details: 'Shore: group 1',
      whom: { text: 'unknown-id', href: '/admin/people/unknown-id' },
      where: '192.0.2.1',
      seal: 'abcdefghijkl',
    })
  })

  test.each([
    [{ actorId: null }, 'Nobody signed in'],
    [{ actorId: null, content: JSON.stringify({ address: null, facts: {} }) }, 'The system'],
    [{ actorId: null, content: null }, 'Nobody signed in, or the system'],
  ])('without an account (%j) says who it was as far as is known', (change, who) => {
    expect(auditLine({ ...entry, ...change }, names, english).who).toEqual({ text: who, href: null })
  })

  test('whose content is blotted out, or no content of ours, still tells what and when', () => {
    const gone = auditLine({ ...entry, content: null }, names, english)
    expect([gone.what, gone.details, gone.where]).toEqual([
      'Trainee taken out of a cohort',
      'Details were removed with age.',
      'Removed with age',
    ])
    expect(() => auditLine({ ...entry, content: '{"facts":3' }, names, english)).not.toThrow()
    expect(
      auditLine({ ...entry, action: 'of-tomorrow', subjectKind: 'star', content: '{}' }, names, english),
    ).toMatchObject({
      what: 'of-tomorrow',
      details: null,
      whom: { text: 'star (unknown-id)' },
    })
  })
})

test('every action is recorded somewhere: none is a word without a deed', () => {
  const recorders = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.server.ts'))
    .map((name) => readFileSync(path.join('app', name), 'utf8'))
    .filter((source) => /recordAudit|recordLook|recordRefusal|AuditAct\b/.test(source))
    .join('\n')
  expect(auditActions.filter((action) => !recorders.includes(`'${action}'`))).toEqual([])
})
