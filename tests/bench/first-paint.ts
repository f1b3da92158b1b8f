import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The link that the budgets speak of: 400 kbit/s and 400 ms round trip. */
const SLOW_LINK = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 }

/** Milliseconds until a cold page first paints its text over the slow link; null without a Chromium to ask. */
export async function firstPaint(url: string, cookieHeader: string): Promise<number | null> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) return null
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const cookies = cookieHeader.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2)
      return { name, value, url }
    })
    await context.addCookies(cookies)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', SLOW_LINK)
    await page.goto(url)
    const entry = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
    return (await entry.jsonValue()) ?? null
  } finally {
    await browser.close()
  }
}
