// `npm test`: everything that must hold, on a fresh clone, with one summary at the end. Node's own modules only.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { build, CannotGoOn, fail, install, root, run } from './steps.mjs'

const results = []

try {
  await install()
  const tool = (file, ...args) => [process.execPath, [`node_modules/${file}`, ...args]]
  await check('Lint', ...tool('eslint/bin/eslint.js', '.'))
  await check('Style sheets', ...tool('stylelint/bin/stylelint.mjs', 'app/**/*.css'))
  await check('Formatting', ...tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'))
  await check('Types', ...tool('typescript/bin/tsc'))
  await check(
    'Dependency rules',
    ...tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'app', 'db'),
  )
  await check('Courses', ...tool('tsx/dist/cli.mjs', 'app/commands/courses-check.ts'))
  await check('Migrations match the schema', process.execPath, ['scripts/check-migrations.mjs'])
  const unit = await check('Unit and integration tests', ...tool('vitest/vitest.mjs', 'run', '--reporter=default'))
  const built = await check('Build', null)
  const chromium = built.ok ? await findChromium() : null
  const journeys = chromium
    ? await check('End-to-end tests', ...tool('@playwright/test/cli.js', 'test'), { CHROMIUM_PATH: chromium })
    : note('End-to-end tests', false, 'not run')
  summarise(unit, journeys)
} catch (error) {
  fail(error)
}

/** Runs one part to its end whatever the others did, printing as it goes. Without a command: builds the site. */
async function check(title, command, args, env = {}) {
  process.stdout.write(`\n── ${title}\n`)
  const started = Date.now()
  if (command === null) {
    try {
      await build()
      return note(title, true, '', started)
    } catch (error) {
      if (!(error instanceof CannotGoOn)) throw error
      process.stdout.write(`${error.message}\n`)
      return note(title, false, '', started)
    }
  }
  const output = await stream(command, args, env)
  return note(title, output.code === 0, output.text, started)
}

function note(title, ok, text, started = Date.now()) {
  const result = { title, ok, text, seconds: Math.round((Date.now() - started) / 1000) }
  results.push(result)
  return result
}

async function stream(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const source of [child.stdout, child.stderr]) {
      source.on('data', (chunk) => {
        process.stdout.write(chunk)
        text = (text + chunk).slice(-100_000)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })
}

/** CHROMIUM_PATH, then an installed one, then Debian's package, then Playwright's own download. */
async function findChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new CannotGoOn(`CHROMIUM_PATH is ${given}, and nothing is there.`)
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const folders = (process.env.PATH || '').split(process.platform === 'win32' ? ';' : ':')
  const known = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  const installed = () =>
    [...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)), ...known].find((file) =>
      existsSync(file),
    )
  if (installed()) return installed()
  if (existsSync('/etc/debian_version')) {
    const [command, ...before] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get']
    const apt = (title, ...args) => run(title, command, [...before, ...args], { DEBIAN_FRONTEND: 'noninteractive' })
    try {
      await apt('Reading the list of Debian packages', 'update')
      await apt('Installing Chromium from Debian', 'install', '-y', '--no-install-recommends', 'chromium')
      if (installed()) return installed()
    } catch (error) {
      process.stdout.write(`${error.message}\n`)
    }
  }
  try {
    await run('Downloading Chromium with Playwright', process.execPath, [
      'node_modules/@playwright/test/cli.js',
      'install',
      'chromium',
    ])
    return 'playwright'
  } catch (error) {
    process.stdout.write(
      `${error.message}\nNo Chromium could be found or installed. Install one and set CHROMIUM_PATH.\n`,
    )
    return null
  }
}

function summarise(unit, journeys) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'))
  process.stdout.write(`\n── Summary of ${name} ${version}\n`)
  for (const { title, ok, seconds } of results) {
    process.stdout.write(`${ok ? 'passed' : 'FAILED'}  ${title} (${seconds} s)\n`)
  }
  const of = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0)
  const checks = results.filter((result) => result !== unit && result !== journeys)
  const passed =
    checks.filter(({ ok }) => ok).length + of(unit.text, /Tests .*?(\d+) passed/) + of(journeys.text, /(\d+) passed/)
  let failed =
    checks.filter(({ ok }) => !ok).length + of(unit.text, /Tests .*?(\d+) failed/) + of(journeys.text, /(\d+) failed/)
  if (results.some(({ ok }) => !ok)) failed = Math.max(failed, 1)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exit(failed === 0 ? 0 : 1)
}
