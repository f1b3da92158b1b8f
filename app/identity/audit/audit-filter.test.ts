import { describe, expect, test } from 'vitest'
import { dayBegins, dayEnds, everyEntry, isNarrowed, readAuditAddress, writeAuditAddress } from './audit-filter.ts'

const read = (query: string) => readAuditAddress(new URLSearchParams(query))

describe('the address of the audit log', () => {
  test('asks for what stands in it, and is written as it is read', () => {
    const query =
      'person=amina&action=signed-in&kind=account&from=2026-03-01&to=2026-03-31&address=2001%3Adb8%3A&before=12'
    const { address, errors } = read(query)
    expect(address).toEqual({
      person: 'amina',
      action: 'signed-in',
      kind: 'account',
      from: '2026-03-01',
      to: '2026-03-31',
      address: '2001:db8:',
      before: 12,
    })
    expect(errors).toEqual({})
    expect(writeAuditAddress(address)).toBe(`/admin/audit?${query}`)
    expect(writeAuditAddress(address, { ...everyEntry, person: 'a b' }, '/x')).toBe('/x?person=a+b')
  })

  test('asks for everything when nothing, or nothing that there is, stands in it', () => {
    for (const query of [
      '',
      'person=&action=&from=',
      'action=__proto__&kind=x&before=-1',
      'before=1e99',
      'before=x',
      'before=1.5',
    ]) {
      expect(read(query)).toEqual({ address: everyEntry, errors: {} })
      expect(isNarrowed(read(query).address)).toBe(false)
    }
    expect(isNarrowed(read('before=7').address)).toBe(false)
    expect(isNarrowed(read('kind=course').address)).toBe(true)
  })

  test('tells of a day or a network address that is none, and keeps what was typed', () => {
    const { address, errors } = read('from=2026-02-30&to=yesterday&address=gov.example')
    expect(Object.keys(errors)).toEqual(['from', 'to', 'address'])
    expect([address.from, address.to, address.address]).toEqual(['2026-02-30', 'yesterday', 'gov.example'])
  })
})

test('a day reaches from its first millisecond to the first of the next', () => {
  expect(dayBegins('2026-03-04')).toBe(Date.UTC(2026, 2, 4))
  expect(dayEnds('2026-12-31')).toBe(Date.UTC(2027, 0, 1))
  expect([dayBegins('2026-13-01'), dayEnds('04.03.2026'), dayBegins('')]).toEqual([null, null, null])
})
