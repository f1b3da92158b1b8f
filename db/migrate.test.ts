import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const first: Migration = {
  name: '0000_first',
  hash: 'a',
  statements: [
    'CREATE TABLE parent (id TEXT PRIMARY KEY, old TEXT)',
    'CREATE TABLE child (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parent(id) ON DELETE CASCADE)',
    "INSERT INTO parent VALUES ('p', 'x')",
    "INSERT INTO child VALUES ('c1', 'p'), ('c2', 'p')",
  ],
}

/** What drizzle-kit writes when a column changes: a new table, the rows copied, the old one dropped. */
const rebuild: Migration = {
  name: '0001_rebuild',
  hash: 'b',
  statements: [
    'PRAGMA foreign_keys=OFF',
    'CREATE TABLE __new_parent (id TEXT PRIMARY KEY)',
    'INSERT INTO __new_parent SELECT id FROM parent',
    'DROP TABLE parent',
    'ALTER TABLE __new_parent RENAME TO parent',
    'PRAGMA foreign_keys=ON',
  ],
}

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'article54-migrate-')), 'test.sqlite')

function rows(file: string, query: string): unknown[] {
  const connection = new Database(file, { readonly: true })
  try {
    return connection.prepare(query).all()
  } finally {
    connection.close()
  }
}

describe('migrate', () => {
  test('keeps the children of a table that is rebuilt', () => {
    const file = newFile()
    migrate({ file, migrations: [first] })
    migrate({ file, migrations: [first, rebuild] })
    expect(rows(file, 'SELECT id FROM child ORDER BY id')).toEqual([{ id: 'c1' }, { id: 'c2' }])
  })

  test('makes a sound copy before it changes a database that holds something', () => {
    const file = newFile()
    expect(migrate({ file, migrations: [first] }).backup).toBeNull()
    const { backup } = migrate({ file, migrations: [first, rebuild] })
    expect(rows(backup as string, 'SELECT old FROM parent')).toEqual([{ old: 'x' }])
  })

  test('does nothing the second time', () => {
    const file = newFile()
    migrate({ file, migrations: [first] })
    expect(migrate({ file, migrations: [first] })).toEqual({ applied: [], backup: null })
  })

  test('lets one of two servers started at once do the work, and the other find it done', async () => {
    const file = newFile()
    const program = `
      import { migrate, readMigrations } from './db/migrate.ts'
      const { applied } = migrate({ file: process.argv[1], migrations: readMigrations('db/migrations') })
      process.stdout.write(String(applied.length))`
    const start = () =>
      new Promise<string>((resolve) => {
        const options = ['--import', 'tsx', '--input-type=module', '--eval', program, file]
        execFile(process.execPath, options, (error, stdout) => resolve(error ? String(error) : stdout))
      })
    migrate({ file, migrations: [] })
    const lock = new Database(file)
    lock.exec('BEGIN IMMEDIATE')
    const both = Promise.all([start(), start()])
    // Both have seen what is to be done, and wait for the lock, when it is let go.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    lock.exec('COMMIT')
    lock.close()
    expect((await both).sort()).toEqual(['0', String(readMigrations('db/migrations').length)])
  })

  test('undoes everything when a reference would be broken', () => {
    const file = newFile()
    migrate({ file, migrations: [first] })
    const breaking: Migration = { name: '0001_break', hash: 'c', statements: ["DELETE FROM parent WHERE id = 'p'"] }
    expect(() => migrate({ file, migrations: [first, breaking] })).toThrow(/2 rows of "child"/)
    expect(rows(file, 'SELECT id FROM parent')).toEqual([{ id: 'p' }])
  })

  test('refuses a database that a newer version made', () => {
    const file = newFile()
    migrate({ file, migrations: [first, rebuild] })
    expect(() => migrate({ file, migrations: [first] })).toThrow(/newer version/)
  })

  test('refuses a migration that was edited after it ran', () => {
    const file = newFile()
    migrate({ file, migrations: [first] })
    expect(() => migrate({ file, migrations: [{ ...first, hash: 'z' }] })).toThrow(/edited/)
  })
})
