import { describe, expect, it, test } from 'vitest'
import { foldCode, noConditions } from './conditions.ts'
import { isAllowedAddress, readNetworks } from './network-list.server.ts'
import { tellConditions } from './tell-conditions.server.ts'

describe('networks', () => {
  it.each([
    ['', { networks: [] }],
    ['192.0.2.0/24', { networks: ['192.0.2.0/24'] }],
    ['192.0.2.7', { networks: ['192.0.2.7/32'] }],
    ['2001:DB8::/32', { networks: ['2001:db8::/32'] }],
    ['2001:db8::1', { networks: ['2001:db8::1/128'] }],
    [' 10.0.0.0/8,\n10.0.0.0/8 ; 192.0.2.1 ', { networks: ['10.0.0.0/8', '192.0.2.1/32'] }],
    ['10.0.0.0/33', { wrong: '10.0.0.0/33' }],
    ['10.0.0.0/0', { wrong: '10.0.0.0/0' }],
    ['10.0.0.0/', { wrong: '10.0.0.0/' }],
    ['10.0.0.0/8/8', { wrong: '10.0.0.0/8/8' }],
    ['10.0.0.0/08', { wrong: '10.0.0.0/08' }],
    ['10.0.0', { wrong: '10.0.0' }],
    ['10.0.0.256', { wrong: '10.0.0.256' }],
    ['fe80::1%eth0', { wrong: 'fe80::1%eth0' }],
    ['room 4', { wrong: 'room' }],
    ['2001:db8::/129', { wrong: '2001:db8::/129' }],
  ])('typed as %j', (text, read) => expect(readNetworks(text)).toEqual(read))

  it('are no more than a building has', () => {
    const many = Array.from({ length: 51 }, (_, index) => `10.0.${index}.0/24`)
    expect(readNetworks(many.slice(1).join(' '))).toHaveProperty('networks.length', 50)
    expect(readNetworks(many.join(' '))).toEqual({ tooMany: 50 })
  })

  it.each([
    [[], '192.0.2.1', true],
    [[], 'unknown', true],
    [['192.0.2.0/25'], '192.0.2.127', true],
    [['192.0.2.0/25'], '192.0.2.128', false],
    [['192.0.2.200/25'], '192.0.2.129', true],
    [['192.0.2.0/25'], '::ffff:192.0.2.1', true],
    [['192.0.2.0/25'], '::FFFF:192.0.2.200', false],
    [['10.0.0.0/8', '192.0.2.1/32'], '192.0.2.1', true],
    [['2001:db8::/32'], '2001:db8:ffff::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['2001:db8::/32'], '192.0.2.1', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [['192.0.2.0/25'], '', false],
    [['192.0.2.0/25'], 'unknown', false],
  ])('%j and %s: %j', (networks, address, allowed) => expect(isAllowedAddress(networks, address)).toBe(allowed))
})

test.each([
  ['Blue Heron', 'blueheron'],
  [' BLUE-HERON ', 'blueheron'],
  ['１２３４', '1234'],
  ['٤٣٢١', '٤٣٢١'],
])('a code dictated as %j', (typed, folded) => expect(foldCode(typed)).toBe(folded))

test('people are told what is asked, and never the code', () => {
  expect(tellConditions(noConditions, '192.0.2.1')).toEqual({
    asksCode: false,
    asksNetwork: false,
    isOffNetwork: false,
    oneDevice: false,
  })
  const told = tellConditions({ accessCode: 'heron', networks: ['192.0.2.0/24'], oneDevice: true }, '203.0.113.1')
  expect(told).toEqual({ asksCode: true, asksNetwork: true, isOffNetwork: true, oneDevice: true })
  expect(JSON.stringify(told)).not.toContain('heron')
})
