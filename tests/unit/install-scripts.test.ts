import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// What runs when packages are installed has the rights of whoever installs, before anything of ours was tested.

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

test('the only packages that run something when they are installed are those the decision on libraries names', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: boolean }> }
  const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> }
  const running = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.split('node_modules/').at(-1) ?? '')
  expect([...new Set(running)].sort()).toEqual(Object.keys(allowScripts).sort())
  const decision = readFileSync('docs/decisions/005-libraries.md', 'utf8')
  const sentence = /Packages with install scripts: (.*)/.exec(decision)?.[1]
  for (const name of running) expect(sentence).toContain(`\`${name}\` (`)
  expect(sentence?.match(/`[^`]+` \(/g)).toHaveLength(running.length)
})
