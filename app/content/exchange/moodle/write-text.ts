import { escaped } from '../../takeaway/markup.ts'

// eslint-disable-next-line no-control-regex -- those are the characters that XML refuses
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** HTML in a `<text>`: in a CDATA section, which cannot hold its own end. */
export const htmlText = (html: string) =>
  `<text><![CDATA[${html.replace(NOT_IN_XML, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]></text>`

export const plainText = (text: string) => `<text>${escaped(text)}</text>`

export const htmlField = (name: string, html: string) => `<${name} format="html">${htmlText(html)}</${name}>`
