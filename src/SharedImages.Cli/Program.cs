using SharedImages.Cli;

Invocation.Program = Invoked.Find(args);
return await CommandLine.RunAsync(ProgramCommands.Create(), args);
