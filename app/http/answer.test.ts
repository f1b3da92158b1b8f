import type { ServerBuild } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { answerFrom } from './answer.server.ts'

/** A build of routes that answer with their own name. */
function buildOf(paths: Record<string, { path?: string; index?: boolean; parentId?: string }>): ServerBuild {
  const route = (id: string, given: { path?: string; index?: boolean; parentId?: string }) => ({
    id,
    ...given,
    module: { default: undefined, loader: () => new Response(id) },
  })
  const routes = Object.fromEntries(Object.entries(paths).map(([id, given]) => [id, route(id, given)]))
  const manifestRoutes = Object.fromEntries(
    Object.keys(routes).map((id) => [
      id,
      { id, module: '', hasLoader: true, hasAction: false, hasErrorBoundary: false },
    ]),
  )
  return {
    routes,
    assets: { routes: manifestRoutes, entry: { module: '', imports: [] }, url: '', version: '1' },
    entry: { module: { default: () => new Response('page') } },
    future: { v3_singleFetch: true },
    isSpaMode: false,
    mode: 'production',
    publicPath: '/',
    basename: '/',
    assetsBuildDirectory: '',
  } as unknown as ServerBuild
}

const answer = answerFrom(
  buildOf({
    home: { index: true },
    courses: { path: 'courses' },
    course: { path: 'courses/:course' },
    teach: { path: 'teach' },
    'teach-course': { path: ':course', parentId: 'teach' },
    anyPerson: { path: ':person/profile' },
    rest: { path: '*' },
  }),
  'production',
)

describe('what a browser may keep', () => {
  test.each([
    ['/admin/people', 'no-store'],
    ['/Admin', 'no-store'],
    ['/manage/cohorts/x', 'no-store'],
    ['/account', 'no-store'],
    ['/confirm', 'no-store'],
    ['/courses', null],
    ['/administrators', null],
    ['/', null],
  ])('of %s: %s', async (path, rule) => {
    const response = await answer(new Request(`http://site.test${path}`), { address: '', secure: false })
    expect(response.headers.get('Cache-Control')).toBe(rule)
  })
})

describe('an address is answered by the same route as if all routes were tried', () => {
  test.each([
    ['/', 'home'],
    ['/courses', 'courses'],
    ['/courses/', 'courses'],
    ['/COURSES/x', 'course'],
    ['/teach/x', 'teach-course'],
    ['/amina/profile', 'anyPerson'],
    ['/courses/profile', 'course'],
    ['/nothing/here', 'rest'],
    ['/courses/a/b/c', 'rest'],
  ])('%s is answered by %s', async (path, id) => {
    const response = await answer(new Request(`http://site.test${path}`), { address: '', secure: false })
    expect(await response.text()).toBe(id)
  })
})
