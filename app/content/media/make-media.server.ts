import { errorAt, isError, type LocalProblem, START } from '../problem.ts'
import { checkDownload } from './check-download.ts'
import { checkSvg } from './check-svg.ts'
import { decodeText } from './decode-text.ts'
import type { MadeMedia, MediaTask } from './made-media.ts'
import { readTranscript } from './read-transcript.ts'
import { checkVtt } from './read-vtt.ts'
import { videoFormat } from './sniff.ts'

const nothing: MadeMedia = { problems: [], files: [], width: null, height: null, text: null }

/** Checks a file beside the text by its content and, if asked, makes what is served of it. Only called in the worker. */
export async function makeMedia({ kind, ending, bytes, make }: MediaTask): Promise<MadeMedia> {
  const refuse = (message: string, hint: string): MadeMedia => ({
    ...nothing,
    problems: [errorAt(START, 'file-content', message, hint)],
  })
  if (bytes.length === 0) return refuse('This file is empty.', 'Copy it here again.')
  if (kind === 'video') {
    if (videoFormat(bytes) === ending) return nothing
    return refuse(`This file is named .${ending} but is not such a film.`, 'Save it as MP4 (H.264) or WebM.')
  }
  if (kind === 'download') return { ...nothing, problems: checkDownload(bytes, ending) }
  if (kind === 'image' && ending !== 'svg') return makePicture(bytes, ending, make)

  const text = decodeText(bytes)
  if (text === null) return refuse('This file is not UTF-8 text.', 'Save it again with the encoding UTF-8.')
  const textFile = (type: string, width = 0) => ({ type, ending, bytes: new TextEncoder().encode(text), width })
  if (kind === 'image') {
    const { problems, size } = checkSvg(text)
    return size ? { ...nothing, files: [textFile('image/svg+xml', size.width)], ...size } : { ...nothing, problems }
  }
  if (kind === 'captions') {
    const problems: LocalProblem[] = checkVtt(text)
    return { ...nothing, problems, files: problems.length > 0 ? [] : [textFile('text/vtt')] }
  }
  const paragraphs = readTranscript(text, ending)
  if (paragraphs.length === 0) return refuse('This transcript has no words.', 'Write what is said and what is seen.')
  return { ...nothing, text: paragraphs.join('\n\n') }
}

async function makePicture(bytes: Uint8Array, ending: string, make: boolean): Promise<MadeMedia> {
  // A check of texts alone does without it.
  const { encodePicture, readPictureHeader } = await import('./encode-picture.server.ts')
  const header = await readPictureHeader(bytes, ending)
  if (!make || header.problems.some(isError)) {
    return { ...nothing, problems: header.problems, width: header.width, height: header.height }
  }
  const { problems, files, width, height } = await encodePicture(bytes)
  return { ...nothing, problems: [...header.problems, ...problems], files, width, height }
}
