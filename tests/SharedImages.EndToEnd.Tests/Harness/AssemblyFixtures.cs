using SharedImages.Flows.Tests;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TemporalServer))]
// Most of its time a test waits for the server to miss a process that was killed.
[assembly: Parallelization(MaxThreads = 4)]
