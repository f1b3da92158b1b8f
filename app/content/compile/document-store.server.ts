import { inArray } from 'drizzle-orm'
import { reader, write } from '#db/client.server.ts'
import { compiledDocument } from '#db/schema/content.ts'
import { type CompiledDocument, readDocument } from '../document.ts'

/** Where compiled documents are kept, by the hash of their inputs. */
export type DocumentStore = {
  find: (hashes: readonly string[]) => Promise<Map<string, CompiledDocument>>
  save: (entry: { hash: string; kind: 'lesson' | 'quiz'; document: CompiledDocument }) => Promise<void>
}

/** Kept in the database, where pages read them. */
export const storedDocuments: DocumentStore = {
  async find(hashes) {
    const rows = await reader
      .select({ hash: compiledDocument.hash, body: compiledDocument.body })
      .from(compiledDocument)
      .where(inArray(compiledDocument.hash, [...hashes]))
      .all()
    return new Map(rows.map(({ hash, body }): [string, CompiledDocument] => [hash, readDocument(body)]))
  },
  async save({ hash, kind, document }) {
    const body = JSON.stringify(document)
    const compiledAt = Date.now()
    await write(async (tx) => {
      await tx.insert(compiledDocument).values({ hash, kind, body, compiledAt }).onConflictDoNothing()
    })
  },
}

/** Kept in memory only: for checks without a database, and for previews that nobody publishes. */
export function documentsInMemory(): DocumentStore {
  const kept = new Map<string, CompiledDocument>()
  return {
    find: async (hashes) => new Map([...kept].filter(([hash]) => hashes.includes(hash))),
    save: async ({ hash, document }) => {
      kept.set(hash, document)
    },
  }
}
