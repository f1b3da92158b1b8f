import { describe, expect, test } from 'vitest'
import type { Grant } from '../viewer.ts'
import {
  agencyFromClaims,
  type Claims,
  claimTexts,
  displayNameFromClaims,
  joinClaims,
  rolesFromClaims,
  showedSecondFactor,
  usernameFromClaims,
  verifiedEmail,
} from './claims.ts'
import type { Provider } from './provider.ts'

test.each<[string, Claims, string, string[]]>([
  ['a text', { group: 'cid' }, 'group', ['cid']],
  ['a list', { groups: ['cid', 'trainers'] }, 'groups', ['cid', 'trainers']],
  ['numbers and truth, as texts', { level: 3, staff: true, of: [1, false] }, 'of', ['1', 'false']],
  ['a path into objects', { realm_access: { roles: ['x'] } }, 'realm_access.roles', ['x']],
  ['a name that has dots itself, before a path', { 'a.b': 'name', a: { b: 'path' } }, 'a.b', ['name']],
  ['a name that is an address', { 'https://x.example/roles': ['y'] }, 'https://x.example/roles', ['y']],
  ['nothing, where there is nothing', {}, 'group', []],
  ['nothing of objects within a list', { groups: [{ name: 'cid' }, null, 'ok'] }, 'groups', ['ok']],
  ['nothing that every object has', {}, 'constructor.name', []],
  ['nothing of the prototype', {}, '__proto__', []],
  ['no text of any length', { group: 'x'.repeat(501) }, 'group', []],
])('a claim gives %s', (_what, claims, name, texts) => {
  expect(claimTexts(claims, name)).toEqual(texts)
})

describe('a verified address', () => {
  const verified = (idToken: Claims, userInfo: Claims | null) => verifiedEmail(joinClaims(idToken, userInfo))

  test.each<[string, Claims, Claims | null, string | null]>([
    ['is told by the ID token', { email: 'a@x.example', email_verified: true }, null, 'a@x.example'],
    ['is told by the UserInfo answer', {}, { email: 'a@x.example', email_verified: true }, 'a@x.example'],
    ['is none where nothing says so', { email: 'a@x.example' }, null, null],
    ['is none where it says no', { email: 'a@x.example', email_verified: false }, null, null],
    ['is none where it says so in words', { email: 'a@x.example', email_verified: 'true' }, null, null],
    ['is none that is no address', { email: 'not an address', email_verified: true }, null, null],
    ['is none that is no text', { email: ['a@x.example'], email_verified: true }, null, null],
    [
      'is never the address of one source with the word of another',
      { email: 'chief@x.example', email_verified: false },
      { email: 'mine@x.example', email_verified: true },
      'mine@x.example',
    ],
    ['is none where the word stands alone', { email: 'chief@x.example' }, { email_verified: true }, null],
  ])('%s', (_what, idToken, userInfo, email) => {
    expect(verified(idToken, userInfo)).toBe(email)
  })
})

test('what both tell is taken from the ID token', () => {
  expect(joinClaims({ sub: '1', groups: ['a'] }, { sub: '1', groups: ['b'], name: 'N' })).toMatchObject({
    groups: ['a'],
    name: 'N',
  })
})

describe('the agency', () => {
  const provider: Pick<Provider, 'agency'> = {
    agency: { claim: 'department', values: { cid: 'KE/Cybercrime Unit', 'port-police': 'TZ/Port Police' } },
  }

  test.each<[string, Claims, string | null]>([
    ['follows the claim', { department: 'cid' }, 'KE/Cybercrime Unit'],
    ['follows the first value that is listed', { department: ['other', 'port-police', 'cid'] }, 'TZ/Port Police'],
    ['stays where no value is listed', { department: 'other' }, null],
    ['stays without the claim', {}, null],
    ['is compared exactly', { department: 'CID' }, null],
    ['is none of what every object has', { department: 'toString' }, null],
  ])('%s', (_what, claims, place) => {
    expect(agencyFromClaims(provider, claims)).toBe(place)
  })

  test('stays where none is configured', () => {
    expect(agencyFromClaims({}, { department: 'cid' })).toBeNull()
  })
})

