// Loaded into a process of a test: asks it to end when the test's own process is gone, however that went.
process.channel?.unref()
process.on('disconnect', () => process.kill(process.pid, 'SIGINT'))
