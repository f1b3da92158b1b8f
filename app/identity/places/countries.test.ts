import { expect, test } from 'vitest'
import { agencySchema, groupByCountry } from './agency.ts'
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

test('agencies stand under their countries, both by name', () => {
  const agency = (id: string, name: string, countryCode: string) => ({ id, name, countryCode })
  expect(
    groupByCountry([agency('1', 'Police', 'UG'), agency('2', 'Ékip', 'KE'), agency('3', 'Zone', 'KE')], 'en'),
  ).toEqual([
    { countryCode: 'KE', country: 'Kenya', agencies: [agency('2', 'Ékip', 'KE'), agency('3', 'Zone', 'KE')] },
    { countryCode: 'UG', country: 'Uganda', agencies: [agency('1', 'Police', 'UG')] },
  ])
})

test.each(['', 'XX', 'ke', 'KEN', 'toString'])('%j is not a country', (countryCode) => {
  const result = agencySchema.safeParse({ countryCode, name: 'Police' })
  expect(result.error?.issues.map(({ message }) => message)).toEqual(['admin.agencies.error.country'])
})
