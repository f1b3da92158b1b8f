import { expect, test } from 'vitest'
import { fileLimits } from './file-limits.ts'

test.each([
  ['/admin/people/import', true],
  ['/teach/electronic-evidence/exchange', true],
  ['/teach/electronic-evidence/exchange/imported.mdx', true],
  ['/teach/electronic-evidence', false],
  ['/teach/a/b/exchange', false],
  ['/teach/a/exchange/all.gift.txt', false],
  ['/admin/people/import/refused.csv', false],
])('a large body is taken only where a form has a file: %s', (path, isTaken) => {
  expect(fileLimits.get(path) !== undefined).toBe(isTaken)
})
