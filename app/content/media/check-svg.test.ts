import { describe, expect, test } from 'vitest'
import { checkSvg } from './check-svg.ts'

const OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
/** A drawing whose second line is the one in question. */
const drawing = (line: string) => `${OPEN}\n${line}\n</svg>`
const told = (text: string) =>
  checkSvg(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)

test.each([
  [
    'shapes, text and gradients',
    '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)" x="1"/>',
  ],
  ['a style sheet', '<style>.a { fill: #123 } @media (prefers-color-scheme: dark) { .a { fill: #fff } }</style>'],
  ['a style of one thing, that refers to another', '<g id="c"/><rect style="fill:url(#g);clip-path:url(\'#c\')"/>'],
  ['copies of its own parts', '<g id="a"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>'],
  [
    'signs and comments',
    '<!-- <script> --><text>1 &lt; 2 &amp; &#x2013; &#8211;</text><title><![CDATA[a < b]]></title>',
  ],
  ['names for people who cannot see it', '<g role="img" aria-label="on the way" data-name="x"/>'],
])('%s are allowed', (_, line) => {
  expect(checkSvg(drawing(line))).toEqual({ problems: [], size: { width: 720, height: 360 } })
})

test.each([
  [
    'its own size',
    '<svg xmlns="http://www.w3.org/2000/svg" width="300px" height="150.4"/>',
    { width: 300, height: 150 },
  ],
  [
    'a declaration',
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n${OPEN}</svg>`,
    { width: 720, height: 360 },
  ],
  ['millimetres', OPEN.replace('viewBox', 'width="4mm" height="2mm" viewBox') + '</svg>', { width: 720, height: 360 }],
])('a drawing with %s is read', (_, text, size) => {
  expect(checkSvg(text)).toEqual({ problems: [], size })
})

describe('refused with line and column', () => {
  test.each([
    ['<script>alert(1)</script>', '2:1 Scripts are not allowed in drawings.'],
    ['  <g><script href="#x"/></g>', '2:6 Scripts are not allowed in drawings.'],
    ['<svg:script/>', '2:1 <svg:script> is not allowed in drawings.'],
    ['<rect onload="alert(1)"/>', '2:7 Scripts are not allowed in drawings: "onload".'],
    ['<rect x="1"\n  ONCLICK="alert(1)"/>', '3:3 Scripts are not allowed in drawings: "ONCLICK".'],
    ['<foreignObject><p/></foreignObject>', '2:1 HTML inside a drawing (<foreignObject>) is not allowed.'],
    ['<image href="https://evil.example/x.png"/>', '2:1 Pictures inside a drawing (<image>) are not allowed.'],
    ['<use href="https://evil.example/x.svg#a"/>', '2:6 The drawing refers to something outside of it.'],
    ['<use xlink:href="data:image/svg+xml,x"/>', '2:6 The drawing refers to something outside of it.'],
    ['<use href="java&#115;cript:alert(1)"/>', '2:6 The drawing refers to something outside of it.'],
    ['<a href="#x"/>', '2:1 Links in drawings are not allowed.'],
    ['<set attributeName="href" to="x"/>', '2:1 Animations are not allowed in drawings.'],
    ['<style>@import "https://evil.example/x.css";</style>', '2:8 This style loads something, or could.'],
    ['<style>a { background: url(https://evil.example) }</style>', '2:8 This style loads something, or could.'],
    ['<style>a { fill: u\\72l(x) }</style>', '2:8 This style loads something, or could.'],
    ['<style><![CDATA[@import "x"]]></style>', '2:8 This style loads something, or could.'],
    ['<style>a { fill: u<!-- -->rl(//evil.example) }</style>', '2:8 This style loads something, or could.'],
    ['<style>@<![CDATA[import "x";]]></style>', '2:8 This style loads something, or could.'],
    ['<rect style="fill:url(https://evil.example#a)"/>', '2:7 "style" loads something, or could.'],
    ['<rect fill="url(x.svg#a)"/>', '2:7 "fill" loads something, or could.'],
    ['<rect fill="&#117;rl(//evil.example)"/>', '2:7 "fill" loads something, or could.'],
    ['<filter/>', '2:1 <filter> is not allowed in drawings.'],
    ['<rect ping="x"/>', '2:7 The attribute "ping" of <rect> is not allowed in drawings.'],
    ['<g xmlns="http://evil.example/"/>', '2:4 The attribute "xmlns" cannot be "http://evil.example/".'],
    ['<text>&secret;</text>', '2:7 The entity &secret; is not allowed.'],
    ['<text x="&a;"/>', '2:10 The entity &a; is not allowed.'],
    ['<text>&toString;</text>', '2:7 The entity &toString; is not allowed.'],
    ['<?xml-stylesheet href="x.css"?>', '2:1 Processing instructions (<?…?>) are not allowed.'],
    ['<g></rect>', '2:4 </rect> closes nothing.'],
    ['<g x=1/>', '2:3 The tag <g> cannot be read.'],
    ['<g x="1" x="2"/>', '2:10 "x" is given twice.'],
    ['< g/>', '2:1 This < begins no tag.'],
    ['<!-- open', '2:1 There is no --> to this.'],
  ])('%s', (line, problem) => {
    expect(told(drawing(line))).toEqual([problem])
  })

  test.each([
    ['<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>', '1:1 A document type (<!DOCTYPE …>) and entities are not allowed.'],
    ['<html><svg/></html>', '1:1 This is not a drawing: it begins with <html>.'],
    ['<svg viewBox="0 0 1 1"/>', '1:1 The drawing does not say that it is SVG.'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', '1:1 The drawing does not say how large it is.'],
    [`${OPEN}<g>`, '1:64 <g> is never closed.'],
    [`${OPEN}</svg><script/>`, '1:67 There is more after the end of the drawing.'],
    [`${OPEN}</svg>text`, '1:67 There is text outside of the drawing.'],
    ['', '1:1 There is no drawing in this file.'],
  ])('%s', (text, problem) => {
    expect(told(text)).toEqual([problem])
  })

  test('several at once', () => {
    expect(told(drawing('<script/><a/>'))).toHaveLength(2)
  })
})

describe('a drawing that would stop the browser of its readers', () => {
  test('by copies of copies', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const copies = level === 0 ? '<path d="M0 0"/>' : `<use href="#l${level - 1}"/>`.repeat(10)
      return `<g id="l${level}">${copies}</g>`
    })
    expect(told(drawing(levels.join('')))).toEqual(['1:1 This drawing repeats itself too often.'])
  })

  test('by copies of copies under names that are given twice', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const copies = level === 0 ? '<path d="M0 0"/>' : `<use href="#l${level - 1}"/>`.repeat(10)
      return `<g id="l${level}">${copies}</g>`
    })
    const decoys = levels.map((_, level) => `<g id="l${level}"/>`)
    expect(told(drawing([...levels, ...decoys].join('')))).toEqual(['1:1 This drawing repeats itself too often.'])
  })

  test('by a part that contains itself', () => {
    expect(told(drawing('<pattern id="p"><rect fill="url(#p)"/></pattern>'))[0]).toContain('contains itself')
  })

  test('by nesting without end, or by attributes without end', () => {
    expect(told(drawing('<g>'.repeat(100_000)))[0]).toContain('nested too deeply')
    const chain = Array.from({ length: 9000 }, (_, index) => `<g id="a${index}"><use href="#a${index + 1}"/></g>`)
    expect(told(drawing(chain.join('')))[0]).toContain('nested too deeply')
    const many = Array.from({ length: 100_000 }, (_, index) => `data-a${index}=""`)
    expect(told(drawing(`<g ${many.join(' ')}/>`))[0]).toContain('too many attributes')
  })
})
