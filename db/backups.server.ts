import { readdirSync } from 'node:fs'
import path from 'node:path'
import { databaseFile } from './client.server.ts'

/** The copies of the database that were made before migrations: how many, and when the latest was made. */
export function findBackups(): { count: number; latest: number | null } {
  const folder = path.join(path.dirname(databaseFile()), 'backups')
  const times = namesIn(folder).flatMap((name) => {
    // before-migration-2027-01-04T09-05-00-000Z.sqlite
    const [, day, hour, minute, second] =
      /^before-migration-(.{10})T(\d\d)-(\d\d)-(\d\d)-\d+Z\.sqlite$/.exec(name) ?? []
    const time = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
    return Number.isNaN(time) ? [] : [time]
  })
  return { count: times.length, latest: times.length > 0 ? Math.max(...times) : null }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing has been migrated yet.
    return []
  }
}
