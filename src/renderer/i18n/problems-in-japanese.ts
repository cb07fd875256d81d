import type { Problem } from '../../contract/messages'
import { captureSentenceInJapanese } from './capture-sentences-in-japanese'

type Values = Readonly<Record<string, string>>

/** Tools whose absence the doctor reports as `no-<tool>`, and what is impossible without them. */
const withoutTool: Readonly<Record<string, string>> = {
  tcpdump: 'インターフェースでキャプチャできません',
  nsenter: 'コンテナのネットワークの中でキャプチャできません',
  ip: 'インターフェース、アドレス、経路を調べられません',
  'iptables-save': 'マスカレードをそのルールとともに示せません',
  conntrack: 'アドレス変換についてカーネルが持つ記録を示せません',
  ping: 'ここから ping を送れません',
  traceroute: 'このネットワークの先にあるルーターが分かりません',
}

/** The tracer's sentences in Japanese, by code; a value that a code does not bring reads `?`. */
const sentences: Readonly<Record<string, (values: Values) => string>> = {
  'bad-count': ({ count }) => `ping の回数 ${count ?? '?'} は指定できる範囲にありません。`,
  'bad-destination': ({ destination }) => `「${destination ?? '?'}」は IP アドレスでもホスト名でもありません。`,
  'bad-filter': ({ reason }) => `キャプチャフィルターが正しくありません: ${reason ?? '?'}`,
  'cannot-save': ({ path, reason }) => `キャプチャを ${path ?? '?'} に保存できませんでした: ${reason ?? '?'}`,
  'capture-damaged': (values) =>
    `${values['interface'] ?? '?'} のキャプチャのデータが壊れています: ${values['reason'] ?? '?'}`,
  'capture-failed': (values) => `${values['interface'] ?? '?'} のキャプチャが終了しました: ${values['reason'] ?? '?'}`,
  'redaction-leaks': ({ found }) =>
    `このレッスンは匿名化しきれないため、ファイルを作成しませんでした。次の情報が残ります: ${found ?? '?'}`,
  'recording-too-long': () =>
    'この記録は長いため、全体をレッスンにできません。代わりに、見せながらレッスンを録画してください。',
  'no-shell': ({ container }) =>
    `コンテナ ${container ?? '?'} のイメージにはシェルがありません。コンテナのネットワークで動くシェルなら、このマシンのプログラムを使って開けます。`,
  'connection-lost': () => 'トレーサーが返事をする前に接続が切れました。',
  'container-stopped': ({ container }) => `コンテナ ${container ?? '?'} は動いていません。`,
  'docker-restarted': () => 'Docker が応答しなくなりました。戻ってくるのを待っています。',
  'kept-without-comments': ({ path }) =>
    `${path ?? '?'} にはすべてのフレームがあります。トレースが長いため、コメントは付けていません。`,
  internal: ({ reason }) => `Hopscope の内部で問題が起きました: ${reason ?? '?'}`,
  'invalid-message': ({ reason, name }) => `正しくないメッセージを受け取りました: ${reason ?? name ?? '?'}`,
  'invalid-topology': ({ reason }) => `マップのデータが壊れています: ${reason ?? '?'}`,
  'message-too-large': () => 'メッセージが大きすぎるため送れません。',
  'no-docker': (values) =>
    `Docker（${values['address'] || values['machine'] || '?'}）が応答しないため、コンテナを見つけられません。`,
  'no-docker-rights': () =>
    'このユーザーには Docker を使う権限がありません。ソケットは root と docker グループのものです。',
  'no-dumpcap': () =>
    'Wireshark と Npcap に付属する dumpcap が Windows に入っていません。Windows のアダプターではキャプチャできず、そのホップは推定になります。',
  'no-node-pty': ({ reason }) =>
    `node-pty を読み込めないため、tcpdump を動かすターミナルがありません: ${reason ?? '?'}`,
  'no-display': () =>
    'Wireshark を表示できません。Hopscope がデスクトップなしで起動されています（DISPLAY がありません）。',
  'no-npcap': () =>
    'dumpcap が Windows のアダプターを見つけられません。Wireshark のインストーラーに含まれる Npcap を入れ、全ユーザーにキャプチャを許可してください。',
  'no-rights': (values) =>
    `${values['interface'] ?? values['machine'] ?? '?'} でキャプチャする権限がありません。tcpdump とコンテナのネットワークに入るには root が必要です。`,
  'no-listing': ({ namespace }) => `${namespace ?? '?'} にはそのような一覧がありません。`,
  'microphone-denied': () =>
    'マイクの使用が許可されていないため、音声なしで記録します。このページ、またはシステムのプライバシー設定でマイクを許可してから、記録し直してください。',
  'no-microphone': () => 'マイクが見つからないため、音声なしで記録します。マイクを接続してから、記録し直してください。',
  'microphone-failed': ({ reason }) => `マイクを使用できません: ${reason ?? '?'}。音声なしで記録します。`,
  'microphone-lost': ({ name }) =>
    `マイク${name === undefined || name === '' ? '' : `（${name}）`}が使えなくなりました。それまでの音声は残り、記録は音声なしで続きます。`,
  'already-recording': () => 'レッスンを記録中です。先に停止してください。',
  'nothing-recorded': () => '記録中のレッスンはありません。',
  'lesson-disk-full': ({ path }) =>
    `ディスクがいっぱいになったため、記録を終了しました。それまでの記録は ${path ?? '?'} に残っています。`,
  'lesson-disk-low': ({ mebibytes }) =>
    `ディスクの空きは残り ${mebibytes ?? '?'} MiB です。いっぱいになると記録は終了しますが、それまでの記録は残ります。`,
  'lesson-not-recorded': ({ path, reason }) =>
    `レッスンを ${path ?? '?'} に記録できません: ${reason ?? '?'}。それまでの記録は残っています。`,
  'lesson-full': () => 'レッスンの長さの上限に達したため、記録を終了しました。それまでの記録は残っています。',
  'lesson-slept': ({ seconds }) =>
    `スリープなどのため、${seconds ?? '?'} 秒間は記録できませんでした。記録は続いており、その時間はレッスンに含まれません。`,
  'lesson-recovered': ({ ids }) =>
    `途中で切れた記録がありました。それまでの内容をレッスンとして残しました: ${ids ?? '?'}`,
  'unknown-lesson': ({ id }) => `「${id ?? '?'}」というレッスンはありません。`,
  'cannot-keep-lesson': ({ path, reason }) => `レッスンを ${path ?? '?'} に書き込めません: ${reason ?? '?'}`,
  'lesson-damaged': ({ path, part, reason }) =>
    `レッスン${path === undefined ? '' : `（${path}）`}のデータが壊れています: ${part ?? '?'}: ${reason ?? '?'}`,
  'lesson-too-new': ({ version, newest }) =>
    `このレッスンは新しい Hopscope で作られました（形式 ${version ?? '?'}、この Hopscope が読めるのは ${newest ?? '?'} まで）。`,
  'lesson-too-large': ({ part, limit }) =>
    `レッスンが大きすぎます: ${part ?? '?'} が ${limit ?? '?'} MiB を超えています。`,
  'gif-too-long': ({ seconds, most }) =>
    `${seconds ?? '?'} 秒の GIF は大きすぎます。${most ?? '?'} 秒以内の範囲を選ぶか、動画で書き出してください。`,
  'no-video-encoder': ({ format }) =>
    format === 'MP4'
      ? 'このブラウザーは MP4 動画をエンコードできません。WebM なら現行のどのブラウザーでも再生できます。MP4 は Chrome と Edge でも作れます。'
      : 'このブラウザーは WebM 動画をエンコードできません。Chrome、Edge、Hopscope デスクトップ版などの WebCodecs が必要です。',
  'lesson-page': () =>
    'このページは 1 つのレッスンです。自分のネットワークを追うには、そのマシンで Hopscope を開いてください。',
  'no-lesson': () => 'これはレッスンではありません。.hopscope ファイルは zip アーカイブです。',
  'listing-failed': ({ command, reason }) => `${command ?? '?'} が失敗しました: ${reason ?? '?'}`,
  'no-capture-file': () =>
    'これらのファイルの中にキャプチャがありません。pcapng か pcap のファイル、または tcpdump -xx の出力を選んでください。',
  'two-maps': ({ name }) => `${name ?? '?'} は 2 つ目のマップです。記録には 1 つだけ添えられます。`,
  'file-too-large': ({ name, limit }) =>
    `${name ?? '?'} は ${limit ?? '?'} MiB を超えるため、全体を表示できません。コマンドラインなら少しずつ読み込めます。`,
  'file-unreadable': ({ name, reason }) => `${name ?? '?'} を読み込めません: ${reason ?? '?'}`,
  'no-terminal': ({ reason }) => `node-pty を読み込めないため、ターミナルを開けません: ${reason ?? '?'}`,
  'no-wireshark': () => 'Hopscope が動いているマシンに Wireshark が入っていません。',
  'no-wsl': ({ distro, reason }) =>
    `WSL のディストリビューション ${distro ?? '?'} でコマンドを実行できません${reason === undefined ? '' : `（${reason}）`}。`,
  'no-token': () =>
    'このアドレスにはトークンがありません。Hopscope が表示した、#token=… で終わるアドレスを開いてください。',
  'not-built': () => '画面がまだビルドされていません。',
  'nothing-captured': () => 'まだ何もキャプチャしていないため、保存するものがありません。',
  'nothing-to-capture': () => 'キャプチャできるインターフェースが見つかりません。',
  'port-denied': () => 'このユーザーにはそのポートを開く権限がありません。',
  'port-in-use': () => 'そのポートは使われています。',
  'powershell-failed': ({ reason }) => `PowerShell が失敗しました: ${reason ?? '?'}`,
  'protocol-error': ({ reason }) => `トレーサーとの通信で問題が起きました: ${reason ?? '?'}`,
  recording: ({ detail }) => `この記録は開けません: ${captureSentenceInJapanese(detail ?? '?')}`,
  'saved-in-part': ({ path, frames }) =>
    `${path ?? '?'} は途中から始まります。メモリーに収まらなかった古い ${frames ?? '?'} フレームは含まれません。`,
  'start-cancelled': () => 'すべてのキャプチャが始まる前に停止しました。',
  timeout: ({ command, seconds }) => `${command ?? '?'} が ${seconds ?? '?'} 秒以内に終わりませんでした。`,
  'too-many-requests': () => '返事を待っている要求が多すぎます。',
  'too-many-terminals': ({ limit }) => `ターミナルを ${limit ?? '?'} 個開いています。どれかを閉じてください。`,
  'too-much-output': ({ command }) => `${command ?? '?'} の出力が多すぎます。`,
  'unknown-container': ({ container }) => `コンテナまたはマシン「${container ?? '?'}」はこのネットワークにありません。`,
  'unknown-recording': ({ id }) => `「${id ?? '?'}」という内蔵の記録はありません。`,
  'unknown-request': ({ name }) => `「${name ?? '?'}」という要求はありません。`,
  'unknown-terminal': ({ id }) => `ターミナル ${id ?? '?'} は開いていません。`,
  'wireshark-failed': ({ reason }) => `Wireshark がすぐに終了しました: ${reason ?? '?'}`,
}

/** A problem's sentence in Japanese, null when nobody translated its code. */
export function problemInJapanese({ code, values }: Problem): string | null {
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  const tool = code.startsWith('no-') ? code.slice(3) : ''
  if (sentence && !(values['tool'] === tool && tool !== '')) return sentence(values)
  if (!Object.hasOwn(withoutTool, tool)) return sentence?.(values) ?? null
  const place = values['machine'] === undefined ? '' : `${values['machine']} に `
  return `${place}${tool} が入っていないため、${withoutTool[tool] ?? ''}。`
}
