import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reader, write } from '#db/client.server.ts'
import { account } from '#db/schema/identity.ts'
import { insertPublishedCourse } from './content.ts'
import { readDemoCredentials } from './demo-credentials.server.ts'
import { seedDemo } from './demo.server.ts'
import { insertAccount } from './identity.ts'

test('the demonstration does not touch a database that holds real accounts', async () => {
  await insertPublishedCourse()
  await write((tx) => insertAccount({}, tx))
  expect(await seedDemo({ now: Date.UTC(2026, 10, 20), seed: 54 })).toEqual({ status: 'refused' })
  expect(await reader.$count(account)).toBe(1)
  expect(existsSync(path.join(process.env.DATA_DIR ?? '', 'demo.json'))).toBe(false)
  expect(await readDemoCredentials()).toEqual([])
})
