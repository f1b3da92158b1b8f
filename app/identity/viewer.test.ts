import { describe, expect, test } from 'vitest'
import {
  administeredPeople,
  canAddAgency,
  canAdministerAccount,
  canAdministerPeople,
  canChangeAgency,
  canCreateProgramme,
  canGrant,
  canGrantTo,
  canIssueCard,
  canManageSomething,
  canMoveAgency,
  canPlacePeopleAt,
  canSeePeopleOf,
  canSupervisePeople,
  canTeach,
  canTeachSomething,
  type Grant,
  grantScopes,
  isAdministrator,
  isGrantable,
  managedCohorts,
  managedProgrammes,
  overseenPeople,
  type Place,
  reaches,
  type Role,
  roles,
  type RuledPerson,
  type ScopeKind,
  scopeKinds,
  supervisedPeople,
  taughtCourses,
  type Viewer,
} from './viewer.ts'

const holding = (...grants: Grant[]): Viewer => ({
  accountId: 'me',
  username: 'me',
  displayName: 'Me',
  locale: null,
  grants,
})

// Kenya has a police with a criminal department, which has a laboratory, and a navy; Uganda has a police.
const lab: Place = { countryCode: 'KE', path: '/police/cid/lab/' }
const cid: Place = { countryCode: 'KE', path: '/police/cid/' }
const police: Place = { countryCode: 'KE', path: '/police/' }
const namesake: Place = { countryCode: 'KE', path: '/police/cid2/' }
const navy: Place = { countryCode: 'KE', path: '/navy/' }
const kenya: Place = { countryCode: 'KE', path: '' }
const uganda: Place = { countryCode: 'UG', path: '' }
const abroad: Place = { countryCode: 'UG', path: '/ug-police/' }
const nowhere: Place = null

/** What each kind of thing is, in the table: Kenya, its criminal department, and something called "a". */
const scopeIds: Record<ScopeKind, string> = {
  platform: '',
  country: 'KE',
  agency: 'cid',
  programme: 'a',
  cohort: 'a',
  course: 'a',
}

type Holding = `${Role}:${ScopeKind}`
const grantOf = (role: Role, scopeKind: ScopeKind): Grant => ({ role, scopeKind, scopeId: scopeIds[scopeKind] })

/** Everyone who holds one role over one thing, those included that no form of ours can make but a hand in the database could. */
const everyHolding = roles.flatMap((role) =>
  scopeKinds.map((kind): [Holding, Viewer] => [`${role}:${kind}`, holding(grantOf(role, kind))]),
)

const overAll: Holding[] = ['administrator:platform']
const administersKenya: Holding[] = [...overAll, 'administrator:country']
const administersCid: Holding[] = [...administersKenya, 'administrator:agency']
const seesKenya: Holding[] = [...administersKenya, 'supervisor:country']
const seesCid: Holding[] = [...administersCid, 'supervisor:country', 'supervisor:agency']
const overseesAll: Holding[] = ['manager:platform']
const overseesKenya: Holding[] = [...overseesAll, 'manager:country']
const overseesCid: Holding[] = [...overseesKenya, 'manager:agency']

const someone = (place: Place, ...grants: RuledPerson['grants'][number][]): RuledPerson => ({
  accountId: 'someone',
  place,
  grants,
})
const held = (role: Role, scopeKind: ScopeKind, place: Place = null, scopeId = scopeIds[scopeKind]) => ({
  role,
  scopeKind,
  scopeId,
  place,
})

type Rule = (viewer: Viewer) => boolean
const sees =
  (place: Place): Rule =>
  (viewer) =>
    canSeePeopleOf(viewer, place)
const places =
  (place: Place): Rule =>
  (viewer) =>
    canPlacePeopleAt(viewer, place)
const oversees =
  (place: Place): Rule =>
  (viewer) =>
    reaches(overseenPeople(viewer), place)
const administers =
  (person: RuledPerson): Rule =>
  (viewer) =>
    canAdministerAccount(viewer, person)
const hands =
  (person: RuledPerson): Rule =>
  (viewer) =>
    canIssueCard(viewer, person)
const gives =
  (grant: Grant, place: Place): Rule =>
  (viewer) =>
    canGrant(viewer, grant, place)

