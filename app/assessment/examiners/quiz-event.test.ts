import { describe, expect, test } from 'vitest'
import { isElsewhere, readFacts } from './quiz-event.ts'

describe('an attempt is gone on with from elsewhere', () => {
  const at = (address: string | null, device: string | null) => ({ address, device })

  test.each([
    [at('192.0.2.1', 'Firefox, Linux'), at('192.0.2.1', 'Firefox, Linux'), false],
    [at('192.0.2.1', 'Firefox, Linux'), at('192.0.2.2', 'Firefox, Linux'), true],
    [at('192.0.2.1', 'Firefox, Linux'), at('192.0.2.1', 'Chrome, Android'), true],
    [at('192.0.2.1', null), at('192.0.2.2', 'Chrome, Android'), true],
    [at('192.0.2.1', null), at('192.0.2.1', 'Chrome, Android'), false],
    [at(null, null), at('192.0.2.1', 'Chrome, Android'), false],
    [at('192.0.2.1', 'Chrome, Android'), at(null, null), false],
  ])('from %j to %j: %s', (before, now, expected) => {
    expect(isElsewhere(before, now)).toBe(expected)
  })
})

test.each([[null], ['{'], ['7'], ['null'], ['[1]'], ['"x"']])(
  'what is no content of ours (%j) has no facts',
  (detail) => {
    expect(readFacts(detail)).toEqual({})
  },
)
