import { expect, test } from 'vitest'
import { agencySchema, groupByCountry, inTreeOrder } from './agency.ts'
import { countryCodes, countryName, listCountries } from './countries.ts'

test('there are 249 countries and territories, each with a name', () => {
  expect(new Set(countryCodes).size).toBe(249)
  for (const { code, name } of listCountries('en')) expect(name, code).not.toBe(code)
})

test('names and their order follow the language', () => {
  expect(countryName('CI', 'fr')).toBe('Côte d’Ivoire')
  expect(countryName('EG', 'ar')).toBe('مصر')
  expect(listCountries('fr').at(0)?.name).toBe('Afghanistan')
  expect(listCountries('fr').findIndex(({ code }) => code === 'EG')).toBeLessThan(
    listCountries('fr').findIndex(({ code }) => code === 'FR'),
  )
})

test('agencies stand under their countries as a tree, all by name', () => {
  const agency = (id: string, name: string, countryCode: string, path = `/${id}/`) => ({ id, name, countryCode, path })
  const groups = groupByCountry(
    [
      agency('1', 'Police', 'UG'),
      agency('5', 'Bureau', 'KE', '/3/4/5/'),
      agency('2', 'Ékip', 'KE'),
      agency('3', 'Zone', 'KE'),
      agency('4', 'Unit', 'KE', '/3/4/'),
    ],
    'en',
  )
  expect(
    groups.map(({ country, agencies }) => [country, agencies.map(({ depth, fullName }) => [depth, fullName])]),
  ).toEqual([
    [
      'Kenya',
      [
        [1, 'Ékip'],
        [1, 'Zone'],
        [2, 'Zone › Unit'],
        [3, 'Zone › Unit › Bureau'],
      ],
    ],
    ['Uganda', [[1, 'Police']]],
  ])
})

test('who sees a part of a tree sees it from its own top', () => {
  const part = [
    { id: '4', name: 'Unit', countryCode: 'KE', path: '/3/4/' },
    { id: '5', name: 'Bureau', countryCode: 'KE', path: '/3/4/5/' },
  ]
  expect(inTreeOrder(part, 'en').map(({ fullName }) => fullName)).toEqual(['Unit', 'Unit › Bureau'])
})

test.each(['', 'XX', 'ke', 'KEN', 'toString'])('%j is not a country', (countryCode) => {
  const result = agencySchema.safeParse({ countryCode, name: 'Police' })
  expect(result.error?.issues.map(({ message }) => message)).toEqual(['admin.agencies.error.country'])
})
