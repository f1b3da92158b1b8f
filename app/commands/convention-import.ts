import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { indexArticles } from '#app/content/search/index-articles.server.ts'
import { describeChanges, describeReport, isWhole } from '#app/convention/describe-import.ts'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import { type OfficialLanguage, officialLanguages } from '#app/convention/official-language.ts'
import { LARGEST_FILE, readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { closeDatabase, databaseFile, write } from '#db/client.server.ts'

/**
 * `npm run convention:import -- --language ar <file> [--dry-run]`: reads the official text of the Convention in one
 * language from a plain text, PDF or JSON file and puts it in the place of what was imported before.
 * Exit code 0 when it is whole, 3 when it is partial or lacks headings of chapters, 1 when it was refused and nothing
 * was changed, 2 when the command was not understood.
 */
const { file, language, dryRun } = readArguments()

if (!dryRun && !existsSync(databaseFile())) {
  leave(
    1,
    `There is no database at ${databaseFile()}. Start the platform once, or set DATA_DIR to the folder that holds it.`,
  )
}
const size = await stat(file).then(
  (found) => (found.isFile() ? found.size : null),
  () => null,
)
if (size === null) leave(1, `There is no file ${file}.`)
if (size > LARGEST_FILE) leave(1, `${file} is larger than ${LARGEST_FILE / 1_000_000} MB.`)

const name = path.basename(file)
const read = await readOfficialFile({ name, bytes: await readFile(file), language })
if (read.status === 'refused') leave(1, `Refused. ${read.sentence}\nNothing was changed.`)

const { articles, report, refusals } = read.review
process.stdout.write(describeReport({ file: name, language, report, refusals }))
if (refusals.length > 0) leave(1, 'Refused. Nothing was changed.')
if (dryRun) process.stdout.write('Nothing was changed: this was a dry run.\n')
else {
  const changes = await importOfficialText({ language, source: name, articles, report, now: Date.now() })
  await write(indexArticles)
  await closeDatabase()
  process.stdout.write(
    `${describeChanges(changes)}\n` +
      'Courses that quote the Convention are compared with it when the platform next starts; npm run courses:check does it now.\n',
  )
}
process.exitCode = isWhole(report) ? 0 : 3

function readArguments(): { file: string; language: OfficialLanguage; dryRun: boolean } {
  const usage = `Usage: npm run convention:import -- --language ${officialLanguages.join('|')} <file.txt|.pdf|.json> [--dry-run]`
  try {
    const { values, positionals } = parseArgs({
      options: { language: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const language = officialLanguages.find((one) => one === values.language)
    const [file, ...more] = positionals
    if (!values.language) throw new Error('Say in which language the text is.')
    if (!language) throw new Error(`The Convention has no official text in "${values.language}".`)
    if (!file) throw new Error('Say which file holds the text.')
    if (more.length > 0) throw new Error('Only one file is imported at a time.')
    return { file, language, dryRun: values['dry-run'] }
  } catch (error) {
    return leave(2, `${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function leave(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
