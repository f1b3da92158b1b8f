// The steps that both bootstraps share: each is skipped when its inputs have not changed since it last succeeded.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

/** Something the person at the keyboard can mend; the message says how. */
export class CannotGoOn extends Error {}

/** Prints what is wrong and ends with exit code 1. Bugs keep their stack trace. */
export function fail(error) {
  process.stderr.write(`\n${error instanceof CannotGoOn ? error.message : error.stack}\n`)
  process.exit(1)
}

export function checkFolder(folder) {
  try {
    makeFolder(path.resolve(folder))
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    throw new CannotGoOn(
      `The data folder ${path.resolve(folder)} cannot be written. Give this user write access to it, or set DATA_DIR to another folder.`,
    )
  }
}

/** One folder after the other: `recursive` never ends where a file system refuses to make any (Node 20 under /proc). */
function makeFolder(folder) {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Asked before the long steps, so that nobody waits minutes to be told. */
export function checkPort(host, port) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new CannotGoOn(`PORT=${port} is not a port number. Choose one from 1 to 65535, such as PORT=3000.`)
  }
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      reject(
        new CannotGoOn(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use. Stop the other program, or choose another port: PORT=3001 npm start`
            : `The server cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT.`,
        ),
      )
    })
    probe.listen(Number(port), host, () => probe.close(resolve))
  })
}

export async function install() {
  const stamp = 'node_modules/.installed'
  const wanted =
    fingerprint(['package.json', 'package-lock.json']) + ` ${process.version} ${process.platform}-${process.arch}`
  if (readStamp(stamp) === wanted) return
  await run('Installing packages (one to three minutes the first time)', 'npm', ['ci', '--no-audit', '--no-fund'], {
    // Development packages build the site; NODE_ENV=production would leave them out.
    NODE_ENV: 'development',
  })
  writeFileSync(stamp, wanted)
}

export async function build() {
  const stamp = 'build/.built'
  const wanted = fingerprint(['app', 'db', 'public', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'])
  if (readStamp(stamp) === wanted) return
  await run(
    'Building the site (about half a minute)',
    process.execPath,
    ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'],
    {
      NODE_ENV: 'production',
    },
  )
  writeFileSync(stamp, wanted)
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** One hash over the names and contents of files and folders. Tests are not part of what is built. */
function fingerprint(names) {
  const hash = createHash('sha256')
  for (const file of names.flatMap(filesBelow).sort()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(name) {
  if (!existsSync(name)) return []
  if (path.extname(name) !== '' && !name.includes(path.sep)) return [name]
  return readdirSync(name, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(name, entry.name)
    if (entry.isDirectory()) return filesBelow(file)
    return /\.test\.tsx?$|~$|^\.#/.test(entry.name) ? [] : [file]
  })
}

/** Runs a long step: one line that counts the seconds; what the step printed is shown only when it fails. */
export function run(title, command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    const seconds = () => Math.round((Date.now() - started) / 1000)
    const live = process.stdout.isTTY
    process.stdout.write(live ? `${title} …` : `${title} …\n`)
    const ticker = live
      ? setInterval(() => process.stdout.write(`\r\x1b[K${title} … ${seconds()} s`), 1000)
      : setInterval(() => process.stdout.write(`  still working, ${seconds()} s\n`), 20_000)
    let output = ''
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new CannotGoOn(`${command} could not be started: ${error.message}`)))
    child.on('close', (code) => {
      clearInterval(ticker)
      if (code === 0) {
        process.stdout.write(`${live ? '\r\x1b[K' : ''}${title}: done in ${seconds()} s\n`)
        resolve()
      } else {
        reject(new CannotGoOn(`${output.trim()}\n\n${title}: failed. The last lines above say why.`))
      }
    })
  })
}
