import { addresses } from '../../test/lab/addresses'
import type { LessonScript } from './lesson-script'
import { pingFrom } from './senders'

/** The NAT table decides about the first packet of a connection, conntrack about all others. */
export const natTable: LessonScript = {
  id: 'nat-table',
  title: { en: 'The NAT table and conntrack', ja: 'NAT テーブルと conntrack' },
  description: {
    en: 'One rule, one counter and the table of connections: how WSL knows to whom an answer belongs when several containers share its address.',
    ja: '1 つのルールとカウンター、そして接続の表。複数のコンテナが 1 つのアドレスを共有しても、応答の届け先が分かる仕組みを見ます。',
  },
  filter: 'icmp',
  needsRouters: true,
  takes: [
    { id: 'one', play: (traced) => pingFrom(traced, 'container1', addresses.internet, 2) },
    { id: 'two', play: (traced) => pingFrom(traced, 'container2', addresses.internet, 1) },
    { id: 'local', play: (traced) => pingFrom(traced, 'container1', addresses.container2, 1) },
  ],
  packets: {
    first: { take: 'one', filter: 'kind:request' },
    firstReply: { take: 'one', filter: 'kind:reply' },
    again: { take: 'one', filter: 'kind:request', nth: 1 },
    other: { take: 'two', filter: 'kind:request' },
    otherReply: { take: 'two', filter: 'kind:reply' },
    local: { take: 'local', filter: 'kind:request' },
  },
  scenes: [
    {
      chapter: { en: 'The rule', ja: 'ルール' },
      network: 'before one',
      from: { packet: 'first', at: 'start' },
      tab: { facts: 'nat' },
      light: [{ gate: 'wsl' }],
      say: {
        en: 'The diamond in WSL is a NAT gate: here addresses are rewritten. The Facts tab shows the rule that Docker made for it: {rule@wsl}.',
        ja: 'WSL の中のひし形は NAT ゲートで、ここでアドレスが書き換わります。「構成情報」タブに、Docker が作ったルールがあります: {rule@wsl}。',
      },
    },
    {
      light: [{ gate: 'wsl' }, 'docker0', 'wsl'],
      say: {
        en: 'It reads: what comes from Docker’s network (-s) and does not leave by docker0 (! -o) gets the address of the interface by which it leaves. So far it has counted {counted@wsl} packets.',
        ja: '意味は、Docker のネットワークから来て（-s）docker0 以外から出る（! -o）パケットの送信元を、出口のアドレスに変える、です。カウンターはまだ {counted@wsl} です。',
      },
    },
    {
      chapter: { en: 'The first packet makes an entry', ja: '最初のパケットがエントリを作る' },
      to: { packet: 'first', at: 'docker0' },
      camera: { on: ['docker0', 'vEthernet'], zoom: 1.3 },
      light: ['docker0', { field: 'icmpId' }],
      say: {
        en: 'A ping has no ports. What tells one ping from another is the ICMP id: here {first.icmpId@docker0}.',
        ja: 'ping にはポート番号がありません。ping どうしを区別するのは ICMP の ID で、ここでは {first.icmpId@docker0} です。',
      },
      ask: {
        kind: 'text',
        packet: 'first',
        field: 'icmpId',
        at: 'wsl',
        prompt: {
          en: 'Nobody else is pinging. Which ICMP id will the packet have after the masquerade? Type it.',
          ja: 'ほかに ping をしているものはありません。マスカレードの後、ICMP の ID はいくつですか。入力してください。',
        },
        explain: {
          en: 'The id stays {first.icmpId@wsl}: a NAT changes no more than it must. Only the source address is replaced.',
          ja: 'ID は {first.icmpId@wsl} のままです。NAT は必要なものしか変えません。置き換わるのは送信元アドレスだけです。',
        },
      },
    },
    {
      to: { packet: 'first', at: 'wsl' },
      select: { packet: 'first', at: 'wsl' },
      light: [{ gate: 'wsl' }, { field: 'source' }],
      say: {
        en: 'The rule matches: {first.source@docker0} becomes {first.source@wsl}.',
        ja: 'ルールに一致し、{first.source@docker0} が {first.source@wsl} に変わりました。',
      },
    },
    {
      network: 'after one',
      tab: { facts: 'conntrack' },
      light: [{ gate: 'wsl' }],
      say: {
        en: 'And WSL takes a note in its conntrack table: what went out from {first.source@docker0} with id {first.icmpId@docker0}, and that its answer will come to {first.source@wsl}.',
        ja: '同時に WSL は conntrack の表に記録します。{first.source@docker0} から ID {first.icmpId@docker0} で出たこと、その応答が {first.source@wsl} に来ることです。',
      },
    },
    {
      from: { packet: 'firstReply', at: 'wsl' },
      to: { packet: 'firstReply', at: 'docker0' },
      select: { packet: 'firstReply', at: 'docker0' },
      light: [{ gate: 'wsl' }, { field: 'destination' }],
      say: {
        en: 'When the answer comes, no rule is asked. The entry says it all: {firstReply.destination@wsl} becomes {firstReply.destination@docker0}.',
        ja: '応答が来たとき、ルールは使われません。エントリのとおり、{firstReply.destination@wsl} が {firstReply.destination@docker0} に戻ります。',
      },
    },
    {
      chapter: { en: 'The second packet asks no rule', ja: '2 つ目からはルールを見ない' },
      from: { packet: 'again', at: 'docker0' },
      tab: { facts: 'nat' },
      to: { packet: 'again', at: 'wsl' },
      select: { packet: 'again', at: 'wsl' },
      light: [{ gate: 'wsl' }],
      say: {
        en: 'The next request of the same ping is translated by the entry, too. That is why the rule has counted only {counted@wsl}: it sees the first packet of each connection.',
        ja: '同じ ping の次の要求も、エントリによって変換されます。ルールが数えるのは各接続の最初のパケットだけなので、カウンターは {counted@wsl} です。',
      },
    },
    {
      chapter: { en: 'Two containers behind one address', ja: '1 つのアドレスを 2 つのコンテナで' },
      from: { packet: 'other', at: 'start' },
      to: { packet: 'other', at: 'docker0' },
      camera: 'everything',
      light: ['container2'],
      say: {
        en: 'Now container2 pings {other.destination@container2} as well, with its own source {other.source@container2} and its own id {other.icmpId@container2}.',
        ja: '今度は container2 も {other.destination@container2} に ping を送ります。送信元は {other.source@container2}、ID は {other.icmpId@container2} です。',
      },
      ask: {
        kind: 'next-source',
        packet: 'other',
        at: 'wsl',
        prompt: {
          en: 'Which source address will container2’s packet carry at WSL’s eth0?',
          ja: 'WSL の eth0 では、container2 のパケットの送信元アドレスは何になりますか。',
        },
        explain: {
          en: '{other.source@wsl}: the same as for container1. All containers share the address of WSL’s eth0.',
          ja: '{other.source@wsl} です。container1 のときと同じで、すべてのコンテナが WSL の eth0 のアドレスを共有します。',
        },
      },
    },
    {
      to: { packet: 'other', at: 'wsl' },
      network: 'after two',
      tab: { facts: 'conntrack' },
      select: { packet: 'other', at: 'wsl' },
      light: [{ gate: 'wsl' }, { field: 'source' }, { field: 'icmpId' }],
      say: {
        en: 'From outside both look alike: {other.source@wsl}. Only the ids differ, {first.icmpId@wsl} and {other.icmpId@wsl}. The table has a second entry, and the rule has counted {counted@wsl}.',
        ja: '外からはどちらも {other.source@wsl} に見え、違うのは ID の {first.icmpId@wsl} と {other.icmpId@wsl} だけです。表にエントリが増え、カウンターは {counted@wsl} になりました。',
      },
    },
    {
      from: { packet: 'otherReply', at: 'vEthernet' },
      to: { packet: 'otherReply', at: 'wsl' },
      light: ['wsl', { field: 'icmpId' }],
      say: {
        en: 'An answer arrives at {otherReply.destination@wsl}, with id {otherReply.icmpId@wsl}. For which container is it?',
        ja: '{otherReply.destination@wsl} 宛てに、ID {otherReply.icmpId@wsl} の応答が届きました。どのコンテナのものでしょうか。',
      },
      ask: {
        kind: 'text',
        packet: 'otherReply',
        field: 'destination',
        at: 'docker0',
        prompt: {
          en: 'Which destination address will it have at docker0? Type it.',
          ja: 'docker0 では、宛先アドレスは何になりますか。入力してください。',
        },
        explain: {
          en: 'conntrack has the id {otherReply.icmpId@wsl} in the entry of {otherReply.destination@docker0}: that is container2.',
          ja: 'conntrack では、ID {otherReply.icmpId@wsl} は {otherReply.destination@docker0}、つまり container2 のエントリにあります。',
        },
      },
    },
    {
      to: { packet: 'otherReply', at: 'container2' },
      select: { packet: 'otherReply', at: 'docker0' },
      light: [{ gate: 'wsl' }, 'container2'],
      say: {
        en: 'The entry leads it to {otherReply.destination@container2}. In the Facts tab the entry that was used is marked.',
        ja: 'エントリに従って {otherReply.destination@container2} に届きます。「構成情報」タブでは、使われたエントリに印が付いています。',
      },
    },
    {
      chapter: { en: 'Followed, but not translated', ja: '追跡するが変換しない' },
      from: { packet: 'local', at: 'start' },
      light: ['container1', 'container2'],
      say: {
        en: 'Last, container1 pings container2. This packet, too, passes the firewall of WSL on docker0.',
        ja: '最後に container1 から container2 へ ping を送ります。このパケットも docker0 で WSL のファイアウォールを通ります。',
      },
      ask: {
        kind: 'choose',
        packet: 'local',
        prompt: { en: 'Will its source be masqueraded?', ja: '送信元はマスカレードされますか。' },
        options: [
          { text: { en: 'Yes, by the same rule', ja: '同じルールでマスカレードされる' }, filter: 'nat:masquerade' },
          { text: { en: 'No, it leaves by docker0', ja: 'docker0 から出るので、されない' }, filter: 'nat:none' },
        ],
        explain: {
          en: 'The rule excepts what leaves by docker0. conntrack notes the connection all the same, with one and the same address both ways.',
          ja: 'ルールは docker0 から出るものを除いています。それでも conntrack は接続を記録し、行きと帰りのアドレスは同じです。',
        },
      },
    },
    {
      to: { packet: 'local', at: 'container2' },
      network: 'after local',
      light: ['docker0', { field: 'source' }],
      say: {
        en: 'The source stays {local.source@container2}, and the counter stays at {counted@wsl}. But look at the conntrack table: one more entry.',
        ja: '送信元は {local.source@container2} のまま、カウンターも {counted@wsl} のままです。一方、conntrack の表にはエントリが 1 つ増えています。',
      },
    },
  ],
}
