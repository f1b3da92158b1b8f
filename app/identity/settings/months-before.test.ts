import { expect, test } from 'vitest'
import { monthsBefore } from './months-before.ts'

test.each([
  ['2026-03-31T10:00:00.123Z', 1, '2026-02-28T10:00:00.123Z'],
  ['2028-03-31T10:00:00.000Z', 1, '2028-02-29T10:00:00.000Z'],
  ['2026-03-04T00:00:00.000Z', 24, '2024-03-04T00:00:00.000Z'],
  ['2026-01-15T23:59:59.999Z', 2, '2025-11-15T23:59:59.999Z'],
  ['2024-02-29T00:00:00.000Z', 12, '2023-02-28T00:00:00.000Z'],
  ['2026-01-15T00:00:00.000Z', 0, '2026-01-15T00:00:00.000Z'],
])('%s, %i months before, is %s', (time, months, expected) => {
  expect(new Date(monthsBefore(Date.parse(time), months)).toISOString()).toBe(expected)
})
