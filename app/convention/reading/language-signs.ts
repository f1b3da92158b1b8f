import type { OfficialLanguage } from '../official-language.ts'
import { plainSigns } from './numerals.ts'

/** Small words that every text of a language is full of. */
const smallWords: Readonly<Record<'en' | 'fr' | 'es', readonly string[]>> = {
  en: ['the', 'of', 'and', 'to', 'shall', 'in', 'or', 'with', 'this', 'by'],
  fr: ['le', 'la', 'les', 'des', 'et', 'du', 'une', 'dans', 'aux', 'présente'],
  es: ['el', 'los', 'las', 'y', 'del', 'una', 'con', 'por', 'presente', 'que'],
}

/** What this Convention speaks of throughout, in each language; one of each list must occur. */
const subject: Readonly<Record<OfficialLanguage, readonly RegExp[]>> = {
  en: [/cybercrime|information and communications technolog/i],
  fr: [
    /cybercriminalité|technologies? de l[’']information et d(?:e la|es) communications?|systèmes? d[’']information et de communication/i,
  ],
  es: [/ciberdelincuencia|tecnologías? de la información y las comunicaciones/i],
  ru: [/киберпреступност|информационно-коммуникационн/i],
  ar: [/الجريمة السيبرانية|تكنولوجيا المعلومات والاتصالات|تكنولوجيا معلومات واتصالات/],
  zh: [/网络犯罪|信息和通信技术|信息通信技术/],
}

export const BUDAPEST = 'the Budapest Convention (Council of Europe, ETS 185)'

/** Treaties that are taken for this one. */
const others: readonly (readonly [name: string, signs: RegExp])[] = [
  [
    BUDAPEST,
    /Council of Europe|Conseil de l[’']Europe|Consejo de Europa|Совет[а-я]* Европы|مجلس أوروبا|欧洲委员会|Budapest|Будапешт|بودابست|布达佩斯/i,
  ],
  [
    'the Convention against Corruption',
    /Convention against Corruption|Convention des Nations Unies contre la corruption|Convención de las Naciones Unidas contra la Corrupción|против коррупции|لمكافحة الفساد|反腐败公约/i,
  ],
  [
    'the Convention against Transnational Organized Crime',
    /against Transnational Organized Crime|criminalité transnationale organisée|Delincuencia Organizada Transnacional|транснациональной организованной преступности|الجريمة المنظمة عبر الوطنية|打击跨国有组织犯罪/i,
  ],
]

/** The official languages that a text may be written in, by its script and its small words. */
export function languagesByName(text: string): OfficialLanguage[] {
  const plain = plainSigns(text)
  const count = (pattern: RegExp) => plain.match(pattern)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (letters === 0) return []
  const share = (script: RegExp) => count(script) / letters
  if (share(/\p{Script=Arabic}/gu) > 0.6) return ['ar']
  if (share(/\p{Script=Han}/gu) > 0.5) return ['zh']
  if (share(/\p{Script=Cyrillic}/gu) > 0.6) return ['ru']
  if (share(/\p{Script=Latin}/gu) < 0.6) return []
  const words = plain.toLowerCase().match(/\p{L}+/gu) ?? []
  const scores = (['en', 'fr', 'es'] as const).map((language) => {
    const small = new Set(smallWords[language])
    return { language, score: words.filter((word) => small.has(word)).length }
  })
  const best = Math.max(...scores.map(({ score }) => score))
  return best === 0 ? [] : scores.filter(({ score }) => score === best).map(({ language }) => language)
}

/** Whether a text speaks of what this Convention is about, in its own words. */
export function speaksOfCybercrime(text: string, language: OfficialLanguage): boolean {
  const plain = plainSigns(text).replace(/\s+/g, ' ')
  return subject[language].every((pattern) => pattern.test(plain))
}

/** The treaty that a text is more likely to be: the first of those often taken for this one that it names. */
export function otherTreatyIn(text: string): string | null {
  const plain = plainSigns(text).replace(/\s+/g, ' ')
  return others.find(([, signs]) => signs.test(plain))?.[0] ?? null
}