describe('roles', () => {
  const provider: Pick<Provider, 'roles'> = {
    roles: [
      { claim: 'groups', value: 'trainers', role: 'instructor', over: { kind: 'platform', id: '' } },
      { claim: 'groups', value: 'kenya-office', role: 'manager', over: { kind: 'country', id: 'KE' } },
      { claim: 'job', value: 'head', role: 'manager', over: { kind: 'country', id: 'KE' } },
      { claim: 'groups', value: 'cid-desk', role: 'supervisor', over: { kind: 'agency', id: 'KE/Cybercrime Unit' } },
    ],
  }
  const instructor: Grant = { role: 'instructor', scopeKind: 'platform', scopeId: '' }
  const manager: Grant = { role: 'manager', scopeKind: 'country', scopeId: 'KE' }
  const supervisor: Grant = { role: 'supervisor', scopeKind: 'agency', scopeId: 'KE/Cybercrime Unit' }

  test.each<[string, Claims, Grant[]]>([
    ['come from the values that are listed', { groups: ['trainers', 'cid-desk', 'other'] }, [instructor, supervisor]],
    ['come once, however many claims give them', { groups: ['kenya-office'], job: 'head' }, [manager]],
    ['are none without a listed value', { groups: ['administrators'], role: 'administrator' }, []],
    ['are none without claims', {}, []],
    ['are none for a value that only holds a listed one', { groups: ['trainers-alumni'] }, []],
  ])('%s', (_what, claims, grants) => {
    expect(rolesFromClaims(provider, claims)).toEqual(grants)
  })
})

test.each<[string, Provider['secondFactor'], Claims, boolean]>([
  ['counts never, where nothing is configured', undefined, { amr: ['mfa'] }, false],
  ['counts always, where the provider is trusted', 'trusted', {}, true],
  ['counts with a method that is listed', { amr: ['hwk', 'otp'] }, { amr: ['pwd', 'otp'] }, true],
  ['does not count with other methods', { amr: ['hwk', 'otp'] }, { amr: ['pwd'] }, false],
  ['does not count where no method is told', { amr: ['hwk'] }, {}, false],
])('the second factor of a provider %s', (_what, secondFactor, claims, shown) => {
  expect(showedSecondFactor({ secondFactor }, claims)).toBe(shown)
})

test.each<[string, unknown, string]>([
  ['as it is', 'Amina.Odhiambo', 'Amina.Odhiambo'],
  ['without the domain', 'amina@police.example', 'amina'],
  ['in other scripts', 'أمينة', 'أمينة'],
  ['in the usual form of its letters', 'ａｍｉｎａ', 'amina'],
  ['with what may not stand in it made a dot', 'CORP\\amina odhiambo', 'CORP.amina.odhiambo'],
  ['from its first letter on', '--_amina', 'amina'],
  ['not beyond its room', 'a'.repeat(60), 'a'.repeat(30)],
  ['not at all when too short', 'ab', 'officer'],
  ['not at all when hidden', '\u200b\u200b\u200b', 'officer'],
  ['not at all without the claim', undefined, 'officer'],
  ['not at all from an object', { name: 'x' }, 'officer'],
])('a user name is taken %s', (_what, told, username) => {
  expect(usernameFromClaims({ userName: 'upn' }, { upn: told })).toBe(username)
})

test.each<[Claims, string]>([
  [{ name: 'Amina Odhiambo' }, 'Amina Odhiambo'],
  [{ given_name: 'Amina', family_name: 'Odhiambo' }, 'Amina Odhiambo'],
  [{ name: '  ' }, 'officer'],
  [{ name: 'Amina\u202eevil' }, 'officer'],
  [{ name: 'x'.repeat(101) }, 'officer'],
  [{}, 'officer'],
])('the name shown for %j is %j', (claims, name) => {
  expect(displayNameFromClaims(claims, 'officer')).toBe(name)
})
