import type { LayerField } from '../../core/decode/layer'

/** What describeLayers calls header fields, in the words of Japanese textbooks; ids and abbreviations stay. */
const labels: Readonly<Record<string, string>> = {
  Destination: '宛先',
  Source: '送信元',
  Type: 'タイプ',
  Length: '長さ',
  Priority: '優先度',
  DEI: '廃棄適性（DEI）',
  ID: 'ID',
  Family: 'プロトコルファミリー',
  'Packet type': 'パケット種別',
  'Link-layer address type': 'リンク層アドレスの種別',
  'Link-layer address length': 'リンク層アドレスの長さ',
  'Link-layer address': 'リンク層アドレス',
  'Interface index': 'インターフェース番号',
  Protocol: 'プロトコル',
  'Hardware type': 'ハードウェアタイプ',
  'Protocol type': 'プロトコルタイプ',
  'Hardware size': 'ハードウェアアドレス長',
  'Protocol size': 'プロトコルアドレス長',
  Opcode: 'オペレーションコード',
  'Sender MAC address': '送信元 MAC アドレス',
  'Sender IP address': '送信元 IP アドレス',
  'Target MAC address': 'ターゲット MAC アドレス',
  'Target IP address': 'ターゲット IP アドレス',
  'Target Address': 'ターゲットアドレス',
  Version: 'バージョン',
  'Header Length': 'ヘッダー長',
  'Differentiated Services Field': 'DS フィールド',
  'Total Length': '全長',
  Identification: '識別子',
  "Don't fragment": 'フラグメント禁止（DF）',
  'More fragments': '後続フラグメントあり（MF）',
  'Fragment Offset': 'フラグメントオフセット',
  'Time to Live': '生存時間（TTL）',
  'Header Checksum': 'ヘッダーチェックサム',
  'Source Address': '送信元アドレス',
  'Destination Address': '宛先アドレス',
  Option: 'オプション',
  Options: 'オプション',
  'Traffic Class': 'トラフィッククラス',
  'Flow Label': 'フローラベル',
  'Payload Length': 'ペイロード長',
  'Next Header': '次ヘッダー',
  'Hop Limit': 'ホップリミット',
  'Fragment Header, Next Header': 'フラグメントヘッダー: 次ヘッダー',
  'Fragment Header, Offset': 'フラグメントヘッダー: オフセット',
  'Fragment Header, More Fragments': 'フラグメントヘッダー: 後続フラグメントあり',
  'Fragment Header, Identification': 'フラグメントヘッダー: 識別子',
  'Hop-by-Hop Options, Next Header': 'ホップバイホップオプション: 次ヘッダー',
  'Hop-by-Hop Options, Length': 'ホップバイホップオプション: 長さ',
  'Routing Header, Next Header': 'ルーティングヘッダー: 次ヘッダー',
  'Routing Header, Length': 'ルーティングヘッダー: 長さ',
  'Destination Options, Next Header': '宛先オプション: 次ヘッダー',
  'Destination Options, Length': '宛先オプション: 長さ',
  Code: 'コード',
  Checksum: 'チェックサム',
  'Gateway Address': 'ゲートウェイアドレス',
  'Length of original datagram': '元のデータグラムの長さ',
  'MTU of next hop': '次ホップの MTU',
  MTU: 'MTU',
  Identifier: '識別子',
  'Sequence Number': 'シーケンス番号',
  Sequence: 'シーケンス番号',
  'Acknowledgment Number': '確認応答番号',
  'Source Port': '送信元ポート',
  'Destination Port': '宛先ポート',
  Flags: 'フラグ',
  Window: 'ウィンドウサイズ',
  'Urgent Pointer': '緊急ポインター',
  Data: 'データ',
}

