import { existsSync } from 'node:fs'
import { rebuildSummaries } from '#app/progress/rebuild-summaries.server.ts'
import { closeDatabase, databaseFile } from '#db/client.server.ts'

/** `npm run progress:rebuild`: makes the summaries of progress again from the learning events, and tells what differed. */
if (existsSync(databaseFile())) {
  const { people, events, courses, activities, articles, cards, corrected } = await rebuildSummaries()
  await closeDatabase()
  process.stdout.write(
    `${events} events of ${people} people: ${courses} course and ${activities} activity summaries, ` +
      `competence in ${articles} articles, ${cards} questions to review.\n` +
      (corrected === 0 ? 'All were right. Nothing was changed.\n' : `${corrected} differed and were corrected.\n`),
  )
} else {
  process.stderr.write(`There is no database at ${databaseFile()}. Set DATA_DIR to the folder that holds it.\n`)
  process.exitCode = 1
}
