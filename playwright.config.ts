import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { siteProviders } from './tests/identity-provider/site-providers.ts'

const port = Number((process.env.E2E_PORT ??= '5454'))
const siteUrl = `http://localhost:${port}`
// The configuration is read again in every worker; the folder is made once and handed on through the environment.
const dataDir = (process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), 'article54-e2e-')))
const coursesDir = path.join(dataDir, 'courses')
// Another site to the browser than ours: localhost is not 127.0.0.1.
const providerUrl = (process.env.E2E_PROVIDER_URL ??= `http://127.0.0.1:${port + 2000}`)
if (!process.env.TEST_WORKER_INDEX) {
  cpSync('courses', coursesDir, { recursive: true })
  const providers = JSON.stringify({ providers: siteProviders(providerUrl) })
  writeFileSync(path.join(dataDir, 'single-sign-on.json'), providers, { mode: 0o600 })
}
process.env.DATA_DIR = dataDir
process.env.COURSES_DIR = coursesDir
process.env.LOG_LEVEL = 'warn'

/** Beside the site's own port, a mail server that takes whatever the site sends (tests/e2e/mailbox.ts reads it). */
const mailPort = port + 1000

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export default defineConfig({
  testDir: 'tests/e2e',
  globalTeardown: './tests/e2e/teardown.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    // A name, not an address: browsers offer passkeys only there.
    baseURL: siteUrl,
    launchOptions: {
      ...(chromium === 'playwright' ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  webServer: [
    {
      command: 'node build/server/serve.js',
      url: `http://127.0.0.1:${port}/healthz`,
      timeout: 120_000,
      stdout: 'ignore',
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        COURSES_DIR: coursesDir,
        LOG_LEVEL: 'warn',
        SERVER_TIMING: '1',
        PSEUDO_LOCALES: '1',
        PUBLIC_URL: siteUrl,
        SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
        MAIL_FROM: 'Article 54 <learn@example.org>',
        WEB_CONCURRENCY: '2',
      },
    },
    {
      command: 'node --import tsx tests/e2e/mail-server.ts',
      port: mailPort,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
      env: { MAIL_PORT: String(mailPort), MAILBOX: path.join(dataDir, 'mailbox') },
    },
    {
      command: 'node --import tsx tests/identity-provider/serve.ts',
      url: `${providerUrl}/.well-known/openid-configuration`,
      timeout: 60_000,
      stdout: 'ignore',
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
      env: { PROVIDER_URL: providerUrl, SITE_URL: siteUrl },
    },
  ],
})
