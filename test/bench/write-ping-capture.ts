import { closeSync, openSync, writeSync } from 'node:fs'

/** One interface on the way, with the addresses that a request carries there. */
interface Stop {
  readonly name: string
  readonly description: string
  readonly source: string
  readonly ttl: number
  /** Interfaces of one segment see the same MAC addresses. */
  readonly segment: number
  readonly delayNanoseconds: number
}

/** The article's way from container1 to 8.8.8.8, with both masquerades. */
const way: readonly Stop[] = [
  {
    name: 'eth0',
    description: 'machine=wsl:Ubuntu namespace=container1',
    source: '172.17.0.2',
    ttl: 64,
    segment: 0,
    delayNanoseconds: 0,
  },
  {
    name: 'veth293cce7',
    description: 'machine=wsl:Ubuntu namespace=host',
    source: '172.17.0.2',
    ttl: 64,
    segment: 0,
    delayNanoseconds: 6_000,
  },
  {
    name: 'docker0',
    description: 'machine=wsl:Ubuntu namespace=host',
    source: '172.17.0.2',
    ttl: 64,
    segment: 0,
    delayNanoseconds: 6_000,
  },
  {
    name: 'eth0',
    description: 'machine=wsl:Ubuntu namespace=host',
    source: '172.25.140.84',
    ttl: 63,
    segment: 1,
    delayNanoseconds: 41_000,
  },
  {
    name: 'vEthernet (WSL)',
    description: 'machine=windows namespace=host',
    source: '172.25.140.84',
    ttl: 63,
    segment: 1,
    delayNanoseconds: 95_000,
  },
  {
    name: 'Wi-Fi',
    description: 'machine=windows namespace=host',
    source: '172.22.1.30',
    ttl: 62,
    segment: 2,
    delayNanoseconds: 140_000,
  },
]

/** When the first ping is sent, in seconds since the Unix epoch. */
export const startSeconds = 1_795_448_497
const answerAfterNanoseconds = 300_000
const payloadBytes = 56
const frameBytes = 14 + 20 + 8 + payloadBytes
const blockBytes = 32 + frameBytes + ((4 - (frameBytes % 4)) % 4)

/** Frames that one ping leaves: its request and its reply at every interface. */
export const framesPerPing = way.length * 2

/**
 * Writes a pcapng file of `pings` echo requests, one each millisecond, answered, captured on six interfaces and sorted by
 * time, as dumpcap would. The same bytes every time.
 */
export function writePingCapture(path: string, pings: number): void {
  const file = openSync(path, 'w')
  try {
    writeSync(file, Buffer.concat([sectionHeader(), ...way.map(interfaceBlock)]))
    const buffer = Buffer.alloc(framesPerPing * blockBytes)
    for (let ping = 0; ping < pings; ping++) {
      for (let i = 0; i < way.length; i++) {
        writeFrame(buffer.subarray(i * blockBytes), ping, i, true)
        writeFrame(buffer.subarray((framesPerPing - 1 - i) * blockBytes), ping, i, false)
      }
      writeSync(file, buffer)
    }
  } finally {
    closeSync(file)
  }
}

function sectionHeader(): Buffer {
  const block = Buffer.alloc(28)
  block.writeUInt32LE(0x0a0d0d0a, 0)
  block.writeUInt32LE(28, 4)
  block.writeUInt32LE(0x1a2b3c4d, 8)
  block.writeUInt16LE(1, 12)
  block.writeBigInt64LE(-1n, 16)
  block.writeUInt32LE(28, 24)
  return block
}

function interfaceBlock({ name, description }: Stop): Buffer {
  const options = Buffer.concat([
    option(2, Buffer.from(name)),
    option(3, Buffer.from(description)),
    option(9, Buffer.of(9)),
    option(0, Buffer.alloc(0)),
  ])
  const length = 20 + options.length
  const block = Buffer.alloc(length)
  block.writeUInt32LE(1, 0)
  block.writeUInt32LE(length, 4)
  block.writeUInt16LE(1, 8)
  block.writeUInt32LE(262_144, 12)
  options.copy(block, 16)
  block.writeUInt32LE(length, length - 4)
  return block
}

function option(code: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16LE(code, 0)
  padded.writeUInt16LE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

function writeFrame(block: Buffer, ping: number, index: number, isRequest: boolean): void {
  const stop = way[index]!
  const last = way[way.length - 1]!.delayNanoseconds
  const delay = isRequest ? stop.delayNanoseconds : answerAfterNanoseconds + last - stop.delayNanoseconds
  const time =
    BigInt(startSeconds + Math.floor(ping / 1000)) * 1_000_000_000n + BigInt((ping % 1000) * 1_000_000 + delay)
  block.writeUInt32LE(6, 0)
  block.writeUInt32LE(blockBytes, 4)
  block.writeUInt32LE(index, 8)
  block.writeUInt32LE(Number(time >> 32n), 12)
  block.writeUInt32LE(Number(time & 0xffff_ffffn), 16)
  block.writeUInt32LE(frameBytes, 20)
  block.writeUInt32LE(frameBytes, 24)
  writePacket(block.subarray(28, 28 + frameBytes), ping, stop, isRequest)
  block.writeUInt32LE(blockBytes, blockBytes - 4)
}

function writePacket(frame: Buffer, ping: number, stop: Stop, isRequest: boolean): void {
  frame.writeUIntBE(0x0242ac110000 + stop.segment + (isRequest ? 0 : 16), 0, 6)
  frame.writeUIntBE(0x0242ac110000 + stop.segment + (isRequest ? 16 : 0), 6, 6)
  frame.writeUInt16BE(0x0800, 12)
  const ip = frame.subarray(14)
  ip[0] = 0x45
  ip.writeUInt16BE(frameBytes - 14, 2)
  ip.writeUInt16BE((ping * 7 + 1 + (isRequest ? 0 : 30_000)) & 0xffff, 4)
  ip.writeUInt16BE(isRequest ? 0x4000 : 0, 6)
  ip[8] = isRequest ? stop.ttl : 54 - (stop.ttl - 62)
  ip[9] = 1
  ip.writeUInt16BE(0, 10)
  ip.set(addressBytes(isRequest ? stop.source : '8.8.8.8'), 12)
  ip.set(addressBytes(isRequest ? '8.8.8.8' : stop.source), 16)
  ip.writeUInt16BE(checksum(ip.subarray(0, 20)), 10)
  const icmp = ip.subarray(20)
  icmp[0] = isRequest ? 8 : 0
  icmp.writeUInt16BE(0, 2)
  icmp.writeUInt16BE(29_910 + (ping >> 16), 4)
  icmp.writeUInt16BE((ping + 1) & 0xffff, 6)
  icmp.writeUInt32LE(startSeconds + Math.floor(ping / 1000), 8)
  icmp.writeUInt32LE((ping % 1000) * 1000 + 17, 16)
  for (let i = 24; i < 8 + payloadBytes; i++) icmp[i] = i - 8
  icmp.writeUInt16BE(checksum(icmp), 2)
}

const addressBytes = (text: string) => text.split('.').map(Number)

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum += bytes.readUInt16BE(i)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}
