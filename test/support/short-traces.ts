// vitest asks for a hundred frames, and maps each to its source. The CDK takes a trace of whatever is
// acknowledged, which is a twentieth of the time of all tests; what leads to a mistake is in these.
Error.stackTraceLimit = 20;
