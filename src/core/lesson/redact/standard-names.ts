/** Words that name no machine of anybody: what systems, Docker and Hopscope itself call things. */
const words = new Set([
  '',
  'linux',
  'windows',
  'lan',
  'wsl',
  'wsl (hyper-v firewall)',
  'default switch',
  'nat',
  'unknown',
  'host',
  'gateway',
  'router',
  'bridge',
  'none',
  'null',
  'ingress',
  'docker_gwbridge',
  'docker0',
  'lo',
  'any',
  'recording',
  'localhost',
  'ubuntu',
  'debian',
  'docker-desktop',
  'wi-fi',
  'ethernet',
  'イーサネット',
  'ローカル エリア接続',
])

const patterns = [
  /^(?:eth|ens|eno|enp|wlan|wlp|wlo|tun|tap|wg|bond|dummy|br|virbr|cni|flannel\.|ifb|sit|ip6tnl|veth|vmnet)[0-9a-f]*(?:s\d+)?(?:f\d+)?(?:@\w+)?$/,
  /^vethernet \((?:wsl|wsl \(hyper-v firewall\)|default switch|nat)\)$/,
  /^(?:wi-fi|ethernet|イーサネット|ローカル エリア接続\*?) ?\d*$/,
  /^loopback pseudo-interface \d+$/,
  /^ubuntu-\d\d\.\d\d$/,
]

/** Whether a name is one that many machines have: it stays, because it says nothing of anybody. */
export function isStandardName(name: string): boolean {
  const plain = name.toLowerCase()
  return words.has(plain) || patterns.some((pattern) => pattern.test(plain))
}
