import { unzipSync } from 'fflate'
import { errorAt, type LocalProblem, START } from '../problem.ts'
import { decodeText } from './decode-text.ts'

/** Whether a file to take along is what its name says, and nothing that runs. */
export function checkDownload(bytes: Uint8Array, ending: string): LocalProblem[] {
  const wrong = (message: string, hint = 'Save it again from its program, in that format.') => [
    errorAt(START, 'file-content', message, hint),
  ]
  if (looksExecutable(bytes)) return wrong('This file is a program.', 'Only documents can be offered.')
  if (ending === 'pdf')
    return startsWith(bytes, '%PDF-') ? [] : wrong('This file is named .pdf but is not a PDF document.')
  if (ending in officeParts) {
    const names = namesInZip(bytes)
    const part = officeParts[ending] ?? ''
    if (!names?.some((name) => name.startsWith(part)))
      return wrong(`This file is named .${ending} but is not such a document.`)
    return names.some((name) => /vbaProject|^Scripts\/|^Basic\//i.test(name))
      ? wrong('This document holds macros, which are programs.', 'Save it without macros.')
      : []
  }
  const text = decodeText(bytes)
  if (text === null)
    return wrong(`This file is named .${ending} but is not UTF-8 text.`, 'Save it again with the encoding UTF-8.')
  if (/^\s*<(?:!doctype|html|head|body|script|svg|iframe|\?xml)/i.test(text)) {
    return wrong('This file is a web page.', 'Only documents can be offered.')
  }
  if (ending !== 'json') return []
  try {
    JSON.parse(text)
    return []
  } catch {
    return wrong('This file is named .json but cannot be read as JSON.')
  }
}

/** What stands in a document of each kind, which is a ZIP archive. */
const officeParts: Readonly<Record<string, string>> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  odt: 'content.xml',
  ods: 'content.xml',
}

/** Names of what is in an archive, none of it unpacked; null when it is none. */
function namesInZip(bytes: Uint8Array): string[] | null {
  if (!startsWith(bytes, 'PK\u0003\u0004')) return null
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name)
        return false
      },
    })
    return names
  } catch {
    return null
  }
}

/** Programs of Windows, Linux and macOS, and scripts that name their interpreter. */
function looksExecutable(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, 'MZ') ||
    startsWith(bytes, '\u007fELF') ||
    startsWith(bytes, '#!') ||
    startsWith(bytes, '\u00ca\u00fe\u00ba\u00be') ||
    /^\u00ce\u00fa\u00ed\u00fe|^\u00cf\u00fa\u00ed\u00fe/.test(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))
  )
}

export function startsWith(bytes: Uint8Array, sign: string, at = 0): boolean {
  return Buffer.from(bytes.subarray(at, at + sign.length)).toString('latin1') === sign
}
