// Fails when the schema was changed without a migration: what is generated from it now must equal what is committed.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const copy = mkdtempSync(path.join('node_modules', '.migrations-'))
try {
  cpSync('db/migrations', copy, { recursive: true })
  const before = readdirSync(copy).length
  const result = spawnSync(
    process.execPath,
    [
      'node_modules/drizzle-kit/bin.cjs',
      'generate',
      '--dialect',
      'sqlite',
      '--schema',
      './db/schema/*.ts',
      '--out',
      copy,
      '--name',
      'check',
    ],
    { encoding: 'utf8' },
  )
  const added = readdirSync(copy).length - before
  if (result.status !== 0 || added !== 0) {
    process.stdout.write(
      `${result.stdout}${result.stderr}\nThe schema in db/schema has changes that no migration makes: npm run db:generate\n`,
    )
    process.exitCode = 1
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