/** The words in values; a number in brackets after one stays. */
const values: Readonly<Record<string, string>> = {
  Set: 'セット',
  'Not set': '未セット',
  Yes: 'あり',
  No: 'なし',
  none: 'なし',
  request: '要求',
  reply: '応答',
  'request reverse': '逆引き要求',
  'reply reverse': '逆引き応答',
  'Unicast to us': '自分宛てのユニキャスト',
  Broadcast: 'ブロードキャスト',
  Multicast: 'マルチキャスト',
  'Unicast to another host': '他のホスト宛てのユニキャスト',
  'Sent by us': '自分が送信',
  Loopback: 'ループバック',
  None: 'なし',
  'Echo (ping) reply': 'エコー応答（ping）',
  'Destination unreachable': '宛先到達不能',
  'Destination Unreachable': '宛先到達不能',
  'Source quench': '送信元抑制',
  Redirect: 'リダイレクト',
  'Echo (ping) request': 'エコー要求（ping）',
  'Router advertisement': 'ルーター広告',
  'Router Advertisement': 'ルーター広告',
  'Router solicitation': 'ルーター要請',
  'Router Solicitation': 'ルーター要請',
  'Time-to-live exceeded': '時間超過（TTL 切れ）',
  'Time Exceeded': '時間超過',
  'Parameter problem': 'パラメーター異常',
  'Parameter Problem': 'パラメーター異常',
  'Timestamp request': 'タイムスタンプ要求',
  'Timestamp reply': 'タイムスタンプ応答',
  'Network unreachable': 'ネットワーク到達不能',
  'Host unreachable': 'ホスト到達不能',
  'Protocol unreachable': 'プロトコル到達不能',
  'Port unreachable': 'ポート到達不能',
  'Address unreachable': 'アドレス到達不能',
  'Fragmentation needed': 'フラグメンテーションが必要',
  'Source route failed': 'ソースルート失敗',
  'Network unknown': '宛先ネットワーク不明',
  'Host unknown': '宛先ホスト不明',
  'Network administratively prohibited': 'ネットワークへの通信は管理上禁止',
  'Host administratively prohibited': 'ホストへの通信は管理上禁止',
  'Communication administratively filtered': '通信は管理上フィルター済み',
  'Redirect for network': 'ネットワークのリダイレクト',
  'Redirect for host': 'ホストのリダイレクト',
  'Time to live exceeded in transit': '転送中に TTL 切れ',
  'Fragment reassembly time exceeded': 'フラグメント再構成の時間切れ',
  'fragment reassembly time exceeded': 'フラグメント再構成の時間切れ',
  'hop limit exceeded in transit': '転送中にホップリミット切れ',
  'Packet Too Big': 'パケット過大',
  'no route to destination': '宛先への経路なし',
  'administratively prohibited': '管理上禁止',
  'beyond scope of source address': '送信元アドレスのスコープ外',
  'source address failed ingress/egress policy': '送信元アドレスが入出力ポリシーに不適合',
  'reject route to destination': '宛先への経路が拒否設定',
  'Multicast Listener Query': 'マルチキャストリスナー照会',
  'Multicast Listener Report': 'マルチキャストリスナー報告',
  'Multicast Listener Done': 'マルチキャストリスナー終了',
  'Multicast Listener Report Message v2': 'マルチキャストリスナー報告 v2',
  'Neighbor Solicitation': '近隣要請',
  'Neighbor Advertisement': '近隣広告',
  'Source link-layer address': '送信元リンク層アドレス',
  'Target link-layer address': 'ターゲットリンク層アドレス',
  'End of Options List': 'オプションの終わり',
  'No-Operation': 'ノーオペレーション',
  'Record Route': '経路記録',
  'Time Stamp': 'タイムスタンプ',
  'Loose Source Route': 'ルースソースルート',
  'Strict Source Route': 'ストリクトソースルート',
  'Router Alert': 'ルーターアラート',
  correct: '正しい',
  incorrect: '誤り',
}

/** A field's name in Japanese; in English when nobody translated it. */
export function fieldLabelInJapanese({ label }: LayerField): string {
  return Object.hasOwn(labels, label) ? labels[label]! : label
}

/** A field's value in Japanese: its words and units; numbers, addresses and protocols stay. */
export function fieldValueInJapanese(value: string): string {
  const bracketed = /^(.+) \(([^()]+)\)$/.exec(value)
  if (bracketed !== null) return `${word(bracketed[1]!)} (${word(bracketed[2]!)})`
  const cut = /^(\d+) bytes?, (\d+) captured$/.exec(value)
  if (cut !== null) return `${cut[1]!} バイト（取得は ${cut[2]!} バイト）`
  return word(value)
}

function word(text: string): string {
  if (Object.hasOwn(values, text)) return values[text]!
  return text.replace(/^(\d+) bytes?$/, '$1 バイト')
}

/** A header's title in Japanese: the protocol's name stays, what kind of packet it is does not. */
export function layerTitleInJapanese(title: string): string {
  const data = /^Data \((\d+) bytes\)$/.exec(title)
  if (data !== null) return `データ（${data[1]!} バイト）`
  const arp = /^(Address Resolution Protocol) \((.+)\)$/.exec(title)
  if (arp !== null) return `${arp[1]!}（${word(arp[2]!)}）`
  const icmp = /^(Internet Control Message Protocol(?: v6)?), (.+)$/.exec(title)
  if (icmp !== null) return `${icmp[1]!}、${word(icmp[2]!)}`
  return title
    .replace(', Src Port: ', '、送信元ポート: ')
    .replace(', Dst Port: ', '、宛先ポート: ')
    .replace(', Src: ', '、送信元: ')
    .replace(', Dst: ', '、宛先: ')
}
