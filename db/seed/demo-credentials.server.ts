import { randomInt } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '#app/env.server.ts'
import { demoSignIns } from './demo-sign-ins.ts'

export type DemoCredential = { role: string; username: string; password: string }

/** Five of these are 30 bits of chance: enough behind a limited sign-in for people who do not exist. */
const words = `
  amber anchor apple arrow autumn bamboo basket beacon bridge candle canyon carpet cedar cinnamon cloud copper coral
  cotton desert drum ember feather fern garden ginger granite harbour hazel honey island jasmine kettle ladder lagoon
  lantern lemon lime maple marble meadow mango mirror mountain nutmeg ocean olive orchard paper pebble pepper pillow
  prairie quartz rain river saffron sand silver sparrow summer thunder valley velvet walnut willow
`
  .trim()
  .split(/\s+/)

const stored = z.object({ people: z.array(z.object({ role: z.string(), username: z.string(), password: z.string() })) })

/** Beside the database: who can sign in to the demonstration, and the sign that this folder holds nothing real. */
function file(): string {
  return path.join(env().DATA_DIR, 'demo.json')
}

/** One password for all invented people, in words that can be read out. */
export function makeDemoPassword(): string {
  return Array.from({ length: 5 }, () => words[randomInt(words.length)]).join('-')
}

/** The people to look around as; none when the data folder holds no demonstration. */
export async function readDemoCredentials(): Promise<DemoCredential[]> {
  const text = await readFile(file(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? [] : stored.parse(JSON.parse(text)).people
}

/** Writes the file that only its owner may read, whole or not at all. */
export async function saveDemoCredentials(password: string): Promise<void> {
  const people = demoSignIns.map(({ role, username }) => ({ role, username, password }))
  const draft = `${file()}.${process.pid}`
  await writeFile(draft, `${JSON.stringify({ people }, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, file())
}
