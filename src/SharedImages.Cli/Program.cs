using SharedImages.Cli;

return await CommandLine.RunAsync(ProgramCommands.Create(), args);
