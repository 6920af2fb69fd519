await Console.Error.WriteLineAsync("usage: sharedimages COMMAND");
return 2;
