import { expect, test } from 'vitest'
import { describeDevice } from './device.ts'

test.each([
  ['Mozilla/5.0 (Android 11; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0', 'Firefox, Android'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    'Chrome, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari, iOS',
  ],
])('a browser is named as people call it: %s', (userAgent, name) => {
  expect(describeDevice(userAgent)).toBe(name)
})

test('what no browser sends is no fault, and is never long', () => {
  for (const userAgent of [null, '', '\u202E', '<script>', 'x'.repeat(10_000), '(((', 'Mozilla/5.0 ('.repeat(1000)]) {
    expect(describeDevice(userAgent).length).toBeLessThanOrEqual(80)
  }
})
