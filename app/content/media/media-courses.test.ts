import { randomBytes } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkCourses } from '../check/check-courses.server.ts'
import { compileCourse, hashDocument } from '../compile/compile-course.server.ts'
import { documentsInMemory } from '../compile/document-store.server.ts'
import { previewDocument } from '../compile/preview-document.server.ts'
import type { CompiledDocument } from '../document.ts'
import { formatProblem, type Problem } from '../problem.ts'
import { type SourceWorker, sourceWorker } from '../worker/source-worker.server.ts'
import { forgetPresent, mediaFolder, mediaInMemory, type MediaStore, storedMedia } from './media-store.server.ts'

let dir = ''
const course = 'keeping-evidence'
const lesson = '01-at-home/02-next-steps.mdx'
let png: Buffer
/** Half a megabyte that cannot be packed. */
const heavy = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><g data-x="${randomBytes(520_000).toString('base64')}"/></svg>`

const noise = (width: number, height: number, sigma: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma } } })

beforeAll(async () => {
  png = await noise(400, 200, 5).png().toBuffer()
})
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-media-')), 'courses')
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
})
afterEach(() => {
  rmSync(path.dirname(dir), { recursive: true, force: true })
  rmSync(mediaFolder(), { recursive: true, force: true })
})
afterAll(() => sourceWorker().dispose())

const put = (file: string, bytes: string | Uint8Array) => {
  const where = path.join(dir, file)
  mkdirSync(path.dirname(where), { recursive: true })
  writeFileSync(where, bytes)
}
const own = (file: string, bytes: string | Uint8Array) => put(`${course}/${file}`, bytes)
/** Adds to the end of the lesson; the place of its first line is given. */
const write = (text: string) => {
  const before = readFileSync(path.join(dir, course, lesson), 'utf8')
  own(lesson, `${before.trimEnd()}\n\n${text}\n`)
  return before.trimEnd().split('\n').length + 2
}
const short = (problem: Problem) => formatProblem({ ...problem, hint: undefined }).replace(`courses/${course}/`, '')
const check = (media: MediaStore = mediaInMemory()) => checkCourses({ dir, media })
const told = async () => (await check()).problems.map(short)
const hints = async () => (await check()).problems.map(({ hint }) => hint)

const FIGURE = '<Figure src="media/order.png" alt="An order with a seal at its foot" />'
const captions = 'WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n'
const film = Buffer.from('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000', 'latin1')
const VIDEO = '<Video src="a.mp4" captions="a.vtt" transcript="a.txt" title="At the door" />'
const putFilm = () => {
  own('01-at-home/a.mp4', film)
  own('01-at-home/a.vtt', captions)
  own('01-at-home/a.txt', 'The officer says <b>good morning</b>.\n\nShe waits.')
}

/** Compiles as publishing does, and counts what was encoded. */
async function compile({ media = mediaInMemory(), store = documentsInMemory() } = {}) {
  const encoded: string[] = []
  const worker: SourceWorker = {
    run: (task) => {
      if (task.task === 'media' && task.make) encoded.push(task.kind)
      return sourceWorker().run(task)
    },
    dispose: async () => undefined,
  }
  const checked = await checkCourses({ dir, worker, media })
  expect(encoded).toEqual([])
  const [found] = checked.courses
  if (!found) return { checked, result: null, encoded, html: '' }
  const documents: CompiledDocument[] = []
  const keeping = {
    ...store,
    save: async (entry: Parameters<typeof store.save>[0]) => {
      documents.push(entry.document)
      await store.save(entry)
    },
  }
  const result = await compileCourse({ course: found, store: keeping, media, worker })
  const html = documents.flatMap(({ parts }) => parts.map((part) => (part.kind === 'html' ? part.html : ''))).join('')
  return { checked, result, encoded, html }
}

describe('a file is found', () => {
  test.each([
    ['in media/ of the module', '01-at-home/media/order.png', 'media/order.png'],
    ['beside the lesson', '01-at-home/order.png', 'order.png'],
    ['in media/ of the course', 'media/order.png', '../media/order.png'],
    ['in a folder of media/', 'media/papers/order.png', '../media/papers/order.png'],
    ['in the folder of all courses', '../_shared/order.png', '../../_shared/order.png'],
    ['in media/ of the folder of all courses', '../_shared/media/order.png', '../../_shared/media/order.png'],
  ])('%s', async (_, file, src) => {
    own(file, png)
    write(`<Figure src="${src}" alt="An order with a seal" />`)
    const { problems, courses } = await check()
    expect(problems).toEqual([])
    expect(courses[0]?.documents[1]?.media).toMatchObject([{ target: src, kind: 'image', bytes: png.length }])
  })

  test('by a partial that a lesson includes', async () => {
    put('_shared/seal.mdx', 'Look.\n\n<Figure src="media/order.png" alt="An order with a seal" />\n')
    put('_shared/media/order.png', png)
    write('<Partial src="../../_shared/seal.mdx" />')
    const { html, result } = await compile()
    expect(result).toMatchObject({ status: 'compiled', problems: [] })
    expect(html).toContain('alt="An order with a seal"')
  })
})

describe('it is told', () => {
  test('when there is no such file, with what was meant', async () => {
    own('01-at-home/media/order.png', png)
    const line = write('<Figure src="media/odrer.png" alt="An order with a seal" />')
    expect(await told()).toEqual([
      `${lesson}:${line}:9 error There is no file "media/odrer.png". (dead-file)`,
      '01-at-home/media/order.png:1:1 warning No text uses this file. (unused-file)',
    ])
    expect(await hints()).toContain('Did you mean "media/order.png"?')
  })

  test('when the file stands in another folder', async () => {
    own('media/order.png', png)
    write(FIGURE)
    expect(await hints()).toContain('Did you mean "../media/order.png"?')
  })

  test('when only small and capital letters differ', async () => {
    own('01-at-home/media/Order.PNG', png)
    const line = write(FIGURE)
    expect(await told()).toContain(
      `${lesson}:${line}:9 error "media/order.png" is written with other small and capital letters than the file. (file-case)`,
    )
    expect((await hints()).join()).toContain('Write "media/Order.PNG".')
  })

  test.each([
    ['out of the courses', '../../../secret.png', 'leads out of the folder of the courses'],
    ['far out of them', '../../../../../../etc/x.png', 'leads out of the folder of the courses'],
    ['into another course', '../../other/order.png', 'leads into another course'],
  ])('when a path leads %s', async (_, src, words) => {
    writeFileSync(path.join(dir, '..', 'secret.png'), png)
    put('other/order.png', png)
    write(`<Figure src="${src}" alt="An order with a seal" />`)
    expect((await told()).filter((line) => line.includes('(outside)'))).toHaveLength(1)
    expect((await told()).join()).toContain(words)
  })

  test('when a file is a symbolic link', async () => {
    own('01-at-home/media/real.txt', 'x')
    symlinkSync('/etc/passwd', path.join(dir, course, '01-at-home/media/order.png'))
    const line = write(FIGURE)
    const problems = await told()
    expect(problems).toContain(
      '01-at-home/media/order.png:1:1 error Symbolic links and special files are not followed. (link)',
    )
    expect(problems).toContain(`${lesson}:${line}:9 error There is no file "media/order.png". (dead-file)`)
  })

  test('when nobody uses a file, or its kind is not known', async () => {
    own('media/old.pdf', '%PDF-1.7')
    own('media/tool.exe', 'MZ')
    put('_shared/logo.svg', '<svg/>')
    expect(await told()).toEqual([
      'courses/_shared/logo.svg:1:1 warning No text uses this file. (unused-file)',
      'media/old.pdf:1:1 warning No text uses this file. (unused-file)',
      'media/tool.exe:1:1 warning This file is not part of a course. (unknown-file)',
    ])
  })

  test('at the file itself, with line and column', async () => {
    putFilm()
    own('01-at-home/a.vtt', 'WEBVTT\n\n00:02.000 --> 00:01.000\nBack.\n')
    own('01-at-home/media/order.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n <script/></svg>')
    write(`${VIDEO}\n\n<Figure src="media/order.svg" alt="An order with a seal" />`)
    expect(await told()).toEqual([
      '01-at-home/a.vtt:3:1 error This caption ends before it begins. (captions)',
      '01-at-home/media/order.svg:2:2 error Scripts are not allowed in drawings. (svg)',
    ])
  })

  test('when a film is large, with the minutes it takes, and when it is too large', async () => {
    putFilm()
    const line = write(VIDEO)
    truncateSync(path.join(dir, course, '01-at-home/a.mp4'), 30_000_000)
    expect(await told()).toEqual([
      `${lesson}:${line}:8 warning "a.mp4" has 30 MB: 10 minutes over a link of 400 kbit/s. (heavy-file)`,
    ])
    truncateSync(path.join(dir, course, '01-at-home/a.mp4'), 201_000_000)
    expect(await told()).toContain(
      '01-at-home/a.mp4:1:1 error This file has 201 MB; the most for its kind is 200 MB. (too-large)',
    )
  })

  test('when a picture or a document is too large to be read at all', async () => {
    own('01-at-home/media/order.png', png)
    own('01-at-home/a.pdf', '%PDF-1.7')
    write(`${FIGURE}\n\n<Download src="a.pdf" />`)
    truncateSync(path.join(dir, course, '01-at-home/media/order.png'), 10_100_000)
    truncateSync(path.join(dir, course, '01-at-home/a.pdf'), 20_100_000)
    expect((await told()).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'error This file has 20.1 MB; the most for its kind is 20 MB. (too-large)',
      'error This file has 10.1 MB; the most for its kind is 10 MB. (too-large)',
    ])
  })
})

describe('what readers get', () => {
  test('of a picture: modern formats in several widths, its size, and its description', async () => {
    own('01-at-home/media/order.png', await noise(900, 300, 5).png().toBuffer())
    write(
      '<Figure src="media/order.png" alt="An order & a seal" caption="Fig. 1 <b>" width="small">\n\nAt the **top** stands a name.\n\n</Figure>',
    )
    const { html, result } = await compile({ media: storedMedia })
    expect(result).toMatchObject({ status: 'compiled', problems: [] })
    const figure = /<figure class="figure"[^]*<\/figure>/.exec(html)?.[0] ?? ''
    expect(figure).toMatch(
      /^<figure class="figure" data-width="small"><picture><source type="image\/avif" srcSet="\/media\/[0-9a-f]{40}\.avif 360w, \/media\/[0-9a-f]{40}\.avif 720w, \/media\/[0-9a-f]{40}\.avif 900w" sizes="[^"]+"\/><img src="\/media\/[0-9a-f]{40}\.webp" srcSet="[^"]*360w, [^"]*720w, [^"]*900w"/,
    )
    expect(figure).toContain('alt="An order &amp; a seal" width="900" height="300" loading="lazy" decoding="async"')
    expect(figure).toContain('<figcaption>Fig. 1 &lt;b&gt;</figcaption>')
    expect(figure).toMatch(/<details class="unfold"><summary>[^<]+<\/summary>\s*<p>At the <strong>top<\/strong>/)
    const named = [...figure.matchAll(/\/media\/([^" ]+)/g)].map(([, name]) => name)
    expect(readdirSync(mediaFolder()).sort()).toEqual([...new Set(named)].sort())
  })

  test('of a film: nothing before they ask, captions, its size, its transcript', async () => {
    putFilm()
    own('01-at-home/still.png', png)
    write(VIDEO.replace('/>', 'poster="still.png" />'))
    const { html, result } = await compile()
    expect(result?.status).toBe('compiled')
    const figure = /<figure class="video"[^]*<\/figure>/.exec(html)?.[0] ?? ''
    expect(figure).toMatch(
      /^<figure class="video"><video controls="" playsInline="" preload="none" poster="\/media\/\S+\.webp"/i,
    )
    expect(figure).not.toMatch(/autoplay/i)
    expect(figure).toMatch(/<source src="\/media\/[0-9a-f]{40}\.mp4" type="video\/mp4"\/>/)
    expect(figure).toMatch(/<track default="" kind="captions" src="\/media\/[0-9a-f]{40}\.vtt" srcLang="en"/i)
    expect(figure).toContain('<span class="video__size">Video, 1 kB</span>')
    expect(figure).toContain('<p>The officer says &lt;b&gt;good morning&lt;/b&gt;.</p><p>She waits.</p>')
  })

  test('of a document: a link with its type and size, under the name its author gave it', async () => {
    own('01-at-home/Liste für Zeugen.pdf', `%PDF-1.7${' '.repeat(240_000)}`)
    write('<Download src="Liste für Zeugen.pdf" title="List for witnesses" />')
    const { html } = await compile({ media: storedMedia })
    expect(html).toMatch(
      /<p class="download"><a href="\/media\/[0-9a-f]{40}-Liste-f%C3%BCr-Zeugen\.pdf">List for witnesses <span class="download__size">\(PDF, 240 kB\)/,
    )
    expect(readdirSync(mediaFolder())).toEqual([expect.stringMatching(/^[0-9a-f]{40}-Liste-für-Zeugen\.pdf$/)])
  })
})

describe('work', () => {
  test('is done once: an unchanged picture is not encoded again, whatever happens to the text', async () => {
    own('01-at-home/media/order.png', png)
    own('media/copy.png', png)
    write(`${FIGURE}\n\n<Figure src="../media/copy.png" alt="The same order once more" />`)
    const means = { media: storedMedia, store: documentsInMemory() }
    expect((await compile(means)).encoded).toEqual(['image'])
    expect((await compile(means)).encoded).toEqual([])
    write('More text.')
    expect((await compile(means)).encoded).toEqual([])
    own('01-at-home/media/order.png', await noise(300, 200, 4).png().toBuffer())
    expect((await compile(means)).encoded).toEqual(['image'])
  })

  test('is done again when its files are gone', async () => {
    own('01-at-home/media/order.png', await noise(200, 200, 3).png().toBuffer())
    write(FIGURE)
    const means = { media: { ...storedMedia }, store: documentsInMemory() }
    await compile(means)
    const before = readdirSync(mediaFolder()).sort()
    rmSync(mediaFolder(), { recursive: true })
    forgetPresent()
    expect((await compile(means)).encoded).toEqual(['image'])
    expect(readdirSync(mediaFolder()).sort()).toEqual(before)
  })

  test('is not needed to know that a file changed', async () => {
    own('01-at-home/media/order.png', png)
    write(FIGURE)
    const hashes = async () => (await check()).found[0]?.readable?.documents.map(hashDocument) ?? []
    const [one, before, three] = await hashes()
    own('01-at-home/media/order.png', await noise(300, 200, 2).png().toBuffer())
    const [oneAfter, after, threeAfter] = await hashes()
    expect([oneAfter, threeAfter]).toEqual([one, three])
    expect(after).not.toBe(before)
  })
})

describe('a picture', () => {
  test('that took too long once is tried again later, not at once', async () => {
    own('01-at-home/media/order.png', await noise(60, 30, 9).png().toBuffer())
    write(FIGURE)
    let asked = 0
    const worker: SourceWorker = {
      run: (task) => {
        if (task.task !== 'media') return sourceWorker().run(task)
        asked += 1
        return asked === 1 ? Promise.resolve({ status: 'too-slow' }) : sourceWorker().run(task)
      },
      dispose: async () => undefined,
    }
    const rules = async () =>
      (await checkCourses({ dir, worker, media: mediaInMemory() })).problems.map((one) => one.rule)
    expect(await rules()).toContain('too-slow')
    expect(await rules()).toContain('too-slow')
    expect(asked).toBe(1)
    const later = performance.now() + 3_600_000
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later)
    try {
      expect(await rules()).not.toContain('too-slow')
    } finally {
      clock.mockRestore()
    }
    expect(asked).toBe(2)
  })

  test('that costs readers too much is told with what it costs, with and without a database', async () => {
    own('01-at-home/media/order.svg', heavy)
    const line = write(FIGURE.replace('.png', '.svg'))
    for (const media of [mediaInMemory(), storedMedia]) {
      const { result, checked } = await compile({ media })
      expect(checked.problems).toEqual([])
      expect(result?.status).toBe('failed')
      expect(result?.problems.map(short)).toEqual([
        expect.stringMatching(
          `^${lesson}:${line}:9 error "media/order.svg" costs each reader \\d{3} kB; at most 400 kB are allowed. \\(heavy-picture\\)$`,
        ),
      ])
      // Once it is known, the check alone tells it.
      expect((await check(media)).problems.map(short)).toEqual(result?.problems.map(short))
      expect((await check(media)).courses).toEqual([])
    }
  })

  test('that is cut off costs its course an error, at the file', async () => {
    own('01-at-home/media/order.png', png.subarray(0, png.length - 5000))
    write(FIGURE)
    const { result } = await compile()
    expect(result?.problems.map(short)).toEqual([
      '01-at-home/media/order.png:1:1 error This picture is damaged or cut off. (file-content)',
    ])
  })

  test('of all courses with an error keeps the courses that show it from being published, and no other', async () => {
    put('_shared/order.png', 'GIF89a')
    write('<Figure src="../../_shared/order.png" alt="An order with a seal" />')
    const { courses, problems } = await check()
    expect(problems.map(short)).toEqual([
      'courses/_shared/order.png:1:1 error This file is named .png but holds a picture of the format gif. (file-content)',
    ])
    expect(courses).toEqual([])
  })

  test('is shown in a preview, and a damaged one is told there', async () => {
    own('01-at-home/media/order.png', png)
    write(FIGURE)
    const { found, problems } = await check(storedMedia)
    const document = found[0]?.readable?.documents[1]
    if (!document) throw new Error('No document')
    const preview = await previewDocument({ document, problems })
    expect(JSON.stringify(preview)).toContain('An order with a seal at its foot')
    own('01-at-home/media/order.png', png.subarray(0, 300))
    const after = await check(storedMedia)
    const changed = after.found[0]?.readable?.documents[1]
    if (!changed) throw new Error('No document')
    expect(await previewDocument({ document: changed, problems: after.problems })).toMatchObject({ status: 'failed' })
  })
})
