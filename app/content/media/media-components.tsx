import type { ReactNode } from 'react'
import type { Translate } from '#app/i18n/translator.ts'
import type { CompileContext, MediaFile } from '../compile/compile-context.ts'
import { endingOf, type MediaKind, mediaKey, sizeInWords } from './media-kinds.ts'

type FigureProps = { src: string; alt: string; caption?: string; width?: 'small' | 'full'; children?: ReactNode }
type VideoProps = { src: string; captions: string; transcript: string; poster?: string; title?: string }
type DownloadProps = { src: string; title?: string }

/** How wide a picture is shown: as the styles of `.prose` and `.figure` say. */
const SIZES = { full: '(min-width: 42rem) 38rem, 100vw', small: '(min-width: 22rem) 20rem, 100vw' }

/** Pictures, films and documents as HTML. */
export function mediaComponents({ t, context: { media, language } }: { t: Translate; context: CompileContext }) {
  const fileOf = (kind: MediaKind, target: string): MediaFile => {
    const key = mediaKey(kind, target)
    const found = Object.hasOwn(media, key) ? media[key] : undefined
    if (!found) throw new Error(`The ${kind} "${target}" is not at hand`)
    return found
  }
  return {
    Figure: ({ src, alt, caption, width = 'full', children }: FigureProps) => (
      <figure className="figure" data-width={width === 'small' ? width : undefined}>
        <Picture file={fileOf('image', src)} alt={alt} sizes={SIZES[width]} />
        {caption && <figcaption>{caption}</figcaption>}
        {children && (
          <details className="unfold">
            <summary>{t('content.figure.description')}</summary>
            {children}
          </details>
        )}
      </figure>
    ),
    Video: ({ src, captions, transcript, poster, title }: VideoProps) => {
      const film = fileOf('video', src)
      const still = poster === undefined ? undefined : posterOf(fileOf('image', poster))
      const size = t('content.video.size', { size: sizeInWords(film.bytes, language) })
      return (
        <figure className="video">
          <video controls playsInline preload="none" poster={still} aria-label={title ?? t('content.video.label')}>
            <source src={film.href} type={film.type} />
            <track
              default
              kind="captions"
              src={fileOf('captions', captions).href}
              srcLang={language}
              label={t('content.video.captions')}
            />
            <a href={film.href}>{size}</a>
          </video>
          <figcaption>
            {title && <strong className="video__title">{title}</strong>}
            <span className="video__size">{size}</span>
          </figcaption>
          <details className="unfold">
            <summary>{t('content.video.transcript')}</summary>
            {(fileOf('transcript', transcript).text ?? '').split('\n\n').map((paragraph, index) => (
              <p key={index}>{paragraph}</p>
            ))}
          </details>
        </figure>
      )
    },
    Download: ({ src, title }: DownloadProps) => {
      const { href, bytes } = fileOf('download', src)
      const type = endingOf(src).toUpperCase()
      return (
        <p className="download">
          <a href={href}>
            {title ?? src.split('/').at(-1)}{' '}
            <span className="download__size">
              {t('content.download.size', { type, size: sizeInWords(bytes, language) })}
            </span>
          </a>
        </p>
      )
    },
  }
}

/** The browser chooses the format and the width; it knows the room to keep before anything has come. */
function Picture({ file, alt, sizes }: { file: MediaFile; alt: string; sizes: string }) {
  const { href, type, variants, width, height } = file
  const image = {
    width: width ?? undefined,
    height: height ?? undefined,
    loading: 'lazy',
    decoding: 'async',
  } as const
  const setOf = (wanted: string) =>
    variants.filter((one) => one.type === wanted).map((one) => `${one.href} ${one.width}w`)
  const types = [...new Set(variants.map((one) => one.type))].filter((one) => one !== type)
  if (variants.length < 2) return <img src={href} alt={alt} {...image} />
  return (
    <picture>
      {types.map((one) => (
        <source key={one} type={one} srcSet={setOf(one).join(', ')} sizes={sizes} />
      ))}
      <img src={href} srcSet={setOf(type).join(', ')} sizes={sizes} alt={alt} {...image} />
    </picture>
  )
}

/** Wide enough for a phone: a poster has one address for all. */
const POSTER = 720

function posterOf({ href, type, variants }: MediaFile): string {
  return variants.find((one) => one.type === type && one.width >= POSTER)?.href ?? href
}
