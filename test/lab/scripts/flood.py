#!/usr/bin/env python3
"""Sends ICMP echo requests at a steady rate, which ping cannot: its shortest steps are those of the kernel's timer.

Usage: flood.py ADDRESS PACKETS_PER_SECOND COUNT   (in a network namespace, as root)
Every request has its own id and sequence, and its number in the payload of 56 bytes. At the end, also on SIGTERM, it
prints as ping does: N packets transmitted, M received, time T ms.
"""

import os
import select
import signal
import socket
import struct
import sys
import time


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def echo_request(number, first_id):
    identifier = (first_id + (number >> 16)) & 0xFFFF
    payload = struct.pack("!QQ", number, time.time_ns()) + bytes(40)
    header = struct.pack("!BBHHH", 8, 0, 0, identifier, number & 0xFFFF)
    return struct.pack("!BBHHH", 8, 0, checksum(header + payload), identifier, number & 0xFFFF) + payload


def main():
    address, rate, count = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    end = []
    signal.signal(signal.SIGTERM, lambda *_: end.append(True))
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as raw:
        # SO_RCVBUFFORCE (socket(7)), which Python does not name: as root beyond rmem_max.
        raw.setsockopt(socket.SOL_SOCKET, 33, 1 << 24)
        raw.setblocking(False)
        raw.connect((address, 0))
        first_id = os.getpid() & 0xFFFF
        sent = received = 0
        start = time.monotonic()
        last_answer = start
        last_sent = 0
        while not end:
            now = time.monotonic()
            due = min(count, int((now - start) * rate) + 1)
            while sent < due:
                raw.send(echo_request(sent, first_id))
                sent += 1
            # Replies are counted between the requests; after the last one they have a second to come.
            select.select([raw], [], [], 0.001)
            try:
                while True:
                    if raw.recv(256)[20] == 0:
                        received += 1
                        last_answer = time.monotonic()
            except BlockingIOError:
                pass
            if sent == count:
                last_sent = last_sent or now
            if sent == count and (received >= count or time.monotonic() - max(last_answer, last_sent) > 1):
                break
        elapsed = int((time.monotonic() - start) * 1000)
        print(f"{sent} packets transmitted, {received} received, time {elapsed}ms")


main()