const cases: [string, Rule, Holding[]][] = [
  ['administers the platform', isAdministrator, overAll],
  ['administers somebody', canAdministerPeople, administersCid],
  ['finds somebody in the list of people', canSupervisePeople, seesCid],

  ['sees people of the department', sees(cid), seesCid],
  ['sees people of the laboratory below it', sees(lab), seesCid],
  ['sees people of the police above it', sees(police), seesKenya],
  ['sees people of the navy beside it', sees(navy), seesKenya],
  ['sees people of an agency whose id begins alike', sees(namesake), seesKenya],
  ['sees people abroad', sees(abroad), overAll],
  ['sees people without an agency', sees(nowhere), overAll],
  ['sees people of a place that is not known', sees(undefined as unknown as Place), overAll],

  ['places people in the department', places(cid), administersCid],
  ['places people in the laboratory', places(lab), administersCid],
  ['places people in the police', places(police), administersKenya],
  ['places people abroad', places(abroad), overAll],
  ['places people nowhere', places(nowhere), overAll],

  ['oversees people of the laboratory', oversees(lab), overseesCid],
  ['oversees people of the police', oversees(police), overseesKenya],
  ['oversees people abroad', oversees(abroad), overseesAll],
  ['oversees people without an agency', oversees(nowhere), overseesAll],

  ['administers a trainee of the department', administers(someone(cid)), administersCid],
  ['administers a trainee of the laboratory', administers(someone(lab)), administersCid],
  ['administers a trainee of the navy', administers(someone(navy)), administersKenya],
  ['administers a trainee abroad', administers(someone(abroad)), overAll],
  ['administers a trainee without an agency', administers(someone(nowhere)), overAll],
  [
    'administers an administrator of the platform who works in the department',
    administers(someone(cid, held('administrator', 'platform'))),
    overAll,
  ],
  [
    'administers an administrator of the country who works in the department',
    administers(someone(cid, held('administrator', 'country', kenya))),
    administersKenya,
  ],
  [
    'administers an administrator of the police who works in the department below',
    administers(someone(cid, held('administrator', 'agency', police, 'police'))),
    administersKenya,
  ],
  [
    'administers an administrator of the same department',
    administers(someone(cid, held('administrator', 'agency', cid))),
    administersCid,
  ],
  [
    'administers a supervisor of another country who works in the department',
    administers(someone(cid, held('supervisor', 'country', uganda, 'UG'))),
    overAll,
  ],
  [
    'administers somebody with one role within and one beyond',
    administers(someone(cid, held('supervisor', 'agency', cid), held('manager', 'programme'))),
    overAll,
  ],
  ['administers an instructor of a course', administers(someone(cid, held('instructor', 'course'))), overAll],
  ['administers a manager of a programme', administers(someone(cid, held('manager', 'programme'))), overAll],
  ['administers a manager of a cohort', administers(someone(cid, held('manager', 'cohort'))), overAll],
  [
    'administers who holds a role over an agency that is gone',
    administers(someone(cid, held('manager', 'agency'))),
    overAll,
  ],

  ['hands a card to a trainee of the department', hands(someone(cid)), seesCid],
  ['hands a card to a trainee of the laboratory', hands(someone(lab)), seesCid],
  ['hands a card to a trainee of the police', hands(someone(police)), seesKenya],
  ['hands a card to a trainee abroad', hands(someone(abroad)), overAll],
  ['hands a card to a trainee without an agency', hands(someone(nowhere)), overAll],
  [
    'hands a card to a supervisor of the department',
    hands(someone(cid, held('supervisor', 'agency', cid))),
    administersCid,
  ],
  ['hands a card to an instructor of a course', hands(someone(cid, held('instructor', 'course'))), overAll],
  ['hands a card to themself', hands({ accountId: 'me', place: cid, grants: [] }), []],

  ['gives a role to a trainee of the department', (viewer) => canGrantTo(viewer, someone(cid)), administersCid],
  ['gives a role to a trainee abroad', (viewer) => canGrantTo(viewer, someone(abroad)), overAll],
  ['gives a role to themself', (viewer) => canGrantTo(viewer, { accountId: 'me', place: cid, grants: [] }), []],

  ['adds an agency at the top of the country', (viewer) => canAddAgency(viewer, kenya), administersKenya],
  ['adds an agency at the top of another country', (viewer) => canAddAgency(viewer, uganda), overAll],
  ['adds an agency below the department', (viewer) => canAddAgency(viewer, cid), administersCid],
  ['adds an agency below the police', (viewer) => canAddAgency(viewer, police), administersKenya],
  ['changes the department', (viewer) => canChangeAgency(viewer, cid), administersCid],
  ['changes the police above it', (viewer) => canChangeAgency(viewer, police), administersKenya],
  ['moves the laboratory within the department', (viewer) => canMoveAgency(viewer, cid, lab), administersCid],
  ['moves the laboratory out of the department', (viewer) => canMoveAgency(viewer, cid, police), administersKenya],
  ['moves the department itself', (viewer) => canMoveAgency(viewer, police, navy), administersKenya],
  ['removes the laboratory', (viewer) => canMoveAgency(viewer, cid, null), administersCid],
  ['removes the department', (viewer) => canMoveAgency(viewer, police, null), administersKenya],
  ['moves an agency abroad', (viewer) => canMoveAgency(viewer, cid, abroad), overAll],

  ['teaches something', canTeachSomething, ['instructor:platform', 'instructor:course']],
  ['teaches course a', (viewer) => canTeach(viewer, 'a'), ['instructor:platform', 'instructor:course']],
  ['teaches course b', (viewer) => canTeach(viewer, 'b'), ['instructor:platform']],
  ['teaches a course without an id', (viewer) => canTeach(viewer, ''), ['instructor:platform']],
  ['manages something', canManageSomething, [...overseesCid, 'manager:programme', 'manager:cohort']],
  ['sets up programmes', canCreateProgramme, overseesAll],
]

