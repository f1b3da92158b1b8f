import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inArray, lt, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { reader, write } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { checkedSource } from '#db/schema/content.ts'
import { builtWorker } from '../worker/source-worker.server.ts'
import type { CheckedSource } from './source-facts.ts'

/** Where it is remembered what the check found in a file, by the hash of what was checked. */
export type CheckStore = {
  find: (hashes: readonly string[]) => Promise<ReadonlyMap<string, CheckedSource>>
  save: (found: ReadonlyMap<string, CheckedSource>) => Promise<void>
}

/** What was found this long ago is found anew, in milliseconds: texts that are gone leave no trace. */
const FORGOTTEN_AFTER = 90 * 86_400_000

const inMemory = new LRUCache<string, CheckedSource>({ max: 5000 })

/** For checks without a database. The same text always has the same problems of its own. */
export const rememberedChecks: CheckStore = {
  find: async (hashes) =>
    new Map(
      hashes.flatMap((hash): [string, CheckedSource][] => {
        const kept = inMemory.get(hash)
        return kept ? [[hash, kept]] : []
      }),
    ),
  save: async (found) => {
    for (const [hash, checked] of found) inMemory.set(hash, checked)
  },
}

/**
 * Remembered in the database as well, so that a server that starts again reads only what changed. What another build
 * of the checker found does not count.
 */
export function storedChecks(): CheckStore {
  const program = checkerVersion()
  // Rules under development change without a build: nothing outlives the process.
  if (program === null) return rememberedChecks
  const keyOf = (hash: string) => `${hash}.${program}`
  return {
    async find(hashes) {
      const found = new Map(await rememberedChecks.find(hashes))
      const missing = hashes.filter((hash) => !found.has(hash)).map((hash) => [keyOf(hash), hash] as const)
      const byKey = new Map(missing)
      for (const keys of inChunks([...byKey.keys()])) {
        const rows = await reader.select().from(checkedSource).where(inArray(checkedSource.hash, keys)).all()
        for (const { hash: key, body } of rows) found.set(byKey.get(key) ?? '', JSON.parse(body) as CheckedSource)
      }
      await rememberedChecks.save(found)
      return found
    },
    async save(found) {
      await rememberedChecks.save(found)
      const usedAt = Date.now()
      const rows = [...found].map(([hash, checked]) => ({ hash: keyOf(hash), body: JSON.stringify(checked), usedAt }))
      if (rows.length === 0) return
      await write(async (tx) => {
        await tx.delete(checkedSource).where(lt(checkedSource.usedAt, usedAt - FORGOTTEN_AFTER))
        for (const chunk of inChunks(rows)) {
          await tx
            .insert(checkedSource)
            .values(chunk)
            .onConflictDoUpdate({ target: checkedSource.hash, set: { usedAt: sql`excluded.used_at` } })
        }
      })
    },
  }
}

let version: string | null | undefined

/** Which build of the checker this is: its file names the chunks it is made of by their content. Null without a build. */
function checkerVersion(): string | null {
  if (version === undefined) {
    const file = builtWorker()
    version = file && createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)
  }
  return version
}
