# Says in ping.exe's words what Debian's ping says; exits with 1 unless an answer came.
function say(text) { printf "%s\r\n", text; fflush() }
function milliseconds(time) { return time < 1 ? "<1ms" : "=" int(time) "ms" }
BEGIN { minimum = -1 }
/^PING / { target = $2; split($4, size, "("); say(""); say("Pinging " target " with " size[1] " bytes of data:") }
/^ping: .*: Name or service not known|^ping: .*: Temporary failure/ {
  sub(/^ping: /, ""); sub(/: (Name|Temporary).*/, "")
  say("Ping request could not find host " $0 ". Please check the name and try again.")
  isUnknown = 1
}
/ bytes from .*icmp_seq=/ {
  match($0, /from [^ :]+/); from = substr($0, RSTART + 5, RLENGTH - 5)
  match($0, /ttl=[0-9]+/); ttl = substr($0, RSTART + 4, RLENGTH - 4)
  match($0, /time=[0-9.]+/); time = substr($0, RSTART + 5, RLENGTH - 5) + 0
  say("Reply from " from ": bytes=" ($1 - 8) " time" milliseconds(time) " TTL=" ttl)
  answers++; total += time
  if (minimum < 0 || time < minimum) minimum = time
  if (time > maximum) maximum = time
}
/^From .* Destination Host Unreachable/ { say("Reply from " $2 ": Destination host unreachable."); told[$3] = 1 }
/^From .* Packet filtered/ { say("Reply from " $2 ": Destination net unreachable."); told[$3] = 1 }
/^From .* Time to live exceeded/ { say("Reply from " $2 ": TTL expired in transit."); told[$3] = 1 }
/^no answer yet for / { if (!($5 in told)) say("Request timed out."); told[$5] = 1 }
/ packets transmitted, / { sent = $1; received = $4 }
END {
  if (isUnknown || target == "") exit 1
  lost = sent - received
  for (each in told) tellings++
  # Of the last request Debian's ping says nothing.
  for (; tellings < lost; tellings++) say("Request timed out.")
  say(""); say("Ping statistics for " target ":")
  say(sprintf("    Packets: Sent = %d, Received = %d, Lost = %d (%d%% loss),", sent, received, lost, sent ? 100 * lost / sent : 0))
  if (answers) {
    say("Approximate round trip times in milli-seconds:")
    say(sprintf("    Minimum = %dms, Maximum = %dms, Average = %dms", minimum, maximum, total / answers))
  }
  exit answers ? 0 : 1
}
