import { describe, expect, it } from 'vitest'
import { parseMarkup, textOf, writeMarkup } from './markup.ts'

const again = (html: string) => writeMarkup(parseMarkup(html))

describe('finished HTML', () => {
  it.each([
    ['<p>A<br/>B</p>', '<p>A<br/>B</p>'],
    ['<p>A<br>B</p>', '<p>A<br/>B</p>'],
    ['<img alt="a &quot;b&quot;" src="/m.webp">', '<img alt="a &quot;b&quot;" src="/m.webp"/>'],
    ['<p>1 &lt; 2 &amp;&amp; &#x27;x&#x27; &nbsp;</p>', "<p>1 &lt; 2 &amp;&amp; 'x' \u00a0</p>"],
    ['<details open><summary>S</summary></details>', '<details open=""><summary>S</summary></details>'],
    ['<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>'],
    ['<style>a > b { color: red }</style>', '<style>a &gt; b { color: red }</style>'],
    ['<p>a<!-- <b> -->b</p>', '<p>ab</p>'],
    ['<p>a\u0000\u000b\ufffeb\ud800</p>', '<p>ab</p>'],
    ['<p>&#55555555; &unknown;</p>', '<p>&amp;#55555555; &amp;unknown;</p>'],
  ])('%j is read and written as XML that is HTML too', (html, xml) => {
    expect(again(html)).toBe(xml)
  })

  it.each(['<p>', '<p></div>', '</p>', '<p class=a></p>', 'a < b', '<style>'])(
    'that is not ours is refused: %s',
    (html) => {
      expect(() => parseMarkup(html)).toThrow(/./)
    },
  )

  it('as plain text has a line for each block', () => {
    expect(textOf(parseMarkup('<p>One <em>two</em>\n three</p><ul>\n<li>A</li>\n<li><p>B</p></li>\n</ul>'))).toBe(
      'One two three\n- A\n- B',
    )
  })
})
