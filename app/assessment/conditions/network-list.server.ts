import { BlockList, isIP } from 'node:net'

/** More than the rooms of any examination have. */
const MOST = 50

const bits = { 4: 32, 6: 128 } as const

/**
 * Networks as they are typed: addresses or CIDR blocks (RFC 4632, RFC 4291 2.3), one a line or with commas or spaces
 * between. They come back as blocks, each once. `wrong` names the first that is none.
 */
export function readNetworks(text: string): { networks: string[] } | { wrong: string } | { tooMany: number } {
  const typed = text.split(/[\s,;،、]+/u).filter((one) => one !== '')
  const networks = new Set<string>()
  for (const one of typed) {
    const block = readBlock(one)
    if (block === null) return { wrong: one }
    networks.add(block)
  }
  return networks.size > MOST ? { tooMany: MOST } : { networks: [...networks] }
}

function readBlock(text: string): string | null {
  const [address = '', length, ...rest] = text.toLowerCase().split('/')
  const family = isIP(address)
  if ((family !== 4 && family !== 6) || address.includes('%') || rest.length > 0) return null
  if (length === undefined) return `${address}/${bits[family]}`
  // A block of length 0 is every address there is: then there is nothing to ask for.
  return /^[1-9]\d{0,2}$/.test(length) && Number(length) <= bits[family] ? `${address}/${Number(length)}` : null
}

/** Whether an address is in one of the blocks, or there are none. An IPv4 address may come mapped into IPv6 (RFC 4291, 2.5.5.2). */
export function isAllowedAddress(networks: readonly string[], address: string): boolean {
  if (networks.length === 0) return true
  const [plain = ''] = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .split('%', 1)
  const family = isIP(plain)
  if (family === 0) return false
  const list = new BlockList()
  for (const block of networks) {
    const [net = '', length = ''] = block.split('/')
    list.addSubnet(net, Number(length), isIP(net) === 4 ? 'ipv4' : 'ipv6')
  }
  return list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}
