import { expect, test } from 'vitest'
import { agencyFinder, agencyNamer, type NamedAgency } from './find-agency.ts'
import { countryFinder } from './find-country.ts'
import type { PeopleRow } from './people-file.ts'
import { type ImportWorld, type KnownAccount, planRow } from './plan-rows.ts'

const agencies: NamedAgency[] = [
  { id: 'ag-coast', name: 'Coast Unit', fullName: 'Police › Coast Unit', countryCode: 'KE', path: '/ag-p/ag-coast/' },
  { id: 'ag-p', name: 'Police', fullName: 'Police', countryCode: 'KE', path: '/ag-p/' },
  { id: 'ag-gh', name: 'Police', fullName: 'Police', countryCode: 'GH', path: '/ag-gh/' },
  { id: 'ag-one', name: 'Desk', fullName: 'Police › Desk', countryCode: 'KE', path: '/ag-p/ag-one/' },
  { id: 'ag-two', name: 'Desk', fullName: 'Courts › Desk', countryCode: 'KE', path: '/ag-c/ag-two/' },
]

const ann = {
  id: 'acc-ann',
  displayName: 'Ann Otieno',
  email: 'Ann@police.example',
  agency: { id: 'ag-coast', countryCode: 'KE' },
  isAdministered: true,
}

function world(overrides: Partial<ImportWorld> = {}): ImportWorld {
  return {
    accounts: new Map<string, KnownAccount>([
      ['ann', ann],
      ['far', { ...ann, id: 'acc-far', email: 'far@police.example', isAdministered: false }],
      ['ben', { ...ann, id: 'acc-ben', email: null, agency: null }],
    ]),
    addresses: new Map([
      ['ann@police.example', 'acc-ann'],
      ['far@police.example', 'acc-far'],
    ]),
    named: new Map(),
    findAgency: agencyFinder(agencies),
    findCountry: countryFinder(['en', 'fr']),
    mayPlaceAt: () => true,
    ...overrides,
  }
}

const row = (cells: PeopleRow['cells'], line = 2): PeopleRow => ({ line, cells })
const plan = (cells: PeopleRow['cells'], where = world()) => {
  const { row: planned, change } = planRow(row(cells), where)
  const { line: _line, username: _username, ...told } = planned
  return { ...told, ...(change ? { change } : {}) }
}

test.each<[string, PeopleRow['cells'], object]>([
  [
    'a new person',
    { username: 'Zoë', name: '  Zoë   Ba ', email: 'z@x.example', agency: 'coast unit', country: 'Kenya' },
    {
      outcome: 'created',
      accountId: null,
      change: { username: 'Zoë', displayName: 'Zoë Ba', email: 'z@x.example', agencyId: 'ag-coast' },
    },
  ],
  ['a person of every script', { username: 'ليلى', name: 'ليلى حداد' }, { outcome: 'created' }],
  ['a known person as they are', { username: 'ANN', name: 'Ann Otieno' }, { outcome: 'unchanged' }],
  ['empty cells', { username: 'ann', name: '', email: '', agency: '', country: '' }, { outcome: 'unchanged' }],
  ['an address with other capitals', { username: 'ann', email: 'ann@POLICE.example' }, { outcome: 'unchanged' }],
  ['the country of their agency', { username: 'ann', country: 'ke' }, { outcome: 'unchanged' }],
  [
    'another name and address',
    { username: 'ann', name: 'Ann O', email: 'new@x.example' },
    { outcome: 'changed', accountId: 'acc-ann', fields: ['name', 'email'] },
  ],
  [
    'another agency',
    { username: 'ann', agency: 'Police', country: 'Ghana' },
    { outcome: 'changed', fields: ['agency'], change: { username: 'ann', agencyId: 'ag-gh' } },
  ],
  ['an agency by its id', { username: 'ann', agency: 'ag-two' }, { change: { agencyId: 'ag-two' } }],
  ['an agency with those above', { username: 'ann', agency: 'courts > desk' }, { change: { agencyId: 'ag-two' } }],
  ['a country in French', { username: 'ann', agency: 'Police', country: 'ghana' }, { change: { agencyId: 'ag-gh' } }],
])('a row with %s is understood', (_what, cells, told) => {
  expect(plan(cells)).toMatchObject(told)
})

