import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { english } from './catalogue.ts'

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join('app', name), 'utf8'))
  .join('\n')

test('every message of the catalogue is used', () => {
  const unused = Object.keys(english).filter((key) => {
    // A key may be put together: t(`learn.check.result.${result}`).
    const stem = key.slice(0, key.lastIndexOf('.') + 1)
    return !sources.includes(`'${key}'`) && !sources.includes(`\`${stem}\${`)
  })
  expect(unused).toEqual([])
})
