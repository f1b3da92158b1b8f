import { inArray } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { compiledDocument } from '#db/schema/content.ts'
import { readDocument } from '../document.ts'
import type { ComparedDocument } from './compare-blocks.ts'
import { type ComparedActivity, documentsToCompare } from './compare-activities.ts'

/** What is stored of the documents that differ between two editions, by hash: for `compareActivities`. */
export async function documentsBehind(
  { before, after }: { before: readonly ComparedActivity[]; after: readonly ComparedActivity[] },
  db: Reader,
): Promise<Map<string, ComparedDocument>> {
  return findComparedDocuments(documentsToCompare(before, after), db)
}

export async function findComparedDocuments(
  hashes: readonly string[],
  db: Reader,
): Promise<Map<string, ComparedDocument>> {
  if (hashes.length === 0) return new Map()
  const rows = await db
    .select({ hash: compiledDocument.hash, body: compiledDocument.body })
    .from(compiledDocument)
    .where(inArray(compiledDocument.hash, [...hashes]))
    .all()
  return new Map(
    rows.map(({ hash, body }) => {
      const { blocks, sections } = readDocument(body)
      return [hash, { blocks, sections }]
    }),
  )
}
