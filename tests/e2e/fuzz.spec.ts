import type { RouteConfigEntry } from '@remix-run/route-config'
import routes from '#app/routes.ts'
import { demoSignIns } from '#db/seed/demo-sign-ins.ts'
import { expect, test } from './fixtures.ts'

/** Texts that have broken other sites: markup, template and SQL signs, odd Unicode, numbers at the edge, keys of objects. */
const hostile = [
  '"><x-mark a=1>',
  "'><x-mark><script>x-mark()</script>",
  '</textarea></title><x-mark>',
  "' OR 1=1 --",
  '%',
  '\\',
  '${7*7}{{7*7}}<%= 7*7 %>',
  '__proto__',
  'constructor',
  '\u0000',
  '\u202Eevil\u2066',
  '\uD800',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  '../../../../etc/passwd',
  'javascript:x-mark()',
  '//evil.example/%5C',
  'a\r\nSet-Cookie: x-mark=1',
  '-1',
  '9'.repeat(400),
  'NaN',
  '1e309',
  '2027-02-31',
  'x'.repeat(20_000),
  '=HYPERLINK("http://evil.example")',
] as const

type Form = { action: string; method: string; hidden: [string, string][]; fields: string[] }

function listPaths(entries: RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above
    return [...(entry.index || entry.path ? [path || '/'] : []), ...listPaths(entry.children ?? [], path)]
  })
}

