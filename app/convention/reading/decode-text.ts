import type { OfficialLanguage } from '../official-language.ts'
import { languagesByName } from './language-signs.ts'

export type Decoded = { status: 'text'; text: string; encoding: string } | { status: 'refused'; sentence: string }

/** The encodings of old files, by language. */
const oldEncodings: Readonly<Record<OfficialLanguage, string>> = {
  ar: 'windows-1256',
  ru: 'windows-1251',
  en: 'windows-1252',
  fr: 'windows-1252',
  es: 'windows-1252',
  zh: 'gb18030',
}

/** Signs that a text of the language may hold besides ASCII; anything else means that the encoding was guessed wrong. */
const signs: Readonly<Record<OfficialLanguage, RegExp>> = {
  ar: /^[\p{ASCII}\p{Script_Extensions=Arabic}\p{M}\s«»“”‘’–—…،؛؟\u200c-\u200f]*$/u,
  ru: /^[\p{ASCII}\p{Script=Cyrillic}\s«»“”„‘’–—…№§]*$/u,
  en: /^[\p{ASCII}\s“”‘’–—…§éèçï]*$/u,
  fr: /^[\p{ASCII}\s«»“”‘’–—…§°àâäçéèêëîïôöûùüÿœæÀÂÇÉÈÊËÎÏÔÛÙŒ]*$/u,
  es: /^[\p{ASCII}\s«»“”‘’–—…§°ºª¿¡áéíóúüñÁÉÍÓÚÜÑ]*$/u,
  zh: /^[\p{ASCII}\p{Script=Han}\s“”‘’–—…·\u3000-\u303f\uff00-\uffef]*$/u,
}

/**
 * The text of a file's bytes: UTF-8, UTF-16 with a byte order mark, or the old encoding of the language when the
 * result leaves no doubt.
 */
export function decodeText(bytes: Uint8Array, language: OfficialLanguage): Decoded {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return strict(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return strict(bytes, 'utf-16be')
  if (bytes.includes(0)) {
    return refused('This is no plain text, or UTF-16 without its mark. Save it as plain text in UTF-8.')
  }
  const utf8 = strict(bytes, 'utf-8')
  if (utf8.status === 'text') return utf8
  const old = strict(bytes, oldEncodings[language])
  if (old.status === 'text' && signs[language].test(old.text) && languagesByName(old.text).includes(language))
    return old
  return refused(
    `The file is not in UTF-8, and it is not certain that it is in ${oldEncodings[language]}. Save it as plain text in UTF-8.`,
  )
}

function strict(bytes: Uint8Array, encoding: string): Decoded {
  try {
    return { status: 'text', text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return refused(`The file is not sound ${encoding.toUpperCase()}. Save it as plain text in UTF-8.`)
  }
}

function refused(sentence: string): Decoded {
  return { status: 'refused', sentence }
}
