import { existsSync } from 'node:fs'
import { databaseFile, openForReading } from '#db/client.server.ts'
import type { OfficialLanguage } from '#app/convention/official-language.ts'
import type { OfficialParagraph } from '#app/convention/official-text.ts'
import { findOfficialWords } from '#app/convention/official-text-queries.server.ts'

/** The articles that quotations need, by language. */
export type WordsNeeded = ReadonlyMap<OfficialLanguage, readonly number[]>

/** The official words of articles, by language; null for a language that was not imported. */
export type OfficialWords = ReadonlyMap<OfficialLanguage, ReadonlyMap<number, readonly OfficialParagraph[]> | null>

/** Where official words come from. Null: there is no database to ask. */
export type WordsSource = (needed: WordsNeeded) => Promise<OfficialWords | null>

/** From the database of this process. */
export const storedWords: WordsSource = async (needed) => {
  const words = new Map<OfficialLanguage, ReadonlyMap<number, readonly OfficialParagraph[]> | null>()
  for (const [language, articles] of needed) words.set(language, await findOfficialWords({ language, articles }))
  return words
}

/** For a check at a desk: from the database of the data folder, which it only reads, if there is one. */
export const wordsOfDataFolder: WordsSource = async (needed) => {
  if (!existsSync(databaseFile())) return null
  const { db, close } = openForReading(databaseFile())
  try {
    const words = new Map<OfficialLanguage, ReadonlyMap<number, readonly OfficialParagraph[]> | null>()
    for (const [language, articles] of needed) words.set(language, await findOfficialWords({ language, articles, db }))
    return words
  } catch (error) {
    // A database of an earlier version has no official text.
    if (error instanceof Error && /no such table/.test(error.message)) return null
    throw error
  } finally {
    close()
  }
}
