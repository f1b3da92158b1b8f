import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFrom } from './answer.server.ts'
import { findPossibleRoutes } from './possible-routes.ts'

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

const build = buildOf({
  home: { index: true },
  courses: { path: 'courses' },
  course: { path: 'courses/:course' },
  file: { path: 'courses/:course/progress.csv' },
  teach: { path: 'teach' },
  'teach-course': { path: ':course', parentId: 'teach' },
  'teach-rest': { path: 'files/*', parentId: 'teach' },
  anyPerson: { path: ':person/profile' },
  language: { path: ':language?/about' },
  admin: { path: 'admin/people' },
  rest: { path: '*' },
})

const answer = answerFrom(build, 'production')

describe('what a browser may keep', () => {
  test.each([
    ['/admin/people', 'no-store'],
    ['/Admin', 'no-store'],
    ['/%61dmin/people', 'no-store'],
    ['/admin/people.data', 'no-store'],
    ['/account.data', 'no-store'],
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
  const whole = createRequestHandler(build, 'production')
  test.each([
    ['/', 'home'],
    ['/courses', 'courses'],
    ['/courses/', 'courses'],
    ['/COURSES/x', 'course'],
    ['/%63ourses/x', 'course'],
    ['/courses/a%2Fb', 'course'],
    ['/courses/%D0%BA%D1%83%D1%80%D1%81', 'course'],
    ['/courses/x/progress.csv', 'file'],
    ['/courses//x', 'rest'],
    ['/teach/x', 'teach-course'],
    ['/teach/files', 'teach-rest'],
    ['/teach/files/a/b', 'teach-rest'],
    ['/amina/profile', 'anyPerson'],
    ['/courses/profile', 'course'],
    ['/about', 'language'],
    ['/ar/about', 'language'],
    ['/nothing/here', 'rest'],
    ['/courses/a/b/c', 'rest'],
  ])('%s is answered by %s', async (path, id) => {
    const request = () => new Request(`http://site.test${path}`)
    const response = await answer(request(), { address: '', secure: false })
    expect(await response.text()).toBe(id)
    expect(await (await whole(request())).text()).toBe(id)
  })
})

describe('what a router would find among all routes is among those that are possible', () => {
  const words = fc.constantFrom(
    'courses',
    'Teach',
    'x',
    'profile',
    'about',
    'files',
    'a%2Fb',
    '%63ourses',
    '',
    '*',
    ':x',
  )
  const patterns = fc.array(fc.constantFrom('courses', 'teach', ':a', ':b', 'about', 'x', ':c?', 'files'), {
    minLength: 1,
    maxLength: 4,
  })
  const trees = fc.array(fc.tuple(patterns, fc.boolean(), fc.option(fc.nat(5), { nil: undefined })), {
    minLength: 1,
    maxLength: 8,
  })
  test('for any routes and any address', () => {
    fc.assert(
      fc.property(trees, fc.array(words, { maxLength: 5 }), (tree, asked) => {
        const routes: Record<string, { path: string; parentId?: string }> = {}
        tree.forEach(([segments, isSplat, parent], place) => {
          const parentId = parent !== undefined && parent < place ? `r${parent}` : undefined
          // Below a splat nothing can be reached, and the router refuses such trees.
          const isBelow = parentId !== undefined && routes[parentId]?.path.endsWith('*') === false
          const path = [...segments, ...(isSplat ? ['*'] : [])].join('/')
          routes[`r${place}`] = isBelow ? { path, parentId } : { path }
        })
        const path = `/${asked.join('/')}`
        const matched = (matchRoutes(treeOf(routes), path) ?? []).map(({ route }) => route.id)
        const possible = findPossibleRoutes(routes)(path)
        expect(possible).toEqual(expect.arrayContaining(matched))
        const kept = Object.fromEntries(Object.entries(routes).filter(([id]) => possible.includes(id)))
        expect((matchRoutes(treeOf(kept), path) ?? []).map(({ route }) => route.id)).toEqual(matched)
      }),
    )
  })
})

type Tree = { id: string; path: string; children: Tree[] }

function treeOf(routes: Record<string, { path: string; parentId?: string }>, parentId?: string): Tree[] {
  return Object.entries(routes)
    .filter(([, route]) => route.parentId === parentId)
    .map(([id, { path }]) => ({ id, path, children: treeOf(routes, id) }))
}
