import { spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { writeHead } from '#app/identity/audit/audit-proof.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import { verifyAudit } from '#app/identity/audit/verify-audit.server.ts'
import { secretFile } from '#app/secrets/instance-secret.server.ts'
import { closeDatabase, databaseFile, write } from '#db/client.server.ts'

function verify(args: string[] = [], variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'app/commands/audit-verify.ts', ...args],
    { env: { ...process.env, ...variables }, encoding: 'utf8' },
  )
  return { status, lines: (stdout + stderr).trim().split('\n') }
}

const recordOne = () =>
  write((tx) =>
    recordAudit(
      {
        acts: [{ action: 'account-suspended', actorId: null, subject: { kind: 'account', id: 'a' }, facts: {} }],
        now: 1,
      },
      tx,
    ),
  )

test('the command tells entries, head and the first fault, and ends with 0, 1 or 2', async () => {
  for (let entry = 0; entry < 3; entry += 1) await recordOne()
  const { head } = await verifyAudit({})
  const noted = head ? writeHead(head) : ''

  // Beside a server that has the database open.
  const whole = verify()
  expect(whole.status).toBe(0)
  expect(whole.lines.slice(0, 2)).toEqual([
    '3 entries hold. The content of 0 of them was blotted out when its time had come.',
    `Head: ${noted}`,
  ])
  expect(verify(['--expect', noted]).status).toBe(0)
  expect(verify(['--expect', noted.slice(2, 18)]).status).toBe(0)

  // And alone with it.
  await closeDatabase()
  const intruder = new Database(databaseFile())
  intruder.exec('drop trigger audit_entry_is_kept')
  intruder.exec('delete from audit_entry where sequence = 3')
  intruder.close()
  expect(verify().status).toBe(0)
  const cut = verify(['--expect', noted])
  expect(cut.status).toBe(1)
  expect(cut.lines.at(-1)).toMatch(/^FAULT at entry 3: the log ends before the head/)

  renameSync(secretFile(), `${secretFile()}.away`)
  expect([verify().status, verify().lines[0]]).toEqual([2, expect.stringContaining('Restore it.')])
  renameSync(`${secretFile()}.away`, secretFile())
}, 120_000)

test('a command that is not understood is told in one sentence, and so is a folder without a database', () => {
  expect(verify(['--expect', 'abc']).status).toBe(2)
  expect(verify(['--what']).status).toBe(2)
  const empty = mkdtempSync(path.join(tmpdir(), 'article54-empty-'))
  const { status, lines } = verify([], { DATA_DIR: empty })
  expect([status, lines.length]).toEqual([2, 1])
  rmSync(empty, { recursive: true })
}, 60_000)
