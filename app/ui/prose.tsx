type AuthoredProps = {
  html: string
  as?: 'div' | 'span'
  className?: string
  id?: string
  lang?: string
  dir?: 'ltr' | 'rtl' | 'auto'
}

/** A piece of compiled course text. `html` must come from the compiler, which lets no author's HTML through. */
export function AuthoredHtml({ html, as: Element = 'div', ...attributes }: AuthoredProps) {
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: html }} />
}

/** Compiled text to be read at length, set as a lesson is. */
export function Prose(props: Omit<AuthoredProps, 'className' | 'as'>) {
  return <AuthoredHtml {...props} className="prose" />
}
