import { renderToStaticMarkup } from 'react-dom/server'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { QrCode } from './qr-code.tsx'

const text = 'https://learn.example.org/card/K7RM-2QXD-9WFA'

test('draws every dark module and no other, with a quiet zone of four around', () => {
  const drawn = renderToStaticMarkup(<QrCode text={text} label="Code" />)
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const dark = new Set<string>()
  for (const [, x, y, length] of drawn.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let n = 0; n < Number(length); n += 1) dark.add(`${Number(x) + n} ${y}`)
  }
  const expected = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])))
  expect([...dark].sort()).toEqual(expected.sort())
  const numbers = [...dark].flatMap((module) => module.split(' ').map(Number))
  expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([4, size - 5])
  expect(drawn).toContain(`viewBox="0 0 ${size} ${size}"`)
})

test('is one path, named for who does not see it, without styles of its own', () => {
  const drawn = renderToStaticMarkup(<QrCode text={text} label="Card of <Amina>" />)
  expect(drawn.match(/<path/g)).toHaveLength(1)
  expect(drawn).toContain('role="img" aria-label="Card of &lt;Amina&gt;"')
  expect(drawn).not.toContain('style')
})
