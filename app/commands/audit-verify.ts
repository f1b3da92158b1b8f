import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type NotedHead, readNotedHead, writeHead } from '#app/identity/audit/audit-proof.ts'
import { type AuditFault, verifyAudit } from '#app/identity/audit/verify-audit.server.ts'
import { secretFile } from '#app/secrets/instance-secret.server.ts'
import { databaseFile, openForReading } from '#db/client.server.ts'

/**
 * `npm run audit:verify [-- --expect <sequence>:<hash>]`: whether every entry of the audit log is what was recorded, in
 * its place, and whether the log goes back to a head that was noted earlier. The server may be running.
 * Exit code 0 when it holds, 1 at a fault, 2 when the command was not understood or there is nothing to look at.
 */
const noted = readArguments()
if (!existsSync(databaseFile())) {
  leave(2, `There is no database at ${databaseFile()}. Set DATA_DIR to the folder that holds it.`)
}
// Else a new one would be made, and nothing would hold.
if (!existsSync(secretFile())) leave(2, `There is no ${secretFile()}, with which the log was made. Restore it.`)

const { db, close } = openForReading(databaseFile())
const { entries, blotted, head, fault } = await verifyAudit({ noted }, db)
close()
process.stdout.write(
  `${entries} entries hold${fault ? ', up to a fault' : ''}. ` +
    `The content of ${blotted} of them was blotted out when its time had come.\n` +
    (head ? `Head: ${writeHead(head)}\n` : ''),
)
if (fault) {
  process.stdout.write(`FAULT at entry ${fault.sequence}: ${sentenceOf(fault)}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(
    noted
      ? 'Nothing was changed, added in between or taken away. The head noted earlier is part of it.\n'
      : 'Nothing was changed, added in between or taken away before this head. Note it down, away from this machine: ' +
          'with --expect and it, a log whose end was cut off is found out.\n',
  )
}

function sentenceOf({ kind, sequence }: AuditFault): string {
  switch (kind) {
    case 'missing':
      return 'there is no such entry where it should be.'
    case 'changed':
      return (
        'it, or its place, is not what was recorded.' +
        (sequence === 1 ? ` With another secret than ${secretFile()} had when the log was made, no entry holds.` : '')
      )
    case 'content':
      return 'its content is not what was recorded.'
    case 'blotted':
      return 'its content is gone, although its time had not come.'
    case 'cut':
      return 'the log ends before the head that was noted: entries were taken away from its end.'
    case 'other-head':
      return 'it is not the entry that was noted: the log was replaced from here on, or earlier.'
  }
}

function readArguments(): NotedHead | null {
  const usage = 'Usage: npm run audit:verify [-- --expect <sequence>:<hash>]'
  try {
    const { values } = parseArgs({ options: { expect: { type: 'string' } } })
    if (values.expect === undefined) return null
    const head = readNotedHead(values.expect)
    if (!head) throw new Error('A head is a number, a colon and a hash, or the hash alone; its first 16 characters do.')
    return head
  } catch (error) {
    return leave(2, `${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function leave(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