describe.each(cases)('who %s', (_, rule, allowed) => {
  test('is exactly who is listed', () => {
    expect(
      everyHolding
        .filter(([, viewer]) => rule(viewer))
        .map(([name]) => name)
        .sort(),
    ).toEqual([...allowed].sort())
    expect(rule(holding()), 'a trainee').toBe(false)
  })
})

describe('giving a role', () => {
  const over: [string, ScopeKind, string, Place, Holding[]][] = [
    ['the platform', 'platform', '', null, overAll],
    ['the country', 'country', 'KE', kenya, administersKenya],
    ['another country', 'country', 'UG', uganda, overAll],
    ['the department', 'agency', 'cid', cid, administersCid],
    ['the laboratory below', 'agency', 'lab', lab, administersCid],
    ['the police above', 'agency', 'police', police, administersKenya],
    ['an agency abroad', 'agency', 'ug-police', abroad, overAll],
    ['an agency that is gone', 'agency', 'gone', null, overAll],
    ['a programme', 'programme', 'a', null, overAll],
    ['a cohort', 'cohort', 'a', null, overAll],
    ['a course', 'course', 'a', null, overAll],
  ]
  for (const role of roles) {
    const kinds: readonly ScopeKind[] = grantScopes[role]
    test.each(over)(`of ${role} over %s`, (_, scopeKind, scopeId, place, allowed) => {
      const rule = gives({ role, scopeKind, scopeId }, place)
      const expected = kinds.includes(scopeKind) ? allowed : []
      expect(
        everyHolding
          .filter(([, viewer]) => rule(viewer))
          .map(([name]) => name)
          .sort(),
      ).toEqual([...expected].sort())
    })
  }
})

test.each<[string, Grant]>([
  ['a platform with an id', { role: 'administrator', scopeKind: 'platform', scopeId: 'KE' }],
  ['a country without a code', { role: 'administrator', scopeKind: 'country', scopeId: '' }],
  ['an agency without an id', { role: 'administrator', scopeKind: 'agency', scopeId: '' }],
  ['a role that does not exist', { role: 'owner' as Role, scopeKind: 'platform', scopeId: '' }],
  ['a role named like what every object has', { role: 'constructor' as Role, scopeKind: 'platform', scopeId: '' }],
  ['a kind of thing that does not exist', { role: 'administrator', scopeKind: 'galaxy' as ScopeKind, scopeId: 'a' }],
])('%s cannot be given and opens nothing', (_, grant) => {
  const viewer = holding(grant)
  const administrator = holding({ role: 'administrator', scopeKind: 'platform', scopeId: '' })
  expect(isGrantable(grant)).toBe(false)
  expect(canGrant(administrator, grant, null)).toBe(false)
  expect(isAdministrator(viewer)).toBe(false)
  for (const scope of [administeredPeople(viewer), supervisedPeople(viewer), overseenPeople(viewer)]) {
    for (const place of [cid, kenya, nowhere, { countryCode: '', path: '' }]) expect(reaches(scope, place)).toBe(false)
  }
})

test('roles that wait for a second factor count for nothing', () => {
  const viewer: Viewer = { ...holding(), withheld: ['administrator', 'supervisor'] }
  expect([isAdministrator(viewer), canSupervisePeople(viewer)]).toEqual([false, false])
})

test('an administrator of the platform still administers who holds a role that nobody could give', () => {
  const administrator = holding({ role: 'administrator', scopeKind: 'platform', scopeId: '' })
  expect(canAdministerAccount(administrator, someone(cid, held('manager', 'course')))).toBe(true)
})

test('a supervisor of one agency who administers another hands cards in both, and changes people in one', () => {
  const viewer = holding(
    { role: 'supervisor', scopeKind: 'agency', scopeId: 'cid' },
    { role: 'administrator', scopeKind: 'agency', scopeId: 'navy' },
  )
  expect([canIssueCard(viewer, someone(lab)), canIssueCard(viewer, someone(navy))]).toEqual([true, true])
  expect([canAdministerAccount(viewer, someone(lab)), canAdministerAccount(viewer, someone(navy))]).toEqual([
    false,
    true,
  ])
  // Administering the navy gives no hold over somebody of the department with a role there.
  expect(canIssueCard(viewer, someone(lab, held('supervisor', 'agency', navy, 'navy')))).toBe(false)
})

test('a role over the platform covers everything, else only what is named', () => {
  const both = holding(grantOf('instructor', 'course'), grantOf('manager', 'programme'), grantOf('manager', 'cohort'))
  expect(taughtCourses(holding(grantOf('instructor', 'platform')))).toEqual({ everything: true })
  expect(taughtCourses(both)).toEqual({ everything: false, ids: ['a'] })
  expect(managedProgrammes(holding(grantOf('manager', 'platform')))).toEqual({ everything: true })
  expect(managedProgrammes(both)).toEqual({ everything: false, ids: ['a'] })
  expect(managedCohorts(both)).toEqual({ everything: false, ids: ['a'] })
  expect(managedProgrammes(holding())).toEqual({ everything: false, ids: [] })
  expect(managedProgrammes(holding(grantOf('manager', 'course')))).toEqual({ everything: false, ids: [] })
})
