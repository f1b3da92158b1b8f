import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findBackups } from './backups.server.ts'
import { databaseFile } from './client.server.ts'

const folder = path.join(path.dirname(databaseFile()), 'backups')
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('without a folder of copies there are none', () => {
  expect(findBackups()).toEqual({ count: 0, latest: null })
})

test('copies are counted by their names, and nothing else that lies there', () => {
  mkdirSync(folder)
  for (const name of [
    'before-migration-2026-11-26T15-31-26-123Z.sqlite',
    'before-migration-2027-01-04T09-05-00-000Z.sqlite',
    'before-migration-soon.sqlite',
    'mine.sqlite',
  ]) {
    writeFileSync(path.join(folder, name), '')
  }
  expect(findBackups()).toEqual({ count: 2, latest: Date.UTC(2027, 0, 4, 9, 5) })
})
