import type { TopologyGap } from '../../core/topology/topology'
import { problemInJapanese } from './problems-in-japanese'

type Values = Readonly<Record<string, string>>

/** What discovery could not learn, in Japanese, by code. */
const sentences: Readonly<Record<string, (values: Values) => string>> = {
  'no-interfaces': () => 'インターフェースが分かりません。',
  'no-routes': () => '経路が分かりません。',
  'no-nat-rules': () => 'NAT ルールが分からないため、書き換えはアドレスだけから推定します。',
  'no-networking-mode': () =>
    'WSL のネットワークモードが分からないため、WSL から Windows までの経路はアドレスだけから推定します。',
  'no-containers': () => 'コンテナの一覧を取得できません。',
  'no-container-networks': () => 'コンテナのネットワークを調べられません。',
  'closed-containers': ({ containers, others }) =>
    `ネットワークを調べられないコンテナ: ${containers ?? '?'}${
      others === undefined || others === '0' ? '' : ` ほか ${others} 個`
    }。途中で終了したか、名前空間に入るための root 権限がありません。`,
  'no-adapters': () => 'Windows のアダプターが分かりません。',
  'desktop-boundary': () =>
    'Docker Desktop は、プロキシの奥にある専用の仮想マシンでコンテナを動かします。その中のインターフェースは見えないため、マップはここで終わります。',
  'nftables-boundary': () =>
    'この Docker は NAT ルールを nftables に置いています。Hopscope は nftables を読み取らないため、書き換えはアドレスだけから推定します。',
  'mirrored-boundary': () =>
    'WSL のミラーモードでは、Linux が Windows のインターフェースをそのまま使います。両者の間に観測できるホップはありません。',
  'proxy-boundary': () =>
    'WSL のこのネットワークモードでは、プロキシが Windows 側で接続を張り直します。パケットがそのまま通る経路はありません。',
  'networkless-boundary': () => 'この WSL にはネットワークがありません（ネットワークモード none）。',
  'wsl1-boundary': () =>
    'WSL 1 は Windows のネットワークスタックをそのまま使います。両者の間に観測できるホップはありません。',
  'unknown-boundary': () =>
    'WSL と同じサブネットに属する Windows のアダプターがないため、両者の間の経路が分かりません。',
}

/** A gap's sentence in Japanese with its reason; null when nobody translated it, as in older recordings. */
export function gapInJapanese({ code = '', values = {} }: TopologyGap): string | null {
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  return sentence === undefined ? null : sentence(values) + reasonInJapanese(values)
}

function reasonInJapanese(values: Values): string {
  const { cause, command, reason } = values
  if (cause !== undefined) {
    return problemInJapanese({ code: cause, message: '', values, command: null }) ?? `（${reason ?? '?'}）`
  }
  if (command !== undefined) return `「${command}」が失敗しました（${reason ?? '?'}）。`
  return reason === undefined ? '' : `（${reason}）`
}
