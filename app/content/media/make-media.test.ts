import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { makeMedia } from './make-media.server.ts'
import type { MediaKind } from './media-kinds.ts'

const make = (kind: MediaKind, ending: string, bytes: Uint8Array | string, decode = true) =>
  makeMedia({
    task: 'media',
    kind,
    ending,
    bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    make: decode,
  })
const told = async (...asked: Parameters<typeof make>) =>
  (await make(...asked)).problems.map(({ severity, rule, message }) => `${severity} ${message} (${rule})`)

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 20 } },
  })

describe('a picture', () => {
  test('is made in modern formats, no wider than it is', async () => {
    const small = await make('image', 'png', await picture(200, 100).png().toBuffer())
    expect(small.files.map(({ type, width }) => `${type} ${width}`)).toEqual(['image/avif 200', 'image/webp 200'])
    expect([small.width, small.height]).toEqual([200, 100])

    const middle = await make('image', 'webp', await picture(800, 400).webp().toBuffer())
    expect([...new Set(middle.files.map(({ width }) => width))]).toEqual([360, 720, 800])

    const large = await make('image', 'jpg', await picture(1600, 800).blur(4).jpeg().toBuffer())
    expect([...new Set(large.files.map(({ width }) => width))]).toEqual([360, 720, 1080])
    expect([large.width, large.height]).toEqual([1080, 540])
    for (const { bytes, width, ending } of large.files) {
      const found = await sharp(bytes).metadata()
      expect([found.width, found.format]).toEqual([width, ending === 'avif' ? 'heif' : 'webp'])
    }
  })

  test('stands upright, and tells neither place nor camera nor anything else of its file', async () => {
    const bytes = await picture(300, 200)
      .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const exif = (await sharp(bytes).metadata()).exif
    expect(exif?.toString('latin1')).toContain('SecretCamera')
    const { files, width, height } = await make('image', 'jpg', bytes)
    expect([width, height]).toEqual([200, 300])
    for (const file of files) {
      const found = await sharp(file.bytes).metadata()
      expect(found).not.toHaveProperty('exif')
      expect(found).not.toHaveProperty('xmp')
      expect(found.orientation ?? 1).toBe(1)
      expect(Buffer.from(file.bytes).toString('latin1')).not.toMatch(/SecretCamera|Exif|GPS/)
    }
  })

  test('with clear parts keeps them', async () => {
    const clear = { width: 60, height: 40, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.2 } } as const
    const { files } = await make('image', 'png', await sharp({ create: clear }).png().toBuffer())
    for (const { bytes } of files) expect((await sharp(bytes).metadata()).hasAlpha).toBe(true)
  })

  test('that moves is shown still, and that is told', async () => {
    const frames = [await picture(30, 30).png().toBuffer(), await picture(30, 30).png().toBuffer()]
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(await told('image', 'gif', bytes)).toEqual([
      'warning This picture moves. Only its first moment is shown. (animated)',
    ])
    const { files } = await make('image', 'gif', bytes)
    for (const file of files) expect((await sharp(file.bytes).metadata()).pages ?? 1).toBe(1)
  })

  test('that is a bomb is refused by its header, before it is unpacked', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#08f' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(500_000)
    const problem = 'error This picture has 9000 × 9000 pixels, which is more than can be read. (too-large)'
    expect(await told('image', 'png', bomb)).toEqual([problem])
    expect(await told('image', 'png', bomb, false)).toEqual([problem])
  })

  test('whose header promises more than there is costs nothing', async () => {
    const bytes = await picture(50, 50).png().toBuffer()
    bytes.writeUInt32BE(2_000_000_000, 16)
    expect((await make('image', 'png', bytes)).problems[0]?.severity).toBe('error')
    bytes.writeUInt32BE(6000, 16)
    bytes.writeUInt32BE(6000, 20)
    expect((await make('image', 'png', bytes)).problems[0]?.severity).toBe('error')
  })

  test('that is cut off is refused', async () => {
    const cut = 'error This picture is damaged or cut off. (file-content)'
    for (const [ending, whole] of [
      ['jpg', await picture(400, 400).jpeg().toBuffer()],
      ['png', await picture(400, 400).png().toBuffer()],
      ['webp', await picture(400, 400).webp().toBuffer()],
      ['avif', await picture(400, 400).avif().toBuffer()],
      ['gif', await picture(400, 400).gif().toBuffer()],
    ] as const) {
      expect([ending, await told('image', ending, whole.subarray(0, whole.length / 2))]).toEqual([ending, [cut]])
    }
  })

  test.each([
    ['png', 'GIF89a', 'error This file is named .png but holds a picture of the format gif. (file-content)'],
    ['jpg', '<svg/>', 'error This file is named .jpg but is no picture of a known format. (file-content)'],
    ['webp', 'MZ\u0000\u0001', 'error This file is named .webp but is no picture of a known format. (file-content)'],
    ['png', '', 'error This file is empty. (file-content)'],
    ['svg', '', 'error This file is empty. (file-content)'],
    ['svg', 'PNG', 'error There is text outside of the drawing. (svg)'],
  ])('named .%s that is %j is refused', async (ending, bytes, problem) => {
    expect(await told('image', ending, bytes)).toEqual([problem])
  })

  test('a drawing is kept as it is', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0"/></svg>'
    const { files, problems } = await make('image', 'svg', drawing)
    expect(problems).toEqual([])
    expect(files.map(({ bytes, type }) => [type, new TextDecoder().decode(bytes)])).toEqual([
      ['image/svg+xml', drawing],
    ])
  })
})

