import { addresses } from '../../test/lab/addresses'
import { dropForwarded, lowerMtu, removeDefaultRoute } from '../../test/lab/scenarios'
import type { LessonScript } from './lesson-script'

/** Four faults in one recording: a firewall, a missing route, two pings with one id, and packets that are too large. */
export const notArriving: LessonScript = {
  id: 'not-arriving',
  title: { en: 'When it does not arrive', ja: '届かないとき' },
  description: {
    en: 'A firewall rule, a missing route, two pings with the same id, and packets that are too large: what each looks like, and how to tell them apart.',
    ja: 'ファイアウォールのルール、経路の欠落、ID の衝突、大きすぎるパケット。それぞれどう見えるか、どう見分けるかを学びます。',
  },
  filter: 'icmp',
  needsRouters: true,
  takes: [
    {
      id: 'firewall',
      break: dropForwarded,
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 -W 1 ${addresses.internet}`),
    },
    // Nothing of a fault is left on the stage when the next one is told.
    { id: 'mended', play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 ${addresses.internet}`) },
    {
      id: 'route',
      break: removeDefaultRoute,
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 -W 1 ${addresses.internet}`),
    },
    {
      id: 'first',
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 -e 4242 ${addresses.internet}`),
    },
    {
      id: 'second',
      play: ({ typeAtPrompt }) => typeAtPrompt('container2', `ping -n -c 1 -e 4242 ${addresses.internet}`),
    },
    {
      id: 'fragments',
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 -s 4000 ${addresses.internet}`),
    },
    {
      id: 'whole',
      break: (lab) => lowerMtu(lab),
      play: ({ typeAtPrompt }) => typeAtPrompt('container1', `ping -n -c 1 -W 1 -M do -s 1472 ${addresses.internet}`),
    },
  ],
  packets: {
    dropped: { take: 'firewall', filter: 'kind:request' },
    stranded: { take: 'route', filter: 'kind:request' },
    noRoute: { take: 'route', filter: 'kind:unreachable' },
    first: { take: 'first', filter: 'kind:request' },
    second: { take: 'second', filter: 'kind:request' },
    secondReply: { take: 'second', filter: 'kind:reply' },
    large: { take: 'fragments', filter: 'kind:request' },
    whole: { take: 'whole', filter: 'kind:request' },
    tooLarge: { take: 'whole', filter: 'kind:unreachable' },
  },
  scenes: [
    {
      chapter: { en: 'A firewall that keeps silent', ja: '黙って破棄するファイアウォール' },
      network: 'before firewall',
      from: { packet: 'dropped', at: 'start' },
      tab: { facts: 'filter' },
      light: [{ box: 'wsl' }],
      say: {
        en: 'container1 pings {dropped.destination@container1} as before. But the firewall of WSL has a new rule for what it forwards: {drop@wsl}.',
        ja: 'container1 がこれまでと同じく {dropped.destination@container1} に ping を送ります。ただし WSL のファイアウォールに、中継に対する新しいルールがあります: {drop@wsl}。',
      },
      ask: {
        kind: 'dropped-at',
        packet: 'dropped',
        prompt: {
          en: 'At which interface will the packet be seen last?',
          ja: 'パケットが最後に観測されるのは、どのインターフェースですか。',
        },
        explain: {
          en: 'docker0 still sees it, for it comes in there. Then WSL wants to forward it to eth0, and the rule drops it.',
          ja: '入口の docker0 では観測されます。その後、WSL が eth0 へ中継しようとしたところでルールが破棄します。',
        },
      },
    },
    {
      to: { packet: 'dropped', at: 'ending' },
      light: ['docker0', 'wsl'],
      say: {
        en: 'docker0 saw it, eth0 did not: between the two it was dropped. Nobody sends an error.',
        ja: 'docker0 では見え、eth0 では見えません。その間で破棄されました。エラーを返すものはありません。',
      },
    },
    {
      network: 'after firewall',
      select: { packet: 'dropped', at: 'docker0' },
      light: [{ box: 'wsl' }],
      say: {
        en: 'Who did it? Look at the rule’s counter: it stands at {dropped@wsl}. The inspector names the rule, and the command that confirms it.',
        ja: '破棄したのは何でしょうか。ルールのカウンターが {dropped@wsl} になりました。インスペクターには、そのルールと確認用のコマンドが出ています。',
      },
    },
    {
      chapter: { en: 'A missing route', ja: '経路がない' },
      network: 'before route',
      tab: { facts: 'routes' },
      from: { packet: 'stranded', at: 'start' },
      light: [{ box: 'wsl' }],
      say: {
        en: 'The rule is gone again. Now WSL’s default route is missing: its routing table knows only the networks next to it.',
        ja: 'ルールは取り除きました。今度は WSL のデフォルトルートがありません。経路表にあるのは、隣り合うネットワークだけです。',
      },
      ask: {
        kind: 'choose',
        packet: 'stranded',
        prompt: { en: 'How will this ping end?', ja: 'この ping はどうなりますか。' },
        options: [
          { text: { en: 'Lost without a word', ja: '何の知らせもなく失われる' }, filter: 'verdict:lost' },
          { text: { en: 'Rejected with an error', ja: 'エラーで拒否される' }, filter: 'verdict:rejected' },
          { text: { en: 'Answered all the same', ja: 'それでも応答がある' }, filter: 'verdict:answered' },
        ],
        explain: {
          en: 'A router without a route says so: it sends ICMP destination unreachable to the sender.',
          ja: '経路を知らないルーターは、ICMP の宛先到達不能を送信元に返して知らせます。',
        },
      },
    },
    {
      to: { packet: 'noRoute', at: 'last' },
      tab: 'terminals',
      light: ['docker0', 'container1'],
      say: {
        en: '{noRoute.source@container1} answers: destination unreachable. ping prints it at once. A missing route speaks, a firewall that drops keeps silent.',
        ja: '{noRoute.source@container1} が宛先到達不能を返し、ping はすぐに表示します。経路がなければエラーが返りますが、DROP するファイアウォールは何も返しません。',
      },
    },
    {
      chapter: { en: 'Two pings, one id', ja: '2 つの ping、1 つの ID' },
      network: 'before first',
      from: { packet: 'first', at: 'docker0' },
      to: { packet: 'first', at: 'wsl' },
      tab: { facts: 'conntrack' },
      light: [{ gate: 'wsl' }, { field: 'icmpId' }],
      say: {
        en: 'The route is back. container1 pings with the ICMP id {first.icmpId@docker0}; WSL masquerades the source and keeps the id.',
        ja: '経路を戻しました。container1 が ICMP の ID {first.icmpId@docker0} で ping を送り、WSL は送信元をマスカレードします。ID はそのままです。',
      },
    },
    {
      network: 'after first',
      from: { packet: 'second', at: 'start' },
      to: { packet: 'second', at: 'docker0' },
      light: ['container2', { field: 'icmpId' }],
      say: {
        en: 'A moment later container2 pings the same destination and happens to use the same id, {second.icmpId@docker0}.',
        ja: 'その直後、container2 が同じ宛先に、偶然同じ ID {second.icmpId@docker0} で ping を送ります。',
      },
      ask: {
        kind: 'choose',
        packet: 'second',
        prompt: {
          en: 'Both would leave WSL with the same source and the same id. What will WSL do?',
          ja: 'このままでは送信元も ID も同じになってしまいます。WSL はどうしますか。',
        },
        options: [
          { text: { en: 'Drop the second packet', ja: '2 つ目のパケットを破棄する' }, filter: 'verdict:lost' },
          { text: { en: 'Let both pass alike', ja: '同じまま両方通す' }, filter: 'not nat:collision' },
          { text: { en: 'Give the second a new id', ja: '2 つ目に新しい ID を付ける' }, filter: 'nat:collision' },
        ],
        explain: {
          en: 'The id is all that tells the answers apart. When it is taken, the NAT chooses a free one.',
          ja: '応答を区別する手がかりは ID だけです。使用中なら、NAT は空いている ID を選びます。',
        },
      },
    },
    {
      network: 'after second',
      to: { packet: 'second', at: 'wsl' },
      select: { packet: 'second', at: 'wsl' },
      light: [{ gate: 'wsl' }, { field: 'icmpId' }],
      say: {
        en: 'Besides the source, the id changes: {second.icmpId@docker0} becomes {second.icmpId@wsl}. conntrack notes both.',
        ja: '送信元のほかに ID も変わります。{second.icmpId@docker0} が {second.icmpId@wsl} になり、conntrack に両方が記録されます。',
      },
    },
    {
      from: { packet: 'secondReply', at: 'vEthernet' },
      to: { packet: 'secondReply', at: 'wsl' },
      light: ['wsl', { field: 'icmpId' }],
      say: {
        en: 'The answer comes with the new id, {secondReply.icmpId@wsl}. But container2 waits for the id that it sent.',
        ja: '応答は新しい ID {secondReply.icmpId@wsl} で届きます。しかし container2 が待っているのは、自分が送った ID です。',
      },
      ask: {
        kind: 'text',
        packet: 'secondReply',
        field: 'icmpId',
        at: 'container2',
        prompt: {
          en: 'Which ICMP id will the answer have in container2? Type it.',
          ja: 'container2 に届くとき、応答の ICMP の ID はいくつですか。入力してください。',
        },
        explain: {
          en: 'The NAT undoes everything it did: the id is {secondReply.icmpId@container2} again.',
          ja: 'NAT は変えたものをすべて元に戻します。ID は再び {secondReply.icmpId@container2} です。',
        },
      },
    },
    {
      to: { packet: 'secondReply', at: 'container2' },
      light: [{ gate: 'wsl' }, 'container2', { field: 'icmpId' }],
      say: {
        en: 'At the gate the destination and the id are put back, and container2 knows its answer.',
        ja: 'NAT ゲートで宛先も ID も元に戻り、container2 は自分への応答だと分かります。',
      },
    },
    {
      chapter: { en: 'Fragments', ja: 'フラグメント' },
      network: 'before fragments',
      from: { packet: 'large', at: 'start' },
      to: { packet: 'large', at: 'docker0' },
      light: [{ wire: ['container1', 'veth1'] }, 'docker0'],
      say: {
        en: 'This ping is too large for an MTU of {container1.mtu}: {large.frames@veth1} fragments come over the veth pair. On docker0 it is one again, for WSL’s firewall looks at whole packets.',
        ja: 'MTU {container1.mtu} に収まらない大きな ping です。veth では {large.frames@veth1} 個のフラグメントですが、docker0 では WSL がファイアウォールで調べるために再構成し、1 個になります。',
      },
    },
    {
      to: { packet: 'large', at: 'wifi' },
      moves: 6500,
      light: ['wsl', 'wifi'],
      say: {
        en: 'On eth0 there are {large.frames@wsl} again, and they arrive. First {large.frames@veth1}, then {large.frames@docker0}, then {large.frames@wsl}: that is no loss.',
        ja: 'eth0 では再び {large.frames@wsl} 個に断片化され、無事に届きます。数が {large.frames@veth1}、{large.frames@docker0}、{large.frames@wsl} と変わっても、失われたわけではありません。',
      },
    },
    {
      chapter: { en: 'Too large, and must not be fragmented', ja: '大きすぎて、しかも分割禁止' },
      network: 'before whole',
      from: { packet: 'whole', at: 'start' },
      to: { packet: 'tooLarge', at: 'last' },
      select: { packet: 'whole', at: 'docker0' },
      light: ['wsl', 'container1'],
      say: {
        en: 'Now WSL’s eth0 carries only {wsl.mtu} bytes, and a packet of {whole.length@docker0} says: do not fragment. {tooLarge.source@container1} reports that it does not fit.',
        ja: '今度は WSL の eth0 の MTU が {wsl.mtu} で、{whole.length@docker0} バイトのパケットは分割禁止です。収まらないことを {tooLarge.source@container1} が知らせます。',
      },
    },
    {
      tab: 'terminals',
      light: ['container1'],
      say: {
        en: 'So when something does not arrive, ask two things: where was it seen last, and did anyone send an error?',
        ja: '届かないときは、2 つのことを確かめましょう。最後にどこで観測されたか、そしてエラーが返ってきたかです。',
      },
    },
  ],
}
