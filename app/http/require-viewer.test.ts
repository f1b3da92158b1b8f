import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safePath } from './require-viewer.server.ts'

test.each([
  ['/learn?x=1#y', '/learn?x=1#y'],
  ['//evil.example/x', '/learn'],
  ['/.//evil.example/x', '/learn'],
  ['/a/..//evil.example/x', '/learn'],
  ['/%2e//evil.example/x', '/learn'],
  ['/\\evil.example', '/learn'],
  ['https://evil.example', '/learn'],
  ['/a\nb', '/learn'],
  ['javascript:alert(1)', '/learn'],
  ['', '/learn'],
  [null, '/learn'],
])('the way back %j leads to %s', (next, path) => {
  expect(safePath(next, '/learn')).toBe(path)
})

/** As a browser would go there from a page of ours. */
const goesTo = (path: string) => new URL(path, 'https://ours.example/sign-in?next=x')

describe('no way back leads to another site', () => {
  const tricks = [
    ...[
      '//evil.example',
      '///evil.example',
      '////evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '\\/evil.example',
    ],
    ...[
      '/\t/evil.example',
      '/\n/evil.example',
      '\t//evil.example',
      ' //evil.example',
      '/ /evil.example',
      '/\0/evil.example',
    ],
    ...[
      'http:evil.example',
      'http:/evil.example',
      'https:///evil.example',
      'HTTPS://evil.example',
      'ftp://evil.example',
    ],
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x'],
    ...[
      '//evil.example@ours.example',
      '//ours.example@evil.example',
      '/@evil.example',
      '@evil.example',
      '.evil.example',
    ],
    ...['/%2f/evil.example', '/%2f%2fevil.example', '/%5cevil.example', '/%09/evil.example', '/..%2f/evil.example'],
    ...[
      '/../..//evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '/%2e%2e//evil.example',
      '/%2E/%2e//evil.example',
    ],
    ...[
      '/;//evil.example',
      '/?//evil.example',
      '/#//evil.example',
      '/。/evil.example',
      '／／evil.example',
      '/／evil.example',
    ],
    ...[
      '//evil。example',
      '/\u2028/evil.example',
      '/\u200b/evil.example',
      '//[::1]',
      '//0x7f000001',
      '//evil.example:80',
    ],
    ...['//', '/', '/.', '/..', '?', '#', 'evil.example', '/https://evil.example', '/\ud800/evil', '//\udc00'],
  ]
  const nasty = fc
    .array(fc.constantFrom(...'/\\.:;@?#%&= \t\n\r\0abehlnoptx25f。／\u2028\ud800'), { maxLength: 24 })
    .map((letters) => letters.join(''))
  const stays = (next: string) => {
    const path = safePath(next, '/learn')
    expect([next, goesTo(path).origin]).toEqual([next, 'https://ours.example'])
    expect(path).toMatch(/^\/(?![/\\])/)
    // What a header may carry: nothing in it ends the line.
    expect(path).toMatch(/^[\x21-\x7e]+$/)
    // What was checked once may be checked again without changing.
    expect(safePath(path, '/elsewhere')).toBe(path)
  }

  test.each(tricks)('%j', stays)

  test('whatever is put together of what addresses are made of', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((rest) => `/${rest}`),
          fc.webUrl(),
          fc.string({ unit: 'binary' }),
        ),
        stays,
      ),
      {
        numRuns: 1000,
      },
    )
  })

  test('and a path of this site is kept as it is', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
    const query = fc.option(fc.webQueryParameters(), { nil: '' })
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), query, (segments, asked) => {
        const path = `/${segments.join('/')}${asked && `?${asked}`}`
        expect(safePath(path, '/none')).toBe(goesTo(path).pathname + goesTo(path).search)
      }),
    )
  })
})