describe('a film', () => {
  const mp4 = (brand: string) => `\u0000\u0000\u0000\u0018ftyp${brand}\u0000\u0000\u0000\u0000`
  const webm = Buffer.from('\u001aE\u00df\u00a3\u0001\u0042\u0082\u0084webm', 'latin1')
  test.each([
    ['mp4', mp4('isom'), true],
    ['mp4', mp4('mp42'), true],
    ['mp4', mp4('avif'), false],
    ['mp4', mp4('qt  '), false],
    ['mp4', webm, false],
    ['mp4', '#!/bin/sh', false],
    ['mp4', '', false],
    ['webm', webm, true],
    ['webm', Buffer.from('\u001aE\u00df\u00a3\u0042\u0082\u0088matroska', 'latin1'), false],
  ])('.%s that begins %j: %s', async (ending, bytes, right) => {
    expect((await told('video', ending, bytes)).length === 0).toBe(right)
  })
})

describe('a document to take along', () => {
  const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
  test.each<[string, Uint8Array | string, string | null]>([
    ['pdf', '%PDF-1.7\n', null],
    ['pdf', '<html>', 'This file is named .pdf but is not a PDF document.'],
    ['pdf', 'MZ', 'This file is a program.'],
    ['docx', zip('[Content_Types].xml', 'word/document.xml'), null],
    ['docx', zip('word/document.xml', 'word/vbaProject.bin'), 'This document holds macros, which are programs.'],
    ['docx', zip('xl/workbook.xml'), 'This file is named .docx but is not such a document.'],
    ['xlsx', zip('xl/workbook.xml'), null],
    ['xlsx', 'PK\u0003\u0004broken', 'This file is named .xlsx but is not such a document.'],
    ['odt', zip('mimetype', 'content.xml'), null],
    ['ods', zip('content.xml', 'Basic/Standard/Module1.xml'), 'This document holds macros, which are programs.'],
    ['csv', 'a,b\r\n1,2\r\n', null],
    ['csv', '\u0000\u0001', 'This file is named .csv but is not UTF-8 text.'],
    ['txt', 'Notes.', null],
    ['txt', '#!/bin/sh\nrm', 'This file is a program.'],
    ['txt', '  <!DOCTYPE html><script>', 'This file is a web page.'],
    ['txt', Buffer.from([0xff, 0xfe, 0x41]), 'This file is named .txt but is not UTF-8 text.'],
    ['json', '{"a": 1}', null],
    ['json', '{a: 1}', 'This file is named .json but cannot be read as JSON.'],
    ['json', '', 'This file is empty.'],
  ])('.%s that is %j: %s', async (ending, bytes, message) => {
    const { problems } = await make('download', ending, bytes)
    expect(problems.map((problem) => problem.message)).toEqual(message === null ? [] : [message])
  })
})

test('a transcript is its paragraphs; Markdown loses its marks, and HTML is left out', async () => {
  const { text } = await make('transcript', 'txt', 'One\r\nline.\r\n\r\n  Two.\r\n')
  expect(text).toBe('One line.\n\nTwo.')
  const marked = await make('transcript', 'md', '# Film\n\n**Anna:** *Yes*.\n\n- one\n- two\n\n<script>x</script>\n')
  expect(marked.text).toBe('Film\n\nAnna: Yes.\n\none\n\ntwo')
  expect((await make('transcript', 'txt', ' \n')).problems).toHaveLength(1)
})
