import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/**
 * Takes the network from this process. Nothing that reads authors' text asks anything of anybody; should a library try,
 * or a text make it try, it fails. For the process's whole life.
 */
export function forbidNetwork(): void {
  const refuse = (): never => {
    throw new Error('This process has no network')
  }
  // Every connection of Node's own modules and of fetch goes through these.
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.bind = refuse
  dgram.Socket.prototype.connect = refuse
  dgram.Socket.prototype.send = refuse
  dns.lookup = refuse as never
  dns.Resolver.prototype.resolve = refuse as never
}
