/** A Content-Disposition with the name of a file twice: plain, and with all its letters (RFC 6266, RFC 8187). */
export function attachment(name: string, extension: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]+/gu, ' ').replace(/\s+/g, '-')
  const plain = safe
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '')
    .replace(/-{2,}/g, '-')
  const full = encodeURIComponent(safe).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}.${extension}"; filename*=UTF-8''${full}.${extension}`
}
