using SharedImages.Flows.Tests;

[assembly: AssemblyFixture(typeof(TemporalServer))]
