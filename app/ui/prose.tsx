type ProseProps = { html: string; lang?: string; dir?: 'ltr' | 'rtl' | 'auto' }

/** Compiled lesson text. `html` must come from the compiler, which lets no author's HTML through. */
export function Prose({ html, lang, dir }: ProseProps) {
  // eslint-disable-next-line react/no-danger -- the one place where stored HTML enters a page; see above
  return <div className="prose" lang={lang} dir={dir} dangerouslySetInnerHTML={{ __html: html }} />
}
