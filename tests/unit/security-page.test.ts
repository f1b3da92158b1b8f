import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const page = readFileSync('docs/security.md', 'utf8')
const lines = page.split('\n').filter((line) => /^\| \d/.test(line))
const numbers = lines.flatMap((line) => (line.split('|')[1] ?? '').match(/\d+\.\d+\.\d+/g) ?? [])

/** How many requirements of levels 1 and 2 each section has: OWASP ASVS 5.0.0, sections 1.1 to 16.5. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{ '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
}

describe('the page on security', () => {
  test('names only files that are there', () => {
    const named = [...page.matchAll(/`((?:app|db|docs|tests|scripts)\/[\w./-]+|package(?:-lock)?\.json)`/g)].map(
      ([, file = '']) => file,
    )
    expect(named.length).toBeGreaterThan(80)
    expect([...new Set(named)].filter((file) => !existsSync(file))).toEqual([])
  })

  test('speaks of every requirement of levels 1 and 2 once, in order', () => {
    const counted: Record<string, number> = {}
    for (const number of numbers) {
      const section = number.split('.').slice(0, 2).join('.')
      counted[section] = (counted[section] ?? 0) + 1
    }
    expect(counted).toEqual(sections)
    const sorted = [...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    expect(numbers).toEqual(sorted)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('says of each whether it is met, and counts them rightly', () => {
    const states = ['met', 'partly', 'missing', 'operator', '–'] as const
    const found = Object.fromEntries(states.map((state) => [state, 0]))
    for (const line of lines) {
      const cells = line.split('|').map((cell) => cell.trim())
      const state = states.find((one) => one === cells[2])
      expect([line, state]).not.toEqual([line, undefined])
      found[state ?? ''] = (found[state ?? ''] ?? 0) + (cells[1]?.match(/\d+\.\d+\.\d+/g)?.length ?? 0)
    }
    const { met = 0, partly = 0, missing = 0, operator = 0 } = found
    expect(page).toContain(
      `${met} met, ${partly} partly, ${missing} missing, ${operator} for whoever runs the server, ${found['–'] ?? 0} that do not apply`,
    )
  })
})
