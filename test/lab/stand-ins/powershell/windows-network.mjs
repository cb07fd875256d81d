import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { ScriptError } from './script-error.mjs'

/**
 * The objects of Windows' network cmdlets, read live from the lab's Windows namespace. Enumerations are numbers, as
 * PowerShell 5.1 gives them to ConvertTo-Json.
 */

const lab = process.env['HOPSCOPE_LAB'] ?? 'default'
/** Who calls may have a PATH without ip and iptables-save. */
const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }
const netns = `/run/netns/hopscope-${lab}-windows`

/** @type {readonly string[][]} */
const names = readFileSync(new URL('../adapters.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('|'))

/** @returns {Record<string, unknown>[]} */
export function readAdapters() {
  const links = readIp(['link'])
  const live = links.flatMap((link) => {
    const adapter = adapterOf(link.ifname)
    // Windows' loopback is an interface but no adapter.
    if (adapter === undefined || link.ifname === 'lo') return []
    const isUp = link.flags.includes('LOWER_UP')
    return [adapterObject({ ...adapter, mac: link.address, mtu: link.mtu, status: isUp ? 1 : 2, isHidden: false })]
  })
  return [...live, ...absentAdapters.map(adapterObject)]
}

/** @returns {Record<string, unknown>[]} */
export function readAddresses() {
  return readIp(['address']).flatMap((link) =>
    link.addr_info.map((/** @type {any} */ address) => ({
      ...indexOf(link.ifname),
      IPAddress: address.local,
      PrefixLength: address.prefixlen,
      AddressFamily: address.family === 'inet' ? 2 : 23,
      Type: 1,
      PrefixOrigin: address.local === '127.0.0.1' ? 2 : 1,
      SuffixOrigin: address.local === '127.0.0.1' ? 2 : 1,
      AddressState: link.flags.includes('LOWER_UP') ? 4 : 1,
      SkipAsSource: false,
    })),
  )
}

/** @returns {Record<string, unknown>[]} */
export function readRoutes() {
  const rows = [...readIp(['route']), ...readIp(['route', 'show', 'table', 'local'])]
  return rows.map((route) => ({
    ...indexOf(route.dev),
    DestinationPrefix: asPrefix(route.dst),
    // On-link routes have the unspecified address as next hop.
    NextHop: route.gateway ?? '0.0.0.0',
    AddressFamily: 2,
    RouteMetric: route.dst === 'default' ? (route.metric ?? 0) : 256,
    InterfaceMetric: adapterOf(route.dev)?.metric ?? 0,
    Protocol: route.protocol === 'kernel' ? 2 : 3,
  }))
}

/** WinNAT's networks, which the lab's iptables plays: one for each masquerade. @returns {Record<string, unknown>[]} */
export function readNats() {
  const rules = run(['iptables-save', '-t', 'nat']).matchAll(/^-A POSTROUTING -s (\S+) .*-j MASQUERADE$/gm)
  return [...rules].map(([, subnet], index) => ({
    Name: index === 0 ? 'WSLNat' : `WSLNat${index}`,
    ExternalIPInterfaceAddressPrefix: null,
    InternalIPInterfaceAddressPrefix: subnet,
    IcmpQueryTimeout: 30,
    TcpEstablishedConnectionTimeout: 1800,
    Active: true,
  }))
}

/** Adapters that a laptop also has; capture tools list them, the lab's do not, and nothing passes through them. */
const absentAdapters = [
  {
    guid: '{A1D7E2F4-0C35-4B19-9E60-53B2F8C4D603}',
    alias: 'Ethernet',
    description: 'Realtek PCIe GbE Family Controller',
    index: 7,
    type: 6,
    medium: 14,
    isHardware: true,
    component: 'pci\\ven_10ec&dev_8168',
    metric: 5,
    mac: '98:fa:9b:44:10:07',
    mtu: 1500,
    status: 2,
    isHidden: false,
  },
  {
    guid: '{C9B3A6E8-72D1-4E5C-8F04-19A7D2E6B704}',
    alias: 'Local Area Connection* 9',
    description: 'Microsoft Wi-Fi Direct Virtual Adapter',
    index: 18,
    type: 71,
    medium: 9,
    isHardware: false,
    component: 'vwifimp_wfd',
    metric: 25,
    mac: '3e:6a:a7:16:01:1f',
    mtu: 1500,
    status: 2,
    isHidden: true,
  },
]

/** @param {typeof absentAdapters[number]} adapter */
function adapterObject(adapter) {
  return {
    Name: adapter.alias,
    InterfaceAlias: adapter.alias,
    ifAlias: adapter.alias,
    InterfaceDescription: adapter.description,
    DriverDescription: adapter.description,
    InterfaceGuid: adapter.guid,
    DeviceName: `\\Device\\${adapter.guid}`,
    InterfaceIndex: adapter.index,
    ifIndex: adapter.index,
    InterfaceType: adapter.type,
    InterfaceOperationalStatus: adapter.status,
    AdminStatus: 1,
    NdisPhysicalMedium: adapter.medium,
    HardwareInterface: adapter.isHardware,
    ConnectorPresent: adapter.isHardware,
    Virtual: !adapter.isHardware,
    Hidden: adapter.isHidden,
    ComponentID: adapter.component,
    MacAddress: adapter.mac.toUpperCase().replaceAll(':', '-'),
    MtuSize: adapter.mtu,
  }
}

/** @param {string} kernelName */
function adapterOf(kernelName) {
  const row = names.find(([kernel]) => kernel === kernelName)
  if (row === undefined) return undefined
  const [, guid, alias, description, index, type, medium, isHardware, component, metric] = row
  return {
    guid,
    alias,
    description,
    index: Number(index),
    type: Number(type),
    medium: Number(medium),
    isHardware: isHardware === 'true',
    component,
    metric: Number(metric),
  }
}

/** @param {string} kernelName */
function indexOf(kernelName) {
  const { index, alias } = adapterOf(kernelName) ?? { index: 0, alias: kernelName }
  return { InterfaceIndex: index, ifIndex: index, InterfaceAlias: alias, ifAlias: alias }
}

/** @param {string} destination */
function asPrefix(destination) {
  if (destination === 'default') return '0.0.0.0/0'
  return destination.includes('/') ? destination : `${destination}/32`
}

/**
 * @param {readonly string[]} args
 * @returns {any[]}
 */
function readIp(args) {
  return JSON.parse(run(['ip', '-j', '-4', '-d', ...args]))
}

/** @param {readonly string[]} command */
function run(command) {
  try {
    return execFileSync('nsenter', [`--net=${netns}`, ...command], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    throw new ScriptError(
      `The lab "${lab}" is not up, or cannot be read: ${/** @type {Error} */ (error).message.trim()}`,
    )
  }
}