test.each<[string, PeopleRow['cells'], string]>([
  ['no user name', { username: '', name: 'Ann' }, 'username-missing'],
  ['a user name that cannot be', { username: 'a b', name: 'Ann' }, 'username-unusable'],
  ['somebody beyond reach', { username: 'Far', name: 'Ann' }, 'username-not-yours'],
  ['a new person without a name', { username: 'new' }, 'name-missing'],
  ['a name of no letters', { username: 'new', name: '--' }, 'name-unusable'],
  ['a name of two lines', { username: 'new', name: 'Ann\nOtieno' }, 'name-unusable'],
  ['what is no address', { username: 'new', name: 'New', email: 'at home' }, 'email-unusable'],
  ['the address of another', { username: 'new', name: 'New', email: 'ANN@police.example' }, 'email-taken'],
  ['the address of somebody beyond reach', { username: 'ann', email: 'far@police.example' }, 'email-taken'],
  ['a country that is none', { username: 'ann', country: 'Atlantis' }, 'country-unknown'],
  ['a country and no agency', { username: 'ben', country: 'KE' }, 'country-alone'],
  ['another country than that of their agency', { username: 'ann', country: 'GH' }, 'country-alone'],
  ['an agency that is none', { username: 'ann', agency: 'Nowhere' }, 'agency-unknown'],
  ['an agency of another country', { username: 'ann', agency: 'Coast Unit', country: 'GH' }, 'agency-unknown'],
  ['a name that agencies of two countries have', { username: 'ann', agency: 'Police' }, 'agency-ambiguous'],
  ['a name that two agencies have', { username: 'ann', agency: 'Desk', country: 'KE' }, 'agency-ambiguous'],
])('a row with %s is refused', (_what, cells, reason) => {
  expect(plan(cells)).toEqual({ outcome: 'refused', reason })
})

test('who may place people only somewhere is told of other agencies as of none, and must name one', () => {
  const local = () => world({ mayPlaceAt: (place) => place !== null && place.countryCode === 'KE' })
  const told = (cells: PeopleRow['cells']) => plan(cells, local())
  expect(told({ username: 'new', name: 'New' })).toMatchObject({ reason: 'agency-missing' })
  expect(told({ username: 'new', name: 'New', agency: 'ag-gh' })).toMatchObject({ reason: 'agency-unknown' })
  expect(told({ username: 'ann', agency: 'ag-gh' })).toMatchObject({ reason: 'agency-unknown' })
  expect(told({ username: 'new', name: 'New', agency: 'Coast Unit' })).toMatchObject({ outcome: 'created' })
})

test('rows know what those before them did', () => {
  const where = world()
  const become = (cells: PeopleRow['cells'], line: number) => planRow(row(cells, line), where).row
  expect(become({ username: 'one', name: 'One', email: 'one@x.example' }, 2)).toMatchObject({ outcome: 'created' })
  expect(become({ username: 'ONE', name: 'Two' }, 3)).toMatchObject({ reason: 'username-twice', firstLine: 2 })
  expect(become({ username: 'two', name: 'Two', email: 'One@x.example' }, 4)).toMatchObject({ reason: 'email-taken' })
  expect(become({ username: 'ann', email: 'ann@new.example' }, 5)).toMatchObject({ outcome: 'changed' })
  expect(become({ username: 'six', name: 'Six', email: 'ann@police.example' }, 6)).toMatchObject({ outcome: 'created' })
})

test('an agency is named so that it is found again, and no longer than it must be', () => {
  const nameOf = agencyNamer(agencies)
  expect(agencies.map(({ id }) => nameOf(id))).toEqual([
    'Coast Unit',
    'Police',
    'Police',
    'Police › Desk',
    'Courts › Desk',
  ])
  const alike = agencies.map((agency) => ({ ...agency, name: 'Desk', fullName: 'Desk', countryCode: 'KE' }))
  expect(agencyNamer(alike)('ag-one')).toBe('ag-one')
})
