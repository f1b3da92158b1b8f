import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startMailServer } from '../mail-server.ts'

/** The mail server of the end-to-end tests: what it takes is laid into a folder, for `waitForMail` to find. */
const folder = process.env.MAILBOX ?? ''
mkdirSync(folder, { recursive: true })
let taken = 0
const { stop } = await startMailServer({
  port: Number(process.env.MAIL_PORT),
  onMail(mail) {
    taken += 1
    writeFileSync(path.join(folder, `${String(taken).padStart(6, '0')}.json`), JSON.stringify(mail))
  },
})
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
