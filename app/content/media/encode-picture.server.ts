import sharp, { type Metadata } from 'sharp'
import { errorAt, type LocalProblem, START, warningAt } from '../problem.ts'
import type { MadeFile } from './made-media.ts'
import { pictureFormat } from './sniff.ts'

// The one file that decodes pictures. Only ever called in the worker: what decodes them is written in C.

/** In pixels: 40 million are a photograph of 7,700 by 5,200. */
const MOST_PIXELS = 40_000_000
/** WebP knows no longer side than 16,383. */
const LONGEST_SIDE = 16_000
/** In CSS pixels times density: phones take the first or second, large screens the last. */
const WIDTHS = [360, 720, 1080]

sharp.cache(false)
sharp.concurrency(1)
// What is not named here is never tried, whatever a file looks like.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})

export type PictureHeader = { problems: LocalProblem[]; width: number; height: number }

const broken = () =>
  errorAt(START, 'file-content', 'This picture is damaged or cut off.', 'Save it again from its program.')

/** What the header of a picture says, and what is wrong with it. Nothing is decoded. */
export async function readPictureHeader(bytes: Uint8Array, ending: string): Promise<PictureHeader> {
  const format = pictureFormat(bytes)
  const refuse = (problem: LocalProblem): PictureHeader => ({ problems: [problem], width: 0, height: 0 })
  if (!format) {
    const hint = 'Save it as JPEG, PNG, WebP, AVIF, GIF or SVG.'
    return refuse(
      errorAt(START, 'file-content', `This file is named .${ending} but is no picture of a known format.`, hint),
    )
  }
  if (format !== ending.replace('jpeg', 'jpg')) {
    const message = `This file is named .${ending} but holds a picture of the format ${format}.`
    return refuse(errorAt(START, 'file-content', message, `Name it .${format}, or save it again.`))
  }
  let found: Metadata
  try {
    found = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch {
    return refuse(broken())
  }
  const { autoOrient, pages = 1 } = found
  const { width, height } = autoOrient
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
    const message = `This picture has ${width} × ${height} pixels, which is more than can be read.`
    return refuse(errorAt(START, 'too-large', message, 'Make it smaller: 1,600 pixels in width are plenty.'))
  }
  const animated = pages > 1 || (format === 'png' && Buffer.from(bytes.subarray(0, 4096)).includes('acTL'))
  const problems = animated
    ? [
        warningAt(
          START,
          'animated',
          'This picture moves. Only its first moment is shown.',
          'For a film, write <Video>.',
        ),
      ]
    : []
  return { problems, width, height }
}

/**
 * The picture anew, in modern formats and no wider than it is, upright and without what its file tells besides: place,
 * time and camera. The formats come in the order in which browsers should choose.
 */
export async function encodePicture(
  bytes: Uint8Array,
): Promise<{ problems: LocalProblem[]; files: MadeFile[]; width: number; height: number }> {
  try {
    const input = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).timeout({ seconds: 30 })
    const { data, info } = await input
      .autoOrient()
      .resize({ width: WIDTHS.at(-1), withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const widths = [...WIDTHS.filter((wanted) => wanted < width), width]
    const webp: MadeFile[] = []
    const avif: MadeFile[] = []
    for (const wanted of widths) {
      const resized = sharp(data, { raw: { width, height, channels } }).resize({ width: wanted })
      const timed = () => resized.clone().timeout({ seconds: 30 })
      const file = (type: string, bytes: Buffer) => ({ type, ending: type.slice(6), bytes, width: wanted })
      webp.push(file('image/webp', await timed().webp({ quality: 78, smartSubsample: true }).toBuffer()))
      avif.push(file('image/avif', await timed().avif({ quality: 52, effort: 4 }).toBuffer()))
    }
    const weight = (files: readonly MadeFile[]) => files.reduce((sum, file) => sum + file.bytes.length, 0)
    // Of small pictures with few colours AVIF is the larger one: then it is of no use to anybody.
    return { problems: [], files: weight(avif) < weight(webp) ? [...avif, ...webp] : webp, width, height }
  } catch {
    return { problems: [broken()], files: [], width: 0, height: 0 }
  }
}
