import { rmSync } from 'node:fs'

/** Takes away the database and the courses that the tests worked on. */
export default function removeData(): void {
  const folder = process.env.E2E_DATA_DIR
  if (folder) rmSync(folder, { recursive: true, force: true })
}
