import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { openForWriting } from './client.server.ts'

/** A migration that cannot or must not run; the message is for the person who starts the server. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
}

export type Migration = { name: string; statements: string[]; hash: string }

export type MigrationResult = { applied: string[]; backup: string | null }

/** Backups made before migrations that are kept; older ones are removed. */
const BACKUPS_KEPT = 5

/** The migrations of `folder` in the order of drizzle-kit's journal. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[]
  }
  return journal.entries.map(({ tag }) => {
    const source = readFileSync(path.join(folder, `${tag}.sql`), 'utf8')
    return {
      name: tag,
      statements: source.split('--> statement-breakpoint'),
      hash: createHash('sha256').update(source).digest('hex'),
    }
  })
}

/**
 * Brings the database in `file` up to `migrations`, all or nothing.
 * Foreign keys are switched off before the transaction begins, because SQLite ignores the switch inside one, and a table
 * that is rebuilt (drop, rename) would then cascade into its children; every reference is checked before the commit.
 * A database that holds something is copied to `backups/` first, and the copy is verified.
 * Throws MigrationRefused when the database is newer than this program, an applied migration was edited,
 * the copy is not sound, or a reference would be broken.
 */
export function migrate({ file, migrations }: { file: string; migrations: Migration[] }): MigrationResult {
  const connection = openForWriting(file)
  try {
    connection.pragma('busy_timeout = 10000')
    connection.exec(
      'CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)',
    )
    const waiting = findPending(connection, migrations)
    if (waiting.length === 0) return { applied: [], backup: null }
    const backup = waiting.length < migrations.length ? backUp(connection, file) : null

    connection.pragma('foreign_keys = OFF')
    connection.exec('BEGIN IMMEDIATE')
    let pending: Migration[]
    try {
      // Asked again under the lock: another server may have been started on the same folder at the same moment.
      pending = findPending(connection, migrations)
      const record = connection.prepare('INSERT INTO schema_migration (name, hash, applied_at) VALUES (?, ?, ?)')
      for (const migration of pending) {
        for (const statement of migration.statements) connection.exec(statement)
        record.run(migration.name, migration.hash, Date.now())
      }
      const broken = connection.pragma('foreign_key_check') as { table: string; parent: string }[]
      if (broken[0]) {
        throw new MigrationRefused(
          `Nothing was changed: after the migration ${broken.length} rows of "${broken[0].table}" would point to missing rows of "${broken[0].parent}".`,
        )
      }
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    }
    return { applied: pending.map(({ name }) => name), backup }
  } finally {
    connection.close()
  }
}

function findPending(connection: Database.Database, migrations: Migration[]): Migration[] {
  const applied = connection.prepare('SELECT name, hash FROM schema_migration ORDER BY name').all() as {
    name: string
    hash: string
  }[]
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, hash } of applied) {
    const migration = known.get(name)
    if (!migration) {
      throw new MigrationRefused(
        `The database was made by a newer version of this program (it has "${name}"). Start that version, or restore a backup.`,
      )
    }
    if (migration.hash !== hash) {
      throw new MigrationRefused(
        `The migration "${name}" was edited after it was applied. Add a new migration instead.`,
      )
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  return migrations.filter(({ name }) => !done.has(name))
}

function backUp(connection: Database.Database, file: string): string {
  const folder = path.join(path.dirname(file), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const copy = path.join(folder, `before-migration-${stamp}.sqlite`)
  connection.prepare('VACUUM INTO ?').run(copy)
  verify(connection, copy)
  const older = readdirSync(folder)
    .filter((name) => name.startsWith('before-migration-'))
    .sort()
    .slice(0, -BACKUPS_KEPT)
  for (const name of older) rmSync(path.join(folder, name))
  return copy
}

function verify(original: Database.Database, copy: string): void {
  if (!existsSync(copy) || statSync(copy).size === 0) throw new MigrationRefused(`The backup ${copy} was not written.`)
  const connection = new Database(copy, { readonly: true })
  try {
    const [result] = connection.pragma('integrity_check') as { integrity_check: string }[]
    const tables = original
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string }[]
    const differs = tables.find(({ name }) => countRows(original, name) !== countRows(connection, name))
    if (result?.integrity_check !== 'ok' || differs) {
      throw new MigrationRefused(`The backup ${copy} is not sound; nothing was migrated.`)
    }
  } finally {
    connection.close()
  }
}

function countRows(connection: Database.Database, table: string): number {
  return (connection.prepare(`SELECT count(*) AS n FROM "${table}"`).get() as { n: number }).n
}
