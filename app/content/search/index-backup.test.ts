import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, readMigrations } from '#db/migrate.ts'

test('a later migration copies the index with the rest, and finds the copy sound', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'article54-index-')), 'a.sqlite')
  const migrations = readMigrations('db/migrations')
  migrate({ file, migrations })
  const connection = new Database(file)
  connection.exec(`
    INSERT INTO search_index (rowid, title, heading, text, context, loose, keys) VALUES (1, 'okapi', '', '', '', '', '');
    INSERT INTO search_index (rowid, title, heading, text, context, loose, keys) VALUES (2, 'tapir', '', '', '', '', '');
    DELETE FROM search_index WHERE rowid = 2`)
  connection.close()
  const later = { name: '9999_later', hash: 'h', statements: ['CREATE TABLE later (id TEXT)'] }
  const { backup } = migrate({ file, migrations: [...migrations, later] })
  for (const copy of [backup ?? '', file]) {
    const opened = new Database(copy, { readonly: true })
    const found = (word: string) =>
      opened.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ?').all(word)
    expect(found('okapi')).toEqual([{ rowid: 1 }])
    expect(found('tapir')).toEqual([])
    expect(opened.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    opened.close()
  }
})