/** A value as it can stand in an address; what is no text at all stays as percent signs that no decoder takes. */
function inAddress(text: string): string {
  try {
    return encodeURIComponent(text.slice(0, 300))
  } catch {
    return '%ED%A0%80'
  }
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? null

/** The forms of a page, and the addresses it leads to. */
function readPage(html: string): { forms: Form[]; links: string[] } {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']): Form => {
    const tags = [...body.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)].map(([tag]) => tag)
    const named = tags.flatMap((tag) => {
      const name = attribute(tag, 'name')
      return name ? [{ name, isHidden: attribute(tag, 'type') === 'hidden', value: attribute(tag, 'value') ?? '' }] : []
    })
    return {
      action: attribute(` ${head}`, 'action') ?? '',
      method: (attribute(` ${head}`, 'method') ?? 'get').toLowerCase(),
      hidden: named.filter(({ isHidden }) => isHidden).map(({ name, value }) => [name, value]),
      fields: [...new Set(named.filter(({ isHidden }) => !isHidden).map(({ name }) => name))],
    }
  })
  const links = [...html.matchAll(/\shref="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  return { forms, links }
}

test('hostile strings in every form, address and parameter cause no fault and come back as text', async ({
  startOwnServer,
}) => {
  test.setTimeout(600_000)
  const { url } = await startOwnServer({ DEMO: '1' })
  const faults = new Set<string>()
  const sent = { requests: 0, forms: 0, pages: 0, parameters: 0 }

  // Signed in before anything else: what follows makes the address wait.
  const visitors = ['']
  for (const { username } of demoSignIns) visitors.push(await signIn(url, username))
  const tried = new Set<string>()
  /** Whether this is the first visitor to come to it. */
  const isNew = (thing: string) => !tried.has(thing) && tried.add(thing).has(thing)

  for (const [visitor, cookie] of visitors.entries()) {
    const ask = async (path: string, fields?: [string, string][]) => {
      sent.requests += 1
      const response = await fetch(url + path, {
        method: fields ? 'POST' : 'GET',
        redirect: 'manual',
        headers: {
          Cookie: cookie,
          ...(fields ? { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
      })
      const text = await response.text()
      const where = `${fields ? 'POST' : 'GET'} ${path.slice(0, 120)} ${JSON.stringify(fields ?? '').slice(0, 160)}`
      if (response.status >= 500) faults.add(`${where}: ${response.status}`)
      if (response.headers.get('set-cookie')?.includes('x-mark=')) faults.add(`${where}: sets a cookie of a stranger`)
      const location = response.headers.get('location')
      if (location && new URL(location, url).origin !== url) faults.add(`${where}: leads to ${location}`)
      if (response.headers.get('content-type')?.startsWith('text/html')) {
        if (/<x-mark|<script>x-mark|href="javascript:/i.test(text)) faults.add(`${where}: comes back as markup`)
      }
      if (/\bat .*\.(js|ts|tsx):\d+/.test(text)) faults.add(`${where}: shows a stack`)
      return { status: response.status, text }
    }

    // Every page that this person comes to by links, one of each kind.
    const kindOf = (path: string) =>
      path
        .replace(/\?.*/, '')
        .replace(/[0-9a-f]{8}-[\w-]{20,}/g, ':id')
        .replace(/\/\d+(?=\/|$)/g, '/:number')
        .replace(/(\/(?:lessons|quizzes|scenarios|requests|preview))\/[^/]+/g, '$1/:one')
    const seen = new Map<string, { path: string; forms: Form[] }>()
    const parameters = new Map<string, Set<string>>()
    const waiting = ['/', '/learn', '/register', '/sign-in', '/admin', '/manage', '/teach', '/account']
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const [bare = '', query = ''] = path.split('?', 2)
      const names = parameters.get(kindOf(path)) ?? new Set()
      for (const name of new URLSearchParams(query).keys()) names.add(name)
      parameters.set(kindOf(path), names)
      if (seen.has(kindOf(path)) || /\.(css|js|svg|png|epub|webp|avif)$/.test(bare)) continue
      seen.set(kindOf(path), { path: bare, forms: [] })
      const { status, text } = await ask(path)
      if (status !== 200) continue
      const { forms, links } = readPage(text)
      seen.set(kindOf(path), { path: bare, forms })
      for (const form of forms) if (form.method === 'get') for (const name of form.fields) names.add(name)
      waiting.push(...links)
    }

    for (const [kind, { path, forms }] of seen) {
      sent.pages += 1
      for (const name of parameters.get(kind) ?? []) {
        if (!isNew(`${kind}?${name}`)) continue
        sent.parameters += 1
        for (const text of hostile) await ask(`${path}?${name}=${inAddress(text)}`)
      }
      for (const form of new Map(forms.map((form) => [JSON.stringify(form), form])).values()) {
        if (form.method !== 'post' || form.action === '/sign-out') continue
        if (!isNew(`${kind} ${form.action.replace(/[0-9a-f-]{36}/g, '')} ${form.fields.join()} ${form.hidden.join()}`))
          continue
        sent.forms += 1
        const target = form.action || path
        for (const text of hostile) {
          // A form of buttons alone would do what it is for.
          if (form.fields.length > 0) {
            await ask(target, [...form.hidden, ...form.fields.map((name): [string, string] => [name, text])])
          }
          if (form.hidden.length > 0) {
            await ask(
              target,
              [...form.hidden, ...form.fields.map((name): [string, string] => [name, 'x'])].map(
                ([name], index): [string, string] => [name, index < form.hidden.length ? text : 'x'],
              ),
            )
          }
        }
      }
    }

    for (const pattern of listPaths(await routes)) {
      if (!pattern.includes(':')) continue
      // Each text is tried by two of the six visitors.
      for (const text of hostile.filter((_text, index) => index % 3 === visitor % 3)) {
        const path = pattern.replace(/:\w+/g, inAddress(text))
        await ask(path)
        await ask(path, [['intent', text]])
      }
    }
  }
  expect([...faults]).toEqual([])
  expect(sent.requests).toBeGreaterThan(1000)
  test.info().annotations.push({ type: 'sent', description: JSON.stringify(sent) })
})

/** Signs a person of the demonstration in; gives the cookie. */
async function signIn(url: string, username: string): Promise<string> {
  const page = await (await fetch(`${url}/sign-in`)).text()
  const row = page.slice(page.indexOf(`<code>${username}</code>`))
  const [, , password = ''] = /<code>([^<]+)<\/code>[\s\S]*?<code>([^<]+)<\/code>/.exec(row) ?? []
  const response = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url },
    body: new URLSearchParams({ name: username, password }),
  })
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith('session='))
  if (!cookie) throw new Error(`${username} could not sign in: ${response.status}`)
  return cookie.split(';')[0] ?? ''
}
