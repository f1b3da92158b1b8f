import { existsSync } from 'node:fs'
import { rebuildSearch } from '#app/content/search/rebuild-search.server.ts'
import { closeDatabase, databaseFile } from '#db/client.server.ts'

/** `npm run search:rebuild`: makes the search index again from what is published and imported. */
if (existsSync(databaseFile())) {
  const { courses, entries } = await rebuildSearch()
  await closeDatabase()
  process.stdout.write(`${entries} passages of ${courses} courses and the Convention can be found.\n`)
} else {
  process.stderr.write(`There is no database at ${databaseFile()}. Set DATA_DIR to the folder that holds it.\n`)
  process.exitCode = 1
}
