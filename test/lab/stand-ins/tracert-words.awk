# Says in tracert.exe's words what Debian's traceroute says; exits with 1 for a name that nobody knows.
function say(text) { printf "%s\r\n", text; fflush() }
/^traceroute to / { isKnown = 1; say(""); say("Tracing route to " $3 " over a maximum of " $5 " hops"); say("") }
/Name or service not known|Temporary failure|Cannot handle/ && !isKnown {
  split($0, name, ":"); say("Unable to resolve target system name " name[1] "."); exit 1
}
/^ *[0-9]+ / {
  line = sprintf("%3d", $1); router = ""; answers = 0
  for (field = 2; field <= NF; field++) {
    if ($field == "*") line = line "     *   "
    else if ($(field + 1) == "ms") { line = line ($field < 1 ? "    <1 ms" : sprintf("%6d ms", $field)); answers++; field++ }
    else if ($field ~ /^[0-9a-f.:]+$/) router = $field
  }
  say(line "  " (answers ? router : "Request timed out."))
}
END { if (isKnown) { say(""); say("Trace complete.") } }
